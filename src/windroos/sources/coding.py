"""From a query on staged files to codes with their labels, checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.shape import COLUMNS, KEYS, Reading, SourceError, Workspace
from windroos.sources.staging import literal, quoted, stage_text

# What a query gives, all of it text. `_row` is the place in the file; `region_given` is what leads
# to a region, in the scheme that `codes` is told.
_GIVEN = {"_row": "BIGINT", "region_given": "VARCHAR", **COLUMNS["codes"]}
_TOLD = 100  # faults of one kind that are told one by one


def codes(workspace: Workspace, query: str, *, file: str, regions_in: str | None = None) -> Reading:
    """The codes of a query with `_row`, `scheme`, `code`, `label`, and others of `_GIVEN`.

    `regions_in` says in which scheme of `windroos.codes` `region_given` is; what is no region of
    ours stays in without one and is told as a warning. Raises `SourceError` for a row without code
    or label, for a code that stands there twice, and for no rows at all.
    """
    connection = workspace.connection
    given = f"given_{len(connection.execute('SHOW TABLES').fetchall())}"
    there = set(connection.sql(query).columns)
    columns = ", ".join(
        f"CAST({_expression(column, kind, column in there)} AS {kind}) AS {column}"
        for column, kind in _GIVEN.items()
        if column != "region"
    )
    connection.execute(f"CREATE TABLE {given} AS SELECT {columns} FROM ({query})")
    known, warnings = _regions(workspace, given, file, regions_in)
    problems = [*_missing(workspace, given, file), *_twice(workspace, given, known, file)]
    if problems:
        raise SourceError(problems)
    chosen = ", ".join(COLUMNS["codes"])
    table = connection.sql(
        f"""
        SELECT {chosen} FROM {given} LEFT JOIN {known} USING (region_given)
        ORDER BY _row, scheme, code, language
        """
    )
    return Reading(table, tuple(warnings))


def code_table(
    workspace: Workspace,
    path: Path,
    scheme: str,
    *,
    code: str,
    label: str,
    attributes: Sequence[str] = (),
    regions_in: str | None = None,
) -> Reading:
    """The codes of a table with a code a row and its label in English, by the names of its columns.

    With `regions_in` the codes themselves lead to regions. Raises `SourceError` as `codes` and
    `stage_text` do.
    """
    staged = stage_text(workspace, path, columns=(code, label, *attributes))
    entries = ", ".join(f"({literal(name)}, {quoted(name)})" for name in attributes)
    filled = f"list_filter([{entries}], lambda one: one[2] <> '')"
    query = f"""
        SELECT _row, {literal(scheme)} AS scheme, {quoted(code)} AS code, 'en' AS language,
            {quoted(label)} AS label, {f"trim({quoted(code)})" if regions_in else "NULL"}
            AS region_given, {literal(code + "=")} || {quoted(code)} AS cell,
            {f"map_from_entries({filled})" if entries else "MAP {}"} AS attributes
        FROM {staged.name}
    """
    return codes(workspace, query, file=path.name, regions_in=regions_in)


def _expression(column: str, kind: str, there: bool) -> str:
    if not there:
        return "MAP {}" if kind.startswith("MAP") else "NULL"
    # Some tables fill an empty cell with a blank that does not break a line (U+00A0).
    return column if kind != "VARCHAR" else f"nullif(trim({column}, ' ' || chr(160)), '')"


def _missing(workspace: Workspace, given: str, file: str) -> list[Problem]:
    connection = workspace.connection
    rows = connection.execute(
        f"""
        SELECT _row, CASE WHEN code IS NULL THEN 'code' ELSE 'label' END FROM {given}
        WHERE code IS NULL OR label IS NULL ORDER BY 1 LIMIT {_TOLD}
        """
    ).fetchall()
    if not rows and not connection.execute(f"SELECT 1 FROM {given} LIMIT 1").fetchall():
        return [Problem("truncated", file, N_("has no codes: fetch the file again"))]
    wording = N_("this row has no code, or no label")
    return [Problem("missing", file, wording, row, field) for row, field in rows]


def _twice(workspace: Workspace, given: str, known: str, file: str) -> list[Problem]:
    rows = workspace.connection.execute(
        f"""
        SELECT min(_row), max(_row), any_value(code)
        FROM {given} LEFT JOIN {known} USING (region_given)
        GROUP BY {", ".join(KEYS["codes"])} HAVING count(*) > 1 ORDER BY 1 LIMIT {_TOLD}
        """
    ).fetchall()
    wording = N_("%(code)s stands in line %(first)s already")
    return [
        Problem("duplicate", file, wording, last, "code", {"code": code, "first": first})
        for first, last, code in rows
    ]


def _regions(
    workspace: Workspace, given: str, file: str, scheme: str | None
) -> tuple[str, list[Problem]]:
    connection = workspace.connection
    counted = connection.execute(
        f"SELECT region_given, min(_row) FROM {given} WHERE region_given IS NOT NULL "
        "GROUP BY 1 ORDER BY 1"
    ).fetchall()
    regions = {code: region_of(code, scheme) if scheme else None for code, _ in counted}
    name = f"{given}_regions"
    connection.execute(
        f"""
        CREATE TABLE {name} AS SELECT unnest(?::VARCHAR[]) AS region_given,
            unnest(?::VARCHAR[]) AS region
        """,
        [list(regions), list(regions.values())],
    )
    wording = N_("%(code)s is no region of ours: its codes are kept without one")
    warnings = [
        Problem("region", file, wording, row, "region", {"code": code})
        for code, row in counted
        if regions[code] is None
    ]
    return name, warnings
