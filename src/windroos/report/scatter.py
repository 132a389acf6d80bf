"""Two measures against each other with the line through them, drawn as an accessible inline SVG.

Plain data in, text out. Direct labels rather than a legend: each point carries its label where
there is room, and always its words. The band is where one more point is expected. Units stand on
the axes. No ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.plot import Box, Plan, axes, drawing, label_beside, ticks
from windroos.report.svg import escape, number

__all__ = ["Dot", "scatter", "ticks"]

_DOT = 4.0

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: a short label, and the whole point in words."""

    x: float
    y: float
    label: str
    text: str = ""


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
    plan = Plan((xs[0], xs[-1]), (ys[0], ys[-1]))
    body = [axes(plan, xs, ys, x_label, y_label, write), _band(plan, band), _dots(plan, dots)]
    return drawing("scatter", title, body)


def _ends(values: Sequence[float]) -> Ends:
    return min(values), max(values)


def _band(plan: Plan, band: Sequence[tuple[float, float, float, float]]) -> str:
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


def _dots(plan: Plan, dots: Sequence[Dot]) -> str:
    places = [plan.at(dot.x, dot.y) for dot in dots]
    taken: list[Box] = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in places]
    drawn = []
    for dot, (x, y) in zip(dots, places, strict=True):
        drawn.append(
            f'<g class="scatter-dot"><title>{escape(dot.text or dot.label)}</title>'
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_DOT)}" fill="#14212b"/>'
            f"{label_beside(dot.label, (x, y), _DOT, taken)}</g>"
        )
    return "".join(drawn)
