"""Totals over time."""

import math
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.results.made import cells, fact, flow, share, stock

from windroos.measure.results import Indicator, IndicatorError, Period, Slot, Total, total

YEAR = Period.of("2018")
VALUES = st.integers(-1000, 1000)


def _codes(slots: tuple[Slot, ...]) -> list[str]:
    return [str(slot.period) for slot in slots]


def _why(found: Total) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_flow_adds_up_and_tells_what_is_missing() -> None:
    quarters = [fact("2018-Q1", 2), fact("2018-Q2", 3), fact("2018-Q4", 1)]
    found = total(flow(), cells(*quarters), YEAR)
    assert (found.value, found.complete) == (6, False)
    assert _codes(found.covered) == ["2018-Q1", "2018-Q2", "2018-Q4"]
    assert _codes(found.missing) == ["2018-Q3"]
    assert found.basis == tuple(one.id for one in quarters)


def test_zero_is_zero_and_missing_is_missing() -> None:
    none = total(flow(), cells(), YEAR)
    zero = total(flow(), cells(*(fact(f"2018-Q{n}", 0) for n in range(1, 5))), YEAR)
    assert (none.value, none.complete, _codes(none.missing)) == (
        None, False, ["2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"],
    )  # fmt: skip
    assert (zero.value, zero.complete, zero.missing) == (0, True, ())
    with_zero = total(flow(), cells(fact("2018-H1", 0), fact("2018-H2", 4)), YEAR)
    assert (with_zero.value, with_zero.complete) == (4, True)


def test_a_target_that_is_not_known_is_not_zero() -> None:
    """IATI files were seen to export an empty target as 0: there is then a target nobody set."""
    empty = fact("2018", role="target", status="to-be-measured")
    found = total(stock(), cells(empty), YEAR, role="target")
    assert (found.value, found.there, _why(found)) == (None, False, ["to-be-measured"])


def test_negative_values_are_kept() -> None:
    found = total(flow(), cells(fact("2018-H1", -5), fact("2018-H2", 3)), YEAR)
    assert (found.value, found.complete) == (-2, True)
    assert total(stock(), cells(fact("2018", -7)), YEAR).value == -7


def test_a_year_and_its_quarters_are_not_both_counted() -> None:
    quarters = [fact(f"2018-Q{n}", n) for n in range(1, 5)]
    found = total(flow(), cells(*quarters, fact("2018", 10)), YEAR)
    assert (found.value, found.discrepancies) == (10, ())
    assert found.basis == tuple(one.id for one in quarters)

    unlike = total(flow(), cells(*quarters, fact("2018", 12)), YEAR)
    assert unlike.value == 10
    (told,) = unlike.discrepancies
    assert (told.stated, told.computed, told.over, told.period) == (12, 10, "time", YEAR)

    year = fact("2018", 12)
    partly = total(flow(), cells(*quarters[:3], year), YEAR)
    assert (partly.value, partly.complete, partly.basis) == (12, True, (year.id,))


def test_the_finest_complete_periods_count_at_every_level() -> None:
    months = [fact(f"2018-{n:02}", 1) for n in range(1, 4)]
    found = total(flow(), cells(*months, fact("2018-Q1", 4), fact("2018-Q2/2018-Q4", 9)), YEAR)
    assert (found.value, found.complete) == (12, True)
    (told,) = found.discrepancies
    assert (str(told.period), told.stated, told.computed) == ("2018-Q1", 4, 3)


def test_what_overlaps_is_counted_once_and_told() -> None:
    found = total(flow(), cells(fact("2018-01/2018-06", 6), fact("2018-04/2018-12", 9)), YEAR)
    assert (found.value, found.complete, _codes(found.missing)) == (9, False, ["2018-Q1"])
    assert [str(reason) for reason in found.reasons] == [
        "2018-H1 overlaps another period and is not counted."
    ]


def test_periods_that_share_a_day_overlap() -> None:
    found = total(flow(), cells(fact("2018-H1", 6), fact("2018-06-30/2018-12-31", 9)), YEAR)
    assert (found.value, found.complete) == (9, False)


