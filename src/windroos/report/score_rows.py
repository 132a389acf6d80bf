"""Scores of regions below each other, with their bounds, the thresholds and what was decided.

Plain data in, text out: an accessible inline SVG of which the colours are attributes, so that it
stands in a document. No ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.marks import verdict_mark
from windroos.report.svg import escape, number

__all__ = ["Scored", "score_rows"]

WIDTH = 680.0
_LEFT, _TOP, _ROW, _BOTTOM, _COLUMN = 168.0, 40.0, 19.0, 30.0, 46.0
_INK, _BAND, _GRID = "#16303f", "#2f5d8a", "#d8d4c8"


@dataclass(frozen=True, slots=True)
class Scored:
    """A region: its score from 0 to 1 (None: nothing is known), its bounds, and the effort decided
    per role, None where nothing was decided."""

    name: str
    score: float | None
    lower: float
    upper: float
    efforts: tuple[str | None, ...]


def score_rows(
    rows: Sequence[Scored],
    thresholds: Sequence[tuple[float, str]],
    roles: Sequence[str],
    *,
    title: str,
    write: Callable[[float], str],
) -> str:
    """Draw the rows in the order given.

    Args:
        rows: the regions; every one has as many efforts as there are `roles`.
        thresholds: (place, name) of the scores at which another verdict begins.
        roles: what the columns of squares are called.
        title: what the chart says, in a sentence.
        write: a score as the reader writes it.
    """
    right = WIDTH - 16 - _COLUMN * len(roles)
    height = _TOP + _ROW * len(rows) + _BOTTOM

    def at(value: float) -> float:
        return _LEFT + value * (right - _LEFT)

    bottom = height - _BOTTOM
    parts = [_line(at(end), _TOP - 6, bottom, _GRID) for end in (0.0, 1.0)]
    parts += [_text(at(end), bottom + 16, write(end), "middle", 11) for end in (0.0, 1.0)]
    for place, name in thresholds:
        parts.append(_line(at(place), _TOP - 6, bottom, "#4b5559", "3 3"))
        parts.append(_text(at(place), _TOP - 12, name, "middle", 11))
        parts.append(_text(at(place), bottom + 16, write(place), "middle", 11))
    centres = [right + _COLUMN * (n + 0.5) + 8 for n in range(len(roles))]
    for n, (x, role) in enumerate(zip(centres, roles, strict=True)):
        # Beside each other two long names would meet.
        last = n == len(roles) - 1
        above = 12 if n % 2 else _TOP - 12
        parts.append(_text(WIDTH - 2 if last else x, above, role, "end" if last else "middle", 11))
    for n, row in enumerate(rows):
        y = _TOP + _ROW * (n + 0.5)
        parts.append(_row(row, y, at))
        for x, effort in zip(centres, row.efforts, strict=True):
            if effort is not None:
                parts.append(
                    f'<g transform="translate({number(x - 6)} {number(y - 6)}) scale(0.6)">'
                    f"{verdict_mark('decision', effort)}</g>"
                )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="score-rows" role="img"'
        f' viewBox="0 0 {number(WIDTH)} {number(height)}" width="{number(WIDTH)}"'
        f' height="{number(height)}" aria-label="{escape(title)}" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


def _row(row: Scored, y: float, at: Callable[[float], float]) -> str:
    drawn = _text(_LEFT - 10, y + 4, row.name, "end", 12)
    drawn += (
        f'<rect x="{number(at(row.lower))}" y="{number(y - 4)}" height="8"'
        f' width="{number(at(row.upper) - at(row.lower))}" fill="{_BAND}" fill-opacity="0.28"/>'
    )
    if row.score is not None:
        drawn += (
            f'<rect x="{number(at(row.score) - 1.6)}" y="{number(y - 6.5)}" width="3.2"'
            f' height="13" fill="{_INK}"/>'
        )
    return f"<g>{drawn}</g>"


def _line(x: float, top: float, bottom: float, colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{number(x)}" x2="{number(x)}" y1="{number(top)}" y2="{number(bottom)}"'
        f' stroke="{colour}" stroke-width="1"{dashed}/>'
    )


def _text(x: float, y: float, words: str, anchor: str, size: float) -> str:
    return (
        f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
        f' font-size="{number(size)}" fill="{_INK}">{escape(words)}</text>'
    )
