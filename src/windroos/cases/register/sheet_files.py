"""From the bytes of a sheet of organisations to its cells by column, and back.

Read are the sheet that was exported and any other table with a heading above each column: CSV with
commas, semicolons or tabs, or the first sheet of a workbook that has a column for the name or id.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter

from windroos.cases.framework import Text
from windroos.cases.problems import N_, Problem
from windroos.cases.register.sheet import SEVERAL, joined
from windroos.cases.register.sheet_words import (
    CATEGORY_WORDS,
    HEADED,
    HEADINGS,
    KIND_WORDS,
    plain,
)
from windroos.cases.workbook import Unreadable, opening
from windroos.cases.workbook.opening import MEGABYTE, RawCell
from windroos.cases.workbook.page import FIRST, Page, Styles
from windroos.codes.countries import ALPHA2_OF_NUMERIC, country_label
from windroos.report.table_file import FORMULA, Column, as_csv

MOST_BYTES = 10 * MEGABYTE
MOST_ROWS = 20_000
_TITLES = Text("Organisaties", "Organisations"), Text("Keuzes", "Choices")


@dataclass(frozen=True)
class Sheet:
    """A table that was handed in: its rows by number, each with its cells by field.

    `fields` are the columns that were recognised; `unread` the headings of the others.
    """

    name: str
    fields: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, RawCell]], ...]
    unread: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = field(default_factory=tuple)


def read_file(name: str, content: bytes) -> Sheet:
    """A file as a table; raises `Unreadable` for what is no table of organisations."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            "too-big",
            N_("The file is larger than %(most)s MB. Hand it in in parts."),
            most=MOST_BYTES // MEGABYTE,
        )
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06") or content.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(name, content)
    return _csv(name, content)


def as_csv_file(rows: Iterable[tuple[Mapping[str, Any], int, str]], language: str) -> bytes:
    """Organisations as CSV: what `flat` gives of each, its version and its id."""
    columns = [Column(heading.label.get(language), "string") for heading in HEADINGS]
    lines = [
        dict(zip((c.name for c in columns), _line(*row, language), strict=True)) for row in rows
    ]
    return as_csv(columns, lines).encode()


def as_workbook(
    rows: Iterable[tuple[Mapping[str, Any], int, str]],
    areas: Mapping[str, Text],
    language: str,
    made: datetime,
) -> bytes:
    """Organisations as an Excel workbook, with lists to choose from; `areas` by id."""
    lines = [_line(*row, language) for row in rows]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": _TITLES[0].get(language), "created": made})
        styles = Styles(book)
        sheet, choices = (book.add_worksheet(title.get(language)) for title in _TITLES)
        lists = _choices(Page(choices, styles, language, False), areas, language)
        page = Page(sheet, styles, language, True)
        for at, heading in enumerate(HEADINGS):
            number = heading.field in ("version", "latitude", "longitude")
            wanted = {} if number else {"num_format": "@"}
            page.wide(at, heading.width, styles.of(text_wrap=True, **wanted))
        names = [heading.label.get(language) for heading in HEADINGS]
        page.head([heading.field for heading in HEADINGS], names, len(lines))
        last = FIRST + len(lines) + 1000
        for at, heading in enumerate(HEADINGS):
            page.explain(at, heading.means.get(language))
            if heading.field in lists:
                page.choose(at, last, lists[heading.field])
        for at, line in enumerate(lines, FIRST):
            for column, value in enumerate(line):
                page.put(at, column, value)
        page.finish()
        sheet.freeze_panes(FIRST, 3)
    return out.getvalue()


def _line(row: Mapping[str, Any], version: int, id: str, language: str) -> list[Any]:
    values = {**row, "id": id, "version": version}
    return [shown(heading.field, values[heading.field], language) for heading in HEADINGS]


def shown(name: str, value: Any, language: str) -> str | float | int | None:
    """A value as it stands in its cell."""
    if value is None or value == () or value == "":
        return None
    if name in SEVERAL:
        return joined(value)
    if name == "kind":
        return KIND_WORDS[value].get(language) if value in KIND_WORDS else value
    return value


def _choices(page: Page, areas: Mapping[str, Text], language: str) -> dict[str, str]:
    """The sheet with what can be chosen; gives the ranges of the columns with a list."""
    kinds = [(text.get(language), "") for text in KIND_WORDS.values()]
    codes = sorted(set(ALPHA2_OF_NUMERIC.values()))
    countries = [(code, country_label(code, language) or "") for code in codes]
    roles = [
        (f"{area}:{code}", f"{label.get(language)}: {text.get(language)}")
        for area, label in areas.items()
        for code, text in CATEGORY_WORDS.items()
    ]
    labels = {heading.field: heading.label.get(language) for heading in HEADINGS}
    names = [labels["kind"], labels["country"], " ", labels["roles"], "  "]
    for at, width in enumerate((26, 10, 26, 40, 60)):
        page.wide(at, width)
    page.head(
        [f"choice-{at}" for at in range(5)], names, max(len(kinds), len(countries), len(roles))
    )
    for at, (one, _about) in enumerate(kinds, FIRST):
        page.put(at, 0, one)
    for at, (one, about) in enumerate(countries, FIRST):
        page.put(at, 1, one)
        page.put(at, 2, about)
    for at, (one, about) in enumerate(roles, FIRST):
        page.put(at, 3, one)
        page.put(at, 4, about)
    page.finish()
    title = _TITLES[1].get(language)
    return {
        "kind": f"'{title}'!$A${FIRST + 1}:$A${FIRST + len(kinds)}",
        "country": f"'{title}'!$B${FIRST + 1}:$B${FIRST + len(countries)}",
    }


