"""From the bytes of a workbook to its cells, whatever the bytes are.

Nothing here knows what the sheets mean. A workbook comes from outside: its size is limited before
it is unpacked, and what it holds besides cells (macros, links, pictures) is refused or not read.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from windroos.cases.problems import N_
from windroos.cases.workbook.faults import Unreadable

MEGABYTE = 1024 * 1024
# The case of Noord-Brabant takes a quarter of a megabyte, unpacked three.
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 60 * MEGABYTE
MOST_PARTS = 500
MOST_CELLS = 400_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MAIN = f"{{{SHEET_MAIN_NS}}}"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands in the file.

    `kind` is s (text), n (number), b (logical), d (date), f (formula) or e (error value);
    `format` is how the program shows a number.
    """

    row: int
    column: int
    value: Any
    kind: str
    format: str

    @property
    def place(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class RawSheet:
    """The cells of a sheet that hold something, by row and column; both are counted from 1.

    `merged` are the ranges of merged cells, `outside` is a cell beyond what is read.
    """

    title: str
    rows: dict[int, dict[int, RawCell]]
    merged: tuple[str, ...] = ()
    outside: str | None = None


def sheets(content: bytes) -> list[RawSheet]:
    """The sheets of a workbook; raises `Unreadable` for whatever is no workbook of ours."""
    _look_at(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_into(archive)
        with warnings.catch_warnings():  # what openpyxl does not keep, we do not read
            warnings.simplefilter("ignore")
            return list(_sheets(content))
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise almost anything
        if isinstance(error.__cause__, Unreadable):  # ours, that it has wrapped
            raise error.__cause__ from error
        raise Unreadable(
            "damaged",
            N_("The file is damaged. Open it in Excel, save it as .xlsx and try again."),
        ) from error


def _look_at(content: bytes) -> None:
    """Refuse what is no .xlsx by its first bytes, or too big to look further."""
    if not content:
        raise Unreadable("empty-file", N_("The file is empty. Choose the workbook again."))
    if len(content) > MOST_BYTES:
        raise Unreadable(
            "too-big",
            N_("The file is larger than %(most)s MB. Remove pictures and sheets of your own."),
            most=MOST_BYTES // MEGABYTE,
        )
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(
                "encrypted",
                N_("The workbook has a password. Take the password off and save it again."),
            )
        raise Unreadable(
            "old-format", N_("This is an .xls file of old Excel. Save it as .xlsx and try again.")
        )
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise Unreadable(
            "not-a-workbook", N_("This is not an Excel workbook. Choose a file that ends in .xlsx.")
        )


def _look_into(archive: zipfile.ZipFile) -> None:
    """Refuse other formats, macros, and what would not fit in memory once unpacked."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_much()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            "encrypted", N_("The workbook has a password. Take the password off and save it again.")
        )
    names = {part.filename for part in parts}
    if "mimetype" in names:
        raise Unreadable(
            "open-document", N_("This is an OpenDocument file. Save it as .xlsx and try again.")
        )
    if "xl/workbook.bin" in names:
        raise Unreadable("binary", N_("This is an .xlsb file. Save it as .xlsx and try again."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unreadable(
            "not-a-workbook", N_("This is not an Excel workbook. Choose a file that ends in .xlsx.")
        )
    left = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as stream:  # the size it tells of itself may be a lie
            unpacked = stream.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            raise _too_much()
        if part.filename.endswith((".xml", ".rels", ".vml")) and _declares(unpacked):
            raise Unreadable(
                "unsafe", N_("The file holds what no workbook holds. Download the workbook again.")
            )
    kinds = archive.read("[Content_Types].xml")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in kinds:
        raise Unreadable(
            "macros", N_("The workbook holds macros. Save it as .xlsx, without macros.")
        )


def _too_much() -> Unreadable:
    return Unreadable(
        "too-much", N_("Unpacked, the file is larger than a case can be. Download it again.")
    )


def _declares(xml: bytes) -> bool:
    """Whether it declares a document type: the way to entities, which no workbook has."""
    return any("<!DOCTYPE".encode(code) in xml for code in ("utf-8", "utf-16-le", "utf-16-be"))


class _Shared(str):
    """A text that many cells share, its escapes read."""

    __slots__ = ()


class _Reader(ExcelReader):
    """openpyxl's reader, that also reads the escapes in shared texts as Excel does."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as stream:
            for _, node in iterparse(stream):
                if node.tag == f"{_MAIN}si":
                    if len(self.shared_strings) == MOST_CELLS:
                        raise _too_much()
                    text = str(Text.from_tree(node).content)  # type: ignore[union-attr]
                    self.shared_strings.append(_Shared(_unescaped(text)))
                    node.clear()


def _unescaped(text: str) -> str:
    """A text with what XML cannot hold: “_x000D_” is a carriage return.

    Half of a character, “_xD800_”, is none: it stays as it is written.
    """
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _sheets(content: bytes) -> Iterator[RawSheet]:
    reader = _Reader(io.BytesIO(content), read_only=True, keep_vba=False, keep_links=False)
    reader.read()
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    left = MOST_CELLS
    for sheet in reader.wb.worksheets:
        if not isinstance(sheet, ReadOnlyWorksheet):  # a sheet with only a chart
            continue
        with reader.archive.open(parts[sheet.title]) as stream:
            count, outside, merged = _outline(stream, left)
        left -= count
        yield RawSheet(sheet.title, _rows(sheet), merged, outside)


def _outline(stream: IO[bytes], most: int) -> tuple[int, str | None, tuple[str, ...]]:
    """How many cells a sheet has, one that stands too far out, and which are merged."""
    count, outside, merged = 0, None, []
    for _, node in iterparse(stream):
        if node.tag == f"{_MAIN}c":
            count += 1
            if count > most:
                raise _too_much()
            place = node.get("r")
            if outside is None and place is not None and len(node):
                row, column = coordinate_to_tuple(place)
                if row > MOST_ROWS or column > MOST_COLUMNS:
                    outside = place
        elif node.tag == f"{_MAIN}mergeCell":
            merged.append(str(node.get("ref")))
        elif node.tag == f"{_MAIN}row":
            node.clear()
    return count, outside, tuple(merged)


def _rows(sheet: ReadOnlyWorksheet) -> dict[int, dict[int, RawCell]]:
    sheet.reset_dimensions()  # some programs tell a wrong size
    rows: dict[int, dict[int, RawCell]] = {}
    for cells in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        for cell in cells:
            if cell.value in (None, ""):
                continue
            value = cell.value
            if cell.data_type == "s" and isinstance(value, str):
                text = str(value) if isinstance(value, _Shared) else _unescaped(value)
                value = text.replace("\r\n", "\n").replace("\r", "\n")
            row, column = int(cell.row), int(cell.column)  # type: ignore[arg-type]
            shown = str(cell.number_format)
            rows.setdefault(row, {})[column] = RawCell(row, column, value, cell.data_type, shown)
    return rows
