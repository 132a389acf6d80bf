"""A table in whatever form it comes: delimited text (plain or gzip), an Excel workbook, Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import duckdb

from windroos.sources.shape import SourceError, Workspace
from windroos.sources.staging import (
    Staged,
    check_header,
    damaged,
    literal,
    quoted,
    stage_rows,
    stage_text,
)
from windroos.sources.workbooks import sheet_rows


def stage_table(
    workspace: Workspace,
    path: Path,
    *,
    columns: Sequence[str] = (),
    only: Sequence[str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
    sheet: str | None = None,
    misfits: bool = False,
) -> Staged:
    """A file as a table of text, whatever its form, which its first bytes tell.

    `delimiter`, `encoding`, `only` and `misfits` are of text, `sheet` of a workbook (the first
    unless named). Raises `SourceError` as `stage_text` and `sheet_rows` do.
    """
    with path.open("rb") as stream:
        begins = stream.read(4)
    if begins == b"PK\x03\x04":
        return stage_rows(workspace, path.name, sheet_rows(path, sheet), columns=columns)
    if begins == b"PAR1":
        return _stage_parquet(workspace, path, columns)
    return stage_text(
        workspace,
        path,
        columns=columns,
        only=only,
        delimiter=delimiter,
        encoding=encoding,
        misfits=misfits,
    )


def _stage_parquet(workspace: Workspace, path: Path, columns: Sequence[str]) -> Staged:
    """Every value as DuckDB writes it, a number with all its digits; what is empty is missing."""
    connection = workspace.connection
    tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    name = next(name for number in count() if (name := f"parquet_{number}") not in tables)
    try:
        relation = connection.read_parquet(str(path))
        check_header(path.name, relation.columns, columns)
        chosen = ", ".join(
            f"nullif(CAST({quoted(column)} AS VARCHAR), '') AS {quoted(column)}"
            for column in relation.columns
        )
        connection.execute(
            f"""
            CREATE TABLE {name} AS SELECT row_number() OVER () + 1 AS _row, {chosen}
            FROM read_parquet({literal(str(path))})
            """
        )
    except SourceError:
        raise
    except duckdb.Error as error:
        raise damaged(path.name) from error
    return Staged(name, tuple(relation.columns), path.name)
