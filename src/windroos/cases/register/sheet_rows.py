"""The cells of a row of the sheet of organisations as values, and what is wrong with each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from windroos.cases.problems import N_, Problem
from windroos.cases.register.sheet import Flat, kind_of, role_of, ror, split
from windroos.cases.register.sheet_files import Sheet
from windroos.cases.register.sheet_words import CATEGORY_WORDS, KIND_WORDS, plain
from windroos.cases.workbook.opening import RawCell
from windroos.codes.countries import ALPHA2_OF_NUMERIC, country_label, country_named

_COORDINATES = {"latitude": 90, "longitude": 180}
_DEGREES = re.compile(r"[-+]?\d{1,9}([.,]\d+)?", re.ASCII)
_DATES = date | datetime | time | timedelta


class _Wrong(Exception):
    def __init__(self, code: str, wording: str, **values: Any) -> None:
        super().__init__(wording)
        self.code, self.wording, self.values = code, wording, values


def read_cells(
    sheet: Sheet, line: int, cells: Mapping[str, RawCell], areas: Mapping[str, Any]
) -> tuple[Flat, list[Problem]]:
    """What a row says, by field, and what is wrong with it; `areas` by id with their labels.

    A column that the sheet has is there also where its cell is empty: it is emptied then.
    """
    found: Flat = {}
    problems: list[Problem] = []
    for name in sheet.fields:
        try:
            found[name] = _value(name, cells.get(name), areas)
        except _Wrong as wrong:
            problems.append(
                Problem(wrong.code, sheet.name, wrong.wording, line, name, wrong.values)
            )
    return found, problems


def _value(name: str, cell: RawCell | None, areas: Mapping[str, Any]) -> Any:
    several = name in ("other_names", "roles", "ror", "kvk")
    if cell is None:
        return () if several else None
    if name in _COORDINATES:
        return _degrees(cell, _COORDINATES[name])
    written = _text(cell)
    if name == "version":
        if not re.fullmatch(r"\d{1,9}", written, re.ASCII):
            raise _Wrong(
                "no-version",
                N_("“%(value)s” is not a version; leave it as it was exported, or empty"),
                value=written,
            )
        return int(written)
    if several:
        return _several(name, split(written), areas)
    if name == "kind":
        return _kind(written)
    if name == "country":
        return _country(written)
    if name == "region":
        return written.upper() or None
    if name == "website" and written and not re.match(r"https?://", written, re.I):
        # As people write it; a word without a point is left for the check of the record.
        return (
            f"https://{written}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", written) else written
        )
    return written or None


def _text(cell: RawCell) -> str:
    value = cell.value
    if cell.kind == "f":
        raise _Wrong("formula", N_("holds a formula; copy the cell and paste it as a value"))
    if cell.kind == "e":
        raise _Wrong(
            "error-value", N_("holds the error %(value)s; fill in a value"), value=str(value)
        )
    if isinstance(value, bool):
        raise _Wrong(
            "logical", N_("holds a logical value; format the cell as text and type it again")
        )
    if isinstance(value, _DATES):
        raise _Wrong(
            "date-for-text",
            N_("Excel has made a date of it; format the cell as text and type it again"),
        )
    if isinstance(value, float) and not value.is_integer():
        raise _Wrong(
            "number-for-text",
            N_("Excel has made a number of it; format the cell as text and type it again"),
        )
    written = str(int(value)) if isinstance(value, float) else str(value)
    return written.replace("\r\n", "\n").replace("\r", "\n").strip()


def _degrees(cell: RawCell, most: int) -> float | None:
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.kind == "n":
        number = float(value)
    else:
        written = _text(cell)
        if not written:
            return None
        if not _DEGREES.fullmatch(written):
            raise _Wrong(
                "no-number",
                N_("“%(value)s” is not a number of degrees; write it such as 51.44"),
                value=written,
            )
        number = float(written.replace(",", "."))
    if not -most <= number <= most:
        raise _Wrong(
            "out-of-range",
            N_(
                "%(value)s is not between -%(most)s and %(most)s degrees;"
                " Excel may have taken the decimal point for a thousands mark"
            ),
            value=f"{number:.12g}",
            most=most,
        )
    return number


def _several(name: str, parts: tuple[str, ...], areas: Mapping[str, Any]) -> tuple[str, ...]:
    if name == "roles":
        return tuple(dict.fromkeys(_role(part, areas) for part in parts))
    if name == "ror":
        return tuple(_ror(part) for part in parts)
    if name == "kvk":
        return tuple(_kvk(part) for part in parts)
    return parts


def _role(part: str, areas: Mapping[str, Any]) -> str:
    role = role_of(part, areas)
    if role is not None:
        return role
    area, colon, _category = part.rpartition(":")
    if not colon:
        raise _Wrong(
            "no-category",
            N_("“%(value)s” has no category; write area:category, such as %(example)s"),
            value=part,
            example=f"{next(iter(areas), 'photonics')}:company",
        )
    if role_of(f"{area}:company", areas) is None:
        raise _Wrong(
            "unknown-area",
            N_("“%(value)s” is not a technology area here; the areas are %(areas)s"),
            value=area,
            areas=", ".join(areas),
        )
    raise _Wrong(
        "unknown-category",
        N_("“%(value)s” ends in no category; the categories are %(categories)s"),
        value=part,
        categories=", ".join(CATEGORY_WORDS),
    )


def _ror(part: str) -> str:
    number = ror(part)
    if number is None:
        raise _Wrong(
            "no-ror",
            N_("“%(value)s” is not a ROR number; it is such as https://ror.org/006hf6230"),
            value=part,
        )
    return number


def _kvk(part: str) -> str:
    digits = re.sub(r"[\s.]", "", part)
    # Excel takes the zeros off with which a number begins.
    if re.fullmatch(r"\d{6,8}", digits, re.ASCII):
        return digits.zfill(8)
    raise _Wrong("no-kvk", N_("“%(value)s” is not a KVK number of eight digits"), value=part)


def _kind(written: str) -> str | None:
    if not written:
        return None
    kind = kind_of(written)
    if kind is None:
        raise _Wrong(
            "not-in-list",
            N_("“%(value)s” is not one of: %(words)s"),
            value=written,
            words=", ".join(f"{text.nl} ({code})" for code, text in KIND_WORDS.items()),
        )
    return kind


def _country(written: str) -> str | None:
    if not written or re.fullmatch("[A-Za-z]{2}", written):
        return written.upper() or None
    code = country_named(written) or _dutch().get(plain(written))
    if code is None:
        raise _Wrong(
            "unknown-country",
            N_("“%(value)s” is not a country; write its code of two letters, such as NL"),
            value=written,
        )
    return code


@cache
def _dutch() -> Mapping[str, str]:
    """The countries by their Dutch names."""
    codes = set(ALPHA2_OF_NUMERIC.values())
    return {plain(label): code for code in codes if (label := country_label(code, "nl"))}
