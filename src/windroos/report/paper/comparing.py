"""What differs between two papers: which text, which cell of which table, from what to what.

Sections are found back by their id or their heading, tables and figures, footnotes and sources by
their id, rows by their first cell and columns by their label. Numbers are the same to 1e-9, since
the last bits of a sum differ between machines. The moment and the number of a paper are none of
what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TypeVar

from windroos.report.paper.order import blocks_of, sections_of
from windroos.report.paper.parts import (
    Block,
    Bullets,
    Cell,
    Cite,
    Facts,
    Figure,
    Footnote,
    Link,
    Note,
    Paper,
    Paragraph,
    Quote,
    Remark,
    Section,
    Source,
    Spans,
    Strong,
    Table,
)

__all__ = ["TOLERANCE", "Difference", "differences"]

TOLERANCE = 1e-9

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two papers say differently.

    `section` is the heading it stands under, empty for what stands before all sections; `part` the
    caption of its table or figure, or the footnote or source it is of; `row` and `column` are those
    of its cell. `was` and `now` are what stood and what stands there; None: nothing.
    """

    section: str
    part: str
    row: str
    column: str
    was: str | None
    now: str | None

    @property
    def place(self) -> str:
        """Where it stands, from the large to the small."""
        return " › ".join(filter(None, (self.section, self.part, self.row, self.column)))

    def as_dict(self) -> dict[str, str | None]:
        """The difference as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


def differences(was: Paper, now: Paper) -> tuple[Difference, ...]:
    """What differs between two papers, in the order in which one reads the first.

    >>> from windroos.report.paper import Section
    >>> day = date(2026, 11, 21)
    >>> def paper(score):
    ...     table = Table("t", "Scores", ("Region", "Score"), [("Japan", score)])
    ...     return Paper("p", "Regions", "en", (Section("Weighed", (table,)),), day=day)
    >>> [(one.place, one.was, one.now) for one in differences(paper(0.5), paper(0.6))]
    [('Weighed › Scores › Japan › Score', '0.5', '0.6')]
    >>> differences(paper(0.5), paper(0.5 + 1e-12))
    ()
    """
    return tuple(_papers(was, now))


def _papers(was: Paper, now: Paper) -> Iterator[Difference]:
    for name in ("title", "subtitle", "organisation"):
        yield from _told("", "", "", "", getattr(was, name) or None, getattr(now, name) or None)
    yield from _texts("", _lines(was.summary), _lines(now.summary))
    yield from _sections(was, now)
    parts = [(_parts(one), _headings(one)) for one in (was, now)]
    (old, above), (new, below) = parts
    for id, (before, after) in _paired(old, new):
        section = above.get(id) or below.get(id) or ""
        yield from _tables(section, before, after)
    for before, after in _both(_by_id(was.footnotes), _by_id(now.footnotes)):
        one = before or after
        assert one is not None
        yield from _told("", one.mark or one.id, "", "", _note(before), _note(after))
    for before, after in _both(_by_id(was.sources), _by_id(now.sources)):
        yield from _sources(before, after)


def _sections(was: Paper, now: Paper) -> Iterator[Difference]:
    old, new = _by_heading(was), _by_heading(now)
    for before, after in _both(old, new):
        one = before or after
        assert one is not None
        if before is None or after is None:
            yield Difference(one.title, "", "", "", before and before.title, after and after.title)
        elif before.title != after.title:
            yield Difference(before.title, "", "", "", before.title, after.title)
        yield from _texts(
            one.title,
            _lines(before.blocks if before else ()),
            _lines(after.blocks if after else ()),
        )


def _by_heading(paper: Paper) -> dict[str, Section]:
    """The sections by id, or by the headings above and of each, and how often those were there."""
    found: dict[str, Section] = {}
    titles: dict[tuple[int, ...], str] = {}
    for place, section in sections_of(paper):
        titles[place] = section.title
        path = "\n".join(titles[place[: level + 1]] for level in range(len(place)))
        found[_free(found, section.id or path)] = section
    return found


def _free(taken: Mapping[str, object], name: str) -> str:
    """The name, or with a number after it where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _texts(section: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    """What differs between two runs of texts; one that only moved is the same."""
    for what, first, last, start, end in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        if what == "equal":
            continue
        old, new = was[first:last], now[start:end]
        for number in range(max(len(old), len(new))):
            yield Difference(
                section,
                "",
                "",
                "",
                old[number] if number < len(old) else None,
                new[number] if number < len(new) else None,
            )


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The texts of blocks, a line for each; tables and figures are compared apart."""
    return [line for block in blocks for line in _lines_of(block)]


def _lines_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Remark():
            yield _words(block.spans)
        case Bullets():
            yield from map(_words, block.items)
        case Facts():
            yield from (f"{label}: {_words(words)}" for label, words in block.rows)
        case Quote():
            yield f"“{block.text}” [{block.source}]"


def _words(spans: Spans) -> str:
    """The text of spans, with footnotes and sources by their ids."""
    made = []
    for span in spans:
        match span:
            case Strong() | Link():
                made.append(span.text)
            case Note() | Cite():
                made.append(f"[{span.id}]")
            case _:
                made.append(span)
    return "".join(made)


def _parts(paper: Paper) -> dict[str, Table | Figure]:
    """The tables and figures of a paper by id."""
    return {block.id: block for block in blocks_of(paper) if isinstance(block, Table | Figure)}


def _headings(paper: Paper) -> dict[str, str]:
    """Under which heading each table and figure stands."""
    return {
        block.id: section.title
        for _, section in sections_of(paper)
        for block in section.blocks
        if isinstance(block, Table | Figure)
    }


def _tables(
    section: str, was: Table | Figure | None, now: Table | Figure | None
) -> Iterator[Difference]:
    one = was or now
    assert one is not None
    part = one.caption
    yield from _told(section, part, "", "", was and was.caption, now and now.caption)
    if was is None or now is None:
        return
    before, after = _table(was), _table(now)
    cells, found = list(_cells(section, part, before, after)), False
    for cell in cells:
        found = True
        yield cell
    if isinstance(was, Figure) and isinstance(now, Figure) and not found:
        yield from _told(section, part, "", "", was.alt, now.alt)
        if was.alt == now.alt and (was.svg, was.spec) != (now.svg, now.spec):
            # What was drawn is told by a hash: nobody compares drawings by their text.
            yield Difference(section, part, "", "drawing", _drawn(was), _drawn(now))


def _drawn(figure: Figure) -> str:
    told = figure.svg or json.dumps(figure.spec, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _table(part: Table | Figure) -> Table:
    return part.table if isinstance(part, Figure) else part


def _cells(section: str, part: str, was: Table, now: Table) -> Iterator[Difference]:
    old, new = _rows(was), _rows(now)
    for row, (before, after) in _paired(old, new):
        if before is None or after is None:
            yield Difference(
                section,
                part,
                row,
                "",
                None if before is None else _row(before),
                None if after is None else _row(after),
            )
            continue
        for column, (cell, other) in _paired(before, after):
            if not _same(cell, other):
                yield Difference(section, part, row, column, _told_cell(cell), _told_cell(other))


def _rows(table: Table) -> dict[str, dict[str, Cell]]:
    """The cells of a table by the first cell of their row, then by the label of their column.

    Rows under the heading of a group are told with it, where it takes that to tell them apart.
    """
    labels = [column.label for column in table.columns]
    heads = Counter(_head(row.cells) for row in table.rows if row.kind != "group")
    found: dict[str, dict[str, Cell]] = {}
    group = ""
    for row in table.rows:
        head = _head(row.cells)
        if row.kind == "group":
            group = head
        elif heads[head] > 1 and group:
            head = f"{group}, {head}"
        cells: dict[str, Cell] = {}
        for label, cell in zip(labels, row.cells, strict=False):
            cells[_free(cells, label)] = cell
        found[_free(found, head)] = cells
    return found


def _head(cells: Sequence[Cell]) -> str:
    return (_told_cell(cells[0]) or "") if cells else ""


def _row(cells: Mapping[str, Cell]) -> str:
    return "; ".join(f"{label}: {_told_cell(cell) or '-'}" for label, cell in cells.items())


def _same(was: Cell | None, now: Cell | None) -> bool:
    if was is None or now is None:
        return was is now
    numbers = [_number(cell.value) for cell in (was, now)]
    before, after = numbers
    if before is not None and after is not None:
        same = abs(before - after) <= TOLERANCE
    else:
        same = was.value == now.value
    return same and (was.text, was.unit, was.notes, was.sources) == (
        now.text,
        now.unit,
        now.notes,
        now.sources,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) else None


def _told_cell(cell: Cell | None) -> str | None:
    """A cell in words: its value with its unit, and its footnotes and sources by their ids."""
    if cell is None:
        return None
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    said = cell.text if cell.text is not None else None if value is None else str(value)
    marks = "".join(f" [{id}]" for id in (*cell.notes, *cell.sources))
    words = f"{said or ''}{' ' + cell.unit if cell.unit else ''}{marks}"
    return words or None


def _note(note: Footnote | None) -> str | None:
    if note is None:
        return None
    return _words(note.spans) + "".join(f" [{id}]" for id in note.sources)


def _sources(was: Source | None, now: Source | None) -> Iterator[Difference]:
    one = was or now
    assert one is not None
    part = one.title
    if was is None or now is None:
        yield Difference("", part, "", "", was and was.title, now and now.title)
        return
    for name in ("title", "publisher", "date", "url", "place", "sha256"):
        before, after = (str(value) if value else None for value in (
            getattr(was, name), getattr(now, name)
        ))  # fmt: skip
        yield from _told("", part, "", name, before, after)


def _told(
    section: str, part: str, row: str, column: str, was: str | None, now: str | None
) -> Iterator[Difference]:
    if was != now:
        yield Difference(section, part, row, column, was, now)


def _by_id(things: Sequence[T]) -> dict[str, T]:
    return {thing.id: thing for thing in things}  # type: ignore[attr-defined]


def _paired(
    was: Mapping[str, T], now: Mapping[str, T]
) -> Iterator[tuple[str, tuple[T | None, T | None]]]:
    """What stands under each name in both, those of the first in their order and then the new."""
    for name in [*was, *(name for name in now if name not in was)]:
        yield name, (was.get(name), now.get(name))


def _both(was: Mapping[str, T], now: Mapping[str, T]) -> Iterator[tuple[T | None, T | None]]:
    for _, pair in _paired(was, now):
        yield pair
