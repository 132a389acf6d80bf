"""The register in the API: found, read, added, replaced, taken out, and never half."""

from __future__ import annotations

import pytest
from tests.api.conftest import CASE, Asking
from tests.apps.programmes import PROGRAMMES
from tests.apps.register import small

from windroos.apps.network.actions import load_register
from windroos.apps.network.models import Organisation, RecordVersion
from windroos.apps.regions.models import Case
from windroos.cases.register import KINDS, TABLES, read
from windroos.cases.register.words import ABOUT, MEANS, means
from windroos.site.api.document import document

pytestmark = pytest.mark.usefixtures("standing_register", "site")

ORGANISATIONS = "register/organisations"
LAMP_WORKS = f"{ORGANISATIONS}/lamp-works"
NEW = {
    "id": "harbour-labs",
    "kind": "facility",
    "country": "NL",
    "region": "NL41",
    "names": [{"name": "Harbour Labs", "kind": "official", "language": "en"}],
    "roles": [{"area": "sound", "category": "knowledge", "basis": "reading"}],
    "note": {"nl": "Bij de haven"},
    "reason": "It opened",
}


def ids(asking: Asking, query: str) -> list[str]:
    return [one["id"] for one in asking.items(f"{ORGANISATIONS}?{query}")]


def body(asking: Asking, path: str) -> dict:
    """A record as it is sent to replace it."""
    record = asking.get(path).json()
    return {name: one for name, one in record.items() if name not in ("id", "version", "name")}


# Reading


def test_programmes_and_indicators_are_found_and_refused_at_their_place(
    brabant: Case, visitor: Asking, analyst: Asking
) -> None:
    load_register(brabant, small(**PROGRAMMES))
    for query, wanted in {
        "programmes?state=running": ["shine"],
        "programmes?owner=lamp-works": ["shine"],
        "programmes?q=gloed": ["glow"],
        "indicators?programme=shine&kind=stock&sort=position": ["i1"],
        "indicators?programme=glow": [],
    }.items():
        assert [one["id"] for one in visitor.items(f"register/{query}")] == wanted, query
    path = "register/indicators/i1"
    assert visitor.get(path).json()["label"] == {"nl": "Banen", "en": "Jobs"}
    wrong = body(analyst, path) | {"part": "e1"}
    answer = analyst.put(path, wrong, If_Match='"v1"')
    assert answer.status_code == 400
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [
        ("/part", "other-programme")
    ]
    assert (
        analyst.post(f"{path}/_remove", {"reason": "A trial"}, If_Match='"v1"').status_code == 204
    )


def test_an_organisation_comes_whole(visitor: Asking) -> None:
    answer = visitor.get(LAMP_WORKS)
    assert answer["ETag"] == '"v1"'
    record = answer.json()
    assert (record["name"], record["place"], record["latitude"]) == (
        "Lamp Works B.V.", "Eindhoven", 51.44,
    )  # fmt: skip
    assert {one["name"] for one in record["names"]} == {"Lamp Works B.V.", "Lampfabriek Léo"}
    assert record["roles"] == [
        {"area": "light", "category": "company", "theme": None, "basis": "text", "passage": "p1",
         "note": None}
    ]  # fmt: skip
    assert record["mentions"] == [{"name": "Lamp Works", "passage": "p1"}]
    assert visitor.get(LAMP_WORKS, If_None_Match='"v1"').status_code == 304
    assert visitor.get(f"{ORGANISATIONS}/nobody").status_code == 404


def test_every_kind_has_its_list(visitor: Asking) -> None:
    counted = {
        kind.name: visitor.get(f"register/{kind.table}").json()["totalItems"]
        for kind in KINDS.values()
    }
    assert {name: n for name, n in counted.items() if n} == {
        "passage": 1, "area": 2, "organisation": 2, "relation": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["lake-university", "lamp-works"]),
        ("sort=-id", ["lamp-works", "lake-university"]),
        ("sort=-name", ["lamp-works", "lake-university"]),
        ("q=LAMPFABRIEK%20leo", ["lamp-works"]),
        ("q=lamp%20university", []),
        ("kind=company", ["lamp-works"]),
        ("kind=company&kind=knowledge-institution", ["lake-university", "lamp-works"]),
        ("region=NL21", ["lake-university"]),
        ("country=NL&place=Eindhoven", ["lamp-works"]),
        ("area=light&category=company", ["lamp-works"]),
        ("area=light&category=partner", []),
        ("parent=", ["lake-university", "lamp-works"]),
        ("parent=lamp-works", []),
        ("bbox=5,51,6,52", ["lamp-works"]),
        ("bbox=5,51,7,53", ["lake-university", "lamp-works"]),
        ("bbox=7,51,5,53", []),
    ],
)
def test_organisations_are_found(visitor: Asking, query: str, wanted: list[str]) -> None:
    assert ids(visitor, query) == wanted


