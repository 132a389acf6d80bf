"""From a query on staged files to observations, with numbers, periods, keys and regions checked."""

from __future__ import annotations

import re

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.shape import COLUMNS, Reading, SourceError, Workspace
from windroos.sources.staging import Staged, literal, quoted

# How a number is written, by its decimal mark.
_NUMBERS = {
    mark: rf"[+-]?(\d+({escaped}\d*)?|{escaped}\d+)([eE][+-]?\d+)?"
    for mark, escaped in ((".", r"\."), (",", ","))
}
_PERIOD = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-S[12]|-W([0-4]\d|5[0-3]))?"
_TOLD = 100  # faults of one kind that are told one by one

# What a query gives, all of it text. `_row` is the place in the file; `value_from` and `error_from`
# name the columns where the value and its standard error stand there.
_GIVEN = {
    "_row": "BIGINT",
    "value_from": "VARCHAR",
    "region_given": "VARCHAR",
    "indicator": "VARCHAR",
    "period": "VARCHAR",
    "value": "VARCHAR",
    "unit": "VARCHAR",
    "flag": "VARCHAR",
    "error_from": "VARCHAR",
    "standard_error": "VARCHAR",
    "cell": "VARCHAR",
    "dimensions": "MAP(VARCHAR, VARCHAR)",
}
_DEFAULTS = {
    "unit": "NULL",
    "flag": "NULL",
    "error_from": "NULL",
    "standard_error": "NULL",
    "dimensions": "MAP {}",
}
_KEY = "region_given, indicator, period, unit, dimensions"


def observations(
    workspace: Workspace, query: str, *, file: str, scheme: str, decimal: str = "."
) -> Reading:
    """Observations of a query with the columns of `_GIVEN`; those with a default may be left out.

    They come line by line, so that the same file gives the same table each time. A
    value that is NULL is one that the publisher says is missing, and stays in. `scheme` says in
    which codes the regions are; what is no region of ours stays in without one and is told as a
    warning. Raises `SourceError` for what is no number or no period, and for two values of one key.
    """
    given = _kept(workspace, query)
    problems = [
        *no_numbers(workspace, given, file, "value", named_by="value_from", decimal=decimal),
        *no_numbers(
            workspace, given, file, "standard_error", named_by="error_from", decimal=decimal
        ),
        *_no_periods(workspace, given, file),
        *_twice(workspace, given, file),
    ]
    if problems:
        raise SourceError(problems)
    codes, warnings = _regions(workspace, given, file, scheme)
    table = workspace.connection.sql(
        f"""
        SELECT {_chosen(decimal)}
        FROM {given} AS given LEFT JOIN {codes} AS codes USING (region_given)
        ORDER BY _row, value_from, indicator, period
        """
    )
    return Reading(table, tuple(warnings))


def _chosen(decimal: str) -> str:
    """The columns of an observation, as SQL."""
    chosen = {name: f"given.{name}" for name in COLUMNS["observations"]}
    chosen["region"] = "codes.region"
    for name in ("value", "standard_error"):
        chosen[name] = f"replace(given.{name}, {literal(decimal)}, '.')"
    return ", ".join(
        f"CAST({chosen[name]} AS {kind}) AS {name}"
        for name, kind in COLUMNS["observations"].items()
    )


def told_without_unit(reading: Reading, file: str) -> Reading:
    """The reading, with a warning when some of its figures have no unit."""
    unnamed = reading.table.filter("unit IS NULL").aggregate("count(*)").fetchall()[0][0]
    if not unnamed:
        return reading
    wording = N_("%(count)s figures have no unit: the file does not say it")
    warning = Problem("unit", file, wording, field="unit", values={"count": unnamed})
    return Reading(reading.table, (*reading.warnings, warning))


def years_of(staged: Staged) -> str:
    """The columns that are years, as SQL lists them. Raises `SourceError` when there are none."""
    years = [name for name in staged.columns if re.fullmatch(r"\d{4}", name)]
    if not years:
        wording = N_("no column of the header is a year: it has %(found)s")
        values = {"found": ", ".join(staged.columns)}
        raise SourceError([Problem("header", staged.file, wording, 1, values=values)])
    return ", ".join(quoted(year) for year in years)


