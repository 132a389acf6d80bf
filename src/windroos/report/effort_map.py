"""Efforts on a map: at each place its name with one square per role, drawn as an inline SVG.

Plain data in, text out. A name stands beside its place, or where there is room with a thin line to
it. No ``style`` attribute is written; the colours are attributes too, so that it stands in a
document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from windroos.report.marks import verdict_mark
from windroos.report.place_map import WIDTH, Frame
from windroos.report.svg import escape, number

__all__ = ["Place", "effort_map"]

_SQUARE, _LETTER, _LINE, _SIZE = 11.0, 5.5, 14.0, 11.5
_DOT = 2.4
# How far from its place a name may stand, nearest first.
_REACH = (6.0, 16.0, 28.0, 42.0, 58.0, 76.0)
_TURNS = 16

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Place:
    """A region: where it lies (degrees), what it is called, and its effort per role, None where
    nothing was decided."""

    longitude: float
    latitude: float
    name: str
    efforts: tuple[str | None, ...]


def effort_map(
    drawn: Frame, places: Sequence[Place], *, title: str, land: Iterable[str] = ()
) -> str:
    """Draw places on land; `land` is path data of :func:`windroos.report.place_map.outlines`."""
    size = f'width="{number(WIDTH)}" height="{number(drawn.height)}"'
    shapes = "".join(land)
    parts = [f'<rect class="place-sea" {size} fill="#e8eeee"/>']
    if shapes:
        # Land goes on beyond the edge, also where whoever shows the map lets letters do so.
        parts.append(
            f'<svg {size} overflow="hidden"><path class="place-land" d="{shapes}" fill="#fbfaf6"'
            ' stroke="#c9c6bb" stroke-width="0.7"/></svg>'
        )
    points = {one: drawn.at(one.longitude, one.latitude) for one in places}
    taken = [_around(at) for at in points.values()]
    for one, at in points.items():
        box = _room(at, _width(one), taken, drawn.height)
        taken.append(box)
        parts.append(_labelled(one, at, box))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="place-map" role="img"'
        f' viewBox="0 0 {number(WIDTH)} {number(drawn.height)}" {size}'
        f' aria-label="{escape(title)}" focusable="false">{"".join(parts)}</svg>'
    )


def _width(one: Place) -> float:
    return len(one.efforts) * (_SQUARE + 2) + len(one.name) * _LETTER + 6


def _around(at: tuple[float, float]) -> Box:
    x, y = at
    return x - _DOT - 1, y - _DOT - 1, x + _DOT + 1, y + _DOT + 1


def _room(at: tuple[float, float], width: float, taken: Sequence[Box], height: float) -> Box:
    """The nearest box of a width beside a place that is free; without one, the place itself."""
    boxes = list(_boxes(at, width))
    for box in boxes:
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= height - 2
        if inside and not any(_overlap(box, other) for other in taken):
            return box
    return boxes[0]


def _boxes(at: tuple[float, float], width: float) -> Iterator[Box]:
    x, y = at
    for reach in _REACH:
        for turn in range(_TURNS):
            # From the right, by turns above and below.
            angle = math.tau * ((turn + 1) // 2) / _TURNS * (-1) ** turn
            mx, my = x + reach * math.cos(angle), y + reach * math.sin(angle)
            left = mx + width * (math.cos(angle) - 1) / 2
            top = my + _LINE * (math.sin(angle) - 1) / 2
            yield left, top, left + width, top + _LINE


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _labelled(one: Place, at: tuple[float, float], box: Box) -> str:
    x, y = at
    left, top, right, bottom = box
    nearest = min(max(x, left), right), min(max(y, top), bottom)
    line = (
        f'<path d="M{number(x)} {number(y)}L{number(nearest[0])} {number(nearest[1])}"'
        ' stroke="#4a565b" stroke-width="0.7" fill="none"/>'
    )
    dot = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_DOT)}" fill="#16303f"/>'
    plate = (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}"'
        f' height="{number(_LINE)}" rx="3" fill="#ffffff" fill-opacity="0.88"/>'
    )
    marks = "".join(
        f'<g transform="translate({number(left + 2 + n * (_SQUARE + 2))} {number(top + 1.5)})'
        f' scale({number(_SQUARE / 20)})">{_mark(effort)}</g>'
        for n, effort in enumerate(one.efforts)
    )
    at_name = left + 4 + len(one.efforts) * (_SQUARE + 2)
    name = (
        f'<text class="scatter-label" x="{number(at_name)}" y="{number(top + _LINE - 3.4)}"'
        f' font-size="{number(_SIZE)}" fill="#16303f">{escape(one.name)}</text>'
    )
    return f"<g>{line}{dot}{plate}{marks}{name}</g>"


def _mark(effort: str | None) -> str:
    if effort is None:
        return '<circle cx="10" cy="10" r="2.4" fill="#a9a698"/>'
    return verdict_mark("decision", effort)
