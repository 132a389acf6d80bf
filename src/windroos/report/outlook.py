"""Figures of one thing over the years, each drawn as what it is, as an accessible inline SVG.

What was measured is a filled dot on a full line; a target is an open ring, what is expected an open
diamond, a baseline a square, and dashes lead to them: what nobody measured does not look as if
somebody had. A year whose figure is still to come has a question mark at the foot. Direct labels,
units on the axis. Plain data in, text out; no ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from windroos.report.plot import Box, Plan, axes, drawing, label_beside, ticks
from windroos.report.svg import escape, number

__all__ = ["ACTUAL", "BASELINE", "EXPECTED", "TARGET", "Moment", "outlook"]

ACTUAL, TARGET, BASELINE, EXPECTED = "actual", "target", "baseline", "expected"
_REACH = 6.0
_INK, _PAPER = "#14212b", "#ffffff"


@dataclass(frozen=True, slots=True)
class Moment:
    """The figure of a year: its value (None: there is none yet), what it is, and it in words.

    `label` is short, to stand beside the mark; `text` says the whole.
    """

    year: int
    value: float | None
    role: str
    label: str
    text: str


def outlook(
    moments: Sequence[Moment],
    *,
    title: str,
    y_label: str,
    write: Callable[[float], str] = number,
) -> str:
    """Draw the figures over the years.

    Args:
        moments: the figures, of which one at least has a value.
        title: what the drawing says, in a sentence; read out in its place.
        y_label: what is counted, with its unit.
        write: how a number on the axis is written.

    Raises:
        ValueError: without a value.
    """
    valued = sorted((one for one in moments if one.value is not None), key=lambda one: one.year)
    if not valued:
        raise ValueError("an outlook has at least one value")
    values = [float(one.value or 0) for one in valued]
    ys = ticks(min(values), max(values))
    if ys[0] == min(values):  # a mark does not stand on the axis either
        ys = [2 * ys[0] - ys[1], *ys]
    first, last = min(one.year for one in moments), max(one.year for one in moments)
    # Half a year on either side: marks do not stand on the axis.
    plan = Plan((first - 0.5, last + 0.5), (ys[0], ys[-1]))
    every = max(1, -(-(last - first + 1) // 12))
    years = [float(year) for year in range(first, last + 1, every)]
    places = [plan.at(one.year, value) for one, value in zip(valued, values, strict=True)]
    taken: list[Box] = [(x - _REACH, y - _REACH, x + _REACH, y + _REACH) for x, y in places]
    body = [axes(plan, years, ys, "", y_label, write, lambda year: f"{year:.0f}")]
    for (one, start), (other, end) in pairwise(zip(valued, places, strict=True)):
        if one.year != other.year:
            body.append(_line(start, end, measured=one.role == other.role == ACTUAL))
    for one, place in zip(valued, places, strict=True):
        body.append(
            f'<g class="outlook-mark outlook-mark--{escape(one.role)}">'
            f"<title>{escape(one.text)}</title>{_mark(one.role, place)}"
            f"{label_beside(one.label, place, _REACH, taken)}</g>"
        )
    for one in moments:
        if one.value is None:
            x, y = plan.at(one.year, ys[0])
            body.append(
                f'<g class="outlook-mark outlook-mark--open"><title>{escape(one.text)}</title>'
                f'<text class="scatter-label" x="{number(x)}" y="{number(y - 8)}"'
                f' text-anchor="middle" font-size="16">?</text></g>'
            )
    return drawing("scatter outlook", title, body)


def _line(start: tuple[float, float], end: tuple[float, float], *, measured: bool) -> str:
    dashes = "" if measured else ' stroke-dasharray="5 5"'
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line class="outlook-line" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}"'
        f' y2="{number(y2)}" stroke="{_INK}" stroke-width="1.5"{dashes}/>'
    )


def _mark(role: str, place: tuple[float, float]) -> str:
    x, y = place
    look = f'fill="{_INK if role == ACTUAL else _PAPER}" stroke="{_INK}" stroke-width="2"'
    if role == EXPECTED:
        r = _REACH + 1
        points = f"{number(x)},{number(y - r)} {number(x + r)},{number(y)}"
        points += f" {number(x)},{number(y + r)} {number(x - r)},{number(y)}"
        return f'<polygon points="{points}" {look}/>'
    if role == BASELINE:
        r = _REACH - 1
        return (
            f'<rect x="{number(x - r)}" y="{number(y - r)}" width="{number(2 * r)}"'
            f' height="{number(2 * r)}" {look}/>'
        )
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_REACH)}" {look}/>'