def _kept(workspace: Workspace, query: str) -> str:
    """The rows of the query as a table with every column of `_GIVEN`."""
    connection = workspace.connection
    name = f"given_{len(connection.execute('SHOW TABLES').fetchall())}"
    there = set(connection.sql(query).columns)
    columns = ", ".join(
        f"CAST({column if column in there else _DEFAULTS[column]} AS {kind}) AS {column}"
        for column, kind in _GIVEN.items()
    )
    connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM ({query})")
    return name


def no_numbers(
    workspace: Workspace,
    table: str,
    file: str,
    column: str,
    *,
    named_by: str | None = None,
    decimal: str = ".",
    required: bool = False,
) -> list[Problem]:
    """What stands in a column of text and is no number; nothing at all is one that is missing.

    `named_by` is the column that says which field of the file it is, if not this one.
    """
    wording = N_("%(found)s is no number as the publisher writes them (1234.5)")
    found = _not_matching(workspace, table, column, named_by, _NUMBERS[decimal], required)
    return [
        Problem("number", file, wording, row, field, {"found": text or "-"})
        for row, field, text in found
    ]


def _no_periods(workspace: Workspace, given: str, file: str) -> list[Problem]:
    wording = N_("%(found)s is no period written as 2022, 2022-Q1, 2022-01 or 2022-01-31")
    found = _not_matching(workspace, given, "period", None, _PERIOD, required=True)
    return [
        Problem("period", file, wording, row, field, {"found": text or "-"})
        for row, field, text in found
    ]


def _not_matching(
    workspace: Workspace,
    table: str,
    column: str,
    named_by: str | None,
    pattern: str,
    required: bool,
) -> list[tuple[int, str, str | None]]:
    return workspace.connection.execute(
        f"""
        SELECT _row, {named_by or literal(column)}, {quoted(column)} FROM {table}
        WHERE coalesce(NOT regexp_full_match({quoted(column)}, ?), {required})
        ORDER BY _row LIMIT {_TOLD}
        """,
        [pattern],
    ).fetchall()


def _twice(workspace: Workspace, given: str, file: str) -> list[Problem]:
    """Two values of one key. Hashes are compared first: they are far smaller than the keys."""
    rows = workspace.connection.execute(
        f"""
        WITH doubtful AS (
            SELECT hash({_KEY}) AS hashed FROM {given} GROUP BY ALL HAVING count(*) > 1
        )
        SELECT min(_row), max(_row), any_value(cell)
        FROM {given} WHERE hash({_KEY}) IN (FROM doubtful)
        GROUP BY {_KEY} HAVING count(*) > 1 ORDER BY 1 LIMIT {_TOLD}
        """
    ).fetchall()
    wording = N_("the figure of %(cell)s stands in line %(first)s already")
    return [
        Problem("duplicate", file, wording, last, values={"cell": cell, "first": first})
        for first, last, cell in rows
    ]


def _regions(workspace: Workspace, given: str, file: str, scheme: str) -> tuple[str, list[Problem]]:
    """A table of our code for each of the publisher's, and a warning for each without one."""
    connection = workspace.connection
    counted = connection.execute(
        f"SELECT region_given, count(*), min(_row) FROM {given} GROUP BY 1 ORDER BY 1"
    ).fetchall()
    name = f"{given}_codes"
    codes = [code for code, _, _ in counted]
    regions = [region_of(code, scheme) for code in codes]
    connection.execute(
        f"""
        CREATE TABLE {name} AS SELECT unnest(?::VARCHAR[]) AS region_given,
            unnest(?::VARCHAR[]) AS region
        """,
        [codes, regions],
    )
    wording = N_("%(code)s is no region of ours: its %(count)s figures are kept without one")
    warnings = [
        Problem("region", file, wording, row, "region", {"code": code or "-", "count": count})
        for (code, count, row), region in zip(counted, regions, strict=True)
        if region is None
    ]
    return name, warnings
