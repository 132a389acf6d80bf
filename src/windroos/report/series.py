"""Figures over time, a line for each region, drawn as an accessible inline SVG.

Plain data in, text out. The name of a region stands at the end of its line, in the colour of it, so
that no key is needed. A line is broken where a figure is missing; the band around it is where the
publisher says that the value lies. No ``style`` attribute is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from windroos.report.scatter import ticks
from windroos.report.svg import escape, number

__all__ = ["ERRORS", "HUES", "Line", "Moment", "series"]

# So many lines can be told apart.
HUES = 6
_WIDTH, _HEIGHT = 680.0, 380.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 150.0, 34.0, 34.0
_COLOURS = ("#2f69a3", "#6d7a1c", "#b0455a", "#7d6246", "#2c7f78", "#6f5aa3")
_LINE = 15.0  # the height of a name
_LETTERS = 22  # of a name that fits to the right
# The share of a normal distribution within so many standard errors is 95%.
ERRORS = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Moment:
    """A value at a time in years (`windroos.report.periods`), with its standard error if known.

    A `value` of None is a figure that is missing there.
    """

    at: float
    value: float | None
    error: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one region, at rising times."""

    name: str
    moments: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class _Plan:
    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> float:
        width = _WIDTH - _LEFT - _RIGHT
        return _LEFT + (at - self.first) / ((self.last - self.first) or 1) * width

    def y(self, value: float) -> float:
        height = _HEIGHT - _TOP - _BOTTOM
        return _TOP + (1 - (value - self.low) / (self.high - self.low)) * height


def series(
    lines: Sequence[Line],
    *,
    title: str,
    unit: str = "",
    write: Callable[[float], str] = number,
) -> str:
    """Draw lines over time.

    Args:
        lines: the regions, at most :data:`HUES`.
        title: what the drawing says, in a sentence; read out in its place.
        unit: what the values are in; stands above the axis.
        write: how a value on the axis is written.

    Raises:
        ValueError: without a value, or with more lines than can be told apart.
    """
    values = [end for line in lines for moment in line.moments for end in _ends(moment)]
    if not values or len(lines) > HUES:
        raise ValueError(f"a drawing of series has values, and at most {HUES} lines")
    times = [moment.at for line in lines for moment in line.moments]
    # A line is read by its height above zero where zero is near.
    low, high = min(values), max(values)
    if 0 <= low <= (high - low):
        low = 0.0
    marks = ticks(low, high, 5)
    plan = _Plan(min(times), max(times), marks[0], marks[-1])
    drawn = [_axes(plan, marks, unit, write)]
    drawn += [_line(plan, line, hue) for hue, line in enumerate(lines, 1)]
    drawn += _names(plan, lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="series" role="img"'
        f' viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" width="{number(_WIDTH)}"'
        f' height="{number(_HEIGHT)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(drawn)}</svg>"
    )


def _ends(moment: Moment) -> Iterable[float]:
    if moment.value is None:
        return ()
    reach = (moment.error or 0.0) * ERRORS
    return moment.value - reach, moment.value + reach


def _axes(plan: _Plan, marks: Sequence[float], unit: str, write: Callable[[float], str]) -> str:
    right = number(_WIDTH - _RIGHT)
    drawn = [f'<text class="series-axis" x="0" y="14" font-size="13">↑ {escape(unit)}</text>']
    for value in marks:
        at = number(plan.y(value))
        zero = " series-zero" if value == 0 else ""
        drawn.append(
            f'<line class="series-grid{zero}" x1="{number(_LEFT)}" x2="{right}" y1="{at}"'
            f' y2="{at}" stroke="#d8d4c8" stroke-width="1"/>'
            f'<text class="series-tick" x="{number(_LEFT - 8)}" y="{number(plan.y(value) + 4)}"'
            f' text-anchor="end" font-size="12">{escape(write(value))}</text>'
        )
    below = number(_HEIGHT - _BOTTOM + 20)
    drawn += [
        f'<text class="series-tick" x="{number(plan.x(year))}" y="{below}" text-anchor="middle"'
        f' font-size="12">{year}</text>'
        for year in _years(plan)
    ]
    return "".join(drawn)


def _years(plan: _Plan) -> list[int]:
    """Some eight whole years along the bottom."""
    first, last = math.ceil(plan.first), math.floor(plan.last)
    if last < first:
        return [math.floor(plan.first)]
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / s <= 8)
    years = [year for year in range(first, last + 1) if year % step == 0]
    return years or [first]


def _line(plan: _Plan, line: Line, hue: int) -> str:
    colour = _COLOURS[hue - 1]
    drawn = []
    for run in _runs(line.moments):
        points = [(plan.x(m.at), plan.y(m.value)) for m in run if m.value is not None]
        drawn.append(_band(plan, run, colour))
        if len(points) > 1:
            path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
            drawn.append(
                f'<path class="series-line" d="M{path}" fill="none" stroke="{colour}"'
                ' stroke-width="2.25" stroke-linejoin="round"/>'
            )
        for moment, (x, y) in zip(run, points, strict=True):
            drawn.append(
                f'<circle class="series-dot" cx="{number(x)}" cy="{number(y)}" r="3"'
                f' fill="{colour}"><title>{escape(moment.text or line.name)}</title></circle>'
            )
    return f'<g class="series-hue-{hue}">{"".join(drawn)}</g>'


def _runs(moments: Sequence[Moment]) -> list[list[Moment]]:
    """The moments with a value, broken where one has none."""
    runs: list[list[Moment]] = [[]]
    for moment in moments:
        if moment.value is None:
            runs.append([])
        else:
            runs[-1].append(moment)
    return [run for run in runs if run]


def _band(plan: _Plan, run: Sequence[Moment], colour: str) -> str:
    if not all(moment.error for moment in run):
        return ""
    ends = [(plan.x(moment.at), *map(plan.y, _ends(moment))) for moment in run]
    if len(ends) == 1:
        x, low, high = ends[0]
        ends = [(x - 2, low, high), (x + 2, low, high)]
    lower = [f"{number(x)} {number(low)}" for x, low, _high in ends]
    upper = [f"{number(x)} {number(high)}" for x, _low, high in reversed(ends)]
    return (
        f'<path class="series-band" d="M{"L".join([*lower, *upper])}Z" fill="{colour}"'
        ' fill-opacity="0.14"/>'
    )


def _names(plan: _Plan, lines: Sequence[Line]) -> list[str]:
    """Each name beside the end of its line, moved as little as keeps them apart."""
    ends = [
        (next((m.value for m in reversed(line.moments) if m.value is not None), None), hue, line)
        for hue, line in enumerate(lines, 1)
    ]
    wanted = sorted(
        (plan.y(value), hue, line.name) for value, hue, line in ends if value is not None
    )
    places: list[float] = []
    for y, _hue, _name in wanted:
        places.append(max(y, places[-1] + _LINE) if places else y)
    over = places[-1] - (_HEIGHT - _BOTTOM)
    if over > 0:
        places[-1] -= over
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - _LINE)
    x = number(_WIDTH - _RIGHT + 10)
    return [
        f'<text class="series-name series-hue-{hue}" x="{x}" y="{number(y + 4)}" font-size="12.5"'
        f' fill="{_COLOURS[hue - 1]}">{escape(_short(name))}</text>'
        for y, (_end, hue, name) in zip(places, wanted, strict=True)
    ]


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
