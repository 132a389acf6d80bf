"""Which organisation of a register a record of a source is proposed to be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from windroos.cases import register
from windroos.cases.register import KINDS, rows_of
from windroos.cases.register.candidates import (
    BY_NUMBER_ALONE,
    Entry,
    Register,
    changed,
    completed,
    key_of,
    made,
    slug_of,
)
from windroos.cases.register.check import examine_record
from windroos.cases.register.records import contents
from windroos.cases.register.source_records import Filter, SourceRecord, records
from windroos.link.organisations import Likeness
from windroos.sources.asked import asked
from windroos.sources.importing import take_in

LAMP = Entry("lamp", ("Lamp Works B.V.", "LW"), frozenset(), "NL", "NL41", "Eindhoven")
LAKE = Entry(
    "lake", ("Lake University",), frozenset({("ror", "00example")}), "NL", "NL21", "Enschede"
)


def record(name: str = "Lamp Works", **more: Any) -> SourceRecord:
    given: dict[str, Any] = {"place": "Eindhoven", "region": "NL41", "country": "NL"} | more
    return SourceRecord(
        id=given.pop("id", "900000001"),
        names=((name, "official", None), *given.pop("names", ())),
        identifiers=given.pop("identifiers", ()),
        kind="company",
        types=("PRC",),
        **given,
    )


def standing(one: SourceRecord) -> tuple[str, list[str]]:
    match = Register([LAMP, LAKE]).match(one)
    return match.standing, [proposal.id for proposal in match.proposals]


def test_a_number_settles_it_whatever_the_name() -> None:
    one = record("Another name", identifiers=(("ror", "https://ror.org/00example"),))
    assert standing(one) == ("certain", ["lake"])


def test_numbers_of_two_organisations_are_for_a_person() -> None:
    lamp = replace(LAMP, identifiers=frozenset({("pic", "123456789")}))
    one = record(identifiers=(("ror", "https://ror.org/00example"), ("pic", "123456789")))
    match = Register([lamp, LAKE]).match(one)
    assert match.standing == "doubtful"
    assert {proposal.id for proposal in match.proposals} == {"lamp", "lake"}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (record(), "likely"),
        (record("LAMP WORKS BV"), "likely"),
        (record(place=None, region=None), "likely"),
        (record(place="Tilburg"), "doubtful"),
        (record(place="EINDHOVEN"), "likely"),
        (record(country="DE", place="Aachen", region="DEA"), "doubtful"),
        (record("Something", names=(("Lamp Works", "other", None),)), "likely"),
        (record("Lamp Works Europe"), "doubtful"),
        (record("Quite another thing"), "new"),
        # Another country, and a name that is only perhaps the same: another organisation.
        (record("Lamp Works Deutschland", country="DE", place="Aachen", region="DEA"), "new"),
        # It has another number in the same scheme.
        (record("Lake Univ.", identifiers=(("ror", "https://ror.org/00another"),)), "new"),
    ],
)
def test_names_and_places_are_weighed_by_rules(one: SourceRecord, expected: str) -> None:
    assert standing(one)[0] == expected


def test_the_reasons_are_told() -> None:
    [proposal] = Register([LAMP]).match(record("Lamp Works", place="Tilburg")).proposals
    assert dict(proposal.reasons) == {
        "legal-form": (),
        "place-differs": ("Tilburg", "Eindhoven"),
    }


def test_a_place_by_another_name_is_the_same_place() -> None:
    hague = replace(LAMP, place="Den Haag", region="NL36")
    one = record(place="The Hague", region="NL36")
    [proposal] = Register([hague]).match(one).proposals
    assert ("place-agrees", ("The Hague", "Den Haag")) in proposal.reasons


def test_another_way_of_comparing_takes_the_place_of_the_rules() -> None:
    def never(_record: SourceRecord, _entry: Entry) -> Likeness:
        return Likeness(0.0, ())

    assert Register([LAMP], never).match(record()).standing == "new"


def test_an_organisation_gets_the_numbers_and_names_it_lacks() -> None:
    content = made(record(identifiers=(("pic", "1"),)), "lamp")
    one = record(
        "Lamp Works B.V.",
        names=(("LW", "short", None), ("LAMP WORKS", "other", None), ("Lampenwerk", "other", "nl")),
        identifiers=(("pic", "2"), ("ror", "https://ror.org/00example")),
    )
    now = completed(content, one)
    assert [(name["name"], name["kind"]) for name in now["names"]] == [
        ("Lamp Works", "official"),
        ("Lamp Works B.V.", "other"),
        ("LW", "short"),
        ("Lampenwerk", "other"),
    ]
    assert [one["value"] for one in now["identifiers"]] == ["1", "https://ror.org/00example"]
    assert completed(now, one) == now


def test_what_is_made_can_stand_in_a_register() -> None:
    one = record(website="https://lamp.example", founded="1999", latitude=51.4, longitude=5.5)
    content, problems = examine_record(KINDS["organisation"], made(one, "lamp"), {})
    assert problems == []
    assert content is not None
    assert (content["basis"], content["founded"]) == ("source", "1999")
    assert rows_of(KINDS["organisation"], content)["names"][0]["kind"] == "official"


def test_a_new_name_makes_the_one_before_a_former_one() -> None:
    content = made(record(latitude=51.4, longitude=5.5), "lamp")
    now = changed(content, ["name", "place"], {"name": "Light Works", "place": "Best"})
    assert [(name["name"], name["kind"]) for name in now["names"]] == [
        ("Lamp Works", "former"),
        ("Light Works", "official"),
    ]
    assert (now["place"], now["latitude"]) == ("Best", None)
    assert content["place"] == "Eindhoven"


def test_ids_are_made_of_names_and_never_twice() -> None:
    taken = {"lamp-works", "lamp-works-2"}
    assert slug_of("Lamp Works", taken.__contains__) == "lamp-works-3"
    assert slug_of("日本", set().__contains__) == "organisation"
    assert slug_of("Ø & Söhne!", set().__contains__)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (Filter(), True),
        (
            Filter(country="NL", region="NL4", place="eindHOVEN", type="PRC", words="works lamp"),
            True,
        ),
        (Filter(country="DE"), False),
        (Filter(region="NL42"), False),
        (Filter(type="HES"), False),
        (Filter(words="lamp choir"), False),
        (Filter(projects=3), True),
        (Filter(projects=4), False),
    ],
)
def test_filters(wanted: Filter, fits: bool) -> None:
    assert wanted.fits(record(projects=3)) is fits


def test_what_is_withdrawn_is_asked_for_by_itself() -> None:
    gone = record(status="withdrawn")
    assert not Filter().fits(gone)
    assert Filter(inactive=True).fits(gone)


def shipped() -> Register:
    tables = register.read("noord_brabant").tables
    return Register(
        Entry(
            id,
            tuple(name["name"] for name in one["names"] if one["kind"] not in BY_NUMBER_ALONE),
            frozenset(key_of(n["scheme"], n["value"]) for n in one["identifiers"]),
            one["country"],
            one["region"],
            one["place"],
        )
        for id, one in contents(KINDS["organisation"], tables).items()
    )


def of_ror(shared: Path, lake: Path) -> tuple[list[dict[str, Any]], dict[str, SourceRecord]]:
    file = shared / "data/ror/ror_v2_nl.json"
    sha256 = take_in(lake, asked("ror"), [file]).snapshot.sha256
    return json.loads(file.read_text("utf-8")), dict(records(lake, "ror", "organisations", sha256))


def test_the_dutch_organisations_of_ror(shared: Path, tmp_path: Path) -> None:
    """By their numbers, counted in the two files apart from the program."""
    given, found = of_ror(shared, tmp_path)
    assert len(found) == len(given)
    tables = register.read("noord_brabant").tables
    ours = {
        (r["scheme"], str(r["value"]).upper()): r["organisation"] for r in tables["identifiers"]
    }
    by_number = {}
    for one in given:
        numbers = [("ror", one["id"].upper())]
        for other in one["external_ids"]:
            preferred = other["preferred"] or (other["all"][0] if len(other["all"]) == 1 else "")
            if other["type"] == "wikidata":
                numbers.append(("wikidata", preferred.upper()))
        hits = {ours[number] for number in numbers if number in ours}
        if len(hits) == 1:
            by_number[one["id"]] = hits.pop()
    matcher = shipped()
    matches = {id: matcher.match(one) for id, one in found.items()}
    certain = {
        id: match.proposals[0].id for id, match in matches.items() if match.standing == "certain"
    }
    assert certain == by_number
    assert len(certain) > 30
    # Where they are: 'NL-NB' is Noord-Brabant.
    brabant = [
        one["id"]
        for one in given
        if one["status"] == "active"
        and one["locations"][0]["geonames_details"].get("country_subdivision_code") == "NB"
    ]
    wanted = Filter(country="NL", region="NL41")
    assert sorted(id for id, one in found.items() if wanted.fits(one)) == sorted(brabant)


def test_participants_of_projects_are_one_record_each(shared: Path, tmp_path: Path) -> None:
    file = shared / "data/cordis/participations_de.parquet"
    source = asked("german-participations")
    sha256 = take_in(tmp_path, source, [file]).snapshot.sha256
    found = records(tmp_path, "german-participations", "participations", sha256)
    one = found["952507894"]
    assert one.name == "Hochschule für angewandte Wissenschaften Landshut"
    assert (one.kind, one.country, one.region, one.place) == (
        "knowledge-institution",
        "DE",
        "DE22",
        "Landshut",
    )
    assert one.identifiers == (("pic", "952507894"),)
    assert (one.projects or 0) >= 1
