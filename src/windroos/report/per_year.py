"""How often something happened, a year a bar and a kind a row, as an accessible inline SVG.

The rows stand under each other on one scale, so that no colour has to tell them apart; every bar
has its number, also where that is zero. Plain data in, text out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from windroos.report.svg import escape, number

__all__ = ["Row", "per_year"]

_LABEL, _STEP, _BAR = 150.0, 44.0, 26.0
_ROW, _TALLEST, _FOOT = 74.0, 44.0, 24.0


@dataclass(frozen=True, slots=True)
class Row:
    """One kind: what it is called, and a number a year."""

    label: str
    counts: Sequence[int]


def per_year(years: Sequence[int], rows: Sequence[Row], *, title: str) -> str:
    """Draw the rows.

    Args:
        years: every year, in order, without gaps.
        rows: each with as many counts as there are years; counts are zero or more.
        title: what the drawing says; read out in its place.

    Raises:
        ValueError: without years or rows, where a row has another number of counts, or one below
            zero.
    """
    if not years or not rows:
        raise ValueError("a drawing per year has years and rows")
    for row in rows:
        if len(row.counts) != len(years) or min(row.counts) < 0:
            raise ValueError(f"a count of zero or more is needed for each year: {row.label}")
    most = max(max(row.counts) for row in rows) or 1
    width = _LABEL + len(years) * _STEP
    height = len(rows) * _ROW + _FOOT
    drawn = []
    for place, row in enumerate(rows):
        floor = (place + 1) * _ROW - 8
        drawn.append(
            f'<text class="scatter-label" x="0" y="{number(floor)}" font-size="13">'
            f"{escape(row.label)}</text>"
            f'<line class="scatter-grid" x1="{number(_LABEL)}" x2="{number(width)}"'
            f' y1="{number(floor)}" y2="{number(floor)}" stroke="#d8d4c8" stroke-width="1"/>'
        )
        for at, count in enumerate(row.counts):
            left = _LABEL + at * _STEP + (_STEP - _BAR) / 2
            tall = count / most * _TALLEST
            middle, above = left + _BAR / 2, floor - tall - 5
            drawn.append(
                f'<rect class="value-bar-fill" x="{number(left)}" y="{number(floor - tall)}"'
                f' width="{number(_BAR)}" height="{number(tall)}" fill="#2f69a3"/>'
                f'<text class="scatter-tick" x="{number(middle)}" y="{number(above)}"'
                f' text-anchor="middle" font-size="12">{count}</text>'
            )
    drawn += [
        f'<text class="scatter-tick" x="{number(_LABEL + (at + 0.5) * _STEP)}"'
        f' y="{number(height - 6)}" text-anchor="middle" font-size="12">{year}</text>'
        for at, year in enumerate(years)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="scatter per-year" role="img"'
        f' viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}"'
        f' height="{number(height)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(drawn)}</svg>"
    )
