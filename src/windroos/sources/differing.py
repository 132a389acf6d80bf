"""What differs between two snapshots of one kind: rows that came, went, changed, or only moved.

A row is known by the key of its kind (`shape.KEYS`). Where rows share a key, those that are the
same in both are taken away first, and the rest paired in their order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import duckdb

from windroos.sources import lake
from windroos.sources.database import connected
from windroos.sources.shape import KEYS, Gives
from windroos.sources.staging import literal, quoted

Way = Literal["changed", "gone", "added", "moved"]
WAYS: tuple[Way, ...] = ("changed", "gone", "added", "moved")

# Where in the publisher's file a row stands: it may move and say the same.
_PLACE = "cell"
_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class Change:
    """One row as it was and as it is, by column; `fields` are the columns in which these differ."""

    way: Way
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None

    @property
    def fields(self) -> tuple[str, ...]:
        if self.old is None or self.new is None:
            return ()
        return tuple(name for name, value in self.new.items() if value != self.old[name])


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows came, went, changed, only moved in the publisher's file, and stayed; and the
    first of each way, in the order of `WAYS` and within it of the snapshots."""

    added: int
    gone: int
    changed: int
    moved: int
    same: int
    changes: tuple[Change, ...]

    @property
    def says_the_same(self) -> bool:
        return not (self.added or self.gone or self.changed)


def difference(folder: Path, table: Gives, old: str, new: str, *, most: int = 100) -> Difference:
    """What differs between two snapshots in the lake at `folder`, by the hashes that name them,
    with at most `most` rows of each way.

    Rows are compared by 64-bit hashes, one of the key and one of the rest: among ten million keys
    the chance that two of them share a hash, and a row is counted wrongly, is three in a million.
    Raises `LakeError` for a snapshot that is missing or was changed.
    """
    there = lake.manifest(folder, table, new)
    if old == new:
        return Difference(0, 0, 0, 0, there.rows, ())
    known = lake.manifest(folder, table, old).columns
    columns = [name for name in there.columns if name in known]
    with tempfile.TemporaryDirectory(prefix="windroos-") as spill:
        config = {"memory_limit": _MEMORY, "temp_directory": spill}
        with connected(**config) as connection:
            for name, sha256 in (("old", old), ("new", new)):
                file = literal(str(lake.file_of(folder, table, sha256)))
                connection.execute(
                    f"CREATE VIEW {name} AS FROM read_parquet({file}, file_row_number = true)"
                )
            _compare(connection, table, columns)
            return _told(connection, columns, there.rows, most)


def _compare(connection: duckdb.DuckDBPyConnection, table: Gives, columns: Sequence[str]) -> None:
    """The table `differing`: the row in the old and in the new snapshot, and in which way."""
    key = KEYS[table]
    said = [name for name in columns if name not in (*key, _PLACE)]
    place = f"hash({_PLACE})" if _PLACE in columns else "0::UBIGINT"
    hashed = f"""
        file_row_number AS position, hash({_listed(key)}) AS known,
        hash({_listed(said) or "0"}) AS said, {place} AS place
    """
    numbered = "row_number() OVER (PARTITION BY known, said, place ORDER BY position)"
    for name in ("old", "new"):
        # Observations are one of a key; of others the same row may stand there twice.
        which = "1" if table == "observations" else numbered
        connection.execute(
            f"""
            CREATE VIEW {name}_hashed AS
            SELECT *, {which} AS number FROM (SELECT {hashed} FROM {name})
            """
        )
    connection.execute(
        """
        CREATE TABLE unpaired AS
        SELECT old.position AS old_at, new.position AS new_at, known, said
        FROM old_hashed AS old FULL JOIN new_hashed AS new USING (known, said, place, number)
        WHERE old.position IS NULL OR new.position IS NULL
        """
    )
    sides = [
        f"""
        (SELECT {side}_at AS position, known, said,
            row_number() OVER (PARTITION BY known ORDER BY {side}_at) AS number
        FROM unpaired WHERE {side}_at IS NOT NULL)
        """
        for side in ("old", "new")
    ]
    connection.execute(
        f"""
        CREATE TABLE differing AS
        SELECT old.position AS old_at, new.position AS new_at,
            CASE WHEN new.position IS NULL THEN 'gone' WHEN old.position IS NULL THEN 'added'
                WHEN old.said = new.said THEN 'moved' ELSE 'changed' END AS way
        FROM {sides[0]} AS old FULL JOIN {sides[1]} AS new USING (known, number)
        """
    )


def _told(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[str], rows: int, most: int
) -> Difference:
    counted = dict(
        connection.execute("SELECT way, count(*) FROM differing GROUP BY way").fetchall()
    )
    came = sum(counted.get(way, 0) for way in ("added", "changed", "moved"))
    ways = ", ".join(literal(way) for way in WAYS)
    first = connection.execute(
        f"""
        SELECT way, old_at, new_at FROM differing
        QUALIFY row_number() OVER (PARTITION BY way ORDER BY coalesce(new_at, old_at)) <= ?
        ORDER BY list_position([{ways}], way), coalesce(new_at, old_at)
        """,
        [most],
    ).fetchall()
    old = _rows(connection, "old", columns, [at for _, at, _ in first if at is not None])
    new = _rows(connection, "new", columns, [at for _, _, at in first if at is not None])
    return Difference(
        **{way: counted.get(way, 0) for way in WAYS},
        same=rows - came,
        changes=tuple(
            Change(cast(Way, way), old.get(old_at), new.get(new_at))
            for way, old_at, new_at in first
        ),
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, view: str, columns: Sequence[str], places: Sequence[int]
) -> dict[int | None, Mapping[str, Any]]:
    """The rows at these places, by their place."""
    if not places:
        return {}
    found = connection.execute(
        f"""
        SELECT file_row_number, {_listed(columns)} FROM {view}
        WHERE file_row_number IN ({", ".join(str(place) for place in places)})
        """
    ).fetchall()
    return {place: dict(zip(columns, row, strict=True)) for place, *row in found}


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(quoted(name) for name in columns)
