"""Which figures are there and which are missing: a row of squares per region, as inline SVG.

Plain data in, text out. What is there is filled, what is marked as missing is hatched by a cross,
and what does not stand in the source at all is an empty square. No ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from windroos.report.svg import escape, number

__all__ = ["State", "gap_row"]

State = Literal["known", "missing", "absent"]

_SIDE, _STEP = 10.0, 12.0


def gap_row(states: Sequence[State], label: str) -> str:
    """Draw one region: a square for every period, in their order.

    Args:
        states: of every period, what there is.
        label: the row in words, read out in its place.

    Raises:
        ValueError: without periods.
    """
    if not states:
        raise ValueError("a row of gaps has periods")
    width = len(states) * _STEP
    drawn = "".join(_square(state, n * _STEP + 1) for n, state in enumerate(states))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gap-row" role="img"'
        f' aria-label="{escape(label)}" focusable="false" viewBox="0 0 {number(width)} 12"'
        f' width="{number(width)}" height="12">{drawn}</svg>'
    )


def _square(state: State, left: float) -> str:
    box = f'x="{number(left)}" y="1" width="{number(_SIDE)}" height="{number(_SIDE)}"'
    if state == "known":
        return f'<rect class="gap-known" {box} fill="#2f69a3"/>'
    dashes = ' stroke-dasharray="2 2"' if state == "absent" else ""
    square = f'<rect class="gap-line" {box} fill="none" stroke="#837e72"{dashes}/>'
    if state == "absent":
        return square
    right = left + _SIDE
    return (
        f'{square}<path class="gap-line" d="M{number(left)} 1L{number(right)} 11M{number(right)} 1'
        f'L{number(left)} 11" stroke="#837e72" fill="none"/>'
    )
