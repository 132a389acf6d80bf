"""From a JSON document with many records to a table of one JSON object a row, in DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from windroos.problems import N_, Problem
from windroos.sources.shape import SourceError, Workspace
from windroos.sources.staging import Staged, damaged, literal, opened


def stage_objects(
    workspace: Workspace, path: Path, keys: Sequence[str], *, within: str | None = None
) -> Staged:
    """The objects of an array as a table with `_row` (from 1) and `record`.

    The array is the document, or stands in it under the name `within`. Every object must have
    `keys`. Raises `SourceError` when the document is not whole, is no JSON in UTF-8, holds no such
    array, or an object lacks a key.
    """
    connection = workspace.connection
    name = f"objects_{len(connection.execute('SHOW TABLES').fetchall())}"
    with opened(path) as stream:
        begins = stream.read(64).lstrip()[:1]
    expected = b"[" if within is None else b"{"
    if begins != expected:
        raise _another(path.name, within)
    layout = "array" if within is None else "unstructured"
    rows = f"read_json_objects({literal(str(path))}, format = '{layout}')"
    record = "json" if within is None else f"unnest(json_extract(json, '$.{within}[*]'))"
    try:
        connection.execute(
            f"""
            CREATE TABLE {name} AS SELECT row_number() OVER () AS _row, record
            FROM (SELECT {record} AS record FROM {rows})
            """
        )
        if within is not None:
            kinds = connection.execute(f"SELECT json_type(json, '$.{within}') FROM {rows}")
            if kinds.fetchall() != [("ARRAY",)]:
                raise _another(path.name, within)
    except duckdb.InvalidInputException as error:
        if "UTF-8" in str(error):
            wording = N_("is not in UTF-8 throughout: fetch the file again")
            raise SourceError([Problem("encoding", path.name, wording)]) from error
        wording = N_("is no JSON, or not all of it: fetch the file again")
        raise SourceError([Problem("truncated", path.name, wording)]) from error
    except duckdb.IOException as error:
        raise damaged(path.name) from error
    _check(workspace, name, path.name, keys)
    return Staged(name, ("record",), path.name)


def _another(file: str, within: str | None) -> SourceError:
    wording = N_("is no JSON document with a list of records")
    values = {}
    if within is not None:
        wording = N_("is no JSON document with a list called %(name)s")
        values = {"name": within}
    return SourceError([Problem("header", file, wording, values=values)])


def _check(workspace: Workspace, table: str, file: str, keys: Sequence[str]) -> None:
    wanted = ", ".join(literal(key) for key in keys)
    lacking = workspace.connection.execute(
        f"""
        SELECT _row, list_filter([{wanted}], lambda key: NOT list_contains(found, key))[1], found
        FROM (
            SELECT _row, CASE json_type(record) WHEN 'OBJECT' THEN json_keys(record) ELSE [] END
                AS found
            FROM {table}
        )
        WHERE NOT list_has_all(found, [{wanted}]) ORDER BY _row LIMIT 20
        """
    ).fetchall()
    wording = N_("a record has no such key: it has %(found)s")
    if lacking:
        raise SourceError(
            [
                Problem("header", file, wording, row, key, {"found": ", ".join(found) or "-"})
                for row, key, found in lacking
            ]
        )
