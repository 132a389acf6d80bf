"""The verdicts along the scale of the score: which begins where, drawn as an accessible inline SVG.

Plain data in, text out. Each zone carries its name where there is room, and each border its place.
No ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.svg import escape, number

__all__ = ["Zone", "zones"]

_WIDTH, _HEIGHT = 600.0, 64.0
_SIDE, _BAR = 12.0, 34.0
_LETTER = 7.6  # the width of a letter of a name, roughly

_COLOURS = {"active": "#e0eef0", "reactive": "#faefdd", "none": "#eeeeec"}


@dataclass(frozen=True, slots=True)
class Zone:
    """A verdict, the score it begins at (0 to 1) and its name."""

    verdict: str
    start: float
    name: str


def zones(along: Sequence[Zone], *, title: str, write: Callable[[float], str] = number) -> str:
    """Draw the zones of a scale from 0 to 1.

    Args:
        along: the zones in rising order; one that begins where the next does is left out.
        title: the drawing in words.
        write: how a place is written.

    Raises:
        ValueError: when a zone begins outside 0 to 1, or they are not in order.
    """
    starts = [zone.start for zone in along]
    if starts != sorted(starts) or any(not 0 <= start <= 1 for start in starts):
        raise ValueError(f"zones begin between 0 and 1, in rising order, not at {starts}")
    drawn = []
    for zone, end in zip(along, [*starts[1:], 1.0], strict=True):
        if end > zone.start:
            drawn.append(_zone(zone, end))
    borders = sorted({0.0, 1.0, *starts})
    drawn += [
        f'<text class="zone-place" x="{number(_at(place))}" y="{number(_BAR + 20)}"'
        f' text-anchor="middle" font-size="13">{escape(write(place))}</text>'
        for place in borders
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="zones" role="img"'
        f' viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" width="{number(_WIDTH)}"'
        f' height="{number(_HEIGHT)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(drawn)}</svg>"
    )


def _at(place: float) -> float:
    return _SIDE + place * (_WIDTH - 2 * _SIDE)


def _zone(zone: Zone, end: float) -> str:
    left, right = _at(zone.start), _at(end)
    fits = len(zone.name) * _LETTER < right - left
    name = (
        f'<text class="zone-name" x="{number((left + right) / 2)}" y="{number(_BAR / 2 + 5)}"'
        f' text-anchor="middle" font-size="14">{escape(zone.name)}</text>'
        if fits
        else ""
    )
    return (
        f'<g class="zone zone-{escape(zone.verdict)}"><title>{escape(zone.name)}</title>'
        f'<rect x="{number(left)}" y="1" width="{number(right - left)}" height="{number(_BAR)}"'
        f' fill="{_COLOURS.get(zone.verdict, "#ffffff")}" stroke="#837e72"/>{name}</g>'
    )
