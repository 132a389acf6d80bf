"""Writing a case as a workbook that people can work in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from windroos.cases.framework import Scale
from windroos.cases.reading import Row
from windroos.cases.workbook import grids as gridded
from windroos.cases.workbook import labels, layout, start
from windroos.cases.workbook.coding import Codings, leaf_names, reference_of
from windroos.cases.workbook.page import FIRST, HEADER, ROOM, Page, Styles
from windroos.cases.workbook.state import EDITABLE, FORMAT, Grid, State
from windroos.cases.workbook.values import Column


def write(state: State, language: str, made: datetime, grids: Sequence[Grid] = (Grid(),)) -> bytes:
    """A case as a workbook in a language; the same state gives the same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        _Writer(book, state, language, made, grids).write()
    return _finished(out.getvalue(), language)


def _finished(content: bytes, language: str) -> bytes:
    """What XlsxWriter cannot write: the language, and rows that grow with their text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                told = f"<dc:language>{language}</dc:language></cp:coreProperties>"
                data = data.replace(b"</cp:coreProperties>", told.encode())
            elif part.filename.startswith("xl/worksheets/"):
                data = data.replace(b' customHeight="1"', b"")
            new.writestr(part, data)
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        state: State,
        language: str,
        made: datetime,
        grids: Sequence[Grid],
    ) -> None:
        self.book, self.state, self.language, self.made = book, state, language, made
        self.package, self.grids = state.package, grids
        self.codings = Codings(self.package, language)
        names = {grid.key: gridded.title(self.package, grid, language) for grid in grids}
        self.titles = layout.titles(names, language)
        self.styles = Styles(book)
        self.sources: dict[object, str] = {}

    def write(self) -> None:
        """Every sheet, in the order people see them."""
        title = start.TITLE.get(self.language).format(title=self.package.title)
        self.book.set_properties(
            {
                "title": title,
                "subject": start.SUBJECT.get(self.language),
                "author": start.AUTHOR,
                "created": self.made,
            }
        )
        sheets = {key: self.book.add_worksheet(name) for key, name in self.titles.items()}
        hidden = self.book.add_worksheet(layout.HIDDEN)
        hidden.very_hidden()
        self._stamp(hidden)
        self._lists(hidden)
        self._start(sheets[layout.START], title)
        for grid in self.grids:
            self._grid(self._page(sheets[grid.key], True), grid)
        for name in layout.order():
            self._table(self._page(sheets[name], name in EDITABLE), name)
        for lookup in layout.LOOKUPS:
            self._lookup(self._page(sheets[lookup.key], False), lookup)

    def _page(self, sheet: Worksheet, editable: bool) -> Page:
        return Page(sheet, self.styles, self.language, editable)

    # The hidden sheet

    def _stamp(self, sheet: Worksheet) -> None:
        told = {
            "format": FORMAT,
            "case": self.package.name,
            "state": self.state.number,
            "revision": self.package.revision,
            "language": self.language,
        }
        for row, (key, value) in enumerate(told.items()):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, str(value))

    def _lists(self, sheet: Worksheet) -> None:
        """The lists to choose from, a column each, and the ends of the scale of each criterion."""
        lists: dict[object, Sequence[str | float]] = {}
        for table in EDITABLE:
            for column in layout.columns(table, self.codings):
                if column.coding is not None:
                    lists[column.coding] = column.coding.words
                elif (reference := reference_of(table, column.name)) is not None:
                    rows = self.package.tables[reference.table]
                    ids = [str(row[reference.key]) for row in rows]
                    lists[reference.table, reference.key] = ids
        scales = [self._scale(id) for id in leaf_names(self.package.framework)]
        lists["low"] = [scale.low for scale in scales]
        lists["high"] = [scale.high for scale in scales]
        for at, (key, values) in enumerate(lists.items(), 3):
            for row, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, at, value)
                else:
                    sheet.write_number(row, at, value)
            last = max(len(values) - 1, 0)
            self.sources[key] = f"{layout.HIDDEN}!{xl_range_abs(0, at, last, at)}"

    def _scale(self, leaf: str) -> Scale:
        framework = self.package.framework
        rating = framework.by_id[leaf].rating
        assert rating is not None
        return framework.scales[rating.scale]

    # The sheets people see

    def _table(self, page: Page, table: str) -> None:
        columns = layout.columns(table, self.codings)
        rows = self.package.tables[table]
        names = [labels.column(table, column.name, self.language) for column in columns]
        marks = [layout.mark(table, column.name) for column in columns]
        if page.editable:
            names.append(layout.VERSION)
            marks.append(layout.mark(table, layout.VERSION))
        for at, column in enumerate(columns):
            page.column(at, column)
        page.head(marks, names, len(rows))
        for at, column in enumerate(columns):
            page.explain(at, labels.explanation(table, column.field, self.language))
            if page.editable:
                self._accept(page, table, columns, at, FIRST + len(rows) + ROOM)
        for line, row in enumerate(rows, FIRST):
            for at, column in enumerate(columns):
                page.put(line, at, column.shown(row[column.name]))
            if page.editable:
                page.put(line, len(columns), self.state.version(table, str(row["id"])))
        if page.editable:
            last = len(columns)
            page.sheet.set_column(last, last, None, None, {"hidden": True})
        page.finish()
        page.sheet.freeze_panes(FIRST, 2 if page.editable else 1)

    def _accept(
        self, page: Page, table: str, columns: Sequence[Column], at: int, last: int
    ) -> None:
        """What the cells of a column take."""
        column = columns[at]
        reference = reference_of(table, column.name)
        key = column.coding or (reference and (reference.table, reference.key))
        if (table, column.name) == (gridded.RATED, gridded.RATING):
            of = next(i for i, other in enumerate(columns) if other.name == "criterion")
            criterion = xl_rowcol_to_cell(FIRST, of, col_abs=True)
            place = f"MATCH({criterion},{self.sources[columns[of].coding]},0)"
            cell = xl_rowcol_to_cell(FIRST, at)
            low, high = (f"INDEX({self.sources[end]},{place})" for end in ("low", "high"))
            page.holds(at, last, f"=AND(ISNUMBER({cell}),{cell}>={low},{cell}<={high})")
        elif key in self.sources and not column.several:
            page.choose(at, last, self.sources[key])

    def _grid(self, page: Page, grid: Grid) -> None:
        rated = gridded.rated_columns(self.package, grid)
        common = gridded.common(self.codings)
        regions = gridded.regions(self.package)
        at_region = gridded.region_column(self.codings)
        names = [labels.column(gridded.RATED, at_region.name, self.language)]
        names += [gridded.name(self.package, grid, column, self.language) for column in rated]
        names += [labels.column(gridded.RATED, column.name, self.language) for column in common]
        keys = [at_region.name, *(c.key for c in rated), *(c.name for c in common)]
        last = FIRST + len(regions) - 1
        page.column(0, at_region)
        for at in range(1, len(rated) + 1):
            page.wide(at, 14, self.styles.of(align="center", locked=False))
        for at, column in enumerate(common, 1 + len(rated)):
            page.column(at, column, unlocked=True)
        page.head([layout.mark(grid.key, key) for key in keys], names, len(regions))
        for at, column in enumerate(rated, 1):
            scale = self._scale(column.criterion)
            page.explain(at, gridded.meanings(scale, self.language))
            page.within(at, last, scale.low, scale.high)
        for at, column in enumerate(common, 1 + len(rated)):
            page.explain(at, labels.explanation(gridded.RATED, column.field, self.language))
            if column.coding is not None:
                page.choose(at, last, self.sources[column.coding])
        judged = gridded.by_place(self.package, grid)
        for line, region in enumerate(regions, FIRST):
            page.put(line, 0, at_region.shown(region))
            for at, column in enumerate(rated, 1):
                self._rating(page, line, at, judged.get((region, column.key), ()))
        page.finish()
        page.protect()
        page.sheet.freeze_panes(FIRST, 1)

    def _rating(self, page: Page, line: int, at: int, judgements: Sequence[Row]) -> None:
        """A cell of a grid; where several judgements stand, their mean is there to read."""
        if not judgements:
            return
        several = len(judgements) > 1
        look = {"italic": True, "bg_color": "#E3E6E9"} if several else {"locked": False}
        style = self.styles.of(align="center", **look)
        page.put(line, at, gridded.mean(judgements), style)
        if not several:
            return
        told = start.SEVERAL.get(self.language)
        sheet = self.titles[gridded.RATED]
        page.sheet.write_comment(line, at, told.format(count=len(judgements), sheet=sheet))

    def _lookup(self, page: Page, lookup: layout.Lookup) -> None:
        rows = layout.lookup_rows(lookup, self.package, self.codings, self.language)
        names = [name.get(self.language) for name in lookup.columns]
        marks = [layout.mark(lookup.key, f"column-{at}") for at in range(len(names))]
        for at, width in enumerate(lookup.widths):
            page.wide(at, width, self.styles.of(text_wrap=True))
        page.head(marks, names, len(rows))
        for line, cells in enumerate(rows, FIRST):
            for at, value in enumerate(cells):
                page.put(line, at, value)
        page.finish()
        page.sheet.freeze_panes(FIRST, 0)

    def _start(self, sheet: Worksheet, title: str) -> None:
        page = self._page(sheet, False)
        wrap, bold = self.styles.of(text_wrap=True), self.styles.of(bold=True, font_size=13)
        for at, width in enumerate((34, 100, 10, 20)):
            page.wide(at, width)
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.styles.of(bold=True, font_size=18))
        sheet.set_row(0, 30)
        framework = self.package.framework
        what = start.WHAT.get(self.language).format(
            case=self.package.title,
            made=self.made.strftime("%d-%m-%Y %H:%M"),
            state=self.state.number,
            framework=f"{framework.label.get(self.language)} {framework.version}",
        )
        page.put(1, 1, what, wrap)
        page.put(3, 0, start.HOW.get(self.language), bold)
        for row, step in enumerate(start.STEPS, 3):
            page.put(row, 1, step.get(self.language), wrap)
        head = 3 + len(start.STEPS) + 1
        for at, name in enumerate(start.COLUMNS):
            page.put(head, at, name.get(self.language), bold)
        for row, (key, cells) in enumerate(self._sheets(), head + 1):
            target = f"internal:'{self.titles[key]}'!A{HEADER + 1}"
            sheet.write_url(row, 0, target, wrap, cells[0])
            for at, value in enumerate(cells[1:], 1):
                page.put(row, at, value, wrap)
        page.printed()
        page.finish()
        sheet.activate()

    def _sheets(self) -> list[tuple[str, tuple[str, str, int, str]]]:
        """Of each sheet: its title, what stands there, how many rows, whether it can change."""
        language = self.language
        yes, no = start.YES.get(language), start.NO.get(language)
        count = len(gridded.regions(self.package))
        about = {grid.key: (gridded.ABOUT, count, yes) for grid in self.grids}
        for name in layout.order():
            editable = yes if name in EDITABLE else no
            about[name] = labels.ABOUT[name], len(self.package.tables[name]), editable
        for lookup in layout.LOOKUPS:
            rows = layout.lookup_rows(lookup, self.package, self.codings, language)
            about[lookup.key] = lookup.about, len(rows), no
        return [
            (key, (self.titles[key], text.get(language), rows, can))
            for key, (text, rows, can) in about.items()
        ]