def test_a_figure_of_two_years_is_not_divided() -> None:
    found = total(flow(frequency="year"), cells(fact("2018/2019", 10)), YEAR)
    assert (found.value, _codes(found.missing), _why(found)) == (None, ["2018"], ["not-divided"])
    both = total(flow(frequency="year"), cells(fact("2018/2019", 10)), Period.of("2018/2019"))
    assert (both.value, both.complete) == (10, True)


def test_a_withheld_figure_makes_a_total_incomplete_and_says_so() -> None:
    known = cells(fact("2018-H1", 3), fact("2018-H2", status="withheld"))
    found = total(flow(frequency="half"), known, YEAR)
    assert (found.value, found.complete, _codes(found.missing)) == (3, False, ["2018-H2"])
    assert _why(found) == ["withheld"]


def test_a_stock_is_never_summed() -> None:
    known = cells(*(fact(f"2018-Q{n}", 850 + n) for n in range(1, 5)))
    found = total(stock(frequency="quarter"), known, YEAR)
    assert (found.value, found.of, found.complete) == (854, Period.of("2018-Q4"), True)
    with pytest.raises(IndicatorError, match="a stock does not add up over time by 'sum'"):
        stock(over_time="sum")


def test_of_a_stock_it_is_said_when_it_was_last_known() -> None:
    known = cells(fact("2018-Q1", 5), fact("2018-Q2", 6), fact("2017", 4))
    found = total(stock(frequency="quarter"), known, YEAR)
    assert (found.value, found.complete, str(found.of)) == (6, False, "2018-Q2")
    assert _codes(found.missing) == ["2018-Q3", "2018-Q4"]
    assert _why(found) == ["as-of"]
    assert total(stock(), cells(fact("2017", 4)), YEAR).value is None


def test_the_last_of_a_stock_is_that_which_ends_last() -> None:
    assert total(stock(), cells(fact("2018-H2", 5), fact("2018-09-30", 6)), YEAR).value == 5


def test_two_stocks_at_one_moment_that_differ_are_told() -> None:
    found = total(stock(), cells(fact("2018", 5), fact("2018-Q4", 6)), YEAR)
    assert found.value == 6
    assert [(d.stated, d.computed) for d in found.discrepancies] == [(5, 6)]


def test_a_share_is_pooled_and_never_averaged() -> None:
    """1 of 2 and 9 of 98: half and 9.2% average to 29.6%, and together are 10 of 100."""
    known = cells(
        fact("2018-H1", numerator=1, denominator=2), fact("2018-H2", numerator=9, denominator=98)
    )
    found = total(share(over_time="pool", frequency="half"), known, YEAR)
    assert found.value == 10.0
    assert (found.numerator, found.denominator, found.complete) == (10, 100, True)
    for kind in ("ratio", "stock", "flow", "scale"):
        with pytest.raises(IndicatorError, match="'mean'"):
            Indicator(id="i", kind=kind, over_time="mean", scale=(1, 5))  # type: ignore[arg-type]


def test_a_share_without_its_parts_cannot_be_pooled() -> None:
    known = cells(fact("2018-H1", 50), fact("2018-H2", numerator=9, denominator=98))
    found = total(share(over_time="pool", frequency="half"), known, YEAR)
    assert (found.numerator, found.denominator, found.complete) == (9, 98, False)
    assert _codes(found.missing) == ["2018-H1"]
    assert _why(found) == ["no-parts"]
    stated = total(share(over_time="pool"), cells(fact("2018", 71)), YEAR)
    assert (stated.value, stated.complete) == (71, True)


def test_shares_take_the_last_unless_they_are_to_be_pooled() -> None:
    known = cells(fact("2018-H1", 40), fact("2018-H2", 44))
    assert total(share(), known, YEAR).value == 44


def test_of_nothing_over_nothing_there_is_no_share() -> None:
    known = cells(fact("2018", numerator=0, denominator=0))
    found = total(share(over_time="pool"), known, YEAR)
    assert (found.value, _why(found)) == (None, ["denominator-zero"])