def test_long_lists_come_in_pages(visitor: Asking) -> None:
    second = visitor.get(f"{ORGANISATIONS}?pageSize=1&page=2").json()
    assert (second["totalItems"], second["totalPages"]) == (2, 2)
    assert [one["id"] for one in second["items"]] == ["lamp-works"]
    assert visitor.get(f"{ORGANISATIONS}?colour=red").status_code == 400
    assert visitor.get(f"{ORGANISATIONS}?bbox=1,2,3").status_code == 400


def test_a_list_that_did_not_change_is_not_sent_again(visitor: Asking, analyst: Asking) -> None:
    tag = visitor.get(ORGANISATIONS)["ETag"]
    assert visitor.get(ORGANISATIONS, If_None_Match=tag).status_code == 304
    assert analyst.post(ORGANISATIONS, NEW).status_code == 201
    assert visitor.get(ORGANISATIONS, If_None_Match=tag).status_code == 200


def test_the_shipped_register_is_served_as_it_is(brabant: Case, visitor: Asking) -> None:
    shipped = read("noord_brabant")
    RecordVersion.objects.filter(case=brabant).delete()
    Organisation.objects.filter(case=brabant).delete()
    load_register(brabant, shipped)
    for kind in KINDS.values():
        served, page = [], 1
        while page:
            answer = visitor.get(f"register/{kind.table}?pageSize=500&page={page}")
            assert answer.status_code == 200, answer.content
            served += answer.json()["items"]
            page = page + 1 if answer.json()["_links"]["next"] else 0
        known = {row["id"] for row in shipped.tables[kind.table]}
        assert known <= {one["id"] for one in served}
        for part in kind.parts:
            rows = [row for row in shipped.tables[part.table] if row[part.owner] in known]
            key = "".join(map(str.title, part.table.split("_")))
            key = key[0].lower() + key[1:]
            assert sum(len(one[key]) for one in served if one["id"] in known) == len(rows)


# Writing


def test_an_organisation_is_added_once(analyst: Asking, visitor: Asking) -> None:
    made = analyst.post(ORGANISATIONS, NEW, Idempotency_Key="a")
    assert made.status_code == 201, made.content
    assert made["ETag"] == '"v1"'
    assert made["Location"].endswith(f"{CASE}/{ORGANISATIONS}/harbour-labs")
    assert visitor.get(f"{ORGANISATIONS}/harbour-labs").json() == made.json()
    assert made.json()["note"] == {"nl": "Bij de haven", "en": None}
    again = analyst.post(ORGANISATIONS, NEW, Idempotency_Key="a")
    assert again.json() == made.json()
    assert RecordVersion.objects.filter(record="harbour-labs").count() == 1
    clash = analyst.post(ORGANISATIONS, NEW | {"kind": "company"})
    assert (clash.status_code, clash.json()["errors"][0]["field"]) == (409, "/id")


