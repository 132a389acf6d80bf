"""What goes on which page, and how wide: for outputs with pages.

A table too wide for an upright page lies down, together with the headings above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from windroos.report.paper import wording
from windroos.report.paper.parts import Block, Bullets, Facts, Figure, Paragraph, Remark, Table
from windroos.report.paper.setting import Heading

__all__ = [
    "FEW_FACTS",
    "NUMERIC",
    "WIDTH",
    "Frame",
    "Sheet",
    "figure_width",
    "frame_of",
    "is_wide",
    "leads",
    "letters_of",
    "sheets_of",
    "stays_whole",
]

# The width of the text of an A4 in millimetres, upright and lying down.
WIDTH = {False: 164.0, True: 251.0}
# A figure is at most this high, and is not made larger than it was drawn, at 96 units an inch.
_TALLEST, _UNIT = 144.0, 25.4 / 96
# Letters a millimetre at a size of one point.
_LETTERS = 5.6

# The columns whose numbers stand under each other, on the right.
NUMERIC = ("number", "money", "percent")

# A table stays on one page up to this height in millimetres; one with groups, which nobody wants to
# see cut off from what is under them, up to more.
_WHOLE, _WHOLE_GROUPS = 90.0, 190.0
# Millimetres of a line for each point of its letters, and around the text of a row.
_LINE_HEIGHT, _AROUND = 0.42, 2.5

# How many letters go on a line of an upright page, by the size of the letter of the table.
_LINE, _COMPACT_LINE = 96, 120
# What a cell takes beside its letters.
_BETWEEN = 3
# A text in a cell may be broken into lines of this many letters.
_TEXT_LINE = 26
# A text of more letters asks for all of the page, however few columns there are.
_LONG_TEXT = 80
# So many facts stay on one page.
FEW_FACTS = 8
# A paragraph this short goes along with what stands below it.
_SHORT = 400


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table stands on its page.

    `size` is that of its letters in points, smaller where else it would not fit; `width` the part
    of the page it takes, so that a few narrow columns stay near each other; `shares` what each
    column gets of that, as asked, else by its letters.
    """

    wide: bool
    size: float
    width: float
    shares: list[float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on pages of one kind, upright or lying down."""

    wide: bool
    items: tuple[Heading | Block, ...]


def is_wide(table: Table) -> bool:
    """Whether an upright page is too narrow for the table; in both languages the same."""
    return _is_wide(table, letters_of(table))


def _is_wide(table: Table, letters: Sequence[float]) -> bool:
    return sum(letters) > (_COMPACT_LINE if table.compact else _LINE)


def letters_of(table: Table) -> list[float]:
    """The room each column asks, in letters."""
    widths: list[float] = []
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows if place < len(row.cells) > 1]
        texts = [wording.cell_text(cell, column, "nl") for cell in cells]
        numeric = column.kind in NUMERIC
        least = max(
            (len(part) for text in (*texts, wording.header(column)) for part in text.split()),
            default=1,
        )
        longest = max(map(len, texts), default=1)
        # A label is set in three lines at most.
        least = max(least, len(wording.header(column)) // 3)
        wanted = max(least, longest if numeric else min(longest, _TEXT_LINE))
        # What people call a number can be a sentence: it is broken like any other.
        widths.append(min(wanted, _TEXT_LINE) + _BETWEEN)
    return widths


def sheets_of(stream: Sequence[Heading | Block]) -> Iterator[Sheet]:
    """The stream cut where the page turns."""
    runs: list[tuple[bool, list[Heading | Block]]] = []
    for item in stream:
        wide = isinstance(item, Table) and is_wide(item)
        if runs and runs[-1][0] == wide:
            runs[-1][1].append(item)
            continue
        along: list[Heading | Block] = []
        if wide and runs:
            along = _going_along(runs[-1][1])
            if not runs[-1][1]:
                runs.pop()
        if along and runs and runs[-1][0]:
            runs[-1][1].extend([*along, item])
        else:
            runs.append((wide, [*along, item]))
    yield from (Sheet(wide, tuple(items)) for wide, items in runs)


def _going_along(items: list[Heading | Block]) -> list[Heading | Block]:
    """Takes from the end the headings right above a wide table, with the short text under them."""
    start = len(items)
    while start and _is_short(items[start - 1]):
        start -= 1
    if not start or not isinstance(items[start - 1], Heading):
        return []
    while start and isinstance(items[start - 1], Heading):
        start -= 1
    along = items[start:]
    del items[start:]
    return along


def leads(item: Heading | Block, after: Heading | Block) -> bool:
    """Whether a text stays on the page of the table, figure or list right under it; a few facts too
    with a table or remark."""
    if isinstance(item, Facts):
        return len(item.rows) <= FEW_FACTS and isinstance(after, Table | Remark)
    return _is_short(item) and isinstance(after, Table | Figure | Bullets)


def _is_short(item: Heading | Block) -> bool:
    if not isinstance(item, Paragraph):
        return False
    texts = (span if isinstance(span, str) else getattr(span, "text", "") for span in item.spans)
    return sum(map(len, texts)) < _SHORT


def frame_of(table: Table) -> Frame:
    """How a table stands on its page."""
    letters = letters_of(table)
    wide = _is_wide(table, letters)
    size = 8.5 if table.compact else 9.5
    part = sum(letters) / (_LETTERS * WIDTH[wide] / size)
    asked = [column.width or 1.0 for column in table.columns]
    return Frame(
        wide=wide,
        size=max(5.5, size * min(1.0, 1 / part)),
        width=1.0 if part > 0.6 or _has_long_texts(table) else max(0.35, 1.3 * part),
        shares=asked if any(column.width for column in table.columns) else letters,
    )


def _has_long_texts(table: Table) -> bool:
    """Whether a text would take so many lines that it is better given all of the page."""
    return any(
        len(wording.cell_text(cell, column, "nl")) > _LONG_TEXT
        for row in table.rows
        if row.kind != "group"
        for cell, column in zip(row.cells, table.columns, strict=False)
    )


def stays_whole(table: Table, frame: Frame) -> bool:
    """Whether a table is low enough to stay on one page."""
    room = _LETTERS * WIDTH[frame.wide] * frame.width / frame.size / sum(frame.shares)
    height = 0.0
    for row in table.rows:
        texts = (
            len(wording.cell_text(cell, column, "nl")) / (share * room)
            for cell, column, share in zip(row.cells, table.columns, frame.shares, strict=False)
        )
        lines = 1 if row.kind == "group" else max(map(ceil, texts), default=1)
        height += max(lines, 1) * frame.size * _LINE_HEIGHT + _AROUND
    grouped = any(row.kind == "group" for row in table.rows)
    return height <= (_WHOLE_GROUPS if grouped else _WHOLE)


def figure_width(size: tuple[float, float]) -> float:
    """Millimetres for a drawing of this width and height, upright."""
    width, height = size
    return min(WIDTH[False], width * _UNIT, _TALLEST * width / height)
