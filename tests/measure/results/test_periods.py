"""Periods as people write them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windroos.measure.results import Period, PeriodError

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)), DAYS, st.integers(0, 2000)
)


@pytest.mark.parametrize(
    ("code", "start", "end", "kind"),
    [
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018-H1", "2018-01-01", "2018-06-30", "half"),
        ("2018-H2", "2018-07-01", "2018-12-31", "half"),
        ("2018-Q2", "2018-04-01", "2018-06-30", "quarter"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2018-03-15", "2018-03-15", "2018-03-15", "day"),
        ("2018/2019", "2018-01-01", "2019-12-31", "years"),
        ("2018-01-01/2019-06-30", "2018-01-01", "2019-06-30", "span"),
    ],
)
def test_a_code_is_the_days_of_its_period(code: str, start: str, end: str, kind: str) -> None:
    period = Period.of(code)
    assert (period.start.isoformat(), period.end.isoformat(), period.kind) == (start, end, kind)


def test_the_code_is_the_shortest_way_to_write_it() -> None:
    written = {
        "2018-01-01/2018-12-31": "2018",
        "2018-01/2018-06": "2018-H1",
        "2018-Q1/2018-Q3": "2018-01/2018-09",
        "2018/2018": "2018",
        "2018-01-01/2019-06-30": "2018-01/2019-06",
        "2018-02-01/2018-02-28": "2018-02",
    }
    assert {code: Period.of(code).code for code in written} == written


@pytest.mark.parametrize(
    "code",
    ["", "18", "2018-13", "2018-Q5", "2018-H3", "2019-02-29", "2018-", "2018/", "2018/2019/2020",
     "2018-2019", "0000", "2018-Q2-03", "Q2 2018", "9999-12-31/10000"],
)  # fmt: skip
def test_what_is_no_period_is_said_with_what_to_write(code: str) -> None:
    with pytest.raises(PeriodError, match="is no period: write 2018"):
        Period.of(code)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(PeriodError, match="before its start"):
        Period.of("2019/2018")


@given(PERIODS)
def test_a_period_is_read_back_from_its_code(period: Period) -> None:
    assert Period.of(period.code) == period


@given(PERIODS, st.lists(PERIODS, max_size=6))
def test_gaps_are_the_days_that_nothing_covers(whole: Period, others: list[Period]) -> None:
    gaps = whole.gaps(others)
    for n in range(whole.days):
        day = whole.start + timedelta(days=n)
        covered = any(p.start <= day <= p.end for p in others)
        assert covered != any(p.start <= day <= p.end for p in gaps)
    assert not any(later.follows(earlier) for earlier, later in pairwise(gaps))


def test_a_year_is_made_of_quarters_and_a_part_of_it_is_not() -> None:
    assert [p.code for p in Period.of("2018/2019").parts("half")] == [
        "2018-H1", "2018-H2", "2019-H1", "2019-H2",
    ]  # fmt: skip
    assert Period.of("2018-02/2018-05").parts("once") == (Period.of("2018-02/2018-05"),)
    with pytest.raises(PeriodError, match="2018-02/2018-05 is not made of whole"):
        Period.of("2018-02/2018-05").parts("quarter")


def test_how_periods_lie_to_each_other() -> None:
    year, half = Period.of("2018"), Period.of("2018-H2")
    assert year.contains(half)
    assert year.contains(year)
    assert not half.contains(year)
    assert half.overlaps(Period.of("2018-12-31/2019"))
    assert Period.of("2019").follows(half)
    assert not Period.of("2019").follows(Period.of("2018-H1"))


def test_periods_are_told_in_both_languages() -> None:
    said = {
        code: (Period.of(code).label("nl"), Period.of(code).label("en"))
        for code in ("2018", "2018-H1", "2018-Q2", "2018-03", "2018-03-15", "2018/2019")
    }
    assert said == {
        "2018": ("2018", "2018"),
        "2018-H1": ("eerste helft van 2018", "first half of 2018"),
        "2018-Q2": ("tweede kwartaal van 2018", "second quarter of 2018"),
        "2018-03": ("maart 2018", "March 2018"),
        "2018-03-15": ("15 maart 2018", "15 March 2018"),
        "2018/2019": ("2018 tot en met 2019", "2018 to 2019"),
    }
    assert Period.of("2018-01/2019-06").label("nl") == "januari 2018 tot en met juni 2019"
    assert Period.of("2018-01-02/2018-03-04").label("en") == "2 January 2018 to 4 March 2018"
