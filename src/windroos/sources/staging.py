"""From a publisher's file to a table of text in DuckDB, checked: encoding, header, whole rows.

Everything downstream is SQL on such a table, so that ten million rows need no more memory than the
workspace is given. `_row` is the line of the file (the header is line 1), or the row of the sheet.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from windroos.problems import N_, Problem
from windroos.sources.database import connected
from windroos.sources.shape import SourceError, Workspace

_CHUNK = 1 << 20
_THREADS = 4
_LINES = 1000  # rows of a sheet or document after which it is asked whether to go on


@dataclass(frozen=True, slots=True)
class Staged:
    """A table of text columns as they stand in a file, with `_row`; `file` is the file's name.

    `misfits` tells the rows that did not fit the header and are not in the table, by their line;
    `_row` counts on without them.
    """

    name: str
    columns: tuple[str, ...]
    file: str
    misfits: tuple[Problem, ...] = ()


@contextmanager
def workspace(memory: str = "1GB") -> Iterator[Workspace]:
    """A place to read files in, cleared afterwards; DuckDB keeps to `memory` and spills to disk."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="windroos-")))
        # Every thread holds rows of its own: on a large machine they would outgrow the memory.
        config = {
            "memory_limit": memory,
            "temp_directory": str(folder / "spill"),
            "threads": min(_THREADS, os.cpu_count() or 1),
        }
        connection = connected(str(folder / "reading.duckdb"), **config)
        yield Workspace(stack.enter_context(connection), folder)


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it, for the places where DuckDB takes no parameter."""
    return "'" + text.replace("'", "''") + "'"


def stage_text(
    workspace: Workspace,
    path: Path,
    *,
    columns: Sequence[str] = (),
    delimiter: str = ",",
    encoding: str = "utf-8",
    quote: str = '"',
    only: Sequence[str] | None = None,
    misfits: bool = False,
    ends_open: bool = False,
) -> Staged:
    """A delimited text file (plain or gzip) as a table; `columns` must be in its header.

    Columns may stand in another order and there may be more; `only` names those that are taken in,
    where they are there. Raises `SourceError` when the file is not in `encoding`, is cut off, lacks
    a column, or has a row that does not fit its header, unless `misfits` are to be told instead.
    `ends_open` is as in `checked_text`.
    """
    checked = checked_text(workspace, path, encoding, ends_open=ends_open)
    header = _header(checked, delimiter, quote)
    check_header(path.name, header, columns)
    staged = _staged(workspace, checked, path.name, header, delimiter, quote, only)
    if staged.misfits and not misfits:
        raise SourceError(staged.misfits)
    return staged


def stage_rows(
    workspace: Workspace, file: str, rows: Iterable[Sequence[Any]], *, columns: Sequence[str] = ()
) -> Staged:
    """Rows of a sheet or a document, the header first, as a table; `columns` as in `stage_text`."""
    lines = iter(rows)
    header = tuple(_text(cell) for cell in next(lines, ()))
    check_header(file, header, columns)
    path = new_file(workspace, "rows.csv")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for number, line in enumerate(lines):
            if number % _LINES == 0:
                workspace.ask()
            writer.writerow([_text(cell) for cell in line])
    staged = _staged(workspace, path, file, header, ",", '"')
    if staged.misfits:
        raise SourceError(staged.misfits)
    return staged


def check_header(file: str, header: Sequence[str], columns: Sequence[str]) -> None:
    """Raises `SourceError` naming each column that is not there, and each that is there twice."""
    missing = [name for name in columns if name not in header]
    twice = sorted(
        {
            name
            for name in header
            if name and [other.lower() for other in header].count(name.lower()) > 1
        }
    )
    problems = [
        Problem(
            "header",
            file,
            N_(
                "this column is not in the header, which has %(found)s: if the publisher renamed "
                "it, load the file by a mapping that says so"
            ),
            1,
            name,
            {"found": ", ".join(header) or "nothing"},
        )
        for name in missing
    ] + [
        Problem(
            "header",
            file,
            N_("this column stands in the header twice: give one another name"),
            1,
            name,
        )
        for name in twice
    ]
    if problems:
        raise SourceError(problems)


def unpack(workspace: Workspace, path: Path, member: str) -> Path:
    """A file out of a zip archive, found by its name in whatever folder of it.

    Raises `SourceError` when the archive is cut off or damaged, or holds no such file.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.rsplit("/", 1)[-1] == member]
            if len(names) != 1:
                wording = N_("holds no file %(member)s, or more than one: it holds %(found)s")
                found = ", ".join(archive.namelist()[:20])
                raise SourceError(
                    [
                        Problem(
                            "archive", path.name, wording, values={"member": member, "found": found}
                        )
                    ]
                )
            target = new_file(workspace, member)
            with archive.open(names[0]) as source, target.open("wb") as stream:
                while chunk := source.read(_CHUNK):
                    workspace.ask()
                    stream.write(chunk)
            return target
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise damaged(path.name) from error


