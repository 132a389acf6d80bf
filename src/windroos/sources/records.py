"""From a query on staged files to a table of records: projects, participations, topics,
organisations, with every field checked (`readable`) and natural persons left out (`persons`).
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.persons.leaving_out import take_out_persons
from windroos.sources.readable import Check, Origin, checks_of, take_out_unreadable, value_of
from windroos.sources.shape import COLUMNS, Gives, Reading, Workspace
from windroos.sources.staging import quoted

# The kinds of records, and the fields of which a row has to have one of each.
RECORDS: Mapping[Gives, tuple[tuple[str, ...], ...]] = {
    "projects": (("project", "project_rcn"),),
    "participations": (("project", "project_rcn"), ("organisation",)),
    "topics": (("project", "project_rcn"), ("scheme",), ("code",)),
    "organisations": (("id",), ("name",)),
}
# Our code for what the publisher gives, and how many characters it has: where the publisher knows
# no region, a country stands for one.
MADE = {"country": "country_given", "nuts": "nuts_given"}
_LENGTHS = {"country": (2, 2), "nuts": (3, 5)}


def records(workspace: Workspace, query: str, kind: Gives, origin: Origin) -> Reading:
    """The records of a query that gives columns of `COLUMNS[kind]` as text, and `_row`.

    Columns that the query does not give are missing; `country` and `nuts` come of what is
    `…_given`; a column `place_withheld` says that the publisher withholds the place. They come row
    by row, so that the same file gives the same table each time. Raises `SourceError` when too many
    rows cannot be read.
    """
    given = _kept(workspace, query, kind)
    checks = [*_missing(kind), *checks_of(COLUMNS[kind], origin.patterns)]
    warnings = [
        *take_out_unreadable(workspace, given, checks, origin),
        *(take_out_persons(workspace, given, kind, origin.file) if origin.persons else ()),
        *_twice(workspace, given, kind, origin.file),
    ]
    codes, unknown = _codes(workspace, given, kind, origin.file)
    chosen, joins = [], []
    for name, type_ in COLUMNS[kind].items():
        if name in MADE:
            chosen.append(f"{name}_codes.code AS {name}")
            on = f"given.{MADE[name]} = {name}_codes.given"
            joins.append(f"LEFT JOIN {codes[name]} AS {name}_codes ON {on}")
        else:
            value = value_of(f"given.{quoted(name)}", type_)
            chosen.append(f"CAST({value} AS {type_}) AS {quoted(name)}")
    table = workspace.connection.sql(
        f"SELECT {', '.join(chosen)} FROM {given} AS given {' '.join(joins)} ORDER BY given._row"
    )
    return Reading(table, (*warnings, *unknown))


def _kept(workspace: Workspace, query: str, kind: Gives) -> str:
    """The rows of the query as a table of text with every column of the kind but our codes."""
    connection = workspace.connection
    name = f"records_{len(connection.execute('SHOW TABLES').fetchall())}"
    there = set(connection.sql(query).columns)
    columns = [
        f"nullif(trim(CAST({quoted(column)} AS VARCHAR)), '') AS {quoted(column)}"
        if column in there
        else f"CAST(NULL AS VARCHAR) AS {quoted(column)}"
        for column in COLUMNS[kind]
        if column not in MADE
    ]
    withheld = "place_withheld" if "place_withheld" in there else "false"
    connection.execute(
        f"""
        CREATE TABLE {name} AS SELECT _row, {withheld} AS place_withheld, {", ".join(columns)}
        FROM ({query})
        """
    )
    return name


def _missing(kind: Gives) -> list[Check]:
    """A row without a field that it cannot do without is of nothing."""
    wording = N_("is empty, and without it the row says nothing")
    return [
        Check(names[0], " AND ".join(f"{quoted(name)} IS NULL" for name in names), wording)
        for names in RECORDS[kind]
    ]


def _twice(workspace: Workspace, given: str, kind: Gives, file: str) -> list[Problem]:
    """Rows that repeat another in every field are taken out of the table, and counted.

    Hashes are compared first: they are far smaller than the rows.
    """
    connection = workspace.connection
    columns = ", ".join(quoted(name) for name in COLUMNS[kind] if name not in MADE)
    doubtful = f"""
        SELECT hash({columns}) AS hashed FROM {given} GROUP BY ALL HAVING count(*) > 1
    """
    repeated = connection.execute(
        f"""
        SELECT _row, first FROM (
            SELECT _row, min(_row) OVER (PARTITION BY {columns}) AS first FROM {given}
            WHERE hash({columns}) IN ({doubtful})
        ) WHERE _row > first ORDER BY _row
        """
    ).fetchall()
    if not repeated:
        return []
    connection.execute(
        f"DELETE FROM {given} WHERE _row IN (SELECT unnest(?::BIGINT[]))",
        [[row for row, _ in repeated]],
    )
    wording = N_("%(count)s rows repeat another in every field and are left out, this one first")
    values = {"count": len(repeated)}
    return [Problem("duplicate", file, wording, repeated[0][0], values=values)]


def _codes(
    workspace: Workspace, given: str, kind: Gives, file: str
) -> tuple[dict[str, str], list[Problem]]:
    """For each column of our codes a table of them by what is given; and what has none, told."""
    connection, tables, warnings = workspace.connection, {}, []
    for name, source in MADE.items():
        if name not in COLUMNS[kind]:
            continue
        counted = connection.execute(
            f"""
            SELECT {source}, count(*), min(_row) FROM {given} WHERE {source} IS NOT NULL
            GROUP BY 1 ORDER BY 1
            """
        ).fetchall()
        found = {code: region_of(code, "eurostat") for code, _, _ in counted}
        least, most = _LENGTHS[name]
        ours = [code if code and least <= len(code) <= most else None for code in found.values()]
        tables[name] = f"{given}_{name}"
        connection.execute(
            f"""
            CREATE TABLE {tables[name]} AS
            SELECT unnest(?::VARCHAR[]) AS given, unnest(?::VARCHAR[]) AS code
            """,
            [list(found), ours],
        )
        wording = N_("%(code)s is no region of ours: its %(count)s rows are kept without one")
        warnings += [
            Problem("region", file, wording, row, name, {"code": code, "count": count})
            for code, count, row in counted
            if found[code] is None
        ]
    return tables, warnings
