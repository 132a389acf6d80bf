"""Taking organisations of open sources into the register: what is proposed, decided and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.apps.editions import brought
from tests.apps.register import small
from tests.sources import archives

from windroos.apps.accounts.models import Event
from windroos.apps.evidence.models import Edition
from windroos.apps.network import actions
from windroos.apps.network.actions import Decision
from windroos.apps.network.models import Identifier, Organisation, RecordVersion, Taken
from windroos.apps.network.queries import candidates, records
from windroos.apps.regions.models import Case
from windroos.cases import register
from windroos.cases.register.source_records import Filter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is told in English."""
    with translation.override("en"):
        yield


LAKE_ROR = "https://ror.org/0lake0001"


@pytest.fixture
def loaded() -> Case:
    case = Case.objects.create(name="lake", title="The lake", state=1)
    numbers = [{"organisation": "lake-university", "scheme": "ror", "value": LAKE_ROR}]
    actions.load_register(case, small(identifiers=numbers))
    return case


def institute(number: str, name: str, place: str = "Eindhoven", **more: Any) -> dict[str, Any]:
    """A record as ROR writes it, of something that does not exist."""
    details = {"name": place, "country_code": "NL", "country_subdivision_code": "NB"}
    return {
        "id": f"https://ror.org/0{number}",
        "names": [
            {"value": name, "types": ["ror_display", "label"], "lang": "en"},
            *more.pop("names", ()),
        ],
        "status": "active",
        "types": ["company"],
        "established": 1999,
        "locations": [{"geonames_id": 1, "geonames_details": {**details, "lat": 51.4, "lng": 5.5}}],
        "external_ids": more.pop("external_ids", []),
        "relationships": [],
        "links": [{"type": "website", "value": "https://www.example.org"}],
        "domains": [],
        **more,
    }


FIRST = [
    institute("lake0001", "University of the Lake", "Enschede",
              names=[{"value": "UL", "types": ["acronym"], "lang": None}]),
    institute("lamp0001", "Lamp Works"),
    institute("choi0001", "Choir Institute", "Best"),
    institute("boat0001", "Boat Yard", "Best"),
]  # fmt: skip
RORS = [one["id"] for one in FIRST]
LAKE, LAMP, CHOIR, BOAT = RORS


def edition(folder: Path, given: list[dict[str, Any]]) -> Edition:
    file = folder / "ror.json"
    file.write_text(json.dumps(given), "utf-8")
    return brought("ror", file)


def offered(case: Case, one: Edition, **wanted: Any) -> dict[str, candidates.Offered]:
    return {row.record.id: row for row in candidates.offer(case, one, Filter(**wanted)).rows}


def content(case: Case, slug: str) -> dict[str, Any]:
    version = records.record(case, "organisation", slug)
    assert version is not None
    assert version.content is not None
    return version.content


def test_each_record_is_proposed_to_be_something(loaded: Case, tmp_path: Path) -> None:
    found = offered(loaded, edition(tmp_path, FIRST))
    assert {id: (one.state, one.match.standing) for id, one in found.items()} == {
        LAKE: ("open", "certain"),
        LAMP: ("open", "likely"),
        CHOIR: ("open", "new"),
        BOAT: ("open", "new"),
    }


def test_what_was_decided_is_done_with_its_origin(loaded: Case, tmp_path: Path) -> None:
    one = edition(tmp_path, FIRST)
    done = actions.take_in(
        loaded,
        one,
        [
            Decision(LAKE, "is", "lake-university"),
            Decision(LAMP, "is", "lamp-works"),
            Decision(CHOIR, "new"),
            Decision(BOAT, "refused"),
        ],
    )
    assert (done.made, set(done.changed), done.refused) == (
        ("choir-institute",),
        {"lake-university", "lamp-works"},
        1,
    )
    lake = content(loaded, "lake-university")
    assert [(name["name"], name["kind"]) for name in lake["names"]] == [
        ("Lake University", "official"),
        ("UL", "short"),
        ("University of the Lake", "other"),
    ]
    # It says nothing of the place: that stays as it is in the register.
    assert lake["place"] == "Enschede"
    lamp = content(loaded, "lamp-works")
    assert lamp["identifiers"] == [{"scheme": "ror", "value": LAMP}]
    assert lamp["roles"], "what it had stays"
    choir = content(loaded, "choir-institute")
    assert (choir["region"], choir["place"], choir["founded"]) == ("NL41", "Best", "1999")
    assert (choir["basis"], choir["website"]) == ("source", "https://www.example.org")
    versions = RecordVersion.objects.filter(case=loaded, record="choir-institute")
    assert [(v.origin, v.reason) for v in versions] == [("source", f"ror, {one.sha256[:12]}")]
    [note] = candidates.taken_as(loaded, "choir-institute")
    assert (note["dataset"], note["record"], note["sha256"]) == ("ror", CHOIR, one.sha256)
    event = Event.objects.get(verb="records-taken-in")
    assert event.data["after"]["made"] == 1
    again = offered(loaded, one)
    assert {id: row.state for id, row in again.items()} == {
        LAKE: "done", LAMP: "done", CHOIR: "done", BOAT: "refused",
    }  # fmt: skip


