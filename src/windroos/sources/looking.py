"""Questions to a snapshot of observations, answered without going through all of it.

    choice = Choice("pat_ep_rtot", dimensions={"freq": "A"}, unit="NR")
    figures(lake_folder, sha256, choice, since="2010")

`sha256` is that of the snapshot. Every function raises `LakeError` for one that is missing or was
changed. Missing stays missing: a figure whose `value` is None stands in the publisher's file as
such, and what stands there not at all is told by `gaps` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from windroos.sources.contents import opened
from windroos.sources.shape import COLUMNS

_COLUMNS = ", ".join(COLUMNS["observations"])
_TOLD = "indicator, units, regions, first, last, rows, missing, dimensions"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator in a snapshot.

    `units` are its units (None among them where some figures have none), `dimensions` how many
    codes there are in each, `regions` how many places by the publisher's own codes. `first` and
    `last` are periods; `missing` of the `rows` have no value.
    """

    id: str
    units: tuple[str | None, ...]
    regions: int
    first: str
    last: str
    rows: int
    missing: int
    dimensions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Combination:
    """A unit and a code in each dimension in which an indicator has figures."""

    unit: str | None
    dimensions: Mapping[str, str]
    first: str
    last: str
    rows: int
    missing: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which figures of an indicator: those with these codes in these dimensions, of this unit and
    of these regions (our codes). What is left out may be anything."""

    indicator: str
    dimensions: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation, as `windroos.sources.shape` describes its columns."""

    region: str | None
    region_given: str | None
    indicator: str
    period: str
    value: float | None
    unit: str | None
    flag: str | None
    standard_error: float | None
    cell: str
    dimensions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place and a period of which nothing is known: a figure that is marked as missing (`stands`,
    with the flag), or none at all."""

    region: str | None
    region_given: str | None
    period: str
    stands: bool
    flag: str | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """Of `regions` places times the `periods`, `count` are gaps; `gaps` are the first of them."""

    regions: int
    periods: tuple[str, ...]
    count: int
    gaps: tuple[Gap, ...]


def indicators(folder: Path, sha256: str) -> list[Indicator]:
    """Every indicator in the snapshot, in order."""
    with opened(folder, sha256) as connection:
        rows = connection.execute(f"SELECT {_TOLD} FROM indicators ORDER BY indicator").fetchall()
    return [_indicator(row) for row in rows]


def indicator(folder: Path, sha256: str, id: str) -> Indicator | None:
    """One of them, or None."""
    with opened(folder, sha256) as connection:
        query = f"SELECT {_TOLD} FROM indicators WHERE indicator = ?"
        row = connection.execute(query, [id]).fetchone()
    return _indicator(row) if row else None


def combinations(
    folder: Path, sha256: str, choice: Choice, *, most: int | None = None
) -> list[Combination]:
    """What there is to choose from within a choice; its regions do not matter."""
    conditions, values = _of_series(choice)
    with opened(folder, sha256) as connection:
        rows = connection.execute(
            f"""
            SELECT unit, dimensions, first, last, "rows", missing FROM series
            WHERE {conditions} ORDER BY first_row LIMIT {_limit(most)}
            """,
            values,
        ).fetchall()
    return [Combination(*row) for row in rows]


def figures(
    folder: Path,
    sha256: str,
    choice: Choice,
    *,
    since: str | None = None,
    until: str | None = None,
    most: int | None = None,
    skip: int = 0,
) -> list[Figure]:
    """The figures of a choice, in the order of the snapshot: by dimensions, unit, region, period.

    `since` and `until` take part of a period as all of it: until 2022 is with 2022-Q4.
    """
    with opened(folder, sha256) as connection:
        chosen, values = _chosen(connection, choice, since, until)
        rows = connection.execute(
            f"""
            SELECT {_COLUMNS} FROM {chosen} ORDER BY file_row_number
            LIMIT {_limit(most)} OFFSET {int(skip)}
            """,
            values,
        ).fetchall()
    return [Figure(*row) for row in rows]


def count(
    folder: Path,
    sha256: str,
    choice: Choice,
    *,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """How many figures a choice has."""
    with opened(folder, sha256) as connection:
        chosen, values = _chosen(connection, choice, since, until)
        return connection.execute(f"SELECT count(*) FROM {chosen}", values).fetchall()[0][0]


def latest(folder: Path, sha256: str, choice: Choice, *, until: str | None = None) -> list[Figure]:
    """The last known figure of each place, in each unit and combination of dimensions chosen."""
    with opened(folder, sha256) as connection:
        chosen, values = _chosen(connection, choice, None, until)
        rows = connection.execute(
            f"""
            SELECT {_COLUMNS} FROM {chosen} WHERE value IS NOT NULL
            QUALIFY row_number() OVER (
                PARTITION BY region_given, unit, dimensions ORDER BY period DESC) = 1
            ORDER BY file_row_number
            """,
            values,
        ).fetchall()
    return [Figure(*row) for row in rows]


def gaps(folder: Path, sha256: str, choice: Choice, *, most: int = 10_000) -> Gaps:
    """For which places and periods that occur in a choice, none of its figures is known."""
    with opened(folder, sha256) as connection:
        chosen, values = _chosen(connection, choice, None, None)
        connection.execute(
            f"""
            CREATE TEMP TABLE pairs AS
            SELECT region_given, period, any_value(region) AS region, count(value) AS known,
                first(flag ORDER BY file_row_number) AS flag
            FROM {chosen} GROUP BY region_given, period
            """,
            values,
        )
        connection.execute(
            """
            CREATE TEMP VIEW gaps AS
            SELECT places.region, places.region_given, periods.period,
                pairs.known IS NOT NULL AS stands, flag
            FROM (SELECT region_given, any_value(region) AS region FROM pairs GROUP BY 1) AS places
            CROSS JOIN (SELECT DISTINCT period FROM pairs) AS periods
            LEFT JOIN pairs ON places.region_given IS NOT DISTINCT FROM pairs.region_given
                AND periods.period = pairs.period
            WHERE coalesce(known, 0) = 0
            """
        )
        ((regions,),) = connection.execute(
            "SELECT count(*) FROM (SELECT DISTINCT region_given FROM pairs)"
        ).fetchall()
        periods = connection.execute("SELECT DISTINCT period FROM pairs ORDER BY 1").fetchall()
        ((found,),) = connection.execute("SELECT count(*) FROM gaps").fetchall()
        rows = connection.execute(
            f"FROM gaps ORDER BY region_given, period LIMIT {int(most)}"
        ).fetchall()
    return Gaps(
        regions, tuple(period for (period,) in periods), found, tuple(Gap(*r) for r in rows)
    )


def _indicator(row: tuple[Any, ...]) -> Indicator:
    id, units, *rest = row
    return Indicator(id, tuple(units), *rest)


def _limit(most: int | None) -> str:
    return "ALL" if most is None else str(int(most))


def _of_series(choice: Choice) -> tuple[str, list[str]]:
    """The condition on a series, with its values."""
    conditions, values = ["indicator = ?"], [choice.indicator]
    for name, code in choice.dimensions.items():
        conditions.append("map_extract_value(dimensions, ?) = ?")
        values += [name, code]
    if choice.unit is not None:
        conditions.append("unit = ?")
        values.append(choice.unit)
    return " AND ".join(conditions), values


def _chosen(
    connection: duckdb.DuckDBPyConnection, choice: Choice, since: str | None, until: str | None
) -> tuple[str, list[str]]:
    """The rows of a choice as SQL, with its values; only between its first and last is looked."""
    conditions, values = _of_series(choice)
    ((first, last),) = connection.execute(
        f"SELECT min(first_row), max(last_row) FROM series WHERE {conditions}", values
    ).fetchall()
    between = "false" if first is None else f"file_row_number BETWEEN {first} AND {last}"
    conditions = f"{between} AND {conditions}"
    if choice.regions:
        conditions += f" AND region IN ({', '.join('?' for _ in choice.regions)})"
        values += choice.regions
    for sign, period in ((">=", since), ("<=", until)):
        if period is not None:
            conditions += f" AND left(period, {len(period)}) {sign} ?"
            values.append(period)
    return f"(FROM snapshot WHERE {conditions})", values
