"""What of a table of text can be read as what its columns hold.

A row of which a field cannot be read is left out and told; when more than one in a hundred cannot
be read, the file is another than it is taken for, and nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from windroos.problems import N_, Problem
from windroos.sources.shape import SourceError, Workspace
from windroos.sources.staging import literal, quoted

_TOLD = 100  # faults that are told one by one
_UNREADABLE = 0.01  # the share of rows that may be unreadable

# How a field of a type is written, and how it becomes a value. CORDIS writes money with a point in
# one column and a comma in the next; neither ever parts thousands.
_WRITTEN = {
    "DOUBLE": r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?",
    "BIGINT": r"[+-]?\d+",
    "BOOLEAN": r"(?i)true|false",
    "DATE": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([ T].*)?",
}
_VALUE = {
    "DOUBLE": "TRY_CAST(replace({}, ',', '.') AS DOUBLE)",
    "BIGINT": "TRY_CAST({} AS BIGINT)",
    "BOOLEAN": "TRY_CAST({} AS BOOLEAN)",
    "DATE": "TRY_CAST({}[:10] AS DATE)",
}
_EXPECTED = {
    "DOUBLE": N_("%(found)s is no number as the publisher writes them (1234.5 or 1234,5)"),
    "BIGINT": N_("%(found)s is no whole number"),
    "BOOLEAN": N_("%(found)s is neither true nor false"),
    "DATE": N_("%(found)s is no date written as 2022-01-31"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is known of the rows beyond the query: the file, its columns by our names for them, how
    some fields have to be written, the rows that did not fit the header, and whether natural
    persons may stand among the organisations."""

    file: str
    fields: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
    misfits: Sequence[Problem] = ()
    persons: bool = True


@dataclass(frozen=True, slots=True)
class Check:
    """A field, the condition (in SQL) under which it cannot be read, and what is said of it."""

    name: str
    condition: str
    wording: str


def checks_of(columns: Mapping[str, str], patterns: Mapping[str, str]) -> Iterator[Check]:
    """The checks of columns by their types; `patterns` says how some have to be written instead."""
    for name, type_ in columns.items():
        column = quoted(name)
        if name in patterns:
            other = f"NOT regexp_full_match({column}, {literal(patterns[name])})"
            yield Check(name, other, N_("%(found)s is not written as this field is"))
        elif type_ in _WRITTEN:
            other = f"NOT regexp_full_match({column}, {literal(_WRITTEN[type_])})"
            none = f"{column} IS NOT NULL AND {value_of(column, type_)} IS NULL"
            yield Check(name, f"({other} OR {none})", _EXPECTED[type_])


def value_of(column: str, type_: str) -> str:
    """What a field of text is as a value of a type, in SQL; NULL when it is none."""
    return _VALUE.get(type_, "{}").format(column)


def take_out_unreadable(
    workspace: Workspace, table: str, checks: Sequence[Check], origin: Origin
) -> list[Problem]:
    """Takes the rows that cannot be read out of the table, and tells them.

    Raises `SourceError` when they are too many, and when there are no rows at all.
    """
    connection = workspace.connection
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
    if not rows and not origin.misfits:
        wording = N_("holds no rows under its header: fetch the file again")
        raise SourceError([Problem("truncated", origin.file, wording)])
    wrong = " OR ".join(f"coalesce({check.condition}, false)" for check in checks)
    bad = f"{table}_unreadable"
    connection.execute(f"CREATE TABLE {bad} AS SELECT * FROM {table} WHERE {wrong}")
    problems = list(origin.misfits)
    for check in checks:
        found = connection.execute(
            f"""
            SELECT _row, {quoted(check.name)} FROM {bad} WHERE {check.condition}
            ORDER BY 1 LIMIT {_TOLD}
            """
        ).fetchall()
        place = origin.fields.get(check.name, check.name)
        problems += [
            Problem("field", origin.file, check.wording, row, place, _found(text, origin))
            for row, text in found
        ]
    (unread,) = connection.execute(f"SELECT count(*) FROM {bad}").fetchall()[0]
    left_out = unread + len(origin.misfits)
    if left_out > _UNREADABLE * (rows + len(origin.misfits)):
        raise SourceError(problems[:_TOLD])
    if not left_out:
        return []
    connection.execute(f"DELETE FROM {table} WHERE _row IN (SELECT _row FROM {bad})")
    wording = N_("%(count)s rows cannot be read and are left out; the first are told below")
    summary = Problem("unreadable", origin.file, wording, values={"count": left_out})
    return [summary, *sorted(problems, key=lambda problem: problem.row or 0)[:_TOLD]]


def _found(text: str | None, origin: Origin) -> Mapping[str, str]:
    """What stood there, to be told: where fields are shifted it could be a person's name."""
    if text is not None and origin.persons and any(letter.isalpha() for letter in text):
        return {"found": "…"}
    return {"found": text or "-"}