def test_what_is_not_wanted_is_remembered_until_it_is_offered_again(
    loaded: Case, tmp_path: Path
) -> None:
    one = edition(tmp_path, FIRST)
    actions.take_in(loaded, one, [Decision(BOAT, "refused")])
    assert offered(loaded, one)[BOAT].state == "refused"
    other = edition(tmp_path, [*FIRST, institute("more0001", "More")])
    assert offered(loaded, other)[BOAT].state == "refused"
    actions.take_in(loaded, other, [Decision(BOAT, "again")])
    assert offered(loaded, other)[BOAT].state == "open"


def test_a_later_edition_changes_nothing_by_itself(loaded: Case, tmp_path: Path) -> None:
    one = edition(tmp_path, FIRST)
    actions.take_in(loaded, one, [Decision(CHOIR, "new"), Decision(LAMP, "is", "lamp-works")])
    moved = [
        institute("choi0001", "Institute of Choirs", "Uden"),
        institute("lamp0001", "Lamp Works", "Best"),
    ]
    two = edition(tmp_path, moved)
    assert content(loaded, "choir-institute")["place"] == "Best"
    found = offered(loaded, two)
    assert found[CHOIR].state == "changed"
    assert {(c.field, c.before, c.now, c.here) for c in found[CHOIR].changes} == {
        ("name", "Choir Institute", "Institute of Choirs", "Choir Institute"),
        ("place", "Best", "Uden", "Best"),
    }
    assert {(c.field, c.before, c.now, c.here) for c in found[LAMP].changes} == {
        ("place", "Eindhoven", "Best", "Eindhoven"),
    }
    actions.take_in(
        loaded, two, [Decision(CHOIR, "accept", fields=("name",)), Decision(LAMP, "keep")]
    )
    choir = content(loaded, "choir-institute")
    assert (choir["place"], choir["latitude"]) == ("Best", 51.4)
    assert {(name["name"], name["kind"]) for name in choir["names"]} == {
        ("Institute of Choirs", "official"),
        ("Choir Institute", "former"),
    }
    assert content(loaded, "lamp-works")["place"] == "Eindhoven"
    # Both were looked at: they are not shown again.
    assert {row.state for row in offered(loaded, two).values()} == {"done"}


def test_two_records_of_one_organisation_and_one_number_for_one(
    loaded: Case, tmp_path: Path
) -> None:
    wikidata = [{"type": "wikidata", "preferred": "Q1", "all": ["Q1"]}]
    given = [
        institute("lamp0001", "Lamp Works", external_ids=wikidata),
        institute("lamp0002", "Lampenwerk", external_ids=wikidata),
        institute("lamp0003", "Lamp Works"),
    ]
    one = edition(tmp_path, given)
    first, second, third = (row["id"] for row in given)
    done = actions.take_in(
        loaded,
        one,
        [
            Decision(first, "is", "lamp-works"),
            Decision(second, "new"),
            Decision(third, "new"),
        ],
    )
    assert done.made == ("lampenwerk", "lamp-works-2")
    assert Identifier.objects.get(scheme="wikidata").organisation.slug == "lamp-works"


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (Decision("https://ror.org/0nothing1", "new"), "no record"),
        (Decision(LAMP, "is", "nobody"), "no organisation"),
        (Decision(LAMP, "accept"), "no organisation"),
        (Decision(LAMP, "perhaps"), "no decision"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    loaded: Case, tmp_path: Path, decision: Decision, says: str
) -> None:
    one = edition(tmp_path, FIRST)
    with pytest.raises(ValidationError, match=says):
        actions.take_in(loaded, one, [Decision(CHOIR, "new"), decision])
    assert Organisation.objects.count() == 2
    assert not Taken.objects.exists()


