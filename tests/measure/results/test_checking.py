"""What is wrong with a new fact or amount: every fault by its name."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.measure.results.made import START, amount, cells, fact, flow, share, stock

from windroos.measure.results import (
    WORDS,
    Fact,
    Indicator,
    IndicatorError,
    Ledger,
    Period,
    breaks,
    check_amount,
    check_new,
    in_force,
    remarks,
)

HELD = fact("2019", 6, id="held", days=3)
KNOWN = cells(HELD, fact("2018", 4, role="baseline"))
SITES = stock()


def _faults(one: Fact, indicator: Indicator = SITES) -> list[str]:
    found = check_new(one, indicator, KNOWN)
    assert all(str(reason) for reason in found)
    return [reason.code for reason in found]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, ["correction-without-reason"]),
        ({"reason": " "}, ["correction-without-reason"]),
        ({"reason": "recount"}, []),
        ({"reason": "recount", "corrects": "held"}, []),
        ({"reason": "recount", "corrects": "other"}, ["corrects-another"]),
        ({"reason": "recount", "days": 1}, ["recorded-before"]),
        ({"status": "withdrawn", "value": None, "reason": "of elsewhere"}, []),
        ({"part": "b"}, []),
        ({"part": "b", "corrects": "held"}, ["corrects-nothing"]),
        ({"part": "b", "status": "withdrawn", "value": None}, ["nothing-to-withdraw"]),
        ({"part": "b", "value": 0}, []),
        ({"part": "b", "value": -3}, []),
        ({"part": "b", "value": None}, ["no-value"]),
        ({"part": "b", "value": math.nan}, ["no-number"]),
        ({"part": "b", "status": "withheld"}, ["value-with-status"]),
        ({"part": "b", "status": "to-be-measured", "value": None}, []),
        ({"part": "b", "status": "guessed"}, ["unknown-status"]),
        ({"part": "b", "role": "wish"}, ["unknown-role"]),
        ({"part": "b", "low": 8, "high": 7}, ["bounds-crossed"]),
        ({"part": "b", "low": 6, "high": 7}, ["outside-bounds"]),
        ({"part": "b", "low": 4, "high": 5}, []),
        ({"part": "b", "dimensions": (("b", "1"), ("a", "1"))}, ["dimensions"]),
        ({"part": "b", "dimensions": (("a", "1"), ("a", "2"))}, ["dimensions"]),
        ({"role": "forecast"}, ["forecast-without-bounds", "forecast-without-method"]),
        ({"role": "forecast", "low": 4, "high": 6, "method": "trend"}, []),
        ({"role": "forecast", "value": None, "low": 4, "high": 6, "method": "trend"}, []),
        ({"role": "target", "value": None, "low": 4}, []),
        ({"role": "baseline"}, ["baseline-twice"]),
        ({"role": "baseline", "part": "b"}, []),
        ({"numerator": 1, "denominator": 2, "part": "b"}, ["parts-of-no-ratio"]),
    ],
)
def test_every_fault_of_a_fact_has_a_name(given: dict[str, Any], faults: list[str]) -> None:
    assert _faults(fact("2019", **{"value": 5, "days": 5, **given})) == faults


def test_a_fact_is_of_its_indicator_and_recorded_at_a_moment() -> None:
    assert _faults(fact("2019", 1, indicator="other")) == ["another-indicator"]
    naive = replace(fact("2019", 1, part="b"), recorded=START.replace(tzinfo=None))
    assert _faults(naive) == ["no-zone"]


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"numerator": 71, "denominator": 100}, []),
        ({"numerator": 0, "denominator": 100}, []),
        ({"value": 71}, []),
        ({"value": 71.4, "numerator": 5, "denominator": 7}, []),  # 71.43, rounded
        ({"value": 71.2, "numerator": 5, "denominator": 7}, ["ratio-differs"]),
        ({"numerator": 5}, ["no-value", "half-a-ratio"]),
        ({"value": 71, "denominator": 5}, ["half-a-ratio"]),
        ({"numerator": 5, "denominator": 0}, ["zero-denominator"]),
        ({"value": 171}, ["outside-scale"]),
        ({"value": -1}, ["outside-scale"]),
        ({"value": 90, "low": 80, "high": 101}, ["outside-scale"]),
    ],
)
def test_a_ratio_is_its_numerator_over_its_denominator(
    given: dict[str, Any], faults: list[str]
) -> None:
    occupancy = share(decimals=1, scale=(0, 100))
    assert _faults(fact("2019", part="b", **given), occupancy) == faults


def test_a_share_without_its_parts_may_be_added_and_it_is_told_what_that_means() -> None:
    assert [r.code for r in remarks(fact("2019", 71), share())] == ["cannot-pool"]
    assert remarks(fact("2019", 71, numerator=71, denominator=100), share()) == ()
    assert remarks(fact("2019", 71), stock()) == ()


@pytest.mark.parametrize(
    ("indicator", "period", "faults"),
    [
        (flow(), "2019-Q1", []),
        (flow(), "2019", []),
        (flow(), "2019-01", ["frequency"]),
        (flow(), "2019-03-01", ["frequency"]),
        (stock(), "2019-03-01", []),
        (stock(), "2019-H1", ["frequency"]),
        (stock(), "2019/2022", []),
        (stock(frequency="once"), "2019-02/2019-05", []),
    ],
)
def test_a_period_fits_how_often_it_is_measured(
    indicator: Indicator, period: str, faults: list[str]
) -> None:
    assert _faults(fact(period, 1, part="b"), indicator) == faults


def test_a_milestone_is_reached_or_not() -> None:
    opening = Indicator(id="i", kind="milestone")
    assert _faults(fact("2019-03-01", 1, part="b"), opening) == []
    assert _faults(fact("2019", 0.5, part="b"), opening) == ["no-milestone"]
    assert _faults(fact("2019", 0, part="b", role="target"), opening) == ["milestone-target"]
    held = cells(fact("2019-06-30", 1, role="target"))
    later = fact("2019-09-30", 1, role="target")
    assert [reason.code for reason in check_new(later, opening, held)] == ["day-twice"]


def test_the_version_of_an_indicator_holds_from_a_day() -> None:
    first = stock(label="companies")
    second = stock(label="companies, by CBS", version=2, valid_from=date(2019, 7, 1))
    versions = [second, first, stock(id="other")]
    assert in_force(versions, date(2019, 6, 30))["i"] is first
    assert in_force(versions, date(2019, 7, 1))["i"] is second
    assert breaks(versions, "i", Period.of("2019")) == (second,)
    assert breaks(versions, "i", Period.of("2019-H2")) == ()
    assert breaks(versions, "other", Period.of("2019")) == ()


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, ["correction-without-reason"]),
        ({"reason": "recount", "amount": -5}, []),
        ({"part": "b", "amount": 0}, []),
        ({"part": "b", "amount": None}, ["no-value"]),
        ({"part": "b", "amount": math.inf}, ["no-number"]),
        ({"part": "b", "currency": "euro"}, ["unknown-currency"]),
        ({"part": "b", "role": "gift"}, ["unknown-role"]),
        ({"part": "b", "approximate": "roughly"}, ["unknown-exactness"]),
        ({"part": "b", "status": "sure"}, ["unknown-status"]),
        ({"part": "b", "status": "withheld"}, ["value-with-status"]),
    ],
)
def test_every_fault_of_an_amount_has_a_name(given: dict[str, Any], faults: list[str]) -> None:
    known = Ledger.of([amount("2019", 10)])
    found = check_amount(amount("2019", **{"amount": 12, **given}), known)
    assert [reason.code for reason in found] == faults
    assert all(str(reason) for reason in found)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"id": ""}, "an indicator has an id"),
        ({"kind": "mood"}, "'mood' is no kind: write stock, flow, ratio, milestone, scale"),
        ({"direction": "sideways"}, "is no direction"),
        ({"frequency": "weekly"}, "is no frequency"),
        ({"level_stated": "effect"}, "is no level as stated"),
        ({"kind": "scale"}, "a scale has a lowest and a highest value"),
        ({"scale": (5, 1)}, "goes from low to high"),
        ({"due_days": -1}, "due 0 or more days"),
        ({"per": 100}, "only a ratio is given per so many"),
        ({"kind": "flow", "over_time": "last"}, "does not add up over time by 'last'"),
        ({"kind": "scale", "scale": (1, 5), "up_tree": "sum"}, "does not add up from its parts"),
    ],
)
def test_what_is_no_indicator_is_said(given: dict[str, Any], wrong: str) -> None:
    with pytest.raises(IndicatorError, match=wrong):
        Indicator(**{"id": "i", **given})


def test_all_that_is_wrong_with_an_indicator_is_told_at_once() -> None:
    with pytest.raises(IndicatorError) as caught:
        stock(direction="sideways", due_days=-1, up_tree="pool")
    assert len(caught.value.problems) == 3


def test_every_reason_is_a_sentence() -> None:
    for code, words in WORDS.items():
        assert code == code.lower()
        assert words[0].isupper() or words.startswith("%(")
        assert words.endswith(".")
