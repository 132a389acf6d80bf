"""Ecosystem maps: what a selection holds, and what stands where at which zoom.

Numbers are counted by hand on a register of a handful of made-up organisations, and by brute force
on a few hundred.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import Any

import pytest
from tests.apps.register import ORGANISATIONS, small

from windroos.apps.network import actions
from windroos.apps.network.models import Organisation, Part
from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.mapping import WORLD, Bounds
from windroos.apps.network.queries.records import record
from windroos.apps.network.queries.ties import web
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

WEST, EAST = (5.48, 51.44), (6.89, 52.22)
EVERYTHING = Bounds().narrowed((), (), ())


def role(organisation: str, area: str, category: str) -> dict[str, Any]:
    return {"organisation": organisation, "area": area, "category": category, "basis": "reading"}


@pytest.fixture
def case() -> Case:
    """Lamp Works (light and sound, company), its twin at the same place (sound: company and
    partner), a university elsewhere (light), and a club without a place (light)."""
    made = Case.objects.create(name="lake", title="The lake", state=1)
    lamp, lake = ORGANISATIONS["organisations"]
    register = small(
        organisations=[
            lamp,
            lake,
            lamp | {"id": "twin"},
            {"id": "club", "kind": "partner", "country": "NL", "region": "NL41"},
        ],
        names=[
            *ORGANISATIONS["names"],
            {"organisation": "twin", "name": "Twin B.V.", "kind": "official"},
            {"organisation": "club", "name": "Club", "kind": "official"},
        ],
        roles=[
            role("lamp-works", "light", "company"),
            role("lamp-works", "sound", "company"),
            role("twin", "sound", "company"),
            role("twin", "sound", "partner"),
            role("lake-university", "light", "knowledge"),
            role("club", "light", "partner"),
        ],
    )
    actions.load_register(made, register)
    return made


def test_a_map_holds_who_has_a_role_in_its_areas_and_stands_in_its_regions(case: Case) -> None:
    def held(areas: tuple[str, ...] = (), regions: tuple[str, ...] = ()) -> set[str]:
        wanted = Bounds(areas, regions).narrowed((), (), ())
        return {one.slug for one in mapping.on_map(case, wanted)}

    assert held() == {"lamp-works", "twin", "lake-university", "club"}
    assert held(("light",)) == {"lamp-works", "lake-university", "club"}
    assert held(("light",), ("NL21",)) == {"lake-university"}
    assert held((), ("NL",)) == held(), "a country holds its regions"
    assert held(("sound",), ("NL21",)) == set()


def test_what_lies_outside_of_a_map_counts_as_not_asked() -> None:
    bounds = Bounds(("light",), ("NL41", "NL21"))
    wanted = bounds.narrowed(["sound"], ["NL21", "NL36"], ["partner", "nonsense"])
    assert wanted.areas == ("light",)
    assert wanted.regions == ("NL21",)
    assert wanted.categories == ("partner",)


def test_an_organisation_counts_once_in_each_category(case: Case) -> None:
    assert mapping.by_category(case, EVERYTHING) == {"company": 2, "knowledge": 1, "partner": 2}
    assert mapping.tally(case, EVERYTHING) == {
        ("light", "NL41", "company"): 1,
        ("light", "NL21", "knowledge"): 1,
        ("light", "NL41", "partner"): 1,
        ("sound", "NL41", "company"): 2,
        ("sound", "NL41", "partner"): 1,
    }


def test_far_away_all_is_one_mark_and_near_each_place_its_own(case: Case) -> None:
    far = mapping.view(case, EVERYTHING, WORLD, 0)
    (whole,) = far.cells
    # Three have a place; the twin is a company and a partner.
    assert (far.total, far.left_out, whole.total) == (3, 0, 3)
    assert whole.counts == {"company": 2, "knowledge": 1, "partner": 1}
    assert whole.box == (*WEST, *EAST)
    assert (whole.longitude, whole.latitude) == pytest.approx(
        ((2 * WEST[0] + EAST[0]) / 3, (2 * WEST[1] + EAST[1]) / 3)
    )
    near = mapping.view(case, EVERYTHING, (5.0, 51.0, 7.0, 53.0), 9)
    together, alone = near.cells
    assert together.one_place
    assert [one.slug for one in together.named] == ["lamp-works", "twin"]
    assert together.named[1].categories == ("company", "partner")
    assert together.named[0].reading
    assert [one.name for one in alone.named] == ["Lake University"]


@pytest.mark.parametrize("n", [3, 6, 7, 11])
def test_a_place_names_all_who_stand_there(n: int) -> None:
    # The mean of n equal numbers need not be that number: at this place, of six, it is not.
    lamp, lake = ORGANISATIONS["organisations"]
    ids = ["lamp-works", *(f"maker-{number:02}" for number in range(1, n))]
    place = {"latitude": 51.4408, "longitude": 5.4778}
    made = Case.objects.create(name="town", title="The town", state=1)
    register = small(
        organisations=[lake, *(lamp | place | {"id": one} for one in ids)],
        names=[
            *ORGANISATIONS["names"],
            *({"organisation": one, "name": one, "kind": "official"} for one in ids[1:]),
        ],
        roles=[role(one, "light", "company") for one in ids],
    )
    actions.load_register(made, register)
    at = (place["longitude"], place["latitude"])
    (cell,) = mapping.view(made, EVERYTHING, (*at, *at), 16).cells
    assert sorted(one.slug for one in cell.named) == ids


def test_a_view_holds_what_is_asked_and_in_its_box_only(case: Case) -> None:
    wanted = Bounds().narrowed(["light"], [], [])
    (cell,) = mapping.view(case, wanted, (5.0, 51.0, 6.0, 52.0), 9).cells
    assert [one.slug for one in cell.named] == ["lamp-works"]
    assert mapping.view(case, wanted, (0.0, 0.0, 1.0, 1.0), 9).cells == ()
    partners = Bounds().narrowed([], [], ["partner"])
    (cell,) = mapping.view(case, partners, WORLD, 9).cells
    assert cell.counts == {"company": 0, "knowledge": 0, "partner": 1}
    assert [(one.slug, one.categories) for one in cell.named] == [("twin", ("partner",))]


def test_who_moves_moves_on_the_map(case: Case) -> None:
    found = record(case, "organisation", "lake-university")
    assert found is not None
    assert found.content is not None
    content = found.content | {"latitude": 51.5, "longitude": 5.5, "region": "NL41"}
    actions.save_record(case, "organisation", content, version=1)
    view = mapping.view(case, EVERYTHING, (5.0, 51.0, 6.0, 52.0), 9)
    assert view.total == 3
    assert mapping.tally(case, EVERYTHING)["light", "NL41", "knowledge"] == 1


def test_the_network_tells_relations_within_and_beyond_a_selection(case: Case) -> None:
    made = web(case, Bounds().narrowed(["sound"], [], []))
    assert [one.slug for one in made.ties] == ["r1"]
    assert [one.slug for one in made.selected] == ["lamp-works"]
    assert [one.slug for one in made.others] == ["lake-university"]
    assert (made.alone, made.left_out) == (1, 0), "the twin has no relation"


def scattered(case: Case, count: int) -> list[tuple[float, float, set[str]]]:
    """Organisations at random places, a third of them at one; and what each is."""
    dice = random.Random(7)  # noqa: S311
    made, facts = [], []
    for number in range(count):
        x, y = (5.0, 52.0) if number % 3 == 0 else (dice.uniform(3, 7), dice.uniform(51, 53))
        made.append(
            Organisation(
                case=case, slug=f"o{number}", name=f"O {number:04}", kind="company",
                country="NL", region="NL41", longitude=x, latitude=y,
            )
        )  # fmt: skip
    for one in Organisation.objects.bulk_create(made):
        categories = set(dice.sample(["company", "knowledge", "partner"], dice.choice((1, 1, 2))))
        Part.objects.bulk_create(
            Part(
                case=case, organisation=one, area=area, category=category, basis="reading",
                country="NL", region="NL41", longitude=one.longitude, latitude=one.latitude,
            )
            for category in sorted(categories)
            for area in ("light", "sound")
        )  # fmt: skip
        facts.append((one.longitude, one.latitude, categories))
    return facts


@pytest.mark.parametrize("zoom", [0, 3, 5, 7, 9, 12, 16])
def test_cells_are_what_counting_by_hand_gives(zoom: int) -> None:
    case = Case.objects.create(name="many", title="Many", state=1)
    facts = scattered(case, 400)
    box = (4.0, 51.2, 6.0, 52.6)
    within = [
        (x, y, what) for x, y, what in facts if box[0] <= x <= box[2] and box[1] <= y <= box[3]
    ]
    view = mapping.view(case, Bounds().narrowed((), (), ()), box, zoom)
    assert view.total == len(within)
    assert view.left_out == view.total - sum(one.total for one in view.cells)
    for name in ("company", "knowledge", "partner"):
        told = sum(one.counts[name] for one in view.cells)
        assert told == sum(name in what for _x, _y, what in within) or view.left_out
    assert sum(Counter(one.total for one in view.cells).values()) == len(view.cells)
    _box, used = mapping.clamped(box, zoom)
    step = 1e-4 if used >= mapping.SINGLES else 67.5 / 2**used
    for cell in view.cells:
        west, south, east, north = cell.box
        assert east - west <= step + 1e-9
        assert north - south <= step * mapping.LATITUDE + 1e-9
        assert cell.total == sum(
            west <= x <= east and south <= y <= north for x, y, _what in within
        ), "what lies in the box of a cell is in it"


def test_no_answer_is_without_end() -> None:
    case = Case.objects.create(name="many", title="Many", state=1)
    scattered(case, 900)
    view = mapping.view(case, Bounds().narrowed((), (), ()), WORLD, 22)
    assert len(view.cells) <= mapping.MOST_CELLS
    assert sum(len(one.named) for one in view.cells) <= mapping.MOST_NAMED
    # Three hundred stand at one place: asked alone, it names fifty.
    (place,) = mapping.view(case, Bounds().narrowed((), (), ()), (5.0, 52.0, 5.0, 52.0), 16).cells
    assert (place.total, len(place.named)) == (300, mapping.NAMED_ALONE)


@pytest.mark.parametrize("zoom", [0.0, 4.5, 11.9, 18.0, 99.0])
def test_a_clamped_view_has_room_for_its_cells(zoom: float) -> None:
    box, used = mapping.clamped((-400.0, -95.0, 400.0, 95.0), zoom)
    assert box == WORLD
    assert 0 <= used <= mapping.NEAREST
    assert math.prod((360 / (67.5 / 2**used), 180 / (40.5 / 2**used))) <= mapping.MOST_CELLS * 4
