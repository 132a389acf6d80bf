"""A snapshot of the lake as a file for others: Parquet as it lies there, CSV and JSON made of it.

CSV and JSON are written as tables of a case are (`windroos.report.table_file`), of any size in
bounded memory, once: a snapshot never changes, so neither does its file. Making one removes those
of snapshots that left the lake.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from windroos.sources import lake
from windroos.sources.database import connected

FORMS = ("csv", "json", "parquet")
# A cell that begins with one of these is a formula to a spreadsheet, the wide forms too.
_FORMULA = "=+-@\t\r\n＝＋－＠"
_MEMORY = "512MB"


def file(folder: Path, made: Path, table: str, sha256: str, form: str) -> Path:
    """The file of a snapshot of the lake in `folder` in one of `FORMS`; others are kept in `made`.

    Raises `LakeError` when the snapshot is missing or damaged, `ValueError` for another form.
    """
    snapshot = lake.manifest(folder, table, sha256)
    if form == "parquet":
        return folder / snapshot.file
    if form not in FORMS:
        raise ValueError(f"no form {form}")
    path = made / Path(snapshot.file).with_suffix(f".{form}")
    if path.is_file():
        return path
    made.mkdir(parents=True, exist_ok=True)
    forget(folder, made)
    with tempfile.TemporaryDirectory(dir=made, prefix=".new-") as scratch:
        rows, whole = Path(scratch) / "rows", Path(scratch) / "whole"
        _write_rows(folder, snapshot, form, rows)
        with whole.open("wb") as out:
            (_csv if form == "csv" else _json)(out, rows, snapshot)
        whole.replace(path)
    return path


def forget(folder: Path, made: Path) -> list[Path]:
    """Remove the files of snapshots that are no longer in the lake; tells which."""
    kept = {Path(one.file).stem for one in lake.snapshots(folder)}
    gone = [path for path in made.glob("*") if path.is_file() and path.stem not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _write_rows(folder: Path, snapshot: lake.Snapshot, form: str, out: Path) -> None:
    cells = ", ".join(_cell(name, kind, form) for name, kind in snapshot.columns.items())
    written = "FORMAT csv, HEADER true, NEW_LINE '\r\n'"
    if form == "json":
        written = "FORMAT json, ARRAY true"
    with connected() as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        connection.execute("SET temp_directory = ?", [str(out.parent)])
        connection.execute(
            f"COPY (SELECT {cells} FROM read_parquet($rows)) TO '{_quoted(out)}' ({written})",
            {"rows": str(folder / snapshot.file)},
        )


def _cell(name: str, kind: str, form: str) -> str:
    """A column as a file of this form has it."""
    quoted = '"' + name.replace('"', '""') + '"'
    if kind == "number":  # neither form has a way to write what is not a number
        return f"CASE WHEN isfinite({quoted}) THEN {quoted} END AS {quoted}"
    if form == "json":
        return quoted
    if kind == "object":
        return f"to_json({quoted})::VARCHAR AS {quoted}"
    if kind == "string":
        begins = f"contains('{_FORMULA}', left({quoted}, 1)) AND {quoted} <> ''"
        return f"CASE WHEN {begins} THEN '''' || {quoted} ELSE {quoted} END AS {quoted}"
    return quoted


def _csv(out: BinaryIO, rows: Path, _snapshot: lake.Snapshot) -> None:
    out.write("\ufeff".encode())
    _copy(rows, out)


def _json(out: BinaryIO, rows: Path, snapshot: lake.Snapshot) -> None:
    head = json.dumps(_about(snapshot), ensure_ascii=False, indent=1)
    out.write(head.rstrip("}\n").encode())
    out.write(b',\n "rows": ')
    _copy(rows, out)
    out.write(b"}\n")


def _copy(rows: Path, out: BinaryIO) -> None:
    with rows.open("rb") as lines:
        shutil.copyfileobj(lines, out, 1 << 20)


def _about(snapshot: lake.Snapshot) -> Mapping[str, Any]:
    """What the table is and where it comes from; a file on someone's own disk is nobody's."""
    origin = snapshot.origin
    address = origin.address or ""
    return {
        "table": snapshot.table,
        "sha256": snapshot.sha256,
        "count": snapshot.rows,
        "source": origin.source,
        "licence": origin.licence,
        "address": address if address.startswith(("https://", "http://")) else None,
        "fetched": origin.fetched,
        "fileSha256": origin.file_sha256,
        "fields": [{"name": name, "type": kind} for name, kind in snapshot.columns.items()],
    }


def _quoted(path: Path) -> str:
    return os.fspath(path).replace("'", "''")
