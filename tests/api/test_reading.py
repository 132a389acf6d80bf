"""What the API reads: the same as the pages and the terminal, in pages, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.api.conftest import BASE, CASE, Asking
from tests.apps.people import person

from windroos import cases
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.network.actions import add_dialogue, release_dialogue
from windroos.apps.regions.models import Case, Version
from windroos.cases.package import Package

LAKE = f"{BASE}/cases/lake"
TABLES = (
    "regions",
    "themes",
    "sources",
    "passages",
    "judgements",
    "statements",
    "quantities",
    "decisions",
    "findings",
    "relations",
)


def rows(visitor: Asking, path: str) -> list[Any]:
    """Every item of a list, page by page."""
    found, address = [], f"{CASE}/{path}{'&' if '?' in path else '?'}pageSize=50"
    while address:
        answer = visitor.get(address.removeprefix("http://testserver")).json()
        found += answer["items"]
        following = answer["_links"]["next"]
        address = following["href"] if following else ""
    return found


def talked(case: Case) -> int:
    """A dialogue of which everyone may know part; its number."""
    anna = person(Role.ANALYST, "province", "Anna")
    made = add_dialogue(
        actor=anna,
        case=case,
        region="JP",
        held=date(2026, 3, 3),
        kind="government",
        organisation="Ministerie",
        summary="Vertrouwelijk gezegd",
    )
    release_dialogue(
        actor=anna,
        case=case,
        dialogue=made.pk,
        version=made.version,
        public_nl="In Brabant staan windturbines",
    )
    return made.pk


def test_cases_are_listed(visitor: Asking) -> None:
    assert [case["name"] for case in visitor.items(f"{BASE}/cases")] == ["lake", "noord_brabant"]


@pytest.mark.parametrize("table", [*TABLES, "figures", "anchors"])
def test_every_row_of_a_table_is_there(table: str, visitor: Asking, noord_brabant: Package) -> None:
    found = rows(visitor, table)
    kept = noord_brabant.tables[table]
    assert len(found) == len(kept)
    key = "code" if table == "regions" else "id"
    if table in TABLES:
        assert sorted(row[key] for row in found) == sorted(str(row[key]) for row in kept)
        one = visitor.get(f"{table}/{found[0][key]}")
        assert one.status_code == 200
        assert one.json() == found[0]
        assert one["ETag"].startswith(f'"v{found[0]["version"]}')


def test_a_row_says_what_the_package_says(visitor: Asking, noord_brabant: Package) -> None:
    kept = {row["id"]: row for row in noord_brabant.tables["judgements"]}
    for row in rows(visitor, "judgements"):
        was = kept[row["id"]]
        assert row["saidBy"] == was["said_by"]
        assert row["rating"] == was["rating"]
        assert row["reason"] == {"nl": was["reason_nl"], "en": was["reason_en"]}


def test_filters_are_all_of_them_and_any_of_their_values(visitor: Asking) -> None:
    every = rows(visitor, "judgements")
    query = "judgements?region=JP&region=KR&confidence=high"
    found = visitor.items(f"{query}&sort=-rating,id")
    wanted = [row for row in every if row["region"] in ("JP", "KR") and row["confidence"] == "high"]
    assert found == sorted(wanted, key=lambda row: (-row["rating"], row["id"]))
    assert found


def test_an_empty_value_stands_for_none(visitor: Asking) -> None:
    assert all(row["theme"] is None for row in visitor.items("judgements?theme="))
    assert visitor.items("judgements?theme=")
    assert all(row["parent"] is None for row in visitor.items("regions?parent="))


def test_a_filter_finds_one_of_several_themes(visitor: Asking) -> None:
    found = visitor.items("findings?themes=agrifood")
    assert [row["region"] for row in found] == ["CN-JS"]
    assert "agrifood" in found[0]["themes"]
    assert len(found[0]["themes"]) > 1


def test_what_has_no_value_is_sorted_last(visitor: Asking) -> None:
    for sort in ("theme", "-theme"):
        themes = [row["theme"] for row in visitor.items(f"judgements?sort={sort}&pageSize=500")]
        known = [theme for theme in themes if theme is not None]
        assert themes == sorted(known, reverse=sort.startswith("-")) + [None] * (
            len(themes) - len(known)
        )


def test_pages_lead_to_each_other(visitor: Asking) -> None:
    second = visitor.get("regions?pageSize=10&page=2").json()
    assert (second["page"], second["pageSize"], second["totalItems"]) == (2, 10, 30)
    assert second["totalPages"] == 3
    links = {name: link and link["href"] for name, link in second["_links"].items()}
    assert links["prev"].endswith("/regions?pageSize=10&page=1")
    assert links["next"] == links["last"]
    last = visitor.get("regions?pageSize=10&page=3").json()
    assert last["_links"]["next"] is None
    beyond = visitor.get("regions?pageSize=10&page=9").json()
    assert beyond["items"] == []
    assert beyond["_links"]["prev"]["href"].endswith("page=3")


@pytest.mark.parametrize("role", ["innovation", "trade-invest"])
@pytest.mark.parametrize("theme", [None, "health"])
def test_an_assessment_is_that_of_the_library(
    role: str, theme: str | None, visitor: Asking, brabant: Case, today: date
) -> None:
    query = f"assessments?role={role}&pageSize=500" + (f"&theme={theme}" if theme else "")
    answer = visitor.get(query).json()
    weighed = cases.weigh(queries.value(brabant), role, theme, as_of=today)
    assert (answer["role"], answer["theme"], answer["asOf"]) == (role, theme, "2026-11-21")
    by_code = {row["code"]: row for row in answer["items"]}
    assert set(by_code) == {result.region.code for result in weighed}
    for result in weighed:
        row = by_code[result.region.code]
        assert row["score"] == result.score
        assert (row["advice"], row["decision"]) == (result.advice, result.decision)
        assert [g["outcome"] for g in row["preconditions"]] == [g.outcome for g in result.gates]


def test_an_assessment_can_be_filtered_and_sorted(visitor: Asking) -> None:
    found = visitor.items("assessments?role=innovation&decision=active&sort=-score&pageSize=500")
    assert found
    assert {row["decision"] for row in found} == {"active"}
    scores = [row["score"] for row in found if row["score"] is not None]
    assert scores == sorted(scores, reverse=True)


def test_an_explanation_leads_to_the_passage(visitor: Asking) -> None:
    told = visitor.get(f"{LAKE}/regions/EE/explanation?role=research").json()
    judgements = [
        judgement
        for component in told["components"]
        for leaf in component["leaves"]
        for judgement in leaf["judgements"]
    ]
    assert {judgement["place"]["passage"] for judgement in judgements} == {"p1"}
    place = judgements[0]["place"]
    assert place["document"] == "report"
    # The small case names a hash that stands in no document.
    assert place["state"] == "broken"
    passage = visitor.get(f"{LAKE}/passages/{place['passage']}").json()
    assert passage["state"] == "broken"


def test_a_passage_gives_its_text_once_the_document_is_there(
    visitor: Asking, brabant: Case
) -> None:
    paragraph = visitor.items(f"{LAKE}/documents/report/paragraphs")[0]
    assert paragraph["text"] == "Dit is de eerste alinea. Ze heeft twee zinnen."
    from windroos.apps.evidence.models import Locator

    Locator.objects.filter(case__name="lake", slug="p1").update(
        sha256=paragraph["sha256"], section=paragraph["section"], sentences="2"
    )
    passage = visitor.get(f"{LAKE}/passages/p1").json()
    assert passage["state"] == "found"
    assert passage["text"] == paragraph["text"]
    assert passage["quote"] == "Ze heeft twee zinnen."


@pytest.mark.parametrize(("language", "name"), [("nl", "Duitsland"), ("en", "Germany")])
def test_sentences_come_in_the_language_of_the_reader(
    language: str, name: str, visitor: Asking
) -> None:
    answer = Asking(language=language).get("regions/DE/explanation?role=innovation")
    assert answer["Content-Language"] == language
    assert answer.json()["name"] == name


def test_contradictions_are_those_of_the_case(visitor: Asking, brabant: Case) -> None:
    found = visitor.items("contradictions")
    assert [(c["kind"], c["grade"], c["region"]) for c in found] == [
        (c.kind, c.grade, c.region) for c in queries.contradictions(brabant)
    ]
    hard = visitor.items("contradictions?grade=hard&region=DEG")
    assert {claim["effort"] for claim in hard[0]["claims"]} == {"active", "reactive"}


def test_the_framework_is_whole_and_in_parts(visitor: Asking, brabant: Case) -> None:
    whole = visitor.get("framework").json()
    value = queries.value(brabant).framework
    assert (whole["id"], whole["version"]) == (value.id, value.version)
    parts = ("roles", "scales", "criteria", "preconditions", "indicators", "choices")
    for part in (*parts, "vocabularies"):
        listed = visitor.items(f"{part}?pageSize=500")
        assert listed == whole[part]
        assert visitor.get(f"{part}/{listed[0]['id']}").json() == listed[0]
    weights = {one["id"]: one["weights"] for one in whole["criteria"]}
    words = {one["id"]: one for one in whole["vocabularies"]}
    for id, term in value.terms.items():
        assert (words[id]["subject"], words[id]["of"]) == (term.subject, term.of)
        assert words[id]["words"] == {name: list(of) for name, of in term.words.items()}
    criterion = value.criteria[1]
    assert weights[criterion.id] == {role.id: criterion.weight(role.id) for role in value.roles}


def test_search_finds_what_the_page_finds(visitor: Asking) -> None:
    found = visitor.items("_search?q=thuringen")
    assert {"regions", "judgements"} <= {hit["kind"] for hit in found}
    assert found[0]["title"] == "Thuringia"
    assert found[0]["url"].startswith("http://testserver/en/noord_brabant/regions/DEG/")
    assert visitor.items("_search?q=thuringen&kind=themes") == []


def test_terms_come_in_both_languages(visitor: Asking) -> None:
    term = visitor.get(f"{BASE}/terms/precondition").json()
    assert term["word"] == {"nl": "randvoorwaarde", "en": "precondition"}


def test_former_states_can_be_read(visitor: Asking, analyst: Asking, brabant: Case) -> None:
    """What was added today is not there as of yesterday; all else is, filtered alike."""
    added = analyst.post(
        "judgements",
        {
            "region": "JP",
            "criterion": "networks-judged",
            "rating": 2,
            "confidence": "high",
            "grounds": {"en": "A visit"},
            "reason": {"en": "Good contacts"},
        },
    )
    assert added.status_code == 201, added.content
    today = datetime(2026, 11, 21, 12, tzinfo=UTC)
    Version.objects.filter(pk=added.json()["version"]).update(since=today)
    before = rows(visitor, "judgements?asOf=2026-11-20")
    now = rows(visitor, "judgements")
    assert [row["id"] for row in now if row not in before] == [added.json()["id"]]
    query = "judgements?region=JP&confidence=high&sort=-rating,id"
    assert visitor.items(f"{query}&asOf=2026-11-20") == [
        row for row in visitor.items(query) if row["id"] != added.json()["id"]
    ]


def test_a_row_tells_its_history_and_by_whom_to_who_works_on_the_case(
    visitor: Asking, analyst: Asking
) -> None:
    path = "judgements/j-jp-networks-1"
    seen = visitor.get(path)
    changed = analyst.patch(path, {"rating": 1}, If_Match=seen["ETag"])
    assert changed.status_code == 200, changed.content
    last, first = analyst.items(f"{path}/versions")
    assert (first["byPackage"], last["byPackage"]) == (True, False)
    assert first["until"] == last["since"]
    assert (first["row"]["rating"], last["row"]["rating"]) == (seen.json()["rating"], 1)
    assert (first["by"], last["by"]) == (None, "analyst province")
    assert [version["by"] for version in visitor.items(f"{path}/versions")] == [None, None]
    assert visitor.get("judgements/nothing/versions").status_code == 404


@pytest.mark.parametrize(
    "path",
    [*TABLES, "contradictions", "figures", "assessments?role=innovation", "_search?q=brabant"],
)
def test_the_number_of_queries_does_not_grow_with_the_list(
    path: str, visitor: Asking, brabant: Case
) -> None:
    talked(brabant)
    joined = "&" if "?" in path else "?"
    counts = []
    for size in (1, 500):
        visitor.get(f"{path}{joined}pageSize={size}")  # what is cached by the state of the case
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(f"{path}{joined}pageSize={size}").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 8


@pytest.mark.parametrize("role", [None, Role.ANALYST])
def test_a_search_finds_of_dialogues_what_its_reader_may_know_in_as_few_queries(
    role: Role | None, visitor: Asking, asking: Callable[..., Asking], brabant: Case
) -> None:
    who = asking(role) if role else visitor
    number = talked(brabant)
    for words, known in (("windturbines", True), ("vertrouwelijk", role is not None)):
        found = who.items(f"_search?q={words}&kind=dialogues")
        address = f"http://testserver/en/noord_brabant/dialogues/{number}/"
        assert [hit["url"] for hit in found] == [address] * known
    who.get("_search?q=windturbines")
    with CaptureQueriesContext(connection) as asked:
        assert who.get("_search?q=windturbines").status_code == 200
    assert len(asked) <= 8
