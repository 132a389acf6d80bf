"""A map of places with what stands there, drawn as an accessible inline SVG.

Plain data in, text out. Three categories, told apart by shape (circle, square, triangle); colour
repeats it. Several at one place are one row of shapes with their number. No ``style`` attribute is
written.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.report.svg import escape, number

__all__ = ["SHAPES", "Frame", "Spot", "category_mark", "frame", "outlines", "place_map"]

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
Point = tuple[float, float]

WIDTH, _MOST_HEIGHT, _LEAST_HEIGHT = 680.0, 620.0, 300.0
_MARGIN = 0.08
# The least part of the world that is drawn, in degrees: one place alone has no extent.
_LEAST = 0.4
# Parts of an outline nearer to each other than this are one point, in units of the drawing.
_NEAR = 0.8

# In a square of 20 by 20; the areas are about the same, so that none looks more.
SHAPES: Mapping[str, str] = {
    "company": '<circle cx="10" cy="10" r="6.5"{}/>',
    "knowledge": '<rect x="4.2" y="4.2" width="11.6" height="11.6"{}/>',
    "partner": '<path d="M10 2.6L18 16.4H2Z"{}/>',
}
# Colours for where no style sheet is at hand; the style sheet overrules them.
_COLOURS = {"company": "#2f69a3", "knowledge": "#b0455a", "partner": "#6d7a1c"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is drawn, and how high that is."""

    box: Box
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place lies in the drawing (equirectangular, true along its middle)."""
        west, south, east, north = self.box
        return (
            (longitude - west) / (east - west) * WIDTH,
            (north - latitude) / (north - south) * self.height,
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with how many of each category stand there, and that in words."""

    longitude: float
    latitude: float
    counts: Mapping[str, int]
    text: str


def category_mark(category: str, label: str = "") -> str:
    """The mark of a category, 20 by 20 units; without a `label` it is decoration."""
    told = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="category category--{category}" {told}'
        f' viewBox="0 0 20 20" width="20" height="20" focusable="false">{_shape(category)}</svg>'
    )


def frame(places: Iterable[Point]) -> Frame:
    """What has to be drawn to see these places (longitude, latitude), with some room around them.

    Without a place it is the world.
    """
    found = list(places)
    if not found:
        return Frame((-180.0, -60.0, 180.0, 84.0), WIDTH * 144 / 360)
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    squeeze = math.cos(math.radians((south + north) / 2)) or 1.0
    wide = max((east - west) * squeeze, _LEAST) * (1 + 2 * _MARGIN)
    high = max(north - south, _LEAST) * (1 + 2 * _MARGIN)
    # Neither a strip nor a tower: what is narrow shows more around it.
    high = max(high, wide * _LEAST_HEIGHT / WIDTH)
    wide = max(wide, high * WIDTH / _MOST_HEIGHT)
    x, y = (west + east) / 2, (south + north) / 2
    half = wide / squeeze / 2
    return Frame((x - half, y - high / 2, x + half, y + high / 2), WIDTH * high / wide)


def outlines(geometry: Mapping[str, Any], drawn: Frame) -> str:
    """Path data of what a geometry (GeoJSON, degrees) shows within a frame; empty if nothing."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return "".join(_outline(ring, drawn) for polygon in polygons for ring in polygon)


def place_map(
    drawn: Frame, spots: Sequence[Spot], *, title: str, land: str = "", regions: Sequence[str] = ()
) -> str:
    """Draw places on land; `land` and `regions` are path data of :func:`outlines`."""
    size = f'width="{number(WIDTH)}" height="{number(drawn.height)}"'
    parts = [f'<rect class="place-sea" {size} fill="#e8eeee"/>']
    if land:
        parts.append(
            f'<path class="place-land" d="{land}" fill="#fbfaf6" stroke="#c9c6bb"'
            ' stroke-width="0.7"/>'
        )
    parts += [
        f'<path class="place-region" d="{path}" fill="none" stroke="#4a565b" stroke-width="1.2"/>'
        for path in regions
        if path
    ]
    # The southern stand before the northern, as they would on a slope.
    parts += [
        _spot(one, drawn)
        for one in sorted(spots, key=lambda one: (-one.latitude, one.longitude, one.text))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="place-map" role="img"'
        f' viewBox="0 0 {number(WIDTH)} {number(drawn.height)}" {size}'
        f' aria-label="{escape(title)}" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _shape(category: str) -> str:
    return SHAPES[category].format(
        f' class="category-shape" fill="{_COLOURS[category]}" stroke="#ffffff" stroke-width="1"'
    )


def _spot(one: Spot, drawn: Frame) -> str:
    """The shapes of a place in a row, each with its number where that is more than one."""
    x, y = drawn.at(one.longitude, one.latitude)
    there = [(category, one.counts[category]) for category in SHAPES if one.counts.get(category)]
    widths = [14.0 + (6.4 * len(str(n)) + 2 if n > 1 else 0) for _category, n in there]
    whole, parts = sum(widths), []
    left = -whole / 2
    for (category, n), width in zip(there, widths, strict=True):
        parts.append(
            f'<g transform="translate({number(left)} -7) scale(0.7)"'
            f' class="category--{category}">{_shape(category)}</g>'
        )
        if n > 1:
            parts.append(
                f'<text class="place-count" x="{number(left + 14.5)}" y="4" font-size="11">'
                f"{n}</text>"
            )
        left += width
    plate = ""
    if whole > 14:
        plate = (
            f'<rect class="place-plate" x="{number(-whole / 2 - 2)}" y="-9"'
            f' width="{number(whole + 4)}" height="18" rx="9" fill="#ffffff"'
            ' fill-opacity="0.85" stroke="#837e72" stroke-width="0.6"/>'
        )
    return (
        f'<g class="place-spot" transform="translate({number(x)} {number(y)})">'
        f"<title>{escape(one.text)}</title>{plate}{''.join(parts)}</g>"
    )


def _outline(ring: Sequence[Sequence[float]], drawn: Frame) -> str:
    """Path data of the part of a ring that lies in the frame or just outside of it."""
    west, south, east, north = drawn.box
    room = 0.02 * (east - west)
    points = [(float(p[0]), float(p[1])) for p in ring]
    for axis, limit, above in (
        (0, west - room, True),
        (0, east + room, False),
        (1, south - room, True),
        (1, north + room, False),
    ):
        points = _clipped(points, axis, limit, above)
        if len(points) < 3:
            return ""
    kept: list[Point] = []
    for place in points:
        x, y = drawn.at(*place)
        if not kept or math.dist((x, y), kept[-1]) >= _NEAR:
            kept.append((round(x, 1), round(y, 1)))
    if len(kept) < 3:
        return ""
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in kept)}Z"


def _clipped(points: Sequence[Point], axis: int, limit: float, above: bool) -> list[Point]:
    """A ring without what lies beyond one side (Sutherland and Hodgman, 1974)."""
    sign = 1 if above else -1
    found: list[Point] = []
    for before, here in zip([*points[-1:], *points[:-1]], points, strict=True):
        was, now = sign * (before[axis] - limit), sign * (here[axis] - limit)
        if (was >= 0) != (now >= 0):
            share = was / (was - now)
            found.append(
                (
                    before[0] + share * (here[0] - before[0]),
                    before[1] + share * (here[1] - before[1]),
                )
            )
        if now >= 0:
            found.append(here)
    return found
