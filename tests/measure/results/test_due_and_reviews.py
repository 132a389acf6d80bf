"""What is due, and what was reported then beside what is known now."""

from datetime import date

from tests.measure.results.made import cells, fact, flow, moment, stock

from windroos.measure.results import (
    NEXT,
    Period,
    Review,
    as_reported,
    corrected_since,
    due,
    known,
    locked,
    reminders,
    state_of,
)

PROGRAMME = Period.of("2018/2019")
YEAR = Period.of("2018")


def test_what_is_missing_is_due_and_later_overdue() -> None:
    visits = flow(due_days=30, owner="bureau", parts=("one", "two"))
    known_ = cells(fact("2018-Q1", 0, part="one"), fact("2018-Q1", status="withheld", part="two"))
    for today, expected in (
        ("2018-06-30", []),
        ("2018-07-01", [("one", False, 0), ("two", False, 0)]),
        ("2018-07-30", [("one", False, 0), ("two", False, 0)]),
        ("2018-08-02", [("one", True, 3), ("two", True, 3)]),
    ):
        found = due([visits], known_, date.fromisoformat(today), PROGRAMME)
        assert [(d.part, d.overdue, d.days_late) for d in found] == expected
        assert {(str(d.period), d.day) for d in found} <= {("2018-Q2", date(2018, 7, 30))}


def test_months_that_make_a_year_are_not_due_again() -> None:
    yearly = flow(frequency="year", parts=("one",))
    months = [fact(f"2018-{n:02}", 1, part="one") for n in range(1, 13)]
    assert due([yearly], cells(*months), date(2019, 2, 1), PROGRAMME) == ()
    (short,) = due([yearly], cells(*months[1:]), date(2019, 2, 1), PROGRAMME)
    assert short.period == YEAR


def test_a_figure_to_be_measured_is_still_due() -> None:
    promised = fact("2018", part="one", status="to-be-measured")
    assert len(due([stock()], cells(promised), date(2019, 2, 1), PROGRAMME)) == 1


def test_an_indicator_is_due_from_when_it_came_into_force() -> None:
    later = flow(parts=("one",), valid_from=date(2018, 10, 1))
    found = due([later], cells(), date(2019, 1, 1), PROGRAMME)
    assert [str(one.period) for one in found] == ["2018-Q4"]


def test_owners_are_reminded_the_longest_due_first() -> None:
    one = flow(id="a", owner="bureau", parts=("p",), frequency="year")
    two = flow(id="b", owner="agency", parts=("p",), frequency="half")
    found = reminders([one, two], cells(), date(2019, 1, 1), PROGRAMME)
    assert {owner: [str(d.period) for d in what] for owner, what in found.items()} == {
        "agency": ["2018-H1", "2018-H2"],
        "bureau": ["2018"],
    }
    assert list(found) == ["agency", "bureau"]


def test_what_was_reported_stays_beside_what_is_known_now() -> None:
    first = fact("2018", 6, days=1)
    recount = fact("2018", 5, days=20, reason="one counted twice")
    withdrawn = fact("2018", status="withdrawn", days=21, part="b", reason="of elsewhere")
    facts = [first, fact("2018", 9, part="b", days=1), recount, withdrawn, fact("2019", 7, days=22)]
    reviews = [
        Review(period=YEAR, state="submitted", at=moment(5)),
        Review(period=YEAR, state="locked", at=moment(10), by="council"),
    ]
    reported = as_reported(facts, reviews, YEAR)
    assert reported is not None
    assert reported[first.cell].value == 6
    assert known(facts)[first.cell].value == 5
    since = corrected_since(facts, reviews, YEAR)
    assert [(c.kind, c.before.value if c.before else None, c.reason) for c in since] == [
        ("corrected", 6, "one counted twice"),
        ("withdrawn", 9, "of elsewhere"),
    ]
    assert corrected_since(facts, reviews, YEAR, moment(15)) == ()


def test_a_report_that_was_never_locked_is_not_there() -> None:
    reviews = [Review(period=YEAR, state="submitted", at=moment(5))]
    assert locked(reviews, YEAR) is None
    assert as_reported([fact("2018", 1)], reviews, YEAR) is None
    assert corrected_since([fact("2018", 1)], reviews, YEAR) == ()


def test_the_state_of_a_report_is_that_of_its_last_review() -> None:
    assert state_of([], YEAR) == "open"
    reviews = [
        Review(period=YEAR, state="locked", at=moment(10)),
        Review(period=YEAR, state="submitted", at=moment(5)),
        Review(period=PROGRAMME, state="open", at=moment(20)),
    ]
    assert state_of(reviews, YEAR) == "locked"
    assert "locked" not in NEXT["open"]
    again = [*reviews, Review(period=YEAR, state="locked", at=moment(30), reason="reopened")]
    last = locked(again, YEAR)
    assert last is not None
    assert last.at == moment(30)
