"""What drawings with two axes share: where values lie, the axes, and labels that find room.

The classes begin with ``scatter-``, so that all such drawings look alike. No ``style`` attribute is
written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.svg import escape, number

__all__ = ["Box", "Plan", "axes", "drawing", "label_beside", "ticks"]

WIDTH, HEIGHT = 680.0, 440.0
_LEFT, _TOP, _BOTTOM = 58.0, 34.0, 52.0
_LETTER = 7.2  # the width of a letter of a label, roughly
_LINE = 13.0  # and its height

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the values of both axes lie in the drawing; `right` is kept free beside them."""

    x: tuple[float, float]
    y: tuple[float, float]
    right: float = 16.0

    def at(self, x: float, y: float) -> Point:
        """The place of a pair of values."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return (
            _LEFT + across * (WIDTH - _LEFT - self.right),
            HEIGHT - _BOTTOM - up * (HEIGHT - _TOP - _BOTTOM),
        )


def drawing(name: str, title: str, body: Sequence[str]) -> str:
    """The whole: its class, and what it says in its place for who does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img"'
        f' viewBox="0 0 {number(WIDTH)} {number(HEIGHT)}" width="{number(WIDTH)}"'
        f' height="{number(HEIGHT)}" aria-label="{escape(title)}" focusable="false">'
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


def axes(
    plan: Plan,
    xs: Sequence[float],
    ys: Sequence[float],
    x_label: str,
    y_label: str,
    write: Callable[[float], str],
    write_x: Callable[[float], str] | None = None,
) -> str:
    """The ticks of both axes with lines across, and what stands along each."""
    drawn = []
    bottom, end = plan.at(plan.x[0], plan.y[0])[1], WIDTH - plan.right
    for x in xs:
        at, _y = plan.at(x, ys[0])
        drawn.append(
            f'<text class="scatter-tick" x="{number(at)}" y="{number(bottom + 18)}"'
            f' text-anchor="middle" font-size="12">{escape((write_x or write)(x))}</text>'
        )
    for y in ys:
        _left, at = plan.at(xs[0], y)
        drawn.append(
            f'<line class="scatter-grid" x1="{number(_LEFT)}" x2="{number(end)}"'
            f' y1="{number(at)}" y2="{number(at)}" stroke="#d8d4c8" stroke-width="1"/>'
            f'<text class="scatter-tick" x="{number(_LEFT - 8)}" y="{number(at + 4)}"'
            f' text-anchor="end" font-size="12">{escape(write(y))}</text>'
        )
    if x_label:
        drawn.append(
            f'<text class="scatter-axis" x="{number(end)}" y="{number(bottom + 40)}"'
            f' text-anchor="end" font-size="13">{escape(x_label)} →</text>'
        )
    drawn.append(
        f'<text class="scatter-axis" x="0" y="{number(14)}" font-size="13">'
        f"↑ {escape(y_label)}</text>"
    )
    return "".join(drawn)


def label_beside(text: str, place: Point, clear: float, taken: list[Box]) -> str:
    """A label beside its point where nothing else stands; without room it is left to the title.

    `clear` is how far the point reaches; a label that found room is added to what is `taken`.
    """
    x, y = place
    width = len(text) * _LETTER
    for left, middle, anchor in (
        (x + clear + 2, y, "start"),
        (x - clear - 2 - width, y, "end"),
        (x - width / 2, y - clear - _LINE / 2, "middle"),
        (x - width / 2, y + clear + _LINE / 2, "middle"),
    ):
        box = (left, middle - _LINE / 2 + 1, left + width, middle + _LINE / 2 - 1)
        inside = box[0] >= _LEFT and box[2] <= WIDTH
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            at = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
            return (
                f'<text class="scatter-label" x="{number(at)}" y="{number(middle + 4)}"'
                f' text-anchor="{anchor}" font-size="11">{escape(text)}</text>'
            )
    return ""


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