def test_a_record_is_replaced_in_the_version_that_was_seen(analyst: Asking) -> None:
    record = body(analyst, LAMP_WORKS)
    changed = analyst.put(
        LAMP_WORKS, record | {"place": "Best", "reason": "Moved"}, If_Match='"v1"'
    )
    assert changed.status_code == 200, changed.content
    assert (changed["ETag"], changed.json()["place"]) == ('"v2"', "Best")
    assert changed.json()["mentions"] == record["mentions"]
    late = analyst.put(LAMP_WORKS, record | {"place": "Son"}, If_Match='"v1"')
    assert (late.status_code, late["ETag"]) == (412, '"v2"')
    assert late.json()["current"]["place"] == "Best"
    assert late.json()["current"]["names"] == record["names"]
    assert analyst.put(LAMP_WORKS, record).status_code == 428
    same = analyst.put(LAMP_WORKS, record | {"place": "Best"}, If_Match='"v2"')
    assert (same.status_code, same["ETag"]) == (200, '"v2"')


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "choir"}, "/kind"),
        ({"longitude": None}, "/longitude"),
        ({"parent": "nobody"}, "/parent"),
        ({"names": []}, "/id"),
        ({"founded": "last year"}, "/founded"),
        ({"colour": "red"}, "/colour"),
        ({"roles": [{"area": "nowhere", "category": "company", "basis": "reading"}]},
         "/roles/0/area"),
        ({"roles": [{"area": "light", "category": "company", "basis": "text"}]},
         "/roles/0/passage"),
        ({"names": [{"name": "A", "kind": "official"}, {"name": "B", "kind": "official"}]},
         "/names/1/kind"),
        ({"names": [{"name": "A", "kind": "official"}, {"name": "A", "kind": "short"}]},
         "/names/1/name"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_by_where_it_stands(
    analyst: Asking, change: dict, field: str
) -> None:
    record = body(analyst, LAMP_WORKS)
    told = analyst.put(LAMP_WORKS, record | change, If_Match='"v1"')
    assert told.status_code == 400, told.content
    assert told["Content-Type"] == "application/problem+json"
    assert [one["field"] for one in told.json()["errors"]] == [field]
    assert body(analyst, LAMP_WORKS) == record


def test_a_record_is_taken_out_with_a_reason_and_comes_back(analyst: Asking) -> None:
    relation = "register/relations/r1"
    record = analyst.get(relation).json()
    why = {"reason": "It never was"}
    used = analyst.post(f"{LAMP_WORKS}/_remove", why, If_Match='"v1"')
    assert (used.status_code, "r1" in used.json()["detail"]) == (409, True)
    assert analyst.post(f"{relation}/_remove", {}, If_Match='"v1"').status_code == 400
    assert analyst.post(f"{relation}/_remove", why, If_Match='"v7"').status_code == 412
    assert analyst.post(f"{relation}/_remove", why, If_Match='"v1"').status_code == 204
    assert analyst.get(relation).status_code == 404
    history = analyst.items(f"{relation}/versions")
    assert [(one["version"], one["record"] is None) for one in history] == [(2, True), (1, False)]
    back = analyst.post("register/relations", history[1]["record"])
    assert (back.status_code, back["ETag"]) == (201, '"v3"')
    assert back.json() == record | {"version": 3}


def test_who_wrote_and_why_is_for_who_works_on_the_case(analyst: Asking, visitor: Asking) -> None:
    changed = body(analyst, LAMP_WORKS) | {"place": "Best", "reason": "Moved"}
    analyst.put(LAMP_WORKS, changed, If_Match='"v1"')
    first = analyst.items(f"{LAMP_WORKS}/versions")[0]
    assert (first["origin"], first["reason"], bool(first["by"])) == ("person", "Moved", True)
    for one in visitor.items(f"{LAMP_WORKS}/versions"):
        assert (one["by"], one["reason"]) == (None, None)
    assert visitor.get(f"{ORGANISATIONS}/nobody/versions").status_code == 404


def test_only_who_works_on_the_case_writes(visitor: Asking, decision_maker: Asking) -> None:
    assert visitor.post(ORGANISATIONS, NEW).status_code == 401
    assert decision_maker.post(ORGANISATIONS, NEW).status_code == 403
    assert not Organisation.objects.filter(slug="harbour-labs").exists()


# The document


def test_every_field_of_every_table_is_told() -> None:
    schemas = document("en", "https://x")["components"]["schemas"]
    for kind in KINDS.values():
        told = schemas[f"Register{kind.name.capitalize()}"]
        assert told["description"] == ABOUT[kind.table][1]
        names = {name.replace("_nl", "").replace("_en", "") for name in TABLES[kind.table].columns}
        camel = {name[0] + name.title().replace("_", "")[1:] for name in names}
        assert camel <= set(told["properties"])
        assert all(len(one["description"]) > 4 for one in told["properties"].values())


def test_every_column_has_its_meaning_and_no_meaning_is_left_over() -> None:
    stems = {
        (table.name, column.removesuffix("_nl").removesuffix("_en"))
        for table in TABLES.values()
        for column in table.columns
    }
    assert [one for one in stems if not means(*one) and one[1] not in ("chain",)] == []
    used = {f"{table}.{name}" for table, name in stems} | {name for _table, name in stems}
    # `role` of figures comes with the pages of sites.
    assert set(MEANS) - used <= {"site_figures.role"}
    assert set(ABOUT) == set(TABLES)
