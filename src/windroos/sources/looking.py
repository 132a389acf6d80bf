"""Questions to a snapshot of observations, answered without going through all of it.

    choice = Choice("pat_ep_rtot", dimensions={"freq": "A"}, unit="NR")
    figures(lake_folder, sha256, choice, since="2010")

`sha256` is that of the snapshot. Every function raises `LakeError` for one that is missing or was
changed. Missing stays missing: a figure whose `value` is None stands in the publisher's file as
such, and what stands there not at all is told by `gaps` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
        chosen = _within(_series(connection, choice), choice.regions, since, until)
        return _figures(connection, chosen, most, skip)


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
        chosen = _within(_series(connection, choice), choice.regions, since, until)
        query = f"SELECT count(*) FROM {chosen.sql}"
        return connection.execute(query, chosen.values).fetchall()[0][0]


def latest(folder: Path, sha256: str, choice: Choice, *, until: str | None = None) -> list[Figure]:
    """The last known figure of each place, in each unit and combination of dimensions chosen."""
    with opened(folder, sha256) as connection:
        chosen = _within(_series(connection, choice), choice.regions, None, until)
        return _latest(connection, chosen)


def gaps(folder: Path, sha256: str, choice: Choice, *, most: int = 10_000) -> Gaps:
    """For which places and periods that occur in a choice, none of its figures is known."""
    with opened(folder, sha256) as connection:
        chosen = _within(_series(connection, choice), choice.regions, None, None)
        return _gaps(connection, chosen, most)


class Series:
    """Several questions to the figures of one choice, which are fetched from the snapshot once.

    The answers are those of the functions of this module of the same names.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, choice: Choice) -> None:
        self._connection = connection
        rows = _within(_series(connection, choice), choice.regions, None, None)
        connection.execute(f"CREATE TEMP TABLE of_series AS {rows.sql}", rows.values)

    def figures(
        self, regions: Sequence[str] = (), *, most: int | None = None, skip: int = 0
    ) -> list[Figure]:
        """Of these regions; of all when there are none."""
        return _figures(self._connection, _within(_OF_SERIES, regions, None, None), most, skip)

    def latest(self, *, until: str | None = None) -> list[Figure]:
        return _latest(self._connection, _within(_OF_SERIES, (), None, until))

    def gaps(self, *, most: int = 10_000) -> Gaps:
        return _gaps(self._connection, _OF_SERIES, most)


@contextmanager
def asked(folder: Path, sha256: str, choice: Choice) -> Iterator[Series]:
    """A choice to ask several questions about; meant for one series, not for a whole snapshot."""
    with opened(folder, sha256) as connection:
        yield Series(connection, choice)


def _indicator(row: tuple[Any, ...]) -> Indicator:
    id, units, *rest = row
    return Indicator(id, tuple(units), *rest)


def _limit(most: int | None) -> str:
    return "ALL" if most is None else str(int(most))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a snapshot as SQL, with its values."""

    sql: str
    values: tuple[str, ...] = ()


_OF_SERIES = _Rows("(FROM of_series)")


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


def _series(connection: duckdb.DuckDBPyConnection, choice: Choice) -> _Rows:
    """The rows of a choice in all regions; only between its first and last is looked."""
    conditions, values = _of_series(choice)
    ((first, last),) = connection.execute(
        f"SELECT min(first_row), max(last_row) FROM series WHERE {conditions}", values
    ).fetchall()
    between = "false" if first is None else f"file_row_number BETWEEN {first} AND {last}"
    return _Rows(f"(FROM snapshot WHERE {between} AND {conditions})", tuple(values))


def _within(rows: _Rows, regions: Sequence[str], since: str | None, until: str | None) -> _Rows:
    """Those of some regions, and of a time."""
    conditions, values = ["true"], [*rows.values]
    if regions:
        conditions.append(f"region IN ({', '.join('?' for _ in regions)})")
        values += regions
    for sign, period in ((">=", since), ("<=", until)):
        if period is not None:
            conditions.append(f"left(period, {len(period)}) {sign} ?")
            values.append(period)
    return _Rows(f"(FROM {rows.sql} WHERE {' AND '.join(conditions)})", tuple(values))


def _figures(
    connection: duckdb.DuckDBPyConnection, chosen: _Rows, most: int | None, skip: int
) -> list[Figure]:
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM {chosen.sql} ORDER BY file_row_number
        LIMIT {_limit(most)} OFFSET {int(skip)}
        """,
        chosen.values,
    ).fetchall()
    return [Figure(*row) for row in rows]


def _latest(connection: duckdb.DuckDBPyConnection, chosen: _Rows) -> list[Figure]:
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM {chosen.sql} WHERE value IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY region_given, unit, dimensions ORDER BY period DESC) = 1
        ORDER BY file_row_number
        """,
        chosen.values,
    ).fetchall()
    return [Figure(*row) for row in rows]


def _gaps(connection: duckdb.DuckDBPyConnection, chosen: _Rows, most: int) -> Gaps:
    connection.execute(
        f"""
        CREATE TEMP TABLE pairs AS
        SELECT region_given, period, any_value(region) AS region, count(value) AS known,
            first(flag ORDER BY file_row_number) AS flag
        FROM {chosen.sql} GROUP BY region_given, period
        """,
        chosen.values,
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