def _workbook(name: str, content: bytes) -> Sheet:
    for sheet in opening.sheets(content):
        for at, cells in sorted(sheet.rows.items())[:5]:
            fields, unread = _headed({column: str(c.value) for column, c in cells.items()})
            if not {"id", "name"} & set(fields.values()):
                continue
            rows = [(line, row) for line, row in sorted(sheet.rows.items()) if line > at]
            # Under the hidden codes of our own sheet stands the header that people read.
            if rows and _is_header(rows[0][1], fields):
                rows, unread = rows[1:], []
            if sheet.outside is not None:
                raise _too_many()
            return _made(name, fields, unread, rows, ())
    raise _no_header()


def _csv(name: str, content: bytes) -> Sheet:
    text, remarks = _decoded(name, content)
    if not text.strip():
        raise Unreadable("empty-file", N_("The file is empty. Choose another."))
    hint = re.match(r"sep=(.)\r?\n", text, re.I)
    skip = 1 if hint else 0
    body = text[hint.end() :] if hint else text
    lines: list[tuple[int, list[str]]] = []
    for mark in (hint[1],) if hint else (",", ";", "\t", "|"):
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True)
        try:
            header = next(reader, [])
            fields, unread = _headed(dict(enumerate(header)))
            if not {"id", "name"} & set(fields.values()):
                continue
            number = reader.line_num
            for cells in reader:
                lines.append((number + 1 + skip, cells))
                number = reader.line_num
                if len(lines) > MOST_ROWS:
                    raise _too_many()
        except csv.Error as error:
            raise Unreadable(
                "csv-syntax",
                N_("Line %(line)s is not valid CSV: %(error)s. Mend it, or hand in an .xlsx file."),
                line=reader.line_num + skip,
                error=str(error),
            ) from error
        rows = [
            (
                line,
                {
                    at: RawCell(line, at, _unguarded(cell), _kind(cell), "")
                    for at, cell in enumerate(cells)
                    if cell.strip()
                },
            )
            for line, cells in lines
        ]
        long = next((n for n, cells in lines if len(cells) > len(header)), None)
        if long is not None:
            raise Unreadable(
                "row-length",
                N_(
                    "Line %(line)s has more cells than there are headings."
                    " Put a cell that holds a comma or semicolon between quotes."
                ),
                line=long,
            )
        return _made(name, fields, unread, rows, remarks)
    raise _no_header()


def _decoded(name: str, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, in whichever of the usual encodings it is."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise _not_text() from error
    if b"\x00" in content:
        raise _not_text()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _not_text() from error
        wording = N_(
            "is not UTF-8; it was read as Windows-1252: look whether the accents are right"
        )
        return text, (Problem("encoding", name, wording),)


def _made(
    name: str,
    fields: Mapping[int, str],
    unread: list[str],
    rows: Iterable[tuple[int, Mapping[int, RawCell]]],
    remarks: tuple[Problem, ...],
) -> Sheet:
    kept = [
        (line, {fields[at]: cell for at, cell in cells.items() if at in fields})
        for line, cells in rows
    ]
    filled = [(line, cells) for line, cells in kept if cells]
    if len(filled) > MOST_ROWS:
        raise _too_many()
    return Sheet(name, tuple(fields.values()), tuple(filled), tuple(unread), remarks)


def _headed(cells: Mapping[int, str]) -> tuple[dict[int, str], list[str]]:
    """The columns that are recognised, and the headings of the others; the first of two holds."""
    found: dict[int, str] = {}
    unread = []
    for at, words in cells.items():
        name = HEADED.get(plain(words))
        if name is not None and name not in found.values():
            found[at] = name
        elif words.strip():
            unread.append(words.strip()[:100])
    return found, unread


def _is_header(cells: Mapping[int, RawCell], fields: Mapping[int, str]) -> bool:
    return bool(cells) and all(
        HEADED.get(plain(str(cell.value))) == fields.get(at) is not None
        for at, cell in cells.items()
        if at in fields
    )


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _kind(cell: str) -> str:
    return "f" if cell.startswith(("=", "＝")) else "s"


def _no_header() -> Unreadable:
    return Unreadable(
        "no-header",
        N_(
            "No row with headings was found. Put “Official name” above the column with the names,"
            " or start from the sheet that can be downloaded here."
        ),
    )


def _too_many() -> Unreadable:
    return Unreadable(
        "too-many", N_("There are more than %(most)s rows. Hand it in in parts."), most=MOST_ROWS
    )


def _not_text() -> Unreadable:
    return Unreadable(
        "not-text", N_("This is neither CSV nor Excel. Save it as “CSV UTF-8” or as .xlsx.")
    )
