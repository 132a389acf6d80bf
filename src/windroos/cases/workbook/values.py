"""A value as it stands in a cell of a workbook, and back.

Excel guesses: it makes dates of fractions and numbers of codes. What a cell holds is taken only
where it can mean one thing; else it is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from windroos.cases.fields import PARTIAL_DATE, Field
from windroos.cases.problems import N_
from windroos.cases.reading import Value
from windroos.cases.workbook.coding import BETWEEN, Coding
from windroos.cases.workbook.opening import RawCell

# Excel keeps fifteen digits of a number.
_EXACT = 1e-14
# Digits with one mark before at most two of them: “1,250” could also be a thousand.
_NUMBER = re.compile(r"[-+]?\d+([.,]\d{1,2})?", re.ASCII)
# What a cell format shows of a date: a day of the month, beside text in quotes and colours.
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as a workbook has it: its field, and the coding of its cells."""

    field: Field
    coding: Coding | None = None
    several: bool = False

    @property
    def name(self) -> str:
        return self.field["name"]

    @property
    def kind(self) -> str:
        return self.field["type"]

    @property
    def is_date(self) -> bool:
        return self.field.get("constraints", {}).get("pattern") == PARTIAL_DATE

    def shown(self, value: Value) -> str | float | int | None:
        """What stands in the cell."""
        if value is None or value == "":
            return None
        if self.coding is None:
            return value
        if isinstance(value, bool):
            return self.coding.shown("true" if value else "false")
        if self.several:
            return BETWEEN.join(self.coding.shown(code) for code in str(value).split())
        return self.coding.shown(str(value))

    def same(self, one: Value, other: Value) -> bool:
        """Whether two values are one and the same, as far as a workbook can tell."""
        if one in (None, "") or other in (None, ""):
            return one in (None, "") and other in (None, "")
        if self.kind in ("number", "integer"):
            if isinstance(one, str) or isinstance(other, str):
                return one == other
            assert one is not None
            assert other is not None
            return math.isclose(one, other, rel_tol=_EXACT)
        if self.several:
            return str(one).split() == str(other).split()
        return one == other


class Misread(Exception):
    """A cell that cannot be taken for a value of its column; `wording` says what to do."""

    def __init__(self, code: str, wording: str, **values: Any) -> None:
        super().__init__(wording)
        self.code, self.wording, self.values = code, wording, values


def read(cell: RawCell | None, column: Column) -> Value:
    """The value in a cell; raises `Misread` when it is not one of the column."""
    if cell is None:
        return None
    if cell.kind == "f" or not isinstance(cell.value, str | int | float | bool | _DATES):
        raise Misread("formula", N_("holds a formula; copy the cell and paste it as a value"))
    if cell.kind == "e":
        raise Misread(
            "error-value", N_("holds the error %(value)s; fill in a value"), value=cell.value
        )
    if isinstance(cell.value, str) and not cell.value.strip():
        return None
    if column.coding is not None:
        return _coded(cell, column, column.coding)
    if column.several:
        return " ".join(str(_text(cell, column)).replace(";", " ").split())
    return _READERS.get(column.kind, _text)(cell, column)


_DATES = date | datetime | time | timedelta


def _coded(cell: RawCell, column: Column, coding: Coding) -> Value:
    if column.kind == "boolean":
        words = str(cell.value).lower() if isinstance(cell.value, bool) else _words(cell)
        return _one(words, coding) == "true"
    if column.several:
        return " ".join(_one(part, coding) for part in _parts(_words(cell), coding))
    return _one(_words(cell), coding)


def _words(cell: RawCell) -> str:
    """The words in a cell with a list; a number may be a code."""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value).strip()


def _parts(words: str, coding: Coding) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]
    if len(parts) == 1 and coding.code(parts[0]) is None:
        codes = parts[0].split()  # as they stand in a package
        if all(coding.code(code) for code in codes):
            return codes
    return parts


def _one(words: str, coding: Coding) -> str:
    code = coding.code(words)
    if code is None:
        if coding.is_measured(words):
            raise Misread(
                "not-rated",
                N_("“%(value)s” is measured by figures, not rated; choose a criterion in the list"),
                value=words,
            )
        few = len(coding.words) <= 8
        if few:
            raise Misread(
                "not-in-list",
                N_("“%(value)s” is not one of: %(words)s"),
                value=words,
                words=", ".join(coding.words),
            )
        raise Misread("not-in-list", N_("“%(value)s” is not in the list; choose one"), value=words)
    return code


def _number(cell: RawCell, column: Column) -> Value:
    value = cell.value
    if isinstance(value, bool):
        raise Misread("logical", N_("holds yes or no where a number belongs; fill in a number"))
    if isinstance(value, _DATES):
        raise Misread(
            "date-for-number",
            N_("Excel has made a date of it; format the cell as a number and type it again"),
        )
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value.strip()):
            raise Misread(
                "no-number",
                N_("“%(value)s” is not a number; write it without thousands marks, such as 2.5"),
                value=value.strip(),
            )
        value = float(value.strip().replace(",", "."))
    if not math.isfinite(value):
        raise Misread("no-number", N_("“%(value)s” is not a number"), value=value)
    return float(value) if column.kind == "number" else _whole(value)


def _whole(value: float) -> Value:
    if value != int(value):
        raise Misread("no-integer", N_("%(value)s is not a whole number"), value=value)
    return int(value)


def _text(cell: RawCell, column: Column) -> Value:
    value = cell.value
    if isinstance(value, bool):
        raise Misread(
            "logical", N_("holds a logical value; format the cell as text and type it again")
        )
    if isinstance(value, _DATES):
        return _day(cell, column)
    if isinstance(value, float) and not value.is_integer():
        raise Misread(
            "number-for-text",
            N_("Excel has made a number of it; format the cell as text and type it again"),
        )
    return str(int(value)) if isinstance(value, int | float) else value.strip()


def _day(cell: RawCell, column: Column) -> Value:
    """A date that Excel has made of what was typed, as precise as the cell shows it."""
    value = cell.value
    midnight = isinstance(value, datetime) and value.time() == time()
    if not column.is_date or not midnight:
        raise Misread(
            "date-for-text",
            N_("Excel has made a date of it; format the cell as text and type it again"),
        )
    has_day = "d" in _NOT_SHOWN.sub("", cell.format.lower())
    return value.strftime("%Y-%m-%d" if has_day else "%Y-%m")


_READERS: dict[str, Callable[[RawCell, Column], Value]] = {"number": _number, "integer": _number}
