"""Where regions stand on one measure, on a single line, as a small accessible inline SVG.

Home is a square, who may teach a triangle up, who may learn one down, others a dot. Plain data
in, text out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.field import HOME, LEARN, OTHER, OUTSIDE, TEACH, mark
from windroos.report.plot import ticks
from windroos.report.svg import escape, number

__all__ = ["Mark", "strip"]

_WIDTH, _HEIGHT = 300.0, 44.0
_MARGIN, _LINE = 14.0, 16.0
_KINDS = (OUTSIDE, OTHER, LEARN, TEACH, HOME)


@dataclass(frozen=True, slots=True)
class Mark:
    """One region: its value, the whole in words, and what it is to home (see `field`)."""

    value: float
    text: str
    kind: str = OTHER


def strip(
    marks: Sequence[Mark],
    *,
    title: str,
    band: tuple[float, float] | None = None,
    write: Callable[[float], str] = number,
) -> str:
    """Draw the marks along a line with its two ends written out.

    Args:
        marks: the regions.
        title: what the drawing says; read out in its place.
        band: from which to which value it is the same as home's.
        write: how a number is written.

    Raises:
        ValueError: without marks.
    """
    if not marks:
        raise ValueError("a strip has at least one mark")
    values = [mark.value for mark in marks] + list(band or ())
    axis = ticks(min(values), max(values))
    low, high = axis[0], axis[-1]

    def at(value: float) -> float:
        return _MARGIN + (value - low) / (high - low) * (_WIDTH - 2 * _MARGIN)

    shapes = []
    if band is not None:
        left, right = at(band[0]), at(band[1])
        shapes.append(
            f'<rect class="challenge-band" x="{number(left)}" y="{number(_LINE - 10)}"'
            f' width="{number(right - left)}" height="20" fill="#2f69a3" fill-opacity="0.12"/>'
        )
    shapes.append(
        f'<line class="scatter-grid" x1="{number(_MARGIN)}" x2="{number(_WIDTH - _MARGIN)}"'
        f' y1="{number(_LINE)}" y2="{number(_LINE)}" stroke="#d8d4c8" stroke-width="1"/>'
    )
    shapes += [
        f'<g class="challenge-spot challenge-spot--{one.kind}"><title>{escape(one.text)}</title>'
        f"{mark(one.kind, at(one.value), _LINE)}</g>"
        for one in sorted(marks, key=lambda one: _KINDS.index(one.kind))
    ]
    shapes += [
        f'<text class="scatter-tick" x="{number(x)}" y="{number(_HEIGHT - 2)}"'
        f' text-anchor="{anchor}" font-size="12">{escape(write(value))}</text>'
        for value, anchor, x in ((low, "start", 0.0), (high, "end", _WIDTH))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="scatter challenge-strip" role="img"'
        f' viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" width="{number(_WIDTH)}"'
        f' height="{number(_HEIGHT)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(shapes)}</svg>"
    )
