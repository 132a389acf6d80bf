"""Finding the columns of a sheet by the marks in its hidden row, wherever people moved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from windroos.cases.problems import N_
from windroos.cases.reading import Value
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.layout import MARK
from windroos.cases.workbook.opening import RawCell, RawSheet
from windroos.cases.workbook.values import Column, Misread, read

# Rows that someone may have put above the marks.
_ABOVE = 10


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its cells by the names of the columns."""

    row: int
    cells: Mapping[str, RawCell]


@dataclass(frozen=True)
class Marked:
    """A sheet whose columns are known: `key` says what it is, `columns` where each stands."""

    key: str
    sheet: RawSheet
    columns: Mapping[str, int]
    header: int
    # Columns that stand there twice or are not ours, by number.
    strange: Mapping[int, str]

    def lines(self) -> Iterator[Line]:
        """The rows under the header that hold anything."""
        names = {number: name for name, number in self.columns.items()}
        for row, cells in sorted(self.sheet.rows.items()):
            found = {names[at]: cell for at, cell in cells.items() if at in names}
            if row > self.header and any(str(cell.value).strip() for cell in found.values()):
                yield Line(row, found)

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """A cell of the sheet; without a column the row's first."""
        if row is None:
            return Place(self.sheet.title)
        at = self.columns.get(column or "", 1)
        return Place(self.sheet.title, f"{get_column_letter(at)}{row}")

    def header_cell(self, column: str) -> RawCell | None:
        """What stands above a column."""
        return self.sheet.rows.get(self.header, {}).get(self.columns.get(column, 0))

    def no_header(self) -> Fault:
        """The fault of a sheet whose header is gone: its first row would be taken for one."""
        wording = N_("the row with the names of the columns is gone; download the workbook again")
        return Fault("header-missing", self.place(self.header), wording)

    def value(self, line: Line, column: Column, faults: list[Fault]) -> Value:
        """What a cell says; None with a fault when it cannot be read."""
        try:
            return read(line.cells.get(column.name), column)
        except Misread as error:
            place = self.place(line.row, column.name)
            faults.append(Fault(error.code, place, error.wording, error.values))
            return None

    def problems(self, wanted: Collection[str]) -> Iterator[Fault]:
        """What is wrong with the sheet as a whole, when these are its columns."""
        title = self.sheet.title
        for name in wanted:
            if name not in self.columns:
                yield Fault(
                    "column-missing",
                    Place(title),
                    N_("the column “%(column)s” is missing; download the workbook again"),
                    {"column": name},
                )
        for at, why in self.strange.items():
            place = Place(title, f"{get_column_letter(at)}{self.header}")
            if why:
                wording = N_("the column “%(column)s” stands there twice; remove one of them")
                yield Fault("column-twice", place, wording, {"column": why})
            else:
                wording = N_("this column is not one of the workbook; remove it")
                yield Fault("column-unknown", place, wording)
        for name, at in self.columns.items():
            if name not in wanted:
                place = Place(title, f"{get_column_letter(at)}{self.header}")
                wording = N_("this column is not one of the workbook; remove it")
                yield Fault("column-unknown", place, wording)
        for merged in self.sheet.merged:
            wording = N_("these cells are merged; undo that and fill in each of them")
            yield Fault("merged", Place(title, merged), wording)
        if self.sheet.outside is not None:
            wording = N_("something stands too far from the table; remove it")
            yield Fault("outside", Place(title, self.sheet.outside), wording)


def marked(sheet: RawSheet) -> Marked | None:
    """A sheet with its columns; None when it has no marks."""
    for row in sorted(sheet.rows)[:_ABOVE]:
        matches = {
            at: match
            for at, cell in sheet.rows[row].items()
            if isinstance(cell.value, str) and (match := MARK.fullmatch(cell.value))
        }
        if len(matches) * 2 <= len(sheet.rows[row]):
            continue
        key = Counter(match[1] for match in matches.values()).most_common(1)[0][0]
        columns: dict[str, int] = {}
        strange: dict[int, str] = {}
        for at, match in sorted(matches.items()):
            if match[1] != key:
                strange[at] = ""
            elif match[2] in columns:
                strange[at] = match[2]
            else:
                columns[match[2]] = at
        below = [number for number in sorted(sheet.rows) if number > row]
        header = below[0] if below else row + 1
        for number in below:
            for at in sheet.rows[number]:
                if at not in matches:
                    strange.setdefault(at, "")
        return Marked(key, sheet, columns, header, strange)
    return None
