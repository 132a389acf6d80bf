"""What was known when: facts are only ever added."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.measure.results.made import START, fact, moment

from windroos.measure.results import Cells, Fact, changes, history, known

PERIODS = ("2018", "2019", "2018-Q1")


@st.composite
def _facts(draw: st.DrawFn) -> list[Fact]:
    """Facts about few cells, so that many correct each other, some at the same moment."""
    return [
        fact(
            draw(st.sampled_from(PERIODS)),
            draw(st.integers(-5, 5)),
            part=draw(st.sampled_from("ab")),
            days=draw(st.integers(0, 4)),
            status=draw(st.sampled_from(("final", "final", "provisional", "withdrawn"))),
            reason="recount",
        )
        for _ in range(draw(st.integers(0, 12)))
    ]


def test_of_a_cell_the_last_recorded_holds() -> None:
    first = fact("2019", 6, days=1)
    second = fact("2019", 5, days=2, reason="one counted twice", corrects=first.id)
    assert known([second, first]) == {first.cell: second}
    assert known([second, first], moment(1)) == {first.cell: first}
    assert known([first, second], moment(0.5)) == {}
    assert history([second, first], first.cell) == (first, second)


def test_a_correction_by_a_colleague_is_not_counted_twice() -> None:
    """Akvo RSR added up the updates of colleagues to one value as if each were an increment."""
    mine = fact("2018-Q1", 10, by="one colleague")
    theirs = fact("2018-Q1", 12, by="another", reason="two more came in")
    assert [one.value for one in known([mine, theirs]).values()] == [12]


def test_a_withdrawn_cell_is_empty_and_can_be_filled_again() -> None:
    first = fact("2019", 6)
    gone = fact("2019", status="withdrawn", days=2, reason="of another region")
    back = fact("2019", 4, days=4, reason="the right region")
    assert known([first, gone]) == {}
    assert known([first, gone], moment(1)) == {first.cell: first}
    assert known([first, gone, back])[first.cell] is back
    (change,) = changes([first, gone, back], moment(1), moment(3))
    assert (change.kind, change.before, change.after) == ("withdrawn", first, None)
    assert change.reason == "of another region"


def test_a_withheld_figure_is_known_to_be_there() -> None:
    withheld = fact("2019", status="withheld")
    assert known([withheld]) == {withheld.cell: withheld}


def test_dimensions_make_another_cell() -> None:
    women, men = (fact("2019", 3, dimensions=(("sex", code),)) for code in "fm")
    assert len(known([women, men])) == 2


def test_what_changed_between_two_moments() -> None:
    old = fact("2018", 1)
    new = fact("2018", 2, days=2, reason="recount")
    other = fact("2019", 3, days=2)
    came_and_went = [fact("2020", 1, days=1), fact("2020", status="withdrawn", days=2, reason="x")]
    facts = [old, new, other, *came_and_went]
    found = changes(facts, moment(0), moment(2))
    assert [(c.kind, c.before, c.after, c.reason) for c in found] == [
        ("corrected", old, new, "recount"),
        ("new", None, other, ""),
    ]
    assert changes(facts, moment(2)) == ()
    assert {c.kind for c in changes(facts, None)} == {"new"}


@given(_facts(), st.randoms())
def test_the_order_in_which_facts_come_makes_no_difference(facts: list[Fact], any_: Random) -> None:
    mixed = list(facts)
    any_.shuffle(mixed)
    assert known(mixed) == known(facts)
    assert {c.cell: c for c in changes(mixed, moment(2))} == {
        c.cell: c for c in changes(facts, moment(2))
    }


@given(_facts(), st.integers(-5, 5))
def test_a_correction_never_changes_the_number_of_cells(facts: list[Fact], value: int) -> None:
    for cell in known(facts):
        again = Fact(
            id="again",
            indicator=cell.indicator,
            part=cell.part,
            role=cell.role,
            period=cell.period,
            value=value,
            reason="recount",
            recorded=moment(9),
        )
        after = known([*facts, again])
        assert len(after) == len(known(facts))
        assert after[cell] is again


@given(_facts(), _facts())
def test_what_was_known_does_not_change_by_what_comes_later(
    facts: list[Fact], more: list[Fact]
) -> None:
    last = max((one.recorded for one in facts), default=START)
    later = [
        fact(str(one.period), one.value, part=one.part, status=one.status, days=10) for one in more
    ]
    assert known([*facts, *later], last) == known(facts)


@given(_facts())
def test_changes_lead_from_what_was_known_to_what_is(facts: list[Fact]) -> None:
    moments = [START + timedelta(days=days) for days in range(-1, 6)]
    for then, now in pairwise(moments):
        state = dict(known(facts, then))
        for change in changes(facts, then, now):
            assert change.before is state.get(change.cell)
            if change.after is None:
                del state[change.cell]
            else:
                state[change.cell] = change.after
        assert state == known(facts, now)


@given(_facts())
def test_a_row_has_the_facts_of_its_part(facts: list[Fact]) -> None:
    cells = Cells.of(facts)
    assert dict(cells) == known(facts)
    for part in "ab":
        expected = {cell.period: one for cell, one in known(facts).items() if cell.part == part}
        assert cells.row("i", part, "actual") == expected
    assert cells.row("i", "c", "actual") == {}
    assert Cells.over(cells) is cells
