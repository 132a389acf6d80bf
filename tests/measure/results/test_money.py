"""Money: stated before summed, never divided over years, never counted twice."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.results.made import amount, moment

from windroos.measure.results import Amount, Ledger, MoneyError, Period, Tree, multiplied, summed

TREE = Tree({"programme": "", "one": "programme", "two": "programme"})
BOTH = Period.of("2018/2019")
YEAR = Period.of("2018")


def _ledger(*amounts: Amount) -> Ledger:
    return Ledger.of(amounts)


def test_a_budget_stated_above_and_for_each_line_is_not_counted_twice() -> None:
    lines = [amount("2018/2019", 3e6, part="one"), amount("2018/2019", 2e6, part="two")]
    stated = amount("2018/2019", 5e6, part="programme")
    assert summed(_ledger(*lines), TREE, "programme", "budget", BOTH).amount == 5e6
    both = summed(_ledger(*lines, stated), TREE, "programme", "budget", BOTH)
    assert (both.amount, both.complete, both.total.discrepancies) == (5e6, True, ())


def test_what_the_lines_differ_from_the_whole_is_told() -> None:
    lines = [amount("2018", 3e6, part="one"), amount("2018", 1.5e6, part="two")]
    found = summed(
        _ledger(*lines, amount("2018", 5e6, part="programme")), TREE, "programme", "budget", YEAR
    )
    assert found.amount == 5e6
    (told,) = found.total.discrepancies
    assert (told.stated, told.computed, told.over) == (5e6, 4.5e6, "tree")


def test_money_for_two_years_is_not_divided_over_them() -> None:
    ledger = _ledger(amount("2018/2019", 5e6, part="programme"))
    found = summed(ledger, TREE, "programme", "budget", YEAR)
    assert found.amount is None
    assert not found.complete
    assert "not-divided" in {reason.code for reason in found.total.reasons}


def test_a_line_of_which_nothing_is_known_is_missing_and_zero_is_not() -> None:
    spent = amount("2018", 10, part="one", role="spent")
    partly = summed(_ledger(spent), TREE, "programme", "spent", YEAR)
    assert (partly.amount, partly.complete, partly.total.parts_missing) == (10, False, ("two",))
    zero = amount("2018", 0, part="two", role="spent")
    full = summed(_ledger(spent, zero), TREE, "programme", "spent", YEAR)
    assert (full.amount, full.complete) == (10, True)


def test_a_withheld_amount_is_missing_and_says_so() -> None:
    hidden = amount("2018", None, part="one", role="spent", status="withheld")
    found = summed(_ledger(hidden), TREE, "one", "spent", YEAR)
    assert (found.amount, [reason.code for reason in found.total.reasons]) == (None, ["withheld"])


@given(st.lists(st.integers(-100, 100), min_size=4, max_size=4), st.booleans(), st.booleans())
def test_every_amount_counts_once_however_much_is_stated_above(
    values: list[int], by_line: bool, above: bool
) -> None:
    """Two lines of two funders, with or without the sums of each line and of the whole."""
    amounts = [
        amount("2018", value, part=part, funder=funder)
        for value, (part, funder) in zip(values, product(("one", "two"), ("x", "y")), strict=True)
    ]
    if by_line:
        amounts.append(amount("2018", values[0] + values[1], part="one"))
        amounts.append(amount("2018", values[2] + values[3], part="two"))
    if above:
        amounts.append(amount("2018", sum(values), part="programme"))
    found = summed(_ledger(*amounts), TREE, "programme", "budget", YEAR)
    assert (found.amount, found.complete) == (sum(values), True)
    assert found.total.discrepancies == ()


def test_a_correction_replaces_and_a_former_day_still_knows_the_former_amount() -> None:
    first = amount("2018", 100, part="one", role="spent")
    second = amount("2018", -20, part="one", role="spent", days=5, reason="a refund came in")
    for at, expected in ((moment(1), 100), (None, -20)):
        ledger = Ledger.of([first, second], at)
        assert summed(ledger, TREE, "one", "spent", YEAR).amount == expected
        assert len(ledger) == 1


def test_funders_add_up_and_one_of_them_is_asked_for_alone() -> None:
    amounts = [
        amount("2018", 60, part="one", role="committed", funder="province"),
        amount("2018", 40, part="one", role="committed", funder="union"),
        amount("2018", 25, part="two", role="committed", funder="province"),
    ]
    ledger = _ledger(*amounts)
    assert summed(ledger, TREE, "programme", "committed", YEAR).amount == 125
    union = summed(ledger, TREE, "programme", "committed", YEAR, funder="union")
    assert (union.amount, union.complete) == (40, True)
    others = summed(ledger, TREE, "one", "committed", YEAR, without="province")
    assert others.amount == 40
    abroad = amount("2018", 60, part="one", role="committed", funder="province", currency="USD")
    others = summed(
        _ledger(*amounts[1:], abroad), TREE, "one", "committed", YEAR, without="province"
    )
    assert (others.amount, others.currency) == (40, "EUR")


def test_an_amount_of_all_funders_together_is_compared_with_each() -> None:
    amounts = [
        amount("2018", 100, part="one"),
        amount("2018", 60, part="one", funder="province"),
        amount("2018", 30, part="one", funder="union"),
    ]
    found = summed(_ledger(*amounts), TREE, "one", "budget", YEAR)
    assert found.amount == 100
    (told,) = found.total.discrepancies
    assert (told.stated, told.computed, told.over) == (100, 90, "funders")


def test_currencies_are_not_mixed() -> None:
    ledger = _ledger(amount("2018", 1, part="one"), amount("2018", 1, part="two", currency="JPY"))
    with pytest.raises(MoneyError, match="are in EUR and JPY: they cannot be added"):
        summed(ledger, TREE, "programme", "budget", YEAR)
    assert summed(ledger, TREE, "two", "budget", YEAR).currency == "JPY"
    assert summed(_ledger(), TREE, "two", "budget", YEAR).currency == ""


@pytest.mark.parametrize(
    ("one", "other", "whole"),
    [
        ("", "", ""),
        ("", "at-least", "at-least"),
        ("at-most", "at-most", "at-most"),
        ("at-least", "at-most", "about"),
        ("about", "at-least", "about"),
    ],
)
def test_a_sum_is_as_exact_as_its_amounts(one: str, other: str, whole: str) -> None:
    ledger = _ledger(
        amount("2018", 1, part="one", approximate=one),
        amount("2018", 2, part="two", approximate=other),
    )
    assert summed(ledger, TREE, "programme", "budget", YEAR).approximate == whole


@pytest.fixture
def raising() -> Callable[..., Ledger]:
    """A ledger of 100 committed by the province and 250 raised from others, and what is added."""

    def made(*more: Amount) -> Ledger:
        return _ledger(
            amount("2018", 100, part="one", role="committed", funder="province"),
            amount("2018", 200, part="one", role="raised", funder="union"),
            amount("2018", 50, part="one", role="raised", funder="companies"),
            *more,
        )

    return made


def test_what_each_euro_multiplied(raising: Callable[..., Ledger]) -> None:
    found = multiplied(raising(), TREE, "one", YEAR, own="province")
    assert (found.factor, found.by, found.complete, found.reasons) == (2.5, "committed", True, ())


def test_what_is_only_pledged_or_needed_is_left_out_and_told(
    raising: Callable[..., Ledger],
) -> None:
    ledger = raising(
        amount("2018", 80, part="one", role="pledged", funder="fund"),
        amount("2018", 30, part="one", role="needed"),
    )
    found = multiplied(ledger, TREE, "one", YEAR, own="province")
    assert found.factor == 2.5
    assert [(reason.code, reason.values["amount"]) for reason in found.reasons] == [
        ("pledged-left-out", 80),
        ("needed-left-out", 30),
    ]


def test_unknown_or_no_money_of_ones_own_multiplies_nothing(
    raising: Callable[..., Ledger],
) -> None:
    spent = multiplied(raising(), TREE, "one", YEAR, own="province", by="spent")
    assert (spent.factor, [reason.code for reason in spent.reasons]) == (None, ["no-own-money"])
    zero = amount("2018", 0, part="one", role="spent", funder="province")
    none = multiplied(raising(zero), TREE, "one", YEAR, own="province", by="spent")
    assert (none.factor, [reason.code for reason in none.reasons]) == (None, ["own-money-zero"])
    nobody = multiplied(_ledger(zero), TREE, "one", YEAR, own="province")
    assert {reason.code for reason in nobody.reasons} == {
        "no-raised-money", "no-own-money",
    }  # fmt: skip


def test_money_of_two_currencies_multiplies_nothing(raising: Callable[..., Ledger]) -> None:
    spent = amount("2018", 9, part="one", role="spent", funder="province", currency="USD")
    with pytest.raises(MoneyError, match="EUR was raised on USD"):
        multiplied(raising(spent), TREE, "one", YEAR, own="province", by="spent")
