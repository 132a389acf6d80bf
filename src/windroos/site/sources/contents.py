"""What a snapshot of any kind holds: its columns with how much stands in them, and its first rows.

A snapshot never changes, so what was found of it once is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.utils.translation import gettext as _

from windroos.sources import lake
from windroos.sources.database import shared
from windroos.sources.staging import quoted

ROWS = 20
# More of a text, a geometry among them, does not fit in a cell.
_LENGTH = 120


@dataclass(frozen=True)
class Column:
    """A column: its name and type, in how many rows it is filled, and about how many different
    values there are (None where that was not counted)."""

    name: str
    type: str
    filled: int | None
    different: int | None


def columns(table: str, sha256: str, *, counted: bool = True) -> Sequence[Column]:
    """The columns of a snapshot. Raises `LakeError` when it is missing."""
    folder = settings.WINDROOS_LAKE
    snapshot = lake.manifest(folder, table, sha256)
    counts = _counts(folder, table, sha256) if counted else {}
    return [
        Column(name, _type(kind), *counts.get(name, (None, None)))
        for name, kind in snapshot.columns.items()
    ]


def sample(table: str, sha256: str) -> Sequence[Sequence[str]]:
    """The first rows of a snapshot, as text; long texts are cut off. Raises `LakeError`."""
    return _sample(settings.WINDROOS_LAKE, table, sha256)


def _type(kind: str) -> str:
    words = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("yes or no"),
        "date": _("date"),
        "object": _("names with values"),
    }
    return words.get(kind, kind)


@lru_cache(maxsize=64)
def _counts(folder: Path, table: str, sha256: str) -> Mapping[str, tuple[int, int]]:
    names = list(lake.manifest(folder, table, sha256).columns)
    asked = ", ".join(
        f"count({quoted(name)}), approx_count_distinct({quoted(name)})" for name in names
    )
    with shared() as connection:
        (row,) = _rows(connection, folder, table, sha256).aggregate(asked).fetchall()
    return {name: (row[2 * n], row[2 * n + 1]) for n, name in enumerate(names)}


@lru_cache(maxsize=64)
def _sample(folder: Path, table: str, sha256: str) -> Sequence[Sequence[str]]:
    with shared() as connection:
        found = _rows(connection, folder, table, sha256).limit(ROWS).fetchall()
        return [[cell(value) for value in row] for row in found]


def _rows(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: str, sha256: str
) -> duckdb.DuckDBPyRelation:
    return connection.read_parquet(str(lake.file_of(folder, table, sha256)))


def cell(value: Any) -> str:
    """A value as text that fits in a cell; "" for none."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = ", ".join(f"{name}={one}" for name, one in value.items())
    text = str(value)
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"
