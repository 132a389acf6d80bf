"""Taking over the tables that documents print: cell by cell what the case has of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.apps.people import party, person
from tests.untaken import TABLES, untaken

from windroos.apps.accounts.models import User
from windroos.apps.accounts.permits import Refused
from windroos.apps.accounts.queries import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions import NotTakenOver
from windroos.apps.compass.printing import printed
from windroos.apps.evidence.actions import add_document
from windroos.apps.regions.models import Case
from windroos.cases.check import read
from windroos.cases.taking_over import DECISIONS, QUANTITIES, Plan

pytestmark = pytest.mark.django_db

# Our own words.
NOTE = """# Notitie

| Land | Innovatie | Trade & invest |
| --- | --- | --- |
| Beieren | Inzet | x |
| Atlantis | - | Misschien<sup>1</sup> |

1 Pas na overleg

| Doel | 2025 | 2026 |
| --- | --- | --- |
| Banen (fte) | Nul-meting | 1.200 |
"""


@pytest.fixture
def case(db: None) -> Case:
    case = actions.load_case(untaken()).case
    party(case, "university", lead=True, decides=("innovation",))
    return case


@pytest.fixture
def anna(case: Case) -> User:
    return person(Role.ANALYST, "university")


@pytest.fixture
def note(case: Case, anna: User) -> Case:
    add_document(case, "note.txt", NOTE.encode())
    given = {"title": "Notitie", "publisher": "Wij", "published": "2026-03", "language": "nl"}
    actions.name_source(case, "note", **given, actor=anna)
    return Case.objects.get(pk=case.pk)


def rows(name: str) -> dict[str, Mapping[str, Any]]:
    """The rows of a table of the case that ships with the program, by id."""
    return {str(row["id"]): row for row in read("noord_brabant").tables[name]}


def stored(case: Case, name: str) -> dict[str, Mapping[str, Any]]:
    package = queries.package(Case.objects.get(pk=case.pk))
    return {str(row["id"]): row for row in package.tables[name]}


def settled(case: Case, document: str, number: int) -> Plan:
    """What a person says of a table of figures: its subjects, kinds and notes, as the case has
    them; the values and states are those that were read."""
    table = printed(case, document, number, QUANTITIES)
    assert table is not None
    theirs: dict[str, list[Mapping[str, Any]]] = {}
    places = {row["sha256"]: id for id, row in rows("passages").items()}
    for row in rows("quantities").values():
        theirs.setdefault(row["passage"], []).append(row)
    said, cells = {}, {}
    for line in table.grid.lines:
        mine = theirs[places[line.passage.sha256]]
        shared = ("subject", "label_nl", "label_en", "region", "unit", "note_nl", "note_en")
        said[line.number] = {name: mine[0][name] for name in shared} | {"kind": mine[-1]["kind"]}
        for row in mine:
            column = next(one.index for one in table.grid.columns if one.anchor == row["cell"])
            if row["kind"] != mine[-1]["kind"]:
                cells[line.number, column] = {"kind": row["kind"]}
    names = {"name_nl": "KPI’s", "name_en": "KPIs"}
    if number == 2:
        names = {"name_nl": "Begroting", "name_en": "Budget"}
    return Plan(QUANTITIES, names, said, cells=cells)


def test_the_tables_of_the_documents_become_what_the_case_has_of_them(
    case: Case, anna: User, shared: Path
) -> None:
    for name in ("001", "003"):
        (file,) = (shared / "seeds").glob(f"{name}*.txt")
        add_document(case, file.name, file.read_bytes(), source=name)
    case = Case.objects.get(pk=case.pk)
    for number, english in ((2, {}), (3, {186: "Facilitating", 187: "Facilitating"})):
        said = {
            (row, 2): {"footnote_en": f"{of} role of the province"} for row, of in english.items()
        }
        actions.take_over(case, "001", number, Plan(DECISIONS, cells=said), actor=anna)
    for number in (1, 2):
        actions.take_over(case, "003", number, settled(case, "003", number), actor=anna)
    for name in (*TABLES, "passages"):
        assert stored(case, name) == rows(name), name
    state = Case.objects.get(pk=case.pk).state
    again = actions.take_over(case, "001", 2, Plan(DECISIONS), actor=anna)
    assert (len(again.written), len(again.there)) == (0, 26)
    again = actions.take_over(case, "003", 1, settled(case, "003", 1), actor=anna)
    assert (len(again.written), len(again.there)) == (0, 30)
    assert Case.objects.get(pk=case.pk).state == state


def test_what_is_not_understood_is_asked(note: Case, anna: User) -> None:
    table = printed(note, "note", 1)
    assert table is not None
    assert table.plan.kind == DECISIONS
    beieren, atlantis = table.grid.lines
    assert table.plan.rows[beieren.number]["region"] == "DE2"
    assert table.plan.rows[atlantis.number]["region"] is None
    assert table.plan.words == {"Inzet": "active", "x": "active", "-": "none", "Misschien": None}
    assert table.proposal.of_cells[beieren.number, 2]
    assert table.plan.cells[atlantis.number, 2]["footnote_nl"] == "Pas na overleg"
    years = {"period_start": 2026, "period_end": 2028}
    with pytest.raises(NotTakenOver) as raised:
        actions.take_over(note, "note", 1, Plan(DECISIONS, years), actor=anna)
    told = {(raised.value.cells[place], one.field) for place, one in raised.value.problems}
    assert told == {
        ((atlantis.number, 1), "region"),
        ((atlantis.number, 2), "region"),
        ((atlantis.number, 2), "effort"),
    }
    assert not stored(note, "decisions")
    assert not any(row["document"] == "note" for row in stored(note, "passages").values())


def test_a_row_may_be_left_out_and_what_is_said_counts(note: Case, anna: User) -> None:
    table = printed(note, "note", 1)
    assert table is not None
    beieren, atlantis = table.grid.lines
    plan = Plan(
        DECISIONS,
        {"period_start": 2026, "period_end": 2028, "name_nl": "Tabel 1", "name_en": "Table 1"},
        {atlantis.number: {"included": False}},
        words={"x": "reactive"},
    )
    done = actions.take_over(note, "note", 1, plan, actor=anna)
    assert [one.change.key for one in done.written] == [
        "beieren-innovation",
        "beieren-trade-invest",
    ]
    made = stored(note, "decisions")["beieren-trade-invest"]
    assert (made["effort"], made["authority"], made["decided"]) == ("reactive", "Wij", "2026-03")
    assert made["passage"] == "note-table-1-beieren"
    assert made["advice"] is None
    event = Event.objects.filter(verb="decision-taken-over").latest("pk")
    assert event.subject_id.endswith("/beieren-trade-invest")
    # One that holds is not contradicted by taking over another table.
    other = NOTE.replace("Beieren", "De deelstaat Beieren")
    add_document(note, "other.txt", other.encode(), source=None)
    assert len(stored(note, "decisions")) == 2
    assert beieren.label == "Beieren"


def test_figures_keep_their_unit_and_their_state(note: Case, anna: User) -> None:
    table = printed(note, "note", 2)
    assert table is not None
    assert table.plan.kind == QUANTITIES
    (line,) = table.grid.lines
    # “1.200” can be read in two ways, which is told.
    assert table.proposal.of_cells[line.number, 2]
    said = {line.number: {"subject": "jobs", "label_en": "Jobs", "kind": "target"}}
    actions.take_over(note, "note", 2, Plan(QUANTITIES, rows=said), actor=anna)
    made = stored(note, "quantities")
    assert {
        id: (row["value"], row["unit"], row["state"], row["kind"]) for id, row in made.items()
    } == {
        "jobs-2025": (None, "fte", "to-be-measured", "baseline"),
        "jobs-2026": (1200, "fte", None, "target"),
    }
    assert made["jobs-2025"]["passage"] == "note-jobs"
    assert Event.objects.filter(verb="quantity-added").count() == 2


def test_what_was_taken_over_is_undone_and_taken_back(note: Case, anna: User) -> None:
    table = printed(note, "note", 2)
    assert table is not None
    said = {table.grid.lines[0].number: {"subject": "jobs", "label_en": "Jobs", "kind": "target"}}
    actions.take_over(note, "note", 2, Plan(QUANTITIES, rows=said), actor=anna)
    actions.undo_all(note, "quantities", {"jobs-2025": None, "jobs-2026": None}, actor=anna)
    assert not stored(note, "quantities")
    done = actions.take_over(note, "note", 2, Plan(QUANTITIES, rows=said), actor=anna)
    assert len(done.written) == 2
    actions.retract(note, "quantities", {"jobs-2026": None}, reason="Onjuist", actor=anna)
    assert list(stored(note, "quantities")) == ["jobs-2025"]


def test_printed_decisions_are_undone_as_long_as_nothing_was_done_to_them(
    note: Case, anna: User, client: Client
) -> None:
    table = printed(note, "note", 1)
    assert table is not None
    years = {"period_start": 2026, "period_end": 2028}
    plan = Plan(DECISIONS, years, {table.grid.lines[1].number: {"included": False}})
    done = actions.take_over(note, "note", 1, plan, actor=anna)
    seen = {one.change.key: one.version for one in done.written}
    client.force_login(anna)
    history = "/en/noord_brabant/history/decisions/beieren-innovation/"
    assert 'value="beieren-innovation/' in client.get(history).content.decode()
    rows = {"row": [f"{id}/{version}" for id, version in seen.items()]}
    assert client.post("/en/noord_brabant/undo/decisions/", rows).status_code == 302
    assert not stored(note, "decisions")
    assert "Undone" in client.get(history).content.decode()
    # Taken over again they have their ids again; what who decides did to one stays.
    actions.take_over(note, "note", 1, plan, actor=anna)
    assert set(stored(note, "decisions")) == set(seen)
    bert = person(Role.DECISION_MAKER, "university")
    words = {"motivation_nl": "Na overleg"}
    actions.correct_decision(note, "innovation", "beieren-innovation", words, actor=bert)
    with pytest.raises(ValidationError):
        actions.undo_taking_over(note, dict.fromkeys(seen), actor=anna)
    assert set(stored(note, "decisions")) == set(seen)


def test_corrections_need_a_place(note: Case, anna: User) -> None:
    wrong = Plan(DECISIONS, {"colour": "red"}, {999: {"region": "DE2"}}, words={"x": "some"})
    with pytest.raises(ValidationError) as raised:
        actions.take_over(note, "note", 1, wrong, actor=anna)
    assert set(raised.value.message_dict) == {"table/colour", "rows/999", "words/x"}
    with pytest.raises(ValidationError):
        actions.take_over(note, "note", 9, Plan(DECISIONS), actor=anna)
    with pytest.raises(ValidationError):
        actions.take_over(note, "note", 1, Plan(DECISIONS), sha256="0" * 64, actor=anna)


def test_only_an_analyst_of_the_case_takes_over(note: Case) -> None:
    for actor in (person(Role.VIEWER, "university"), person(Role.ANALYST, "town"), None):
        with pytest.raises(Refused):
            actions.take_over(note, "note", 1, Plan(DECISIONS), actor=actor)


def test_the_page_asks_tells_and_takes_over(note: Case, anna: User, client: Client) -> None:
    url = "/en/noord_brabant/documents/note/tables/1/"
    assert client.get(url).status_code == 302  # log in first
    client.force_login(person(Role.VIEWER, "university"))
    assert client.get(url).status_code == 403
    client.force_login(anna)
    assert f'href="{url}"' in client.get("/en/noord_brabant/documents/note/").content.decode()
    page = client.get(url).content.decode()
    assert "No region of the case is recognised in this." in page
    assert "“x” is taken for active effort." in page
    table = printed(note, "note", 1)
    assert table is not None
    beieren, atlantis = (line.number for line in table.grid.lines)
    sent = {
        "sha256": table.document.sha256,
        "table-name_nl": "Tabel 1", "table-name_en": "Table 1", "table-authority": "Wij",
        "table-decided": "2026-03", "table-period_start": "2026", "table-period_end": "2028",
        "word-0": "active", "word-1": "active", "word-2": "none", "word-3": "",
        "c1-included": "on", "c1-role": "innovation",
        "c2-included": "on", "c2-role": "trade-invest",
        f"r{beieren}-included": "on", f"r{beieren}-region": "DE2",
        f"x{beieren}-1-included": "on", f"x{beieren}-2-included": "on",
    }  # fmt: skip
    chosen = {f"r{atlantis}-included": "on", f"x{atlantis}-2-included": "on"}
    page = client.post(url, sent | chosen, follow=False)
    assert page.status_code == 400
    assert "Atlantis, Region: This field is required." in page.content.decode()
    assert "“Misschien” is: This field is required." in page.content.decode()
    page = client.post(url, sent | {"do": "preview"}).content.decode()
    assert "2 decisions are written down." in page
    assert "Bavaria, Trade &amp; invest: <strong>active effort</strong>" in page
    assert not stored(note, "decisions")
    assert client.post(url, sent | {"do": "save"}).status_code == 302
    assert set(stored(note, "decisions")) == {"beieren-innovation", "beieren-trade-invest"}
    page = client.get(url).content.decode()
    assert page.count("already there") == 2
    # One region and role is not decided on twice in the same years.
    sent = {
        name.replace(f"r{beieren}-", f"r{atlantis}-").replace(f"x{beieren}-", f"x{atlantis}-"): said
        for name, said in sent.items()
    }
    page = client.post(url, sent | {"word-3": "active", "do": "save"})
    assert page.status_code == 400
    assert "decides on this region and role in the same period" in page.content.decode()


def test_a_document_that_the_case_does_not_know_is_named_first(
    case: Case, anna: User, client: Client
) -> None:
    add_document(case, "note.txt", NOTE.encode())
    client.force_login(anna)
    answer = client.get("/en/noord_brabant/documents/note/tables/1/")
    assert answer["Location"] == "/en/noord_brabant/documents/note/draw/1/"
    assert client.get("/en/noord_brabant/documents/note/tables/9/").status_code == 404


def test_a_table_that_does_not_fit_on_a_page_says_so(
    note: Case, anna: User, client: Client
) -> None:
    rows = "".join(f"| Doel {n} | {n} | {n} |\n" for n in range(70))
    text = f"# Notitie\n\n| Doel | 2025 | 2026 |\n| --- | --- | --- |\n{rows}"
    add_document(note, "note.txt", text.encode(), source="note")
    client.force_login(anna)
    page = client.get("/en/noord_brabant/documents/note/tables/1/").content.decode()
    assert "windroos documents take-over note 1" in page
    assert "See what it gives" not in page


def test_figures_are_corrected_on_the_page(note: Case, anna: User, client: Client) -> None:
    client.force_login(anna)
    url = "/nl/noord_brabant/documents/note/tables/2/"
    table = printed(note, "note", 2)
    assert table is not None
    of = table.grid.lines[0].number
    assert 'value="1.200"' in client.get(url).content.decode()
    sent = {
        "table-name_nl": "", "table-name_en": "",
        "c1-included": "on", "c1-year": "2025", "c2-included": "on", "c2-year": "2026",
        f"r{of}-included": "on", f"r{of}-subject": "jobs", f"r{of}-label_nl": "Banen",
        f"r{of}-label_en": "Jobs", f"r{of}-kind": "target", f"r{of}-unit": "fte",
        f"x{of}-1-included": "on", f"x{of}-1-state": "to-be-measured", f"x{of}-1-kind": "baseline",
        f"x{of}-2-included": "on", f"x{of}-2-value": "1,2", "do": "save",
    }  # fmt: skip
    wrong = client.post(url, sent | {f"x{of}-2-value": "veel"})
    assert "“veel” is geen cijfer." in wrong.content.decode()
    neither = client.post(url, sent | {f"x{of}-2-value": ""})
    assert "Banen (fte), 2026, Cijfer:" in neither.content.decode()
    older = client.post(url, sent | {"sha256": "0" * 64})
    assert "andere versie van het document" in older.content.decode()
    page = client.post(url, sent, follow=True).content.decode()
    assert "2 cijfers zijn overgenomen." in page
    assert stored(note, "quantities")["jobs-2026"]["value"] == 1.2
