"""Two measures against each other with the line through them, drawn as an accessible inline SVG.

Plain data in, text out. Direct labels rather than a legend: each point carries its label where
there is room, and always its words. The band is where one more point is expected. Units stand on
the axes. No ``style`` attribute is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.svg import escape, number

__all__ = ["Dot", "scatter", "ticks"]

_WIDTH, _HEIGHT = 680.0, 440.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 16.0, 34.0, 52.0
_DOT = 4.0
_LETTER = 7.2  # the width of a letter of a label, roughly
_LINE = 13.0  # and its height

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: a short label, and the whole point in words."""

    x: float
    y: float
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the values of both axes lie in the drawing."""

    x: Ends
    y: Ends

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            _LEFT + across * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM),
        )


def scatter(
    dots: Sequence[Dot],
    *,
    title: str,
    x_label: str,
    y_label: str,
    band: Sequence[tuple[float, float, float, float]] = (),
    write: Callable[[float], str] = number,
) -> str:
    """Draw points, the line through them and the band around it.

    Args:
        dots: the points.
        title: what the drawing says, in a sentence; read out in its place.
        x_label: what stands along the bottom, with its unit.
        y_label: what stands along the side, with its unit.
        band: (x, line, lower, upper) at rising x: the line, and the interval around it, which
            stops at the ends of the axis: the points decide how far that runs.
        write: how a number on an axis is written.

    Raises:
        ValueError: without points.
    """
    if not dots:
        raise ValueError("a scatter drawing has at least one point")
    xs = ticks(*_ends([d.x for d in dots] + [b[0] for b in band]))
    ys = ticks(*_ends([d.y for d in dots] + [b[1] for b in band]))
    plan = _Plan((xs[0], xs[-1]), (ys[0], ys[-1]))
    body = [_axes(plan, xs, ys, x_label, y_label, write), _band(plan, band), _dots(plan, dots)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="scatter" role="img"'
        f' viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" width="{number(_WIDTH)}"'
        f' height="{number(_HEIGHT)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(body)}</svg>"
    )


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers that span a range, some `about` of them.

    >>> ticks(24.4, 64.6)
    [20.0, 30.0, 40.0, 50.0, 60.0, 70.0]
    """
    width = (high - low) or abs(low) or 1.0
    raw = width / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next(s for s in (1, 2, 2.5, 5, 10) if s * power >= raw * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def _ends(values: Sequence[float]) -> Ends:
    return min(values), max(values)


def _axes(
    plan: _Plan,
    xs: Sequence[float],
    ys: Sequence[float],
    x_label: str,
    y_label: str,
    write: Callable[[float], str],
) -> str:
    drawn = []
    bottom, left = _HEIGHT - _BOTTOM, _LEFT
    for x in xs:
        at, _y = plan.at(x, ys[0])
        drawn.append(
            f'<text class="scatter-tick" x="{number(at)}" y="{number(bottom + 18)}"'
            f' text-anchor="middle" font-size="12">{escape(write(x))}</text>'
        )
    for y in ys:
        _x, at = plan.at(xs[0], y)
        drawn.append(
            f'<line class="scatter-grid" x1="{number(left)}" x2="{number(_WIDTH - _RIGHT)}"'
            f' y1="{number(at)}" y2="{number(at)}" stroke="#d8d4c8" stroke-width="1"/>'
            f'<text class="scatter-tick" x="{number(left - 8)}" y="{number(at + 4)}"'
            f' text-anchor="end" font-size="12">{escape(write(y))}</text>'
        )
    drawn.append(
        f'<text class="scatter-axis" x="{number(_WIDTH - _RIGHT)}" y="{number(bottom + 40)}"'
        f' text-anchor="end" font-size="13">{escape(x_label)} →</text>'
        f'<text class="scatter-axis" x="0" y="{number(14)}" font-size="13">'
        f"↑ {escape(y_label)}</text>"
    )
    return "".join(drawn)


def _band(plan: _Plan, band: Sequence[tuple[float, float, float, float]]) -> str:
    if not band:
        return ""

    def path(points: Sequence[tuple[float, float]]) -> str:
        return "L".join(f"{number(x)} {number(y)}" for x, y in points)

    floor, ceiling = plan.y
    upper = [plan.at(x, min(high, ceiling)) for x, _line, _low, high in band]
    lower = [plan.at(x, max(low, floor)) for x, _line, low, _high in reversed(band)]
    line = [plan.at(x, middle) for x, middle, _low, _high in band]
    return (
        f'<path class="scatter-band" d="M{path([*upper, *lower])}Z" fill="#2f69a3"'
        ' fill-opacity="0.12"/>'
        f'<path class="scatter-line" d="M{path(line)}" fill="none" stroke="#2f69a3"'
        ' stroke-width="2"/>'
    )


def _dots(plan: _Plan, dots: Sequence[Dot]) -> str:
    places = [plan.at(dot.x, dot.y) for dot in dots]
    taken = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in places]
    drawn = []
    for dot, (x, y) in zip(dots, places, strict=True):
        drawn.append(
            f'<g class="scatter-dot"><title>{escape(dot.text or dot.label)}</title>'
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_DOT)}" fill="#14212b"/>'
            f"{_label(dot.label, x, y, taken)}</g>"
        )
    return "".join(drawn)


def _label(text: str, x: float, y: float, taken: list[tuple[float, float, float, float]]) -> str:
    """A label beside its point where nothing else stands; without room it is left to the title."""
    width = len(text) * _LETTER
    for left, middle, anchor in (
        (x + _DOT + 2, y, "start"),
        (x - _DOT - 2 - width, y, "end"),
        (x - width / 2, y - _DOT - _LINE / 2, "middle"),
        (x - width / 2, y + _DOT + _LINE / 2, "middle"),
    ):
        box = (left, middle - _LINE / 2 + 1, left + width, middle + _LINE / 2 - 1)
        inside = box[0] >= _LEFT and box[2] <= _WIDTH
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            at = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
            return (
                f'<text class="scatter-label" x="{number(at)}" y="{number(middle + 4)}"'
                f' text-anchor="{anchor}" font-size="11">{escape(text)}</text>'
            )
    return ""


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