def test_a_milestone_is_reached_from_the_day_it_was() -> None:
    opening = Indicator(id="i", kind="milestone", frequency="quarter")
    known = cells(fact("2018-Q1", 0), fact("2018-05-03", 1), fact("2018-Q4", 1))
    found = total(opening, known, YEAR)
    assert (found.value, str(found.of), found.complete) == (1, "2018-05-03", True)
    assert total(opening, known, Period.of("2019")).value == 1
    early = total(opening, known, Period.of("2018-Q1"))
    assert (early.value, early.complete) == (0, True)
    assert total(opening, cells(fact("2018", 0)), Period.of("2019")).value is None


def test_what_does_not_add_up_over_time_is_only_what_is_stated() -> None:
    alone = flow(over_time="none")
    known = cells(fact("2018-H1", 3), fact("2018-H2", 4), fact("2019", 8))
    assert _why(total(alone, known, YEAR)) == ["not-over-time"]
    assert total(alone, known, Period.of("2019")).value == 8


def test_dimensions_are_not_mixed() -> None:
    known = cells(
        fact("2018", 10),
        fact("2018", 4, dimensions=(("size", "small"),)),
        fact("2018", 6, dimensions=(("size", "large"),)),
    )
    assert total(flow(), known, YEAR).value == 10
    assert total(flow(), known, YEAR, dimensions=(("size", "small"),)).value == 4


def test_bounds_add_up_with_what_has_none() -> None:
    known = cells(fact("2018-H1", 10, low=8, high=13), fact("2018-H2", 5))
    found = total(flow(frequency="half"), known, YEAR)
    assert (found.value, found.low, found.high) == (15, 13, 18)


@given(st.lists(VALUES, min_size=12, max_size=12))
def test_complete_parts_sum_to_the_total_at_any_fineness(values: list[int]) -> None:
    months = [fact(f"2018-{n + 1:02}", v) for n, v in enumerate(values)]
    finer = total(flow(frequency="month"), cells(*months), YEAR)
    quarters = [fact(f"2018-Q{q + 1}", sum(values[3 * q : 3 * q + 3])) for q in range(4)]
    mixed = cells(*months[:6], *quarters, fact("2018", sum(values)))
    coarser = total(flow(frequency="month"), mixed, YEAR)
    assert finer.value == coarser.value == sum(values)
    assert finer.complete
    assert coarser.complete
    assert not coarser.discrepancies


@given(st.lists(st.tuples(st.integers(1, 12), VALUES), max_size=20), st.randoms())
def test_only_what_is_recorded_last_counts_in_whatever_order_it_comes(
    given_: list[tuple[int, int]], any_: Random
) -> None:
    facts = [fact(f"2018-{n:02}", v, days=at) for at, (n, v) in enumerate(given_)]
    mixed = list(facts)
    any_.shuffle(mixed)
    found = total(flow(frequency="month"), cells(*mixed), YEAR)
    last = dict(given_)
    assert found.value == (sum(last.values()) if last else None)
    assert len(found.covered) == len(last)
    assert len(found.missing) == 12 - len(last)
    assert found.complete == (len(last) == 12)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=4, max_size=4),
)
def test_pooling_is_pooling_by_hand(parts: list[tuple[int, int]]) -> None:
    known = cells(
        *(fact(f"2018-Q{n + 1}", numerator=a, denominator=b) for n, (a, b) in enumerate(parts))
    )
    found = total(share(over_time="pool", frequency="quarter"), known, YEAR)
    exact = 100 * Fraction(sum(a for a, _ in parts), sum(b for _, b in parts))
    assert found.value is not None
    assert math.isclose(found.value, float(exact), rel_tol=1e-12, abs_tol=1e-12)


@given(st.lists(VALUES, min_size=4, max_size=4), st.sampled_from((0.001, 0.5, 4.0, 1000.0)))
def test_another_unit_scales_the_total(values: list[int], by: float) -> None:
    def of(factor: float) -> Total:
        known = cells(*(fact(f"2018-Q{n + 1}", v * factor) for n, v in enumerate(values)))
        return total(flow(), known, YEAR)

    one, other = of(1.0), of(by)
    assert one.value is not None
    assert other.value == pytest.approx(one.value * by)
