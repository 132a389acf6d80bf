"""The page of contradictions: all sides, how hard, and how they were found."""

import re

import pytest
from django.test import Client
from tests.apps.people import party, person

from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case
from windroos.apps.compass.queries import contradictions
from windroos.apps.regions.queries import Case
from windroos.cases.package import Package
from windroos.cases.reading import Row

pytestmark = pytest.mark.django_db


def page(client: Client, case: Case) -> str:
    return client.get(f"/en/{case.name}/contradictions/").content.decode()


def lead(html: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', html, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_first_sentence_counts_them(client: Client, loaded_case: Case) -> None:
    found = contradictions(loaded_case)
    said = lead(page(client, loaded_case))
    assert f"Yes: {len(found)} times about the effort." in said
    assert "1 of them is hard" in said


def test_every_side_stands_there_with_its_place(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case)
    for contradiction in contradictions(loaded_case):
        for claim in contradiction.claims:
            assert f"/documents/001/#{claim.passage}" in html
        assert f"/regions/{contradiction.region}/?role={contradiction.role}" in html


def without_statements(package: Package, figures: list[dict[str, object]] | None = None) -> Package:
    tables = {name: list(rows) for name, rows in package.tables.items()}
    tables["statements"] = []
    tables["figures"] += figures or []  # type: ignore[operator]
    return Package.of(
        package.name, package.title, package.framework, package.framework_text, tables
    )


def test_without_any_it_says_what_would_stand_there(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    case = load_case(without_statements(noord_brabant)).case
    html = page(client, case)
    assert "No: nothing that was coded contradicts anything else." in html
    assert 'class="empty"' in html


def test_figures_that_differ_are_shown_with_their_cells(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    figure = dict(noord_brabant.tables["figures"][0])
    other = {
        **figure,
        "value": float(str(figure["value"])) + 5,
        "source": "gii-2022",
        "cell": "another cell",
    }
    case = load_case(without_statements(noord_brabant, [other])).case
    html = page(client, case)
    assert "Yes: 1 time about a figure." in html
    assert "another cell" in html
    assert str(figure["cell"]) in html
    assert "Two sources give different figures" in html


# What was settled, and who may

THURINGIA = "effort_deg_innovation"
FIGURE_ONE = "decisions/thuringen-innovation"


@pytest.fixture
def brabant(loaded_case: Case) -> Case:
    party(loaded_case, "province", lead=True, decides=("innovation",))
    return loaded_case


def staff(role: Role = Role.ANALYST) -> Client:
    client = Client()
    client.force_login(person(role, "province"))
    return client


def one(client: Client, status: int = 200, id: str = THURINGIA) -> str:
    response = client.get(f"/en/noord_brabant/contradictions/{id}/")
    assert response.status_code == status
    return response.content.decode()


def sent(client: Client, status: int, **given: object) -> str:
    """The page that follows on sending the form; without more as it was opened."""
    html = one(client)
    opened = {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]  # type: ignore[index]
        for name in ("version", "seen")
    }
    filled = {"holds": FIGURE_ONE, "reason_nl": "De figuur is vastgesteld", **opened, **given}
    response = client.post(f"/en/noord_brabant/contradictions/{THURINGIA}/", filled, follow=True)
    assert response.status_code == status
    return response.content.decode()


def test_everyone_reads_it_and_only_who_works_on_it_settles_it(
    client: Client, brabant: Case
) -> None:
    said = one(client)
    assert "which side holds?" in said
    assert "Nobody has settled it yet." in said
    assert 'name="holds"' not in said
    viewer = staff(Role.VIEWER)
    assert 'name="holds"' not in one(viewer)
    for stranger in (client, viewer):
        path = f"/en/noord_brabant/contradictions/{THURINGIA}/"
        for address in (path, f"{path}reopen/"):
            assert stranger.post(address, {"holds": FIGURE_ONE}).status_code == 403
    for role in (Role.ANALYST, Role.DECISION_MAKER):
        assert 'name="holds"' in one(staff(role))
    one(client, 404, "effort_jp_innovation")


def test_settled_it_stays_with_both_sides_and_the_reason(client: Client, brabant: Case) -> None:
    sent(staff(), 200)
    for said in (one(client), page(client, brabant)):
        assert "De figuur is vastgesteld" in said
        assert "tag--settled" in said
        assert "/documents/001/#001-thuringen-1-s2" in said
        assert said.count("tag--holds") == 1
    assert "1 is settled." in lead(page(client, brabant))
    region = client.get("/en/noord_brabant/regions/DEG/?role=innovation").content.decode()
    assert "De figuur is vastgesteld" in region
    assert "The sources contradict each other on Thuringia." not in region
    overview = client.get("/en/noord_brabant/").content.decode()
    assert "on Israel." in re.sub(r"<[^>]+>", "", overview)
    minutes = client.get("/en/noord_brabant/minutes/").content.decode()
    day = re.search(r'href="(/en/noord_brabant/minutes/2024-06/[^"]*)"', minutes)
    assert day is not None
    written = client.get(day[1]).content.decode()
    assert "De figuur is vastgesteld" in written
    assert f"contradiction_{THURINGIA}" in written
    assert "contradiction_effort_il_innovation" in written


def test_it_is_undone_and_opened_again_from_the_page(brabant: Case) -> None:
    client = staff()
    done = sent(client, 200)
    row = re.search(r'name="row" value="([^"]*)"', done)
    assert row is not None
    client.post("/en/noord_brabant/undo/settlements/", {"row": row[1]})
    assert "Nobody has settled it yet." in one(client)
    sent(client, 200, holds="none")
    assert "none of the sides holds." in one(client)
    version = re.search(r'name="version" value="(\d+)"', one(client))
    assert version is not None
    path = f"/en/noord_brabant/contradictions/{THURINGIA}/reopen/"
    client.post(path, {"version": "1"})
    assert "It is settled." in one(client)
    client.post(path, {"version": version[1]})
    assert "Nobody has settled it yet." in one(client)
    history = client.get(f"/en/noord_brabant/history/settlements/{THURINGIA}/").content.decode()
    assert "How was this contradiction settled?" in history
    assert history.count('id="version_') == 4


def test_what_is_wrong_is_told_at_its_field_and_who_was_first_too(brabant: Case) -> None:
    client = staff()
    assert "fill in one" in sent(client, 400, reason_nl="")
    overtaken = sent(client, 409, seen="statements/other@000000000000 statements/x@000000000000")
    assert "Nothing was settled yet." in overtaken
    assert "De figuur is vastgesteld" in overtaken
    assert "Nobody has settled it yet." in one(client)


def test_the_list_is_narrowed_by_its_address(client: Client, brabant: Case) -> None:
    sent(staff(), 200)

    def listed(query: str) -> set[str]:
        html = client.get(f"/en/noord_brabant/contradictions/?{query}").content.decode()
        return set(re.findall(r'<article class="[^"]*" id="contradiction_([^"]*)"', html))

    israel = "effort_il_innovation"
    assert listed("") == {THURINGIA, israel}
    assert listed("state=open") == {israel}
    assert listed("state=settled") == listed("grade=hard") == listed("region=DEG") == {THURINGIA}
    assert listed("grade=soft") == {israel}
    assert listed("kind=effort") == listed("document=001") == {THURINGIA, israel}
    assert listed("state=settled&grade=soft") == set()
    assert listed("kind=nothing&region=XX") == {THURINGIA, israel}


def test_figures_in_documents_of_a_region_and_of_none(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    """A target that a later document has otherwise, and a budget that the same one does."""
    tables = {name: list(rows) for name, rows in noord_brabant.tables.items()}
    said = {row["id"]: row for row in tables["quantities"]}
    later = {**said["lsh-companies-2019"], "id": "x1", "value": 890.0, "passage": "001-japan-1-s1"}
    other = {**said["lsh-budget-total-2018-2019"], "id": "x2", "value": 4_000_000.0}
    tables["quantities"] += [later, {**other, "passage": "003-lsh-missions"}]
    case = load_case(_changed(noord_brabant, tables)).case
    region = "quantity_nl41_series_lsh-companies_target_2019"
    none = "quantity_series_lsh-budget-total_amount_begroting-2018-2019"
    html = page(client, case)
    assert "2 times about a figure in a document" in lead(html)
    for id, says in (
        (region, "Documents of different dates print different figures"),
        (none, "The sources give different figures of the same thing"),
    ):
        told = one(client, id=id)
        assert says in told
        assert told.count('class="side"') == 2
        assert f'id="contradiction_{id}"' in html
    companies = one(client, id=region)
    assert "target 2019: which side holds?" in companies
    assert "/documents/001/#001-japan-1-s1" in companies
    assert "column 2019" in companies
    budget = one(client, id=none)
    assert "<h1>Programme life sciences &amp; health, amount Begroting 2018-2019" in re.sub(
        r"<h1[^>]*>", "<h1>", budget
    )
    assert "/figures-in-documents/#lsh-budget-total" in budget
    assert "5,000,000 euro" in budget
    listed = client.get(f"/en/{case.name}/contradictions/?kind=quantity").content.decode()
    assert re.findall(r'<article class="[^"]*" id="contradiction_([^"]*)"', listed) == [
        none,
        region,
    ]
    # Each stands on the page of its region, and what is of none on no such page.
    brabant = client.get(f"/en/{case.name}/regions/NL41/").content.decode()
    assert f'id="contradiction_{region}"' in brabant
    assert none not in brabant
    assert f'href="/en/{case.name}/contradictions/{region}/"' in brabant
    place = client.get(f"/en/{case.name}/documents/003/places/003-lsh-missions/").content.decode()
    assert "Programme life sciences &amp; health, amount Begroting 2018-2019</a>: goes" in place


def test_whoever_may_says_which_figure_holds(brabant: Case, noord_brabant: Package) -> None:
    tables = {name: list(rows) for name, rows in noord_brabant.tables.items()}
    first = next(r for r in tables["quantities"] if r["id"] == "lsh-budget-total-2018-2019")
    more = {"id": "x2", "value": 4_000_000.0, "passage": "003-lsh-missions"}
    tables["quantities"].append({**first, **more})
    load_case(_changed(noord_brabant, tables))
    id = "quantity_series_lsh-budget-total_amount_begroting-2018-2019"
    html = one(staff(), id=id)
    assert 'value="quantities/lsh-budget-total-2018-2019"' in html
    opened = {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]  # type: ignore[index]
        for name in ("version", "seen")
    }
    given = {"holds": "quantities/x2", "reason_nl": "Nagevraagd", **opened}
    path = f"/en/noord_brabant/contradictions/{id}/"
    assert "It is settled." in staff().post(path, given, follow=True).content.decode()
    assert one(staff(), id=id).count("tag--holds") == 1
    assert "amount: 4,000,000 euro, Begroting 2018-2019" in one(staff(), id=id)


def test_where_a_verdict_stands_it_is_told_that_sources_contradict_each_other(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    """Also figures in documents of a region that is weighed."""
    tables = {name: list(rows) for name, rows in noord_brabant.tables.items()}
    first = next(r for r in tables["quantities"] if r["id"] == "lsh-companies-2019")
    ours = {**first, "subject": "firms", "region": "JP"}
    tables["quantities"] += [
        {**ours, "id": "x1", "passage": "003-lsh-budget-motor"},
        {**ours, "id": "x2", "value": 890.0, "passage": "003-lsh-budget-market"},
    ]
    case = load_case(_changed(noord_brabant, tables)).case
    told = "The sources contradict each other on Japan."
    decided = "japan-innovation"
    for path in (
        "regions/JP/?role=innovation",
        "embed/region/JP/?role=innovation",
        "compare/?role=innovation&region=JP&region=SG",
        f"decisions/{decided}/",
    ):
        html = client.get(f"/en/{case.name}/{path}").content.decode()
        assert told in html, path
        assert "#section_contradictions" in html
    for path in ("embed/table/", "embed/map/", "decisions/"):
        html = client.get(f"/en/{case.name}/{path}?role=innovation").content.decode()
        (names,) = re.findall(r"The sources contradict each other on ([^.]*)\.", html)
        assert "Japan" in names, path
        assert "Thuringia" in names
    overview = client.get(f"/en/{case.name}/").content.decode()
    assert "Japan" in overview[overview.index('class="difference"') :].split("</div>")[0]
    minutes = client.get(
        f"/en/{case.name}/minutes/2024-06/provincie-noord-brabant/"
    ).content.decode()
    assert 'id="contradiction_quantity_jp_series_firms_target_2019"' in minutes
    assert told not in client.get(f"/en/{case.name}/regions/SG/").content.decode()


def _changed(package: Package, tables: dict[str, list[Row]]) -> Package:
    return Package.of(
        package.name, package.title, package.framework, package.framework_text, tables
    )


def test_every_kind_is_told_with_its_sides(
    client: Client, loaded_case: Case, noord_brabant: Package
) -> None:
    tables = {name: list(rows) for name, rows in noord_brabant.tables.items()}
    finding = next(r for r in tables["findings"] if r["id"] == "f-kr-demand-1")
    tables["findings"].append(
        {**finding, "id": "x1", "outcome": "fails", "passage": "001-israel-1-s1"}
    )
    judgement = next(r for r in tables["judgements"] if r["id"] == "j-il-innovation-level-1")
    low = {"rating": 0.0, "passage": "001-japan-1-s1"}
    tables["judgements"].append({**judgement, "id": "x2", **low})
    relation = next(r for r in tables["relations"] if r["id"] == "r-de2-1")
    other = {"kind": "companies-institutions", "official": None}
    tables["relations"].append({**relation, "id": "x3", **other})
    quantity = next(r for r in tables["quantities"] if r["id"] == "lsh-companies-2019")
    more = {"id": "x4", "value": 900.0, "passage": "003-lsh-budget-motor"}
    tables["quantities"].append({**quantity, **more})
    case = load_case(_changed(noord_brabant, tables)).case
    kinds = {c.kind: c for c in contradictions(case)}
    assert set(kinds) == {"effort", "finding", "judgement", "measured", "relation", "quantity"}
    html = page(client, case)
    for found in kinds.values():
        assert f'id="contradiction_{found.id}"' in html
        told = one(client, id=found.id)
        assert told.count('class="side"') + told.count("figure-unit") == len(found.sides)
    assert "In one place the precondition fails, in another it does not." in html
    assert "Between companies and institutions only" in html
    assert "1 time between a judgement and a figure" in lead(html)
