"""Series over the years with home's level and who was there before, as an accessible inline SVG.

A year without a figure breaks the line: what lies between two figures that do not follow each other
is dashed. Direct labels at the end of the lines rather than a legend. Plain data in, text out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from windroos.report.plot import HEIGHT, WIDTH, Plan, axes, drawing, ticks
from windroos.report.svg import escape, number

__all__ = ["AHEAD", "HOME", "OTHER", "Line", "Span", "paths"]

HOME, AHEAD, OTHER = "home", "ahead", "other"
_STROKE = {HOME: ("#14212b", 3.0), AHEAD: ("#0b5566", 2.0), OTHER: ("#b9b4a6", 1.2)}
_LETTER, _LINE = 7.2, 14.0


@dataclass(frozen=True, slots=True)
class Line:
    """One series: (year, value) at rising years, a short label and the whole in words.

    `kind` is `home`, `ahead` (it is labelled and stands out) or `other` (it shows the field).
    """

    points: Sequence[tuple[int, float]]
    label: str
    text: str
    kind: str = OTHER


@dataclass(frozen=True, slots=True)
class Span:
    """The way in time from when another came to home's level to home itself, and its words."""

    start: float
    end: float
    level: float
    label: str


def paths(
    lines: Sequence[Line],
    *,
    title: str,
    y_label: str,
    span: Span | None = None,
    write: Callable[[float], str] = number,
) -> str:
    """Draw series over the years.

    Args:
        lines: the series, one of them home's, each with a figure at least.
        title: what the drawing says, in a sentence; read out in its place.
        y_label: what is measured, with its unit.
        span: the lead in time that is drawn, if any.
        write: how a number on the upright axis is written; years are written as they are.

    Raises:
        ValueError: without exactly one home, or with a series without figures.
    """
    if sum(line.kind == HOME for line in lines) != 1 or not all(line.points for line in lines):
        raise ValueError("paths has one home, and each series a figure at least")
    years = [year for line in lines for year, _value in line.points]
    values = [value for line in lines for _year, value in line.points]
    ys = ticks(min(values), max(values))
    first, last = min(years), max(years)
    xs = [float(x) for x in ticks(first, last) if x == int(x) and first <= x <= last]
    named = [line for line in lines if line.kind != OTHER]
    right = 16 + max(len(line.label) for line in named) * _LETTER
    plan = Plan((float(first), float(max(last, first + 1))), (ys[0], ys[-1]), right)
    order = [OTHER, AHEAD, HOME]
    body = [
        axes(plan, xs or [float(last)], ys, "", y_label, write, lambda year: str(int(year))),
        *(_path(plan, line) for line in sorted(lines, key=lambda one: order.index(one.kind))),
        _span(plan, span),
        _labels(plan, named),
    ]
    return drawing("scatter challenge-paths", title, body)


def _path(plan: Plan, line: Line) -> str:
    whole, bridged = [], []
    for (year, value), (following, after) in pairwise(line.points):
        (x, y), (x2, y2) = plan.at(year, value), plan.at(following, after)
        step = f"M{number(x)} {number(y)}L{number(x2)} {number(y2)}"
        (whole if following - year == 1 else bridged).append(step)
    stroke, width = _STROKE[line.kind]
    look = f'fill="none" stroke="{stroke}" stroke-width="{number(width)}"'
    drawn = (
        f'<g class="challenge-path challenge-path--{line.kind}"><title>{escape(line.text)}</title>'
    )
    if whole:
        drawn += f'<path d="{"".join(whole)}" {look} stroke-linecap="round"/>'
    if bridged:
        drawn += f'<path d="{"".join(bridged)}" {look} stroke-dasharray="2 5"/>'
    x, y = plan.at(*line.points[-1])
    if line.kind != OTHER or len(line.points) == 1:
        drawn += (
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(width + 1)}" fill="{stroke}"/>'
        )
    return drawn + "</g>"


def _span(plan: Plan, span: Span | None) -> str:
    """An arrow along home's level, from the moment the other came there."""
    if span is None:
        return ""
    (x, y), (x2, _y) = plan.at(span.start, span.level), plan.at(span.end, span.level)
    middle = min(max((x + x2) / 2, 60 + len(span.label) * _LETTER / 2), WIDTH - plan.right)
    above = y - 9 if y > 60 else y + 18
    return (
        f'<g class="challenge-span"><path d="M{number(x)} {number(y)}H{number(x2)}'
        f"M{number(x)} {number(y - 5)}v10M{number(x2 - 6)} {number(y - 4)}L{number(x2)} {number(y)}"
        f'L{number(x2 - 6)} {number(y + 4)}" fill="none" stroke="#a3202e" stroke-width="1.5"/>'
        f'<text class="challenge-span-label" x="{number(middle)}" y="{number(above)}"'
        f' text-anchor="middle" font-size="13">{escape(span.label)}</text></g>'
    )


def _labels(plan: Plan, lines: Sequence[Line]) -> str:
    """The names at the right, moved apart where lines end close together."""
    at = sorted(
        ((plan.at(*line.points[-1])[1] + 4, line) for line in lines), key=lambda one: one[0]
    )
    places: list[float] = []
    for y, _line in at:
        places.append(max(y, places[-1] + _LINE) if places else y)
    over = places[-1] - (HEIGHT - 40)
    if over > 0:
        places = [place - over for place in places]
    x = number(WIDTH - plan.right + 8)
    return "".join(
        f'<text class="scatter-label challenge-end--{line.kind}" x="{x}" y="{number(place)}"'
        f' font-size="12">{escape(line.label)}</text>'
        for place, (_y, line) in zip(places, at, strict=True)
    )