def test_who_looked_at_a_former_edition_looks_again(loaded: Case, tmp_path: Path) -> None:
    one = edition(tmp_path, FIRST)
    edition(tmp_path, FIRST[:2])
    with pytest.raises(ValidationError, match="newer edition"):
        actions.take_in(loaded, one, [Decision(CHOIR, "new")])


def test_one_that_was_taken_out_again_is_offered_again(loaded: Case, tmp_path: Path) -> None:
    one = edition(tmp_path, FIRST)
    actions.take_in(loaded, one, [Decision(CHOIR, "new")])
    actions.remove_record(loaded, "organisation", "choir-institute", version=1, reason="Gone")
    assert offered(loaded, one)[CHOIR].state == "open"
    done = actions.take_in(loaded, one, [Decision(CHOIR, "new")])
    assert done.made == ("choir-institute-2",)


def test_persons_among_participants_are_never_offered(loaded: Case, tmp_path: Path) -> None:
    """The reader leaves them out: a row without any place, and a name that is a person's."""
    rows = [archives.participation(), archives.person()]
    members: dict[str, bytes] = {"organization": archives.text(archives.ORGANIZATION, rows)}
    file = archives.archive(tmp_path, "HORIZON", **members)
    found = offered(loaded, brought("cordis-participations", file))
    assert set(found) == {rows[0]["organisationID"]}
    [one] = found.values()
    assert (one.record.region, one.record.projects) == ("NL41", 1)


def test_participants_are_found_by_what_their_projects_are_about(
    loaded: Case, tmp_path: Path
) -> None:
    rows = [archives.participation(), archives.participation("101000002", "900000002")]
    projects = [archives.project(title="Photonic chips"), archives.project("101000002")]
    members: dict[str, bytes] = {
        "organization": archives.text(archives.ORGANIZATION, rows),
        "project": archives.text(archives.PROJECT, projects),
    }
    file = archives.archive(tmp_path, "HORIZON", **members)
    one = brought("cordis-participations", file)
    assert offered(loaded, one, words="photonic CHIPS") == {}, "the projects were not brought in"
    brought("cordis-projects", file)
    assert set(offered(loaded, one, words="photonic CHIPS")) == {"900000001"}
    assert set(offered(loaded, one, words="voorbeeld techniek")) == {"900000001", "900000002"}


def test_the_certain_ones_of_ror_in_the_shipped_register(
    brabant: Case, shared: Path, tmp_path: Path
) -> None:
    actions.load_register(brabant, register.read("noord_brabant"))
    one = brought("ror", shared / "data/ror/ror_v2_nl.json")
    offer = candidates.offer(brabant, one, Filter(inactive=True))
    before = Organisation.objects.filter(case=brabant).count()
    done = actions.take_in(
        brabant,
        one,
        [Decision(row.record.id, "is", row.match.proposals[0].id) for row in offer.certain],
    )
    assert done.made == ()
    assert Organisation.objects.filter(case=brabant).count() == before
    assert candidates.offer(brabant, one, Filter(inactive=True)).counts()["certain"] == 0


def test_ten_thousand_ask_the_database_no_more_than_ten(loaded: Case, tmp_path: Path) -> None:
    def queries(n: int) -> int:
        given = [institute(f"{i:08}", f"Institute {i:05} of Singing", "Uden") for i in range(n)]
        one = edition(tmp_path, given)
        with CaptureQueriesContext(connection) as asked:
            assert len(candidates.offer(loaded, one, Filter()).rows) == n
        return len(asked)

    # The first time it also reads the register, which is then at hand.
    queries(10)
    assert queries(10_000) == queries(10)


def test_hundreds_are_taken_in_at_once(loaded: Case, tmp_path: Path) -> None:
    given = [institute(f"{n:08}", f"Institute {n:05} of Singing", "Uden") for n in range(600)]
    one = edition(tmp_path, given)
    offer = candidates.offer(loaded, one, Filter())
    some = [Decision(row.record.id, "new") for row in offer.rows[:500]]
    assert len(actions.take_in(loaded, one, some).made) == 500
    assert candidates.offer(loaded, one, Filter()).counts()["done"] == 500
