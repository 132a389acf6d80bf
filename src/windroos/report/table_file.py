"""A table as a file for other programs: CSV for spreadsheets, JSON for scripts.

Plain data in, text out. Both files hold the same rows under the same names of fields. Numbers have
a decimal point, days are written YYYY-MM-DD; what is unknown or not there is an empty cell in CSV
and null in JSON.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Value = str | int | float | bool | date | None
Row = Mapping[str, Value]

# A cell that begins with one of these is a formula to a spreadsheet, the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a table: its name in the file, its type in a Table Schema, and what it means.

    `values` are those it can have, where they are few.
    """

    name: str
    kind: str
    means: str = ""
    values: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        """The field as a Table Schema has it."""
        field: dict[str, Any] = {"name": self.name, "type": self.kind, "description": self.means}
        return field | ({"constraints": {"enum": list(self.values)}} if self.values else {})


def as_csv(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """The rows, one a line, with a byte order mark: Excel takes a file without for Latin-1.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return "\ufeff" + file.getvalue()


def as_json(columns: Sequence[Column], rows: Sequence[Row], about: Mapping[str, Any]) -> str:
    """What the table is about, then its fields, then its rows as objects."""
    names = [column.name for column in columns]
    data = {
        **about,
        "fields": [column.described() for column in columns],
        "rows": [{name: as_plain(row.get(name)) for name in names} for row in rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _cell(value: Value) -> str:
    plain = as_plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str):
        return f"'{plain}" if plain.startswith(FORMULA) else plain
    return repr(plain)


def as_plain(value: Value) -> str | int | float | bool | None:
    """A value as JSON has it; of what is not a number, nothing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        # A whole number reads the same in every program without its “.0”.
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value
