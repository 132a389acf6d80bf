"""Leaving natural persons out of a table, in which each name is judged once."""

from __future__ import annotations

from windroos.problems import N_, Problem
from windroos.sources.persons import sign_of_person
from windroos.sources.readable import value_of
from windroos.sources.shape import COLUMNS, Gives, Workspace

_NAMES = 10_000  # names after which it is asked whether to go on


def take_out_persons(workspace: Workspace, table: str, kind: Gives, file: str) -> list[Problem]:
    """Takes the rows of natural persons out of a table of text, and tells how many there were.

    The table has `_row`, `place_withheld`, and the columns of its kind.
    """
    columns = COLUMNS[kind]
    connection = workspace.connection
    key = "name, place_withheld, " + ", ".join(
        f"coalesce({column}, '')" if column in columns else "''"
        for column in ("short_name", "activity_type")
    )
    distinct = connection.execute(
        f"SELECT DISTINCT {key} FROM {table} WHERE name IS NOT NULL"
    ).fetchall()
    persons = []
    for number, (name, place_withheld, short_name, activity_type) in enumerate(distinct):
        if number % _NAMES == 0:
            workspace.ask()
        sign = sign_of_person(
            name,
            short_name=short_name,
            activity_type=activity_type,
            place_withheld=place_withheld,
        )
        if sign is not None:
            persons.append((name, place_withheld, short_name, activity_type))
    if not persons:
        return []
    money = "NULL"
    if "ec_contribution" in columns:
        money = value_of("ec_contribution", columns["ec_contribution"])
    connection.execute(
        f"""
        CREATE TABLE {table}_persons AS SELECT _row, CAST({money} AS DOUBLE) AS money FROM {table}
        WHERE ({key}) IN (
            SELECT (unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]), unnest(?::VARCHAR[]),
                unnest(?::VARCHAR[]))
        )
        """,
        [list(column) for column in zip(*persons, strict=True)],
    )
    connection.execute(f"DELETE FROM {table} WHERE _row IN (SELECT _row FROM {table}_persons)")
    ((count, lost),) = connection.execute(
        f"SELECT count(*), sum(money) FROM {table}_persons"
    ).fetchall()
    if lost is None:
        wording = N_("%(count)s rows are of natural persons, or seem to be, and are left out")
        return [Problem("persons", file, wording, field="name", values={"count": count})]
    wording = N_(
        "%(count)s rows are of natural persons, or seem to be, and are left out: with them an EU "
        "contribution of %(money)s euro"
    )
    values = {"count": count, "money": f"{lost:.0f}"}
    return [Problem("persons", file, wording, field="name", values=values)]
