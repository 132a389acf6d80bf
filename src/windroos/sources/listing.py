"""From a query on staged files to what is listed: names, dates, kinds and countries checked."""

from __future__ import annotations

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.shape import COLUMNS, KEYS, Reading, SourceError, Workspace
from windroos.sources.staging import literal

KINDS = ("person", "organisation", "vessel", "aircraft", "other")

# What a query gives: `_row` is the place in the file, countries are lists of the publisher's codes.
_GIVEN = {
    "_row": "BIGINT",
    **COLUMNS["listed"],
    "countries": "VARCHAR[]",
    "address_countries": "VARCHAR[]",
}
_OPTIONAL = set(_GIVEN) - {"_row", "list", "entity", "listing", "kind", "name", "cell"}
_DEFAULTS = {"name_kind": "'name'", "details": "MAP {}"}
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_TOLD = 100  # faults of one kind that are told one by one

# How publishers write dates, by how much of one they tell.
_WHOLE = ("%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
_MONTH = ("%B %Y", "%b %Y")


def iso_date(column: str) -> str:
    """A date as SQL, written as ISO 8601 has it; what is no date stays as it is, to be told."""
    text = f"nullif(trim({column}), '')"
    whole, month = (str([*formats]) for formats in (_WHOLE, _MONTH))
    return f"""
        CASE WHEN NOT regexp_full_match({text}, '{_DATE}') THEN coalesce(
            strftime(try_strptime({text}, {whole}), '%Y-%m-%d'),
            strftime(try_strptime({text}, {month}), '%Y-%m'), {text}) ELSE {text} END"""


def parts(column: str, separator: str = ";") -> str:
    """The parts of a text as an SQL list, none of them empty."""
    split = f"string_split(coalesce({column}, ''), {literal(separator)})"
    return f"list_filter(list_transform({split}, lambda one: trim(one)), lambda one: one <> '')"


def listed(workspace: Workspace, query: str, *, file: str, scheme: str) -> Reading:
    """What a query with the columns of `_GIVEN` lists; what is not in it is missing.

    The same name under the same listing of the same entity is one row, the first. `scheme` says in
    which codes the countries are; what is no country of ours is told as a warning. Raises
    `SourceError` for a row without entity or name, for what is no date, and for no rows at all.
    """
    given = _kept(workspace, query)
    problems = [*_missing(workspace, given, file), *_no_dates(workspace, given, file)]
    if problems:
        raise SourceError(problems)
    known, warnings = _countries(workspace, given, file, scheme)
    chosen = ", ".join(
        f"{_expression(name)} AS {name}" for name, kind in COLUMNS["listed"].items() if kind
    )
    table = workspace.connection.sql(
        f"""
        SELECT {chosen} FROM {given} AS given CROSS JOIN {known} AS known
        ORDER BY given._row, listing, name_kind <> 'name', name_kind, name
        """
    )
    return Reading(table, (*warnings, *_of_no_kind(workspace, given, file)))


def _kept(workspace: Workspace, query: str) -> str:
    connection = workspace.connection
    name = f"given_{len(connection.execute('SHOW TABLES').fetchall())}"
    there = set(connection.sql(query).columns)
    columns = ", ".join(
        f"CAST({_trimmed(column, kind) if column in there else _DEFAULTS.get(column, 'NULL')} "
        f"AS {kind}) AS {column}"
        for column, kind in _GIVEN.items()
        if column in there or column in _OPTIONAL
    )
    connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM ({query})")
    _once(workspace, name)
    return name


def _once(workspace: Workspace, given: str) -> None:
    """Leaves the first of the rows of one key. Hashes are compared first: they are far smaller."""
    key = ", ".join(KEYS["listed"])
    workspace.connection.execute(
        f"""
        DELETE FROM {given} WHERE rowid IN (
            SELECT rowid FROM {given} WHERE hash({key}) IN (
                SELECT hash({key}) FROM {given} GROUP BY ALL HAVING count(*) > 1)
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY _row, rowid) > 1)
        """
    )


def _trimmed(column: str, kind: str) -> str:
    return f"nullif(trim({column}), '')" if kind == "VARCHAR" else column


def _expression(column: str) -> str:
    if column == "kind":
        known = ", ".join(literal(kind) for kind in KINDS)
        return f"CASE WHEN kind IS NULL OR kind IN ({known}) THEN kind ELSE 'other' END"
    if column == "born":
        return "CASE WHEN kind = 'person' THEN born END"
    if not column.endswith("countries"):
        return f"given.{column}"
    # Each code once, in alphabetical order, with a blank between.
    ours = f"list_transform(given.{column}, lambda code: known.regions[code])"
    return f"nullif(array_to_string(list_sort(list_distinct({ours})), ' '), '')"


def _missing(workspace: Workspace, given: str, file: str) -> list[Problem]:
    rows = workspace.connection.execute(
        f"""
        SELECT _row, CASE WHEN entity IS NULL THEN 'entity' ELSE 'name' END FROM {given}
        WHERE entity IS NULL OR name IS NULL ORDER BY 1 LIMIT {_TOLD}
        """
    ).fetchall()
    if not rows and not workspace.connection.execute(f"SELECT 1 FROM {given} LIMIT 1").fetchall():
        return [Problem("truncated", file, N_("lists nothing: fetch the file again"))]
    wording = N_("what is listed here has no name, or no number to know it by")
    return [Problem("missing", file, wording, row, field) for row, field in rows]


def _no_dates(workspace: Workspace, given: str, file: str) -> list[Problem]:
    rows = workspace.connection.execute(
        f"""
        SELECT _row, field, found FROM (
            SELECT _row, unnest([('start_date', start_date), ('end_date', end_date)]) AS entry,
                entry[1] AS field, entry[2] AS found FROM {given}
        )
        WHERE NOT regexp_full_match(found, ?) GROUP BY ALL ORDER BY 1, 2 LIMIT {_TOLD}
        """,
        [_DATE],
    ).fetchall()
    wording = N_("%(found)s is no date as the publisher writes them")
    return [
        Problem("date", file, wording, row, field, {"found": found}) for row, field, found in rows
    ]


def _countries(
    workspace: Workspace, given: str, file: str, scheme: str
) -> tuple[str, list[Problem]]:
    """A table of one row with our code of each country given, and a warning for each without."""
    counted = workspace.connection.execute(
        f"""
        SELECT code, count(DISTINCT entity), min(_row)
        FROM (SELECT entity, _row,
            unnest(list_concat(coalesce(countries, []), coalesce(address_countries, []))) AS code
            FROM {given})
        WHERE code IS NOT NULL GROUP BY 1 ORDER BY 1
        """
    ).fetchall()
    regions = {code: region_of(code, scheme) for code, _, _ in counted}
    name = f"{given}_countries"
    workspace.connection.execute(
        f"CREATE TABLE {name} AS SELECT map(?::VARCHAR[], ?::VARCHAR[]) AS regions",
        [list(regions), list(regions.values())],
    )
    wording = N_("%(code)s is no country of ours: %(count)s of the listed are kept without it")
    warnings = [
        Problem("region", file, wording, row, "countries", {"code": code or "-", "count": count})
        for code, count, row in counted
        if regions[code] is None
    ]
    return name, warnings


def _of_no_kind(workspace: Workspace, given: str, file: str) -> list[Problem]:
    known = ", ".join(literal(kind) for kind in KINDS)
    rows = workspace.connection.execute(
        f"""
        SELECT kind, count(DISTINCT entity), min(_row) FROM {given} WHERE kind NOT IN ({known})
        GROUP BY 1 ORDER BY 1
        """
    ).fetchall()
    wording = N_("%(kind)s is no kind that we know: %(count)s of the listed are kept as other")
    return [
        Problem("kind", file, wording, row, "kind", {"kind": kind, "count": count})
        for kind, count, row in rows
    ]
