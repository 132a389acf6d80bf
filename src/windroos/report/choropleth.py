"""Areas filled by their value, drawn as an accessible inline SVG.

Plain data in, text out. Values fall into five classes with as many areas each; the darker, the
higher. What is missing is hatched. Shapes are put on the plane once (`shapes`) and drawn with other
values as often as wanted. No ``style`` attribute is written.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.report.svg import escape, number

__all__ = ["CLASSES", "Land", "Shapes", "bounds", "choropleth", "shapes"]

CLASSES = 5
_WIDTH, _MOST_HEIGHT = 680.0, 620.0
# Where Europe lies, in degrees: regions overseas would make it a dot.
_EUROPE = (-25.0, 34.0, 45.0, 72.0)
_WORLD = (-180.0, -57.0, 180.0, 84.0)
_MOSTLY = 0.6
# Parts of an outline nearer to each other than this are one point, in units of the drawing.
_NEAR = 0.7

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Areas on the plane: the path data by region, and the size of the drawing."""

    paths: Mapping[str, str]
    height: float


@dataclass(frozen=True, slots=True)
class Land:
    """An area: the class of its value from 1 to :data:`CLASSES`, None where that is missing."""

    region: str
    grade: int | None
    text: str


def shapes(geometries: Mapping[str, Mapping[str, Any]]) -> Shapes:
    """Put geometries (GeoJSON, degrees) on the plane: of Europe alone where most lie there.

    The plane is an equirectangular projection, true along the middle of what is shown.
    """
    middles = [_middle(geometry) for geometry in geometries.values()]
    west, south, east, north = _EUROPE
    within = sum(west <= x <= east and south <= y <= north for x, y in middles)
    europe = bool(middles) and within >= _MOSTLY * len(middles)
    west, south, east, north = _EUROPE if europe else _WORLD
    squeeze = math.cos(math.radians((south + north) / 2)) if europe else 1.0
    scale = _WIDTH / ((east - west) * squeeze)
    height = (north - south) * scale
    if height > _MOST_HEIGHT:
        scale, height = scale * _MOST_HEIGHT / height, _MOST_HEIGHT
    indent = (_WIDTH - (east - west) * squeeze * scale) / 2

    def place(point: Sequence[float]) -> tuple[float, float]:
        return (
            round(indent + (point[0] - west) * squeeze * scale, 1),
            round((north - point[1]) * scale, 1),
        )

    paths = {}
    for region, geometry in geometries.items():
        rings = (_outline([place(point) for point in ring]) for ring in _rings(geometry))
        if path := "".join(rings):
            paths[region] = path
    return Shapes(paths, height)


def bounds(values: Iterable[float]) -> list[float]:
    """The lower ends of the classes above the first: as many values in each."""
    ordered = sorted(values)
    if not ordered:
        return []
    ends = [ordered[min(len(ordered) - 1, len(ordered) * n // CLASSES)] for n in range(1, CLASSES)]
    # Classes that begin at the same value are one.
    return sorted({end for end in ends if end > ordered[0]})


def grade(value: float, ends: Sequence[float]) -> int:
    """The class of a value; the highest is always :data:`CLASSES`."""
    return CLASSES - len(ends) + bisect.bisect_right(ends, value)


def choropleth(drawn: Shapes, lands: Sequence[Land], *, title: str) -> str:
    """Draw areas; `title` is what the map says, in a sentence."""
    parts = []
    for land in lands:
        if path := drawn.paths.get(land.region):
            look = "missing" if land.grade is None else str(land.grade)
            parts.append(
                f'<path class="land land-{look}" d="{path}">'
                f"<title>{escape(land.text)}</title></path>"
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="choropleth" role="img"'
        f' viewBox="0 0 {number(_WIDTH)} {number(drawn.height)}" width="{number(_WIDTH)}"'
        f' height="{number(drawn.height)}" aria-label="{escape(title)}" focusable="false">'
        '<defs><pattern id="land-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="land-hatch" d="M0 6L6 0" stroke="#837e72" stroke-width="1"/></pattern></defs>'
        f"{''.join(parts)}</svg>"
    )


def _rings(geometry: Mapping[str, Any]) -> Iterable[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return (ring for polygon in polygons for ring in polygon)


def _middle(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """The middle of the longest outline: of a country with islands, its mainland."""
    ring = max(_rings(geometry), key=len, default=[(0.0, 0.0)])
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def _outline(points: Sequence[tuple[float, float]]) -> str:
    """Path data of an outline, without points that cannot be told apart."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or math.dist(point, kept[-1]) >= _NEAR:
            kept.append(point)
    if len(kept) < 3:
        return ""
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in kept)}Z"
