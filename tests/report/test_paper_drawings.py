"""Drawings for paper: names on a map that do not hide each other, scores where they belong."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from windroos.report.alone import alone
from windroos.report.effort_map import Place, effort_map
from windroos.report.place_map import WIDTH, frame
from windroos.report.score_rows import Scored, score_rows

SVG = "{http://www.w3.org/2000/svg}"
# Neighbours, so near to each other that their names need room.
PLACES = [
    Place(9.9, 51.1, "Germany", ("active", "active")),
    Place(11.0, 50.9, "Thuringia", ("active", None)),
    Place(13.35, 51.05, "Saxony", ("none", "reactive")),
    Place(9.0, 48.6, "Baden-Württemberg", ("active", "active")),
    Place(11.4, 48.95, "Bavaria", ("active", "active")),
    Place(26.3, 63.0, "Finland", ("active", "active")),
]


def test_names_on_the_map_do_not_hide_each_other() -> None:
    drawn = frame((one.longitude, one.latitude) for one in PLACES)
    root = ET.fromstring(effort_map(drawn, PLACES, title="A map"))
    assert [text.text for text in root.iter(f"{SVG}text")] == [one.name for one in PLACES]
    plates = [rect for rect in root.iter(f"{SVG}rect") if rect.get("rx") == "3"]
    boxes = []
    for rect in plates:
        x, y, w, h = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + w <= WIDTH
        boxes.append((x, y, x + w, y + h))
    assert len(boxes) == len(PLACES)
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_a_place_has_a_square_per_role() -> None:
    drawn = frame((one.longitude, one.latitude) for one in PLACES)
    svg = effort_map(drawn, PLACES, title="A map")
    assert (svg.count("mark-active"), svg.count("mark-none"), svg.count("mark-reactive")) == (
        9,
        1,
        1,
    )


def test_land_ends_where_the_map_does() -> None:
    drawn = frame((one.longitude, one.latitude) for one in PLACES)
    root = ET.fromstring(effort_map(drawn, PLACES, title="A map", land=["M-900 -900H900V900Z"]))
    land = f"{SVG}path[@class='place-land']"
    [around] = [one for one in root.iter(f"{SVG}svg") if one.find(land) is not None]
    assert around is not root
    assert around.get("overflow") == "hidden"
    assert (around.get("width"), around.get("height")) == (root.get("width"), root.get("height"))


def test_scores_lie_on_one_scale() -> None:
    rows = [
        Scored("High", 0.8, 0.7, 0.9, ("active",)),
        Scored("Low", 0.2, 0.0, 1.0, (None,)),
        Scored("Unknown", None, 0.0, 1.0, ("none",)),
    ]
    svg = score_rows(
        rows, [(0.4, "Reactive"), (0.6, "Active")], ["Role"], title="Scores", write=str
    )
    root = ET.fromstring(svg)
    bands = [rect for rect in root.iter(f"{SVG}rect") if rect.get("height") == "8"]
    ticks = [rect for rect in root.iter(f"{SVG}rect") if rect.get("height") == "13"]
    left, full = float(bands[1].get("x", "")), float(bands[1].get("width", ""))
    assert float(bands[0].get("x", "")) == pytest.approx(left + 0.7 * full, abs=0.02)
    assert float(bands[0].get("width", "")) == pytest.approx(0.2 * full, abs=0.02)
    # What is unknown has no score.
    assert len(ticks) == 2
    assert float(ticks[0].get("x", "")) + 1.6 == pytest.approx(left + 0.8 * full, abs=0.02)


def test_a_drawing_alone_keeps_what_it_says() -> None:
    given = '<svg viewBox="0 0 9 9"><a href="#x" class="p" aria-label="P"><text>A</text></a></svg>'
    root = ET.fromstring(alone(given, "Sans"))
    assert root.get("font-family") == "Sans"
    (group,) = root
    assert (group.tag, group.attrib) == (f"{SVG}g", {"class": "p", "aria-label": "P"})
