"""Numbers, money and days as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windroos.report.paper import Cell, Column
from windroos.report.paper.wording import cell_text, day, header, moment, money, number, percent


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (3_000_000, None, "3.000.000", "3,000,000"),
        (-1234.5, 2, "−1.234,50", "−1,234.50"),
        (0, None, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        # A float is the number it is written as: a half of a cent goes up, as in a spreadsheet.
        (1.005, 2, "1,01", "1.01"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "−3", "−3"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (1e-9, None, "0,0000000010", "0.0000000010"),
        (Decimal("1.50"), None, "1,50", "1.50"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
        (
            10**24 + 1,
            None,
            "1.000.000.000.000.000.000.000.001",
            "1,000,000,000,000,000,000,000,001",
        ),
    ],
)
def test_numbers(value: float | Decimal, decimals: int | None, dutch: str, english: str) -> None:
    assert number(value, "nl", decimals) == dutch
    assert number(value, "en", decimals) == english


@settings(deadline=None)
@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20
    )
)
def test_a_number_reads_back_as_itself(value: Decimal) -> None:
    text = number(value, "nl", 4)
    read = text.replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(read) == value


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.none() | st.integers(0, 12))
def test_every_number_can_be_written(value: float, decimals: int | None) -> None:
    assert number(value, "en", decimals)


def test_money_is_whole_or_has_cents() -> None:
    assert money(3_000_000, "nl") == "3.000.000"
    assert money(1250.5, "nl") == "1.250,50"
    assert money(1250.5, "en", 0) == "1,251"


def test_a_percentage_is_itself() -> None:
    assert percent(12.5, "nl") == "12,5%"
    assert percent(40, "en", 1) == "40.0%"


def test_days_and_moments() -> None:
    assert day(date(2026, 11, 21), "nl") == "21\u00a0november 2026"
    assert day(date(2026, 5, 1), "en") == "1\u00a0May 2026"
    at = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
    assert moment(at, "nl") == "1\u00a0maart 2026, 09.05\u00a0uur"
    assert moment(at, "en") == "1\u00a0March 2026, 09:05"


@pytest.mark.parametrize(
    ("cell", "column", "text"),
    [
        (Cell(2026), Column("Jaar"), "2026"),
        (Cell(2026), Column("n", "number"), "2.026"),
        (Cell(5.25), Column("Tekst"), "5,25"),
        (Cell(45, unit="%"), Column("n", "number"), "45%"),
        (Cell(45, unit="€"), Column("n", "number"), "€\u00a045"),
        (Cell(45, unit="km"), Column("n", "money"), "45\u00a0km"),
        (Cell(45, "rond 45"), Column("n", "number"), "rond 45"),
        (Cell(None, "onbekend"), Column("n", "number"), "onbekend"),
        (Cell(None), Column("n"), ""),
        (Cell("p.m."), Column("n", "money"), "p.m."),
        (Cell(date(2018, 6, 15)), Column("n", "date"), "15\u00a0juni 2018"),
        (Cell(0), Column("n", "money"), "0"),
    ],
)
def test_a_cell_says_its_value_as_its_column_does(cell: Cell, column: Column, text: str) -> None:
    assert cell_text(cell, column, "nl") == text


def test_the_unit_stands_in_the_head() -> None:
    assert header(Column("Bedrag", "money")) == "Bedrag (€)"
    assert header(Column("Bedrag", "money", unit="mln. €")) == "Bedrag (mln. €)"
    assert header(Column("Deel", "percent")) == "Deel"
