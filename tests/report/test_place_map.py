"""The map as a drawing: places, shapes, and land cut off at its edge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from windroos.report.place_map import (
    SHAPES,
    WIDTH,
    Spot,
    category_mark,
    frame,
    outlines,
    place_map,
)

SPOTS = [
    Spot(5.0, 52.0, {"company": 1, "knowledge": 0, "partner": 0}, "Lamp <Works>"),
    Spot(6.0, 51.5, {"company": 2, "knowledge": 3, "partner": 0}, "Companies: 2; knowledge: 3"),
]


def test_every_place_lies_within_the_frame_with_room_around_it() -> None:
    drawn = frame([(5.0, 52.0), (6.0, 51.5)])
    for x, y in (drawn.at(5.0, 52.0), drawn.at(6.0, 51.5)):
        assert 20 < x < WIDTH - 20
        assert 10 < y < drawn.height - 10
    # North is up, east is right.
    assert drawn.at(5.0, 52.0)[0] < drawn.at(6.0, 51.5)[0]
    assert drawn.at(5.0, 52.0)[1] < drawn.at(6.0, 51.5)[1]


@pytest.mark.parametrize(
    "places", [[], [(5.0, 52.0)], [(5.0, 40.0), (5.0, 60.0)], [(-170, 0), (170, 1)]]
)
def test_a_frame_has_a_size_whatever_it_holds(places: list[tuple[float, float]]) -> None:
    drawn = frame(places)
    assert 200 <= drawn.height <= 621


def test_a_drawing_is_sound_safe_and_says_what_it_shows() -> None:
    drawn = frame([(5.0, 52.0), (6.0, 51.5)])
    told = place_map(drawn, SPOTS, title='A "map"')
    root = ET.fromstring(told)
    assert root.get("aria-label") == 'A "map"'
    assert "style=" not in told
    titles = [one.text for one in root.iter("{http://www.w3.org/2000/svg}title")]
    assert sorted(filter(None, titles)) == ["Companies: 2; knowledge: 3", "Lamp <Works>"]
    assert [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")] == ["2", "3"]
    assert told == place_map(drawn, list(reversed(SPOTS)), title='A "map"'), "order is no matter"


def test_categories_differ_by_shape() -> None:
    tags = {re.match(r"<(\w+)", shape).group(1) for shape in SHAPES.values()}  # type: ignore[union-attr]
    assert tags == {"circle", "rect", "path"}
    assert 'aria-label="Companies"' in category_mark("company", "Companies")
    assert 'aria-hidden="true"' in category_mark("company")


def test_land_is_cut_off_at_the_edge_of_the_frame() -> None:
    drawn = frame([(5.0, 52.0), (6.0, 51.5)])
    square = {
        "type": "Polygon",
        "coordinates": [[[-90, 10], [5.5, 10], [5.5, 80], [-90, 80], [-90, 10]]],
    }
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", outlines(square, drawn))]
    xs, ys = numbers[::2], numbers[1::2]
    assert max(xs) == pytest.approx(drawn.at(5.5, 52.0)[0], abs=0.1)
    assert min(xs) >= -0.03 * WIDTH
    assert min(ys) >= -0.1 * drawn.height
    assert max(ys) <= 1.1 * drawn.height
    elsewhere = {"type": "Polygon", "coordinates": [[[100, 10], [110, 10], [110, 20], [100, 10]]]}
    assert outlines(elsewhere, drawn) == ""
