"""What a grid asks for, against the judgements the workbook was made from."""

from __future__ import annotations

from windroos.cases.problems import N_
from windroos.cases.reading import Row, Value
from windroos.cases.workbook import grids
from windroos.cases.workbook.coding import Codings
from windroos.cases.workbook.faults import Fault, Place
from windroos.cases.workbook.grids import RATED, RATING, Rated
from windroos.cases.workbook.layout import columns
from windroos.cases.workbook.marked import Line, Marked
from windroos.cases.workbook.state import Grid, State
from windroos.cases.workbook.values import Column
from windroos.cases.workbook.wishes import Edit, New, Removal, Wishes


def grid_of(key: str) -> Grid | None:
    """The grid that a sheet is, by its key."""
    first, *rest = key.split("/")
    return Grid(rest[0] or None, rest[1] or None) if first == "grid" and len(rest) == 2 else None


def read_grid(sheet: Marked, grid: Grid, base: State, codings: Codings, wishes: Wishes) -> None:
    """The ratings that were filled in, changed or emptied in a grid."""
    rated = grids.rated_columns(base.package, grid)
    common = grids.common(codings)
    region = grids.region_column(codings)
    wanted = [region.name, *(c.key for c in rated), *(c.name for c in common)]
    faults = [*sheet.problems(wanted)]
    wishes.faults += faults
    if any(fault.code == "column-missing" for fault in faults):
        return
    above = sheet.header_cell(region.name)
    if above is not None and region.coding and region.coding.code(str(above.value)):
        wishes.faults.append(sheet.no_header())
        return
    _Grid(sheet, grid, base, codings, wishes).read(rated, common, region)


class _Grid:
    """Reads one grid."""

    def __init__(
        self, sheet: Marked, grid: Grid, base: State, codings: Codings, wishes: Wishes
    ) -> None:
        self.sheet, self.grid, self.wishes = sheet, grid, wishes
        self.judged = grids.by_place(base.package, grid)
        self.rating = next(c for c in columns(RATED, codings) if c.name == RATING)

    def read(self, rated: list[Rated], common: tuple[Column, ...], region: Column) -> None:
        seen: dict[Value, Place] = {}
        for line in self.sheet.lines():
            faults: list[Fault] = []
            code = self.sheet.value(line, region, faults)
            values = {c.name: self.sheet.value(line, c, faults) for c in common}
            self.wishes.faults += faults
            place = self.sheet.place(line.row, region.name)
            if code is None:
                if not faults:
                    self._tell("grid-region", place, N_("has no region; fill it in"))
            elif code in seen:
                wording = N_("this region stands in %(other)s already; use one row for it")
                self._tell("grid-region-twice", place, wording, other=seen[code].cell)
            else:
                seen[code] = place
                self._row(line, str(code), rated, values, half=bool(faults))

    def _row(
        self, line: Line, region: str, rated: list[Rated], values: dict[str, Value], *, half: bool
    ) -> None:
        """Take in the ratings of a row; of a `half` one another cell could not be read."""
        said = not half and any(value is not None for value in values.values())
        new = self.wishes.half if half else self.wishes.new
        moved = [self._rating(line, region, column, values, said, new) for column in rated]
        if said and not any(moved):
            first = next(name for name, value in values.items() if value is not None)
            wording = N_("no rating changed in this row; fill in a rating or empty this cell")
            self._tell("grid-no-rating", self.sheet.place(line.row, first), wording)

    def _rating(
        self,
        line: Line,
        region: str,
        column: Rated,
        values: dict[str, Value],
        said: bool,
        new: list[New],
    ) -> bool:
        """Take in one cell with a rating, a new one into `new`; whether it changed."""
        there = self.judged.get((region, column.key), [])
        place = self.sheet.place(line.row, column.key)
        cell = Column({**self.rating.field, "name": column.key})
        faults: list[Fault] = []
        rating = self.sheet.value(line, cell, faults)
        if faults:
            self.wishes.faults += faults
            return True
        was = grids.mean(there) if there else None
        if cell.same(rating, was):
            return False
        if len(there) > 1:
            wording = N_("%(count)s judgements stand here; change them on their own sheet")
            self._tell("grid-several", place, wording, count=len(there))
        elif rating is None:
            self.wishes.removals.append(Removal(RATED, str(there[0]["id"]), place))
        elif there:
            self._edit(there[0], line, rating, place, values if said else {})
        else:
            new.append(self._new(line, region, column, rating, place, values))
        return True

    def _edit(
        self, row: Row, line: Line, rating: Value, place: Place, values: dict[str, Value]
    ) -> None:
        id = str(row["id"])
        self.wishes.edits.append(Edit(RATED, id, RATING, rating, place))
        for name, value in values.items():
            if value != row[name]:
                at = self.sheet.place(line.row, name)
                self.wishes.edits.append(Edit(RATED, id, name, value, at))

    def _new(
        self,
        line: Line,
        region: str,
        column: Rated,
        rating: Value,
        place: Place,
        values: dict[str, Value],
    ) -> New:
        row: dict[str, Value] = {
            **values,
            "region": region,
            "criterion": column.criterion,
            "theme": column.theme,
            "role": self.grid.role,
            RATING: rating,
        }
        places = {name: self.sheet.place(line.row, name) for name in values}
        places |= dict.fromkeys(("region", "criterion", "theme", "role", RATING), place)
        return New(RATED, row, places, place)

    def _tell(self, code: str, place: Place, wording: str, **values: object) -> None:
        self.wishes.faults.append(Fault(code, place, wording, values))
