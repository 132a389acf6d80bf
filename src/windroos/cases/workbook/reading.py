"""Reading a workbook back: what it would change, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple

from windroos.cases.problems import N_
from windroos.cases.tables import TABLES
from windroos.cases.workbook import layout, opening
from windroos.cases.workbook.checking import checked
from windroos.cases.workbook.coding import Codings
from windroos.cases.workbook.faults import Fault, Place, Unreadable
from windroos.cases.workbook.marked import Marked, marked
from windroos.cases.workbook.merging import Choices, Given, Merge
from windroos.cases.workbook.opening import RawSheet
from windroos.cases.workbook.reading_grids import grid_of, read_grid
from windroos.cases.workbook.reading_tables import read_lookup, read_only, read_table
from windroos.cases.workbook.state import EDITABLE, FORMAT, Stamp, State
from windroos.cases.workbook.taken import Taken
from windroos.cases.workbook.wishes import Wishes

_NOTHING: Choices = {}
_LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Book:
    """A workbook that was opened: what it says of itself, and its sheets."""

    stamp: Stamp
    sheets: Sequence[RawSheet]


def open_book(content: bytes) -> Book:
    """Open the bytes of a workbook; raises `Unreadable` when it is no workbook of a case."""
    sheets = opening.sheets(content)
    hidden = next((sheet for sheet in sheets if sheet.title == layout.HIDDEN), None)
    if hidden is None:
        raise Unreadable(
            "not-ours",
            N_("This workbook was not made by Windroos. Download one and work in that."),
        )
    told = {
        str(cells[1].value): str(cells[2].value)
        for cells in hidden.rows.values()
        if 1 in cells and 2 in cells
    }
    try:
        stamp = Stamp(
            int(told["format"]),
            told["case"],
            int(told["state"]),
            told["revision"],
            told["language"],
        )
    except (KeyError, ValueError) as error:
        raise Unreadable(
            "stamp", N_("The hidden sheet of the workbook was changed. Download it again.")
        ) from error
    if stamp.format != FORMAT or stamp.language not in _LANGUAGES:
        raise Unreadable(
            "other-format",
            N_("Another version of Windroos made this workbook. Download it again."),
        )
    return Book(stamp, sheets)


def read(
    book: Book,
    now: State,
    base: State | None = None,
    *,
    choices: Choices = _NOTHING,
    given: Given = lambda _table, _row: {},
) -> Taken:
    """What a workbook asks of a case as it stands `now`.

    `base` is the state it was made from, when that is not the state of now. `choices` says, by
    the key of a clash, whose version holds. `given` tells what the program fills in where a new
    row of a table leaves a cell empty.
    """
    stamp = book.stamp
    if stamp.case != now.package.name:
        wording = N_("This workbook is of the case “%(theirs)s”, not of “%(ours)s”.")
        values = {"theirs": stamp.case, "ours": now.package.name}
        return Taken(stamp, now, faults=(Fault("other-case", Place(), wording, values),))
    made_from = now if stamp.shows(now) else base
    if made_from is None or not stamp.shows(made_from):
        wording = N_(
            "The case this workbook was made from is not known here. Download it again and carry"
            " your changes over."
        )
        return Taken(stamp, now, faults=(Fault("unknown-state", Place(), wording),))
    codings = Codings(made_from.package, stamp.language)
    wishes = _wishes(book, made_from, codings)
    merge = Merge(wishes, made_from, now, choices)
    merge.add(wishes, given)
    changes, faults = checked(now, merge.changes, wishes, stamp.language)
    return Taken(
        stamp,
        now,
        changes,
        tuple(merge.clashes),
        tuple(_in_order([*wishes.faults, *merge.faults, *faults], book)),
        tuple(wishes.remarks),
    )


def _wishes(book: Book, base: State, codings: Codings) -> Wishes:
    """What the sheets ask for, together."""
    wishes = Wishes()
    titles = layout.titles({}, book.stamp.language)
    seen: dict[str, Marked] = {}
    for raw in book.sheets:
        if raw.title in (layout.HIDDEN, titles[layout.START]):
            continue
        sheet = marked(raw)
        if sheet is None or not _is_ours(sheet.key):
            _tell_strange(raw, titles, wishes)
        elif sheet.key in seen:
            wording = N_("this is a copy of the sheet “%(other)s”; remove one of them")
            values = {"other": seen[sheet.key].sheet.title}
            wishes.faults.append(Fault("sheet-twice", Place(raw.title), wording, values))
        else:
            seen[sheet.key] = sheet
            wishes.titles[sheet.key] = raw.title
            _read_sheet(sheet, book.stamp, base, codings, wishes)
    for table in EDITABLE:
        if table not in seen and not any(
            fault.place.sheet == titles[table] for fault in wishes.faults
        ):
            wording = N_("this sheet is missing; download the workbook again")
            wishes.faults.append(Fault("sheet-missing", Place(titles[table]), wording))
    return wishes


def _is_ours(key: str) -> bool:
    return key in TABLES or grid_of(key) is not None or _lookup(key) is not None


def _lookup(key: str) -> layout.Lookup | None:
    return next((lookup for lookup in layout.LOOKUPS if lookup.key == key), None)


def _tell_strange(raw: RawSheet, titles: dict[str, str], wishes: Wishes) -> None:
    place = Place(raw.title)
    if raw.title in titles.values():
        wording = N_("the hidden first row of this sheet is gone; download the workbook again")
        wishes.faults.append(Fault("marks-missing", place, wording))
    elif raw.rows:
        wording = N_("this sheet is not one of the workbook; nothing is taken from it")
        wishes.remarks.append(Fault("own-sheet", place, wording))


def _read_sheet(sheet: Marked, stamp: Stamp, base: State, codings: Codings, wishes: Wishes) -> None:
    lookup, grid = _lookup(sheet.key), grid_of(sheet.key)
    if lookup is not None:
        rows = layout.lookup_rows(lookup, base.package, codings, stamp.language)
        read_lookup(sheet, rows, wishes)
    elif grid is not None:
        read_grid(sheet, grid, base, codings, wishes)
    elif sheet.key in EDITABLE:
        read_table(sheet, base, codings, wishes)
    else:
        read_only(sheet, base, codings, wishes)


def _in_order(faults: Iterable[Fault], book: Book) -> Iterator[Fault]:
    """Faults as people go through the workbook, each once."""
    sheets = {sheet.title: at for at, sheet in enumerate(book.sheets)}

    def where(fault: Fault) -> tuple[int, int, int]:
        sheet, cell = fault.place.sheet, (fault.place.cell or "").split(":")[0]
        row, column = coordinate_to_tuple(cell) if cell else (0, 0)
        return sheets.get(sheet or "", -1), row, column

    told: set[tuple[str, Place]] = set()
    for fault in sorted(faults, key=where):
        if (fault.code, fault.place) not in told:
            told.add((fault.code, fault.place))
            yield fault