def damaged(file: str) -> SourceError:
    """What is said of an archive, or of a workbook, that does not open to its end."""
    wording = N_("is cut off or damaged: fetch the file again")
    return SourceError([Problem("archive", file, wording)])


def checked_text(
    workspace: Workspace, path: Path, encoding: str = "utf-8", *, ends_open: bool = False
) -> Path:
    """The file when it is UTF-8, plain or gzip, and whole; else a copy of it in UTF-8.

    `ends_open` is for a file whose last line the publisher does not end: that it is whole has to be
    seen from its content. Raises `SourceError` for another encoding, and for what is cut off.
    """
    copy = None if codecs.lookup(encoding).name == "utf-8" else new_file(workspace, path.stem)
    with ExitStack() as stack:
        out = stack.enter_context(copy.open("wb")) if copy else None
        stream = stack.enter_context(opened(path))
        line, last, empty = 1, "", True
        for text in _texts(stream, path.name, encoding):
            workspace.ask()
            if "\x00" in text:
                row = line + text[: text.index("\x00")].count("\n")
                wording = N_("holds a zero byte, so it is not text: fetch the file again")
                raise SourceError([Problem("encoding", path.name, wording, row)])
            if out:
                out.write(text.encode())
            line += text.count("\n")
            last, empty = text[-1], empty and not text.strip()
    if empty:
        raise SourceError([Problem("truncated", path.name, N_("is empty: fetch the file again"))])
    if last != "\n" and not ends_open:
        wording = N_(
            "the last line does not end, so the file may be cut off: fetch it again, or end its "
            "last line if it is whole"
        )
        raise SourceError([Problem("truncated", path.name, wording, line)])
    return copy or path


def _texts(stream: BinaryIO | gzip.GzipFile, file: str, encoding: str) -> Iterator[str]:
    """The text of a stream in pieces; raises `SourceError` where it is not in its encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            line += text.count("\n")
            if text:
                yield text
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).count(b"\n")
        wording = N_(
            "is not %(encoding)s text from here on (byte %(byte)s): fetch it again, or say its "
            "encoding in a mapping"
        )
        values = {"encoding": encoding.upper(), "byte": f"0x{error.object[error.start]:02X}"}
        problem = Problem("encoding", file, wording, line + before, values=values)
        raise SourceError([problem]) from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise damaged(file) from error


def opened(path: Path) -> BinaryIO | gzip.GzipFile:
    """The bytes of a file, unpacked when it is gzip."""
    return gzip.open(path, "rb") if _is_packed(path) else path.open("rb")


def _is_packed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _header(path: Path, delimiter: str, quote: str) -> tuple[str, ...]:
    with io.TextIOWrapper(opened(path), encoding="utf-8-sig", newline="") as stream:
        quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
        cells = next(
            csv.reader(stream, delimiter=delimiter, quotechar=quote or None, quoting=quoting), []
        )
    return tuple(cell.strip() for cell in cells)


def _staged(
    workspace: Workspace,
    path: Path,
    file: str,
    header: Sequence[str],
    delimiter: str,
    quote: str,
    only: Sequence[str] | None = None,
) -> Staged:
    connection = workspace.connection
    name = f"staged_{len(connection.execute('SHOW TABLES').fetchall())}"
    columns = tuple(column or f"_column{index}" for index, column in enumerate(header, 1))
    types = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    taken = tuple(column for column in columns if only is None or column in only)
    connection.execute(
        f"""
        CREATE TABLE {name} AS
        SELECT row_number() OVER () + 1 AS _row, {", ".join(map(quoted, taken))}
        FROM read_csv({literal(str(path))}, auto_detect = false, header = true,
            delim = {literal(delimiter)}, quote = {literal(quote)}, escape = {literal(quote)},
            columns = {{{types}}}, compression = '{"gzip" if _is_packed(path) else "none"}',
            store_rejects = true, rejects_table = 'rejected', rejects_scan = 'rejected_in')
        """
    )
    rejected = connection.execute(
        """
        SELECT DISTINCT ON (line) line, column_name, error_type FROM rejected
        ORDER BY line, column_idx
        """
    ).fetchall()
    connection.execute("DROP TABLE rejected; DROP TABLE rejected_in")
    return Staged(name, taken, file, tuple(_misfit(file, *row) for row in rejected))


def _misfit(file: str, line: int, column: str | None, kind: str) -> Problem:
    wording = {
        "MISSING COLUMNS": N_("this row has fewer fields than the header: the file may be cut off"),
        "TOO MANY COLUMNS": N_("this row has more fields than the header"),
        "UNQUOTED VALUE": N_("a quotation mark in this row is not closed, or not doubled"),
    }.get(kind, N_("this row cannot be read"))
    return Problem("row", file, wording, line, column)


def new_file(workspace: Workspace, name: str) -> Path:
    """A new file of this name in the workspace."""
    return Path(tempfile.mkdtemp(dir=workspace.folder)) / name


def _text(cell: Any) -> str:
    """A cell as text: a whole number without a decimal point, others with all their digits."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return repr(cell) if isinstance(cell, float) else str(cell).strip()
