"""A paper ready to be set: what is numbered has its number, what is marked its mark.

All outputs read it, and so agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from windroos.report.paper import wording
from windroos.report.paper.order import (
    blocks_of,
    notes_of_table,
    notes_of_text,
    sections_of,
    tables_of,
)
from windroos.report.paper.parts import (
    Block,
    Cell,
    Column,
    Figure,
    Footnote,
    Language,
    Paper,
    Section,
    Source,
    Table,
)

__all__ = ["Heading", "Set"]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section: `place` (2, 1) is the first section of the second."""

    place: tuple[int, ...]
    section: Section

    @property
    def level(self) -> int:
        return len(self.place)

    @property
    def number(self) -> str:
        """As it is written: 2.1."""
        return ".".join(map(str, self.place))

    @property
    def anchor(self) -> str:
        return f"section-{self.section.id or self.number}"


class Set:
    """A paper with all its numbers and marks."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.language: Language = paper.language
        self._notes = {note.id: note for note in paper.footnotes}
        self._sources = {source.id: source for source in paper.sources}
        self._source_numbers = {source.id: n for n, source in enumerate(paper.sources, 1)}
        self._tables = {table.id: n for n, table in enumerate(tables_of(paper), 1)}
        figures = (block for block in blocks_of(paper) if isinstance(block, Figure))
        self._figures = {figure.id: n for n, figure in enumerate(figures, 1)}

    def word(self, name: str, **values: object) -> str:
        """A fixed word in the language of the paper."""
        return wording.word(name, self.language, **values)

    @cached_property
    def _marks(self) -> dict[str, str]:
        """Mark by note: as given, else a number no other note has."""
        given = {note.id: note.mark for note in self.paper.footnotes if note.mark}
        taken = set(given.values())
        numbers = (str(n) for n in count(1) if str(n) not in taken)
        marks: dict[str, str] = {}
        for block in blocks_of(self.paper):
            for note in _notes_in(block):
                if note not in marks:
                    marks[note] = given.get(note) or next(numbers)
        return marks

    def mark(self, note: str) -> str:
        return self._marks[note]

    def note(self, id: str) -> Footnote:
        return self._notes[id]

    def source(self, id: str) -> Source:
        return self._sources[id]

    def source_number(self, id: str) -> int:
        return self._source_numbers[id]

    def table_number(self, table: Table) -> int:
        return self._tables[table.id]

    def figure_number(self, figure: Figure) -> int:
        return self._figures[figure.id]

    def table_title(self, table: Table) -> str:
        """Tabel 3."""
        return self.word("table", number=self.table_number(table))

    def figure_title(self, figure: Figure) -> str:
        """Figuur 3."""
        return self.word("figure", number=self.figure_number(figure))

    def cell(self, cell: Cell, column: Column) -> str:
        """What stands in a cell."""
        return wording.cell_text(cell, column, self.language)

    def table_notes(self, table: Table) -> list[Footnote]:
        """What stands under the table, each note once."""
        return [self._notes[id] for id in dict.fromkeys(notes_of_table(table))]

    def table_sources(self, table: Table) -> list[Source]:
        """Where the table and its cells come from, each source once, in their order."""
        ids = {*table.sources, *(id for row in table.rows for c in row.cells for id in c.sources)}
        return [source for source in self.paper.sources if source.id in ids]

    def told_sources(self, table: Table) -> list[tuple[str, Source]]:
        """Where the table comes from as one text, in parts: each source after the words before its
        number. What was published as one is named once, before its places."""
        works: dict[tuple[str, ...], list[Source]] = {}
        for source in self.table_sources(table):
            works.setdefault(tuple(self._work(source)), []).append(source)
        told: list[tuple[str, Source]] = []
        for work, sources in works.items():
            said = (". " if told else "") + ", ".join(work)
            for source in (one for one in sources if not one.place):
                told.append((said, source))
                said = ""
            link = ": "
            for section in _by_section(sources):
                for source in section:
                    place = source.place if link != ", " else source.place.rpartition(", ")[2]
                    told.append((f"{said}{link}{place}", source))
                    said, link = "", ", "
                link = "; "
        return told

    def cites_cells(self, table: Table) -> bool:
        """Whether cells have to say themselves where they come from, as they differ in it."""
        said = {frozenset(c.sources) for row in table.rows for c in row.cells if c.sources}
        if table.sources and said:
            said.add(frozenset(table.sources))
        return len(said) > 1

    def marks_of_cell(self, table: Table, cell: Cell) -> tuple[list[str], list[int]]:
        """The notes of a cell, and the numbers of the sources that it has to name itself."""
        cites = cell.sources if self.cites_cells(table) else ()
        return list(dict.fromkeys(cell.notes)), [self._source_numbers[id] for id in cites]

    def text_notes(self, blocks: Sequence[Block]) -> list[Footnote]:
        """The notes to the text of these blocks, each once, as they are met."""
        met = dict.fromkeys(id for block in blocks for id in notes_of_text(block))
        return [self._notes[id] for id in met]

    def source_line(self, source: Source) -> list[str]:
        """A source in parts: title, publisher, day, place; without what is not known."""
        return [*self._work(source), *([source.place] if source.place else [])]

    def _work(self, source: Source) -> list[str]:
        """What a source is a place in: title, publisher, day."""
        day = wording.day(source.date, self.language) if source.date else ""
        return [part for part in (source.title, source.publisher, day) if part]

    @property
    def head(self) -> list[tuple[str, str]]:
        """The facts in the head of the paper: label and text."""
        paper = self.paper
        rows = [
            (self.word("organisation"), paper.organisation),
            (self.word("date"), wording.day(paper.day, self.language)),
            (self.word("reference"), paper.reference),
        ]
        return [(label, text) for label, text in rows if text]

    @property
    def as_of(self) -> str:
        """“Stand van …”, or nothing."""
        moment = self.paper.as_of
        if moment is None:
            return ""
        return self.word("as_of", moment=wording.moment(moment, self.language))

    @property
    def figures(self) -> list[Figure]:
        return [block for block in blocks_of(self.paper) if isinstance(block, Figure)]

    def stream(self) -> list[Heading | Block]:
        """The sections as one stream of headings and blocks."""
        items: list[Heading | Block] = []
        for place, section in sections_of(self.paper):
            items += [Heading(place, section), *section.blocks]
        return items


def _by_section(sources: Sequence[Source]) -> Iterable[list[Source]]:
    """Places of which all but the last part is the same, together."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        if source.place:
            found.setdefault(source.place.rpartition(", ")[0], []).append(source)
    return found.values()


def _notes_in(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from notes_of_table(block)
        case Figure():
            yield from notes_of_table(block.table)
        case _:
            yield from notes_of_text(block)
