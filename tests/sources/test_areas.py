"""The areas of regions from snapshots of boundaries."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from windroos.sources import lake
from windroos.sources.areas import areas
from windroos.sources.shape import COLUMNS

TYPES = {"VARCHAR": "string", "BIGINT": "integer"}


def snapshot(folder: Path, *rows: Mapping[str, Any]) -> str:
    columns = {name: TYPES[kind] for name, kind in COLUMNS["boundaries"].items()}
    empty = dict.fromkeys(columns)
    filled = [{**empty, **row} for row in rows]
    return lake.write(folder, "boundaries", columns, filled, lake.Origin("test", "CC0")).sha256


def square(side: float, points: int = 4) -> str:
    """A square as GeoJSON, with more points on its first side where asked."""
    first = [[side * n / (points - 3), 0] for n in range(points - 2)]
    ring = [*first, [side, side], [0, side], [0, 0]]
    return f'{{"type":"Polygon","coordinates":[{ring}]}}'.replace(" ", "")


def test_a_region_has_its_area_and_its_size(tmp_path: Path) -> None:
    triangle, islet = [[0, 0], [2, 0], [2, 1], [0, 0]], [[5, 5], [6, 5], [6, 6], [5, 6], [5, 5]]
    two = json.dumps({"type": "MultiPolygon", "coordinates": [[triangle], [islet]]})
    rows = (
        {"region": "NL41", "version": "2024", "geometry": square(3)},
        {"region": "SG", "version": "2024", "geometry": two},
        {"region": "BE2", "version": "2024", "geometry": square(1)},
    )
    found = areas(tmp_path, [snapshot(tmp_path, *rows)], ["SG", "NL41", "JP"])
    assert [(one.region, one.size) for one in found] == [("NL41", 9), ("SG", 2)]
    assert found[0].geometry["coordinates"][0][1] == [3, 0]


def test_the_newest_version_counts_and_then_the_finest(tmp_path: Path) -> None:
    old = {"region": "NL", "version": "2021", "geometry": square(1, points=40)}
    coarse = {"region": "NL", "version": "2024", "geometry": square(2)}
    fine = {"region": "NL", "version": "2024", "geometry": square(3, points=9)}
    kept = [snapshot(tmp_path, row) for row in (old, coarse, fine)]
    for order in (kept, kept[::-1]):
        assert [one.size for one in areas(tmp_path, order, ["NL"])] == [9]


def test_without_boundaries_there_are_none(tmp_path: Path) -> None:
    assert areas(tmp_path, [], ["NL"]) == ()
    with pytest.raises(lake.LakeError, match="load the case or source again"):
        areas(tmp_path, ["0" * 64], ["NL"])
