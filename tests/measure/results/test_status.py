"""The status of an indicator: by which rule, how far from what was expected."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.results.made import cells, fact, flow, share, stock

from windroos.measure.results import (
    Direction,
    Fact,
    Indicator,
    IndicatorError,
    Judged,
    Kind,
    Period,
    Rule,
    Tree,
    Until,
    status_of,
)

YEAR = Period.of("2019")
# From 850 at the end of 2018 to 880 at the end of 2019; 1 July 2019 is day 182 of 365.
WAY = (fact("2018", 850, role="baseline"), fact("2019", 880, role="target"))
COMPANIES = stock(frequency="quarter", due_days=31)
MIDDLE = 850 + 30 * 181 / 365


def _judged(
    indicator: Indicator,
    *facts: Fact,
    today: str = "2019-08-01",
    period: Period = YEAR,
    **more: Any,
) -> Judged:
    return status_of(indicator, cells(*facts), "", period, date.fromisoformat(today), **more)


def _why(found: Judged) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (880, "reached"),  # before the end, and better than the start
        (870, "on-track"),
        (862, "on-track"),  # 2.9 short of 864.9, a tenth of the way of 30 is 3
        (861, "at-risk"),
        (858, "at-risk"),  # 6.9 short, a quarter is 7.5
        (857, "behind"),
        (-10, "behind"),
    ],
)
def test_halfway_an_actual_is_compared_with_the_straight_line(value: float, status: str) -> None:
    found = _judged(COMPANIES, *WAY, fact("2019-H1", value))
    assert found.status == status
    if status != "reached":
        assert found.expected_by_now == pytest.approx(MIDDLE)
        assert found.gap == pytest.approx(value - MIDDLE)


@pytest.mark.parametrize(("value", "status"), [(880, "reached"), (879, "behind"), (900, "reached")])
def test_at_the_end_a_target_is_reached_or_not(value: float, status: str) -> None:
    found = _judged(COMPANIES, *WAY, fact("2019", value), today="2020-01-15")
    assert (found.status, found.gap) == (status, value - 880)


def test_a_margin_for_the_target_is_declared() -> None:
    lenient = replace(COMPANIES, rule=Rule(reached=0.05))
    assert _judged(lenient, *WAY, fact("2019", 879), today="2020-01-15").status == "reached"
    exact = replace(COMPANIES, rule=Rule(on_track=2, at_risk=3, absolute=True))
    assert _judged(exact, *WAY, fact("2019-H1", 862)).status == "at-risk"
    with pytest.raises(IndicatorError, match="from narrow to wide"):
        Rule(on_track=0.3, at_risk=0.2)


def test_a_falling_indicator_is_on_track_when_it_falls() -> None:
    waiting = stock(direction="down", frequency="quarter", due_days=31)
    way = (fact("2018", 40, role="baseline"), fact("2019", 20, role="target"))
    for value, status in ((19, "reached"), (30, "on-track"), (33, "at-risk"), (39, "behind")):
        assert _judged(waiting, *way, fact("2019-H1", value)).status == status


def test_negative_values_and_targets_are_judged_as_any() -> None:
    balance = stock(frequency="quarter", due_days=31)
    way = (fact("2018", -40, role="baseline"), fact("2019", -20, role="target"))
    for value, status in ((-19, "reached"), (-30, "on-track"), (-39, "behind")):
        assert _judged(balance, *way, fact("2019-H1", value)).status == status


def test_a_target_of_zero_is_a_target() -> None:
    accidents = flow(direction="down", due_days=31)
    zero = fact("2019", 0, role="target")
    assert _judged(accidents, zero, fact("2019-H1", 0)).status == "on-track"
    assert _judged(accidents, zero, fact("2019-H1", 1)).status == "behind"
    full = (fact("2019-H1", 0), fact("2019-H2", 0))
    assert _judged(accidents, zero, *full, today="2020-01-15").status == "reached"


def test_a_flow_is_expected_by_the_days_it_covers() -> None:
    visits = flow(due_days=31)
    target = fact("2019", 12, role="target")
    one = _judged(visits, target, fact("2019-Q1", 3))
    assert (one.status, one.expected_by_now) == ("on-track", pytest.approx(12 * 90 / 365))
    assert _judged(visits, target, fact("2019-Q1", 0)).status == "at-risk"
    assert _judged(visits, target, fact("2019-Q1", 12)).status == "reached"
    all_four = [fact(f"2019-Q{n}", 2) for n in range(1, 5)]
    assert _judged(visits, target, *all_four, today="2020-01-15").status == "behind"


def test_a_ceiling_of_a_flow_is_kept_until_the_end() -> None:
    costs = flow(direction="down", due_days=31)
    ceiling = fact("2019", 100, role="target")
    assert _judged(costs, ceiling, fact("2019-H1", 45)).status == "on-track"
    assert _judged(costs, ceiling, fact("2019-H1", 90)).status == "behind"
    both = (fact("2019-H1", 45), fact("2019-H2", 50))
    assert _judged(costs, ceiling, *both, today="2020-01-15").status == "reached"


def test_a_flow_with_a_later_target_grows_to_it_from_its_baseline() -> None:
    """From 10 in 2018 to 18 in 2022 is 12 in 2019, 14 in 2020: a year of 365 of 1461 days each."""
    visits = flow(frequency="year")
    way = (fact("2018", 10, role="baseline"), fact("2022", 18, role="target"))
    found = _judged(visits, *way, fact("2019", 12), today="2020-01-15")
    assert (found.status, found.expected_by_now) == ("reached", pytest.approx(10 + 8 * 365 / 1461))
    assert _why(_judged(visits, way[1], fact("2019", 12), today="2020-01-15")) == ["no-start"]


def test_a_flow_with_a_target_for_years_together_is_judged_over_them() -> None:
    target = fact("2018/2021", 40, role="target")
    years = (fact("2018", 9), fact("2019", 10), fact("2020", 25))
    found = _judged(flow(frequency="year"), target, *years, today="2020-01-01")
    assert (found.status, found.expected_by_now) == ("on-track", pytest.approx(40 * 730 / 1461))
    assert found.actual is not None
    assert found.actual.value == 19


def test_what_is_kept_as_it_is_is_a_limit() -> None:
    keep = (fact("2018", 7, role="baseline"), fact("2019", 7, role="target"))
    sites = stock(frequency="quarter", due_days=31)
    assert _judged(sites, *keep, fact("2019-H1", 7)).status == "on-track"
    assert _judged(sites, *keep, fact("2019-H1", 6)).status == "at-risk"  # a seventh
    assert _judged(sites, *keep, fact("2019-H1", 5)).status == "behind"
    assert _judged(sites, *keep, fact("2019", 7), today="2020-01-15").status == "reached"


def test_until_the_end_means_until_the_end() -> None:
    patient = replace(COMPANIES, rule=Rule(until="end"))
    assert _judged(patient, *WAY, fact("2019-H1", 880)).status == "on-track"
    assert _judged(patient, *WAY, fact("2019", 880), today="2020-01-15").status == "reached"


def test_without_a_baseline_the_target_of_the_period_alone_counts() -> None:
    target = WAY[1]
    assert _judged(COMPANIES, target, fact("2019-H1", 870)).status == "not-due"
    assert _judged(COMPANIES, target, fact("2019-H1", 881)).status == "reached"
    ended = _judged(COMPANIES, target, fact("2019", 870), today="2020-01-15")
    assert (ended.status, ended.expected_by_now, ended.gap) == ("behind", 880, -10)
    assert _judged(COMPANIES, target, fact("2019", 880), today="2020-01-15").status == "reached"


def test_the_way_starts_at_the_previous_target() -> None:
    targets = (WAY[0], WAY[1], fact("2020", 910, role="target"))
    found = _judged(
        COMPANIES, *targets, fact("2020-H1", 895), period=Period.of("2020"), today="2020-08-01"
    )
    assert found.baseline is not None
    assert found.baseline.value == 880
    assert found.expected_by_now == pytest.approx(880 + 30 * 182 / 366)
    whole = _judged(
        COMPANIES, *targets, fact("2019", 880), period=Period.of("2018/2020"), today="2020-01-15"
    )
    assert (whole.status, whole.expected_by_now) == ("on-track", 880)
    first = _judged(
        COMPANIES, *targets, fact("2018", 850), period=Period.of("2018/2020"), today="2019-02-01"
    )
    assert (first.status, first.expected_by_now) == ("on-track", 850)


def test_the_target_is_that_of_the_shortest_period_around() -> None:
    targets = (fact("2018/2021", 40, role="target"), fact("2019/2020", 10, role="target"))
    found = _judged(flow(frequency="year"), *targets, fact("2019", 5), today="2020-01-01")
    assert (found.status, found.expected_by_now) == ("on-track", pytest.approx(10 * 365 / 731))


def test_parts_known_at_other_moments_are_judged_by_the_one_known_least_recently() -> None:
    tree = Tree({"p": "", "a": "p", "b": "p"})
    known = cells(
        *(replace(one, part="p") for one in WAY),
        fact("2019-Q1", 430, part="a"),
        fact("2019-H1", 430, part="b"),
    )
    jobs = stock(up_tree="sum", frequency="quarter", due_days=31)
    found = status_of(jobs, known, "p", YEAR, date(2019, 8, 1), tree)
    assert found.expected_by_now == pytest.approx(850 + 30 * 90 / 365)


def test_a_baseline_of_which_a_part_is_missing_is_no_start() -> None:
    tree = Tree({"p": "", "a": "p", "b": "p"})
    known = cells(
        fact("2018", 400, role="baseline", part="a"),
        replace(WAY[1], part="p"),
        *(fact("2019-H1", 430, part=part) for part in ("a", "b")),
    )
    jobs = stock(up_tree="sum", frequency="quarter", due_days=31)
    found = status_of(jobs, known, "p", YEAR, date(2019, 8, 1), tree)
    assert (found.status, found.baseline, _why(found)) == ("not-due", None, ["no-start"])


def test_no_target_is_told_with_what_was_expected() -> None:
    found = _judged(COMPANIES, fact("2019", 880, role="expected"), fact("2019", 100))
    assert (found.status, _why(found)) == ("no-target", ["no-target", "expected-beside"])
    measured = fact("2019", role="target", status="to-be-measured")
    assert _why(_judged(COMPANIES, measured, fact("2019", 1))) == ["no-target", "to-be-measured"]


def test_a_forecast_colours_nothing() -> None:
    gloomy = fact("2019", 100, role="forecast", low=50, high=200, method="trend")
    plain = _judged(COMPANIES, *WAY, fact("2019-H1", 870))
    found = _judged(COMPANIES, *WAY, fact("2019-H1", 870), gloomy)
    assert (found.status, found.gap) == (plain.status, plain.gap)
    assert _why(found) == [*_why(plain), "forecast-beside"]
    assert _judged(COMPANIES, *WAY, gloomy, today="2020-03-01").status == "no-data"


@pytest.mark.parametrize(
    ("today", "status", "why"),
    [
        ("2018-12-31", "not-due", "not-begun"),
        ("2019-06-01", "not-due", "not-due"),
        ("2020-01-31", "not-due", "not-due"),
        ("2020-02-01", "no-data", "no-actual"),
    ],
)
def test_an_actual_that_is_not_there_is_not_due_until_it_is(
    today: str, status: str, why: str
) -> None:
    found = _judged(COMPANIES, *WAY, today=today)
    assert (found.status, found.reasons[0].code) == (status, why)
    assert found.due == date(2020, 1, 31)


def test_an_old_figure_is_no_data_once_that_of_the_end_was_due() -> None:
    old = fact("2019-Q3", 870)
    assert _judged(COMPANIES, *WAY, old, today="2020-01-31").status == "on-track"
    late = _judged(COMPANIES, *WAY, old, today="2020-02-01")
    assert (late.status, _why(late)[0]) == ("no-data", "overdue")


def test_a_withheld_figure_is_no_data_and_says_why() -> None:
    found = _judged(COMPANIES, *WAY, fact("2019", status="withheld"), today="2020-02-01")
    assert (found.status, _why(found)) == ("no-data", ["no-actual", "withheld"])


def test_a_provisional_figure_is_judged_and_told() -> None:
    found = _judged(COMPANIES, *WAY, fact("2019", 880, status="provisional"), today="2020-01-15")
    assert (found.status, _why(found)) == ("reached", ["reached", "provisional"])


def test_a_whole_with_an_unknown_part_is_not_judged_unless_it_is_there_already() -> None:
    tree = Tree({"p": "", "a": "p", "b": "p"})
    jobs = flow(up_tree="sum", frequency="year")
    target = fact("2019", 10, role="target", part="p")

    def found(value: float) -> Judged:
        known = cells(target, fact("2019", value, part="a"))
        return status_of(jobs, known, "p", YEAR, date(2020, 1, 15), tree)

    assert (found(4).status, _why(found(4))) == ("no-data", ["parts-missing"])
    assert found(4).reasons[0].values == {"parts": "b"}
    assert found(10).status == "reached"


def test_a_target_of_which_a_part_is_missing_is_no_target() -> None:
    tree = Tree({"p": "", "a": "p", "b": "p"})
    known = cells(
        fact("2019", 5, role="target", part="a"),
        *(fact("2019", 5, part=part) for part in ("a", "b")),
    )
    found = status_of(stock(up_tree="sum"), known, "p", YEAR, date(2020, 1, 15), tree)
    assert (found.status, _why(found)) == ("no-target", ["target-incomplete"])


@pytest.mark.parametrize(
    ("value", "status", "at_end"),
    [(100, "on-track", "reached"), (95, "on-track", "reached"), (106, "at-risk", "behind"),
     (70, "at-risk", "behind"), (69, "behind", "behind")],
)  # fmt: skip
def test_what_should_stay_is_kept_within_a_band(value: float, status: str, at_end: str) -> None:
    """A band of a twentieth around 100; outside it by at most a quarter of 100 is at risk."""
    steady = stock(direction="hold", frequency="quarter", due_days=31)
    target = fact("2019", 100, role="target")
    assert _judged(steady, target, fact("2019-H1", value)).status == status
    assert _judged(steady, target, fact("2019", value), today="2020-01-15").status == at_end


def test_a_band_of_its_own_goes_before_the_rule() -> None:
    steady = stock(direction="hold")
    target = fact("2019", role="target", low=10, high=20)
    for value, status in ((10, "reached"), (20, "reached"), (21, "behind")):
        assert _judged(steady, target, fact("2019", value), today="2020-01-15").status == status


@pytest.mark.parametrize(
    ("given_", "today", "status", "why"),
    [
        ([("2019-05-01", 1)], "2019-05-02", "reached", ["milestone-reached"]),
        ([("2019-08-01", 1)], "2019-09-01", "reached", ["milestone-reached", "milestone-late"]),
        ([("2018-12-01", 1)], "2019-01-02", "reached", ["milestone-reached"]),
        ([], "2019-03-01", "not-due", ["milestone-open"]),
        ([], "2019-06-20", "at-risk", ["milestone-open"]),
        ([("2019-Q1", 0)], "2019-07-10", "not-due", ["milestone-open"]),
        ([("2019-H1", 0)], "2019-07-10", "behind", ["milestone-missed"]),
        ([("2019-Q1", 0)], "2019-09-01", "no-data", ["no-actual"]),
    ],
)
def test_a_milestone_is_judged_by_its_day(
    given_: list[tuple[str, float]], today: str, status: str, why: list[str]
) -> None:
    opening = Indicator(
        id="i", kind="milestone", frequency="quarter", due_days=31, rule=Rule(warn_days=30)
    )
    target = fact("2019-06-30", 1, role="target")
    found = _judged(opening, target, *(fact(p, v) for p, v in given_), today=today)
    assert (found.status, [code for code in _why(found) if code.startswith(("mil", "no-"))]) == (
        status, why,
    )  # fmt: skip


def test_a_scale_is_judged_by_what_it_was_last() -> None:
    readiness = Indicator(id="i", kind="scale", scale=(1, 9), frequency="half", due_days=31)
    way = (fact("2018", 3, role="baseline"), fact("2019", 7, role="target"))
    assert _judged(readiness, *way, fact("2019-H1", 5)).status == "on-track"
    assert _judged(readiness, *way, fact("2019-H1", 4)).status == "at-risk"


def test_an_indicator_without_a_direction_gets_no_verdict() -> None:
    found = _judged(stock(direction="none"), *WAY, fact("2019", 1))
    assert (found.status, _why(found)) == ("no-target", ["no-direction"])


VALUES = st.one_of(st.none(), st.integers(-20, 20))
PLACES = (
    *(("2018", "baseline"), ("2018", "target"), ("2019", "target"), ("2020", "target")),
    *((period, "actual") for period in ("2019-Q1", "2019-Q2", "2019-H2", "2019")),
)


TURNED: dict[Direction, Direction] = {"up": "down", "down": "up", "hold": "hold"}


def _mirrored(facts: Iterable[Fact], by: float) -> list[Fact]:
    return [
        replace(
            one,
            value=None if one.value is None else by * one.value,
            numerator=None if one.numerator is None else by * one.numerator,
        )
        for one in facts
    ]


@given(
    st.lists(VALUES, min_size=len(PLACES), max_size=len(PLACES)),
    st.sampled_from(("stock", "flow", "ratio")),
    st.sampled_from(("up", "down", "hold")),
    st.sampled_from(("reached", "end")),
    st.dates(date(2018, 6, 1), date(2020, 6, 1)),
    st.sampled_from((-1.0, 4.0)),
)
def test_turning_or_rescaling_an_indicator_leaves_its_status_as_it_is(
    values: list[int | None], kind: Kind, direction: Direction, until: Until, today: date, by: float
) -> None:
    facts = [
        fact(period, value, role=role)
        for (period, role), value in zip(PLACES, values, strict=True)
        if value is not None
    ]
    one = Indicator(
        id="i", kind=kind, direction=direction, frequency="quarter", due_days=31,
        rule=Rule(until=until),
    )  # fmt: skip
    turned: Direction = TURNED[direction] if by < 0 else direction
    other = replace(one, direction=turned)
    before = status_of(one, cells(*facts), "", YEAR, today)
    after = status_of(other, cells(*_mirrored(facts, by)), "", YEAR, today)
    assert after.status == before.status
    assert [r.code for r in after.reasons] == [r.code for r in before.reasons]
    if before.gap is None:
        assert after.gap is None
    else:
        assert after.gap == pytest.approx(abs(by) * before.gap, abs=1e-9)


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=2, unique=True))
def test_better_is_never_judged_worse(values: list[int]) -> None:
    order = ["behind", "at-risk", "on-track", "reached"]
    low, high = sorted(values)
    way = (fact("2018", -10, role="baseline"), fact("2019", 10, role="target"))
    worse, better = (_judged(COMPANIES, *way, fact("2019-H1", v)) for v in (low, high))
    assert order.index(worse.status) <= order.index(better.status)


def test_a_share_is_judged_by_its_parts() -> None:
    taken = share(due_days=31)
    found = _judged(
        taken, fact("2018", 71, role="baseline"), fact("2019", 74, role="target"),
        fact("2019", numerator=37, denominator=50), today="2020-01-15",
    )  # fmt: skip
    assert (found.status, found.gap) == ("reached", 0)
