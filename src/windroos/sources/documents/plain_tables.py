"""Tables in plain text: lines parted by tabs or upright bars, or a line that ends in years above
lines that end in as many cells.

Text pasted from a PDF holds no cells: a label runs over lines, blank lines stand in between, and
notes and addresses at the end of a page stand between two rows of one table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from windroos.sources.documents.cells import is_cell
from windroos.sources.documents.unwrapping import unwrapped

_YEAR = r"(?:19|20)\d\d"
_PERIOD = rf"{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?"
PERIOD = re.compile(_PERIOD)
_NAMED_PERIODS = re.compile(rf"(\D+?)\s({_PERIOD})(?=\s|$)")
# With one column of figures only what cannot be a year or a page number is one.
_AMOUNT = re.compile(r"[€$£]?[-–−]?(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:,\d+)?%)")
_ADDRESS = re.compile(r"(?:https?|file|ftp)://\S+|www\.\S+")
_PAGE = re.compile(
    r"\W*(?:(?:pagina|page|blz\.?)\s*)?\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?\W*", re.I
)
_CURRENCY = "€$£"
_BARS = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_LIST_MARK = re.compile(r"[^\w\s]|\d{1,2}[.)]|[a-z][.)]")
# So many lines a label can have; more lines without cells end a table.
_LABEL = 4
# A longer line is running text.
_LINE = 500


@dataclass(frozen=True)
class Row:
    """A row of a table: the lines it goes over, up to and without `end`, and its cells."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass
class _Open:
    """A table that may still go on: its header, how many figures a row has, and its rows."""

    header: Row
    figures: int
    rows: list[Row] = field(default_factory=list)

    def takes(self, cells: Sequence[str]) -> bool:
        if self.figures == 1:
            return len(cells) == 1 and bool(_AMOUNT.fullmatch(cells[0]))
        return len(cells) >= self.figures


def parted(line: str) -> tuple[str, ...] | None:
    """The cells of a line that parts them itself, by tabs or upright bars; none of the line that
    Markdown has below a header, None of any other."""
    text = line.strip()
    if _BARS.fullmatch(text):
        return () if _RULE.fullmatch(text) else tuple(text[1:-1].split("|"))
    return tuple(line.split("\t")) if "\t" in line else None


def find(lines: Sequence[str], *, spaced: bool) -> Mapping[int, Row]:
    """The rows of tables in lines of text, by the line they begin on. `spaced`: an empty line
    stands between any two lines, so that it parts nothing."""
    return {**_parted(lines), **_ended(lines, spaced)}


def _parted(lines: Sequence[str]) -> dict[int, Row]:
    """Lines that follow each other and are parted into as many cells; a list is none."""
    rows: dict[int, Row] = {}
    run: list[Row] = []

    def end() -> None:
        if len([one for one in run if one.cells]) > 1:
            rows.update({one.start: one for one in run})
        run.clear()

    for number, line in enumerate(lines):
        cells = parted(line)
        if cells is None or (cells and (_LIST_MARK.fullmatch(cells[0].strip()) or not any(cells))):
            end()
            continue
        if run and cells and run[0].cells and len(cells) != len(run[0].cells):
            end()
        run.append(Row(number, number + 1, cells))
    end()
    return rows


def _ended(lines: Sequence[str], spaced: bool) -> dict[int, Row]:
    """Lines that end in as many cells as the line above them has years."""
    tables: list[_Open] = []
    going_on: list[_Open] = []
    label: list[int] = []
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            if line or not spaced:
                label.clear()
            continue
        if _ADDRESS.fullmatch(text) or (going_on and _PAGE.fullmatch(text)):
            label.clear()
            continue
        if (header := _header(number, text)) is not None:
            table = _Open(header, len(header.cells) - 1)
            tables.append(table)
            going_on.append(table)
            label.clear()
            continue
        own, cells = _split(text)
        table = next((one for one in reversed(going_on) if one.takes(cells)), None)
        if table is None:
            label.append(number)
            if len(label) >= _LABEL:
                going_on.clear()
            continue
        own = " ".join([own, *cells[: -table.figures]]).strip()
        wrapped = [lines[one] for one in label]
        start = label[0] if label else number
        cells = (unwrapped([*wrapped, own]), *cells[-table.figures :])
        table.rows.append(Row(start, number + 1, cells))
        label.clear()
    kept = [one for one in tables if len(one.rows) > (one.figures == 1)]
    return {row.start: row for one in kept for row in (one.header, *one.rows)}


def _header(number: int, text: str) -> Row | None:
    """A line that ends in two or more rising years, or that names one period time and again."""
    if len(text) > _LINE:
        return None
    words = text.split()
    years: list[str] = []
    while words and PERIOD.fullmatch(words[-1]):
        years.insert(0, words.pop())
    if len(years) > 1 and years == sorted(set(years)):
        return Row(number, number + 1, (" ".join(words), *years))
    named = _NAMED_PERIODS.findall(text)
    whole = " ".join(f"{name.strip()} {period}" for name, period in named)
    if len(named) > 1 and whole == " ".join(words + years) and len({p for _, p in named}) == 1:
        heads = tuple(f"{name.strip()} {period}" for name, period in named)
        return Row(number, number + 1, heads)
    return None


def _split(text: str) -> tuple[str, list[str]]:
    """The label of a line and the cells it ends in."""
    words = text.split()
    cells: list[str] = []
    while words and is_cell(words[-1]):
        cells.insert(0, words.pop())
        if words and words[-1] in _CURRENCY:
            cells[0] = f"{words.pop()} {cells[0]}"
    return " ".join(words), cells
