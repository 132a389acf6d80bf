"""Totals up the tree of a programme."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.results.made import cells, fact, flow, moment, share, stock

from windroos.measure.results import (
    Cells,
    Fact,
    Indicator,
    IndicatorError,
    Period,
    Slot,
    Total,
    Tree,
    TreeError,
    known,
    rolled,
)

YEAR = Period.of("2018")
TREE = Tree({"programme": "", "one": "programme", "two": "programme", "a": "one", "b": "one"})
JOBS = stock(up_tree="sum")


def _up(indicator: Indicator, *facts: Fact, part: str = "programme") -> Total:
    return rolled(indicator, TREE, cells(*facts), "actual", YEAR, part)


def test_a_tree_knows_what_lies_in_what() -> None:
    assert TREE.children() == ("programme",)
    assert TREE.children("one") == ("a", "b")
    assert tuple(TREE.below("programme")) == ("one", "a", "b", "two")
    assert TREE.leaves("programme") == ("a", "b", "two")
    assert TREE.leaves("two") == ("two",)
    assert TREE.path("b") == ("programme", "one", "b")


@pytest.mark.parametrize(
    ("parents", "wrong"),
    [
        ({"a": "b", "b": "c", "c": "a"}, "lie in themselves: a in b in c in a"),
        ({"a": "a"}, "lie in themselves: a in a"),
        ({"a": "nowhere"}, "'a' lies in 'nowhere', and there is no such part"),
        ({"": ""}, "a part has an id"),
    ],
)
def test_what_is_no_tree_is_said(parents: dict[str, str], wrong: str) -> None:
    with pytest.raises(TreeError, match=wrong):
        Tree(parents)


def test_there_is_no_total_of_a_part_that_is_not_there() -> None:
    with pytest.raises(TreeError, match="there is no part 'three'"):
        rolled(JOBS, TREE, cells(), "actual", YEAR, "three")


def test_nothing_adds_up_unless_it_is_said_to() -> None:
    facts = [fact("2018", 3, part="one"), fact("2018", 4, part="two")]
    assert _up(stock(), *facts).value is None
    assert _up(stock(), *facts, part="one").value == 3


def test_parts_add_up_and_a_missing_part_is_told() -> None:
    some = [fact("2018", 3, part="a"), fact("2018", 0, part="two")]
    found = _up(JOBS, *some)
    assert (found.value, found.complete) == (3, False)
    assert (found.parts_covered, found.parts_missing) == (("a", "two"), ("b",))
    assert found.missing == (Slot("b", YEAR),)
    full = _up(JOBS, *some, fact("2018", -1, part="b"))
    assert (full.value, full.complete, full.parts_missing) == (2, True, ())
    nothing = _up(JOBS)
    assert (nothing.value, nothing.parts_missing) == (None, ("a", "b", "two"))


def test_what_is_stated_above_is_not_added_to_what_lies_beneath() -> None:
    leaves = [fact("2018", n, part=part) for n, part in ((3, "a"), (4, "b"), (5, "two"))]
    same = _up(JOBS, *leaves, fact("2018", 12, part="programme"))
    assert (same.value, same.discrepancies) == (12, ())
    unlike = _up(JOBS, *leaves, fact("2018", 15, part="programme"), fact("2018", 8, part="one"))
    assert unlike.value == 12
    assert [(d.part, d.stated, d.computed, d.over) for d in unlike.discrepancies] == [
        ("one", 8, 7, "tree"),
        ("programme", 15, 12, "tree"),
    ]


def test_what_is_stated_counts_where_parts_are_missing() -> None:
    line = fact("2018", 8, part="one")
    found = _up(JOBS, fact("2018", 3, part="a"), line, fact("2018", 5, part="two"))
    assert (found.value, found.complete) == (13, True)
    assert line.id in found.basis


def test_only_the_parts_that_carry_an_indicator_are_missed() -> None:
    found = _up(stock(up_tree="sum", parts=("a", "two")), fact("2018", 3, part="a"))
    assert found.parts_missing == ("two",)


def test_shares_of_parts_are_pooled() -> None:
    """Occupancy of 9 of 10 and of 10 of 90 is 19 of 100, and not the average of 90% and 11%."""
    facts = [
        fact("2018", part="one", numerator=9, denominator=10),
        fact("2018", part="two", numerator=10, denominator=90),
    ]
    found = _up(share(up_tree="pool"), *facts)
    assert (found.value, found.complete) == (19.0, True)
    only_value = _up(share(up_tree="pool"), facts[0], fact("2018", 11, part="two"))
    assert (only_value.value, only_value.complete) == (90.0, False)
    assert only_value.parts_missing == ("two",)
    for way in ("sum", "mean"):
        with pytest.raises(IndicatorError, match=f"does not add up from its parts by '{way}'"):
            share(up_tree=way)


def test_a_programme_is_there_when_all_its_milestones_are() -> None:
    opening = Indicator(id="i", kind="milestone", up_tree="all")
    two = [fact("2018-03-01", 1, part="a"), fact("2018-06-01", 1, part="b")]
    assert _up(opening, *two).value is None
    done = _up(opening, *two, fact("2018-05-01", 1, part="two"))
    assert (done.value, done.complete) == (1, True)
    assert _up(opening, *two, fact("2018", 0, part="two")).value == 0


def test_the_highest_and_the_lowest_of_the_parts() -> None:
    facts = [fact("2018", 3, part="one"), fact("2018", -4, part="two")]
    assert _up(stock(up_tree="max"), *facts).value == 3
    assert _up(stock(up_tree="min"), *facts).value == -4


def test_quarters_and_parts_are_both_covered_or_told() -> None:
    visits = flow(up_tree="sum", frequency="half")
    found = _up(
        visits, fact("2018-H1", 2, part="one"), fact("2018-H2", 3, part="one"),
        fact("2018-H1", 4, part="two"),
    )  # fmt: skip
    assert (found.value, found.complete) == (9, False)
    assert found.missing == (Slot("two", Period.of("2018-H2")),)
    assert found.parts_covered == ("one",)


def test_a_correction_beneath_changes_all_above() -> None:
    """No total is kept anywhere, so none can be left standing after a correction."""
    facts = [fact("2018", n, part=part) for n, part in ((3, "a"), (4, "b"), (5, "two"))]
    facts.append(fact("2018", 6, part="a", days=9, reason="three more were found"))
    before, after = Cells.of(facts, moment(1)), Cells.of(facts)
    for part, then, now in (("a", 3, 6), ("one", 7, 10), ("programme", 12, 15)):
        assert rolled(JOBS, TREE, before, "actual", YEAR, part).value == then
        assert rolled(JOBS, TREE, after, "actual", YEAR, part).value == now


@st.composite
def _trees(draw: st.DrawFn) -> Tree:
    parents = {"p0": ""}
    for n in range(1, draw(st.integers(1, 9))):
        parents[f"p{n}"] = f"p{draw(st.integers(0, n - 1))}"
    return Tree(parents)


@given(_trees(), st.data())
def test_every_leaf_counts_once(tree: Tree, data: st.DataObject) -> None:
    values = {
        leaf: data.draw(st.one_of(st.none(), st.integers(-50, 50))) for leaf in tree.leaves("p0")
    }
    facts = [fact("2018", value, part=leaf) for leaf, value in values.items() if value is not None]
    found = rolled(JOBS, tree, known(facts), "actual", YEAR, "p0")
    there = [value for value in values.values() if value is not None]
    assert found.value == (sum(there) if there else None)
    assert found.complete == (len(there) == len(values))
    assert set(found.parts_missing) == {leaf for leaf, value in values.items() if value is None}
    assert sorted(found.basis) == sorted(one.id for one in facts)


@given(_trees(), st.data())
def test_pooling_up_a_tree_is_pooling_the_leaves(tree: Tree, data: st.DataObject) -> None:
    numbers = st.tuples(st.integers(0, 9), st.integers(1, 9))
    parts = {leaf: data.draw(numbers) for leaf in tree.leaves("p0")}
    facts = [
        fact("2018", part=leaf, numerator=above, denominator=below)
        for leaf, (above, below) in parts.items()
    ]
    found = rolled(share(up_tree="pool"), tree, known(facts), "actual", YEAR, "p0")
    exact = 100 * Fraction(sum(a for a, _ in parts.values()), sum(b for _, b in parts.values()))
    assert found.value == pytest.approx(float(exact), abs=1e-12)


@given(_trees(), st.data())
def test_a_value_stated_anywhere_is_never_counted_twice(tree: Tree, data: st.DataObject) -> None:
    leaves = {leaf: data.draw(st.integers(-50, 50)) for leaf in tree.leaves("p0")}
    facts = [fact("2018", value, part=leaf) for leaf, value in leaves.items()]
    alone = rolled(JOBS, tree, known(facts), "actual", YEAR, "p0")
    above = data.draw(st.sets(st.sampled_from(sorted(tree.parents))))
    more = [fact("2018", 1000, part=part) for part in sorted(above - set(leaves))]
    found = rolled(JOBS, tree, known([*facts, *more]), "actual", YEAR, "p0")
    assert replace(found, discrepancies=()) == alone
    assert {d.part for d in found.discrepancies} == above - set(leaves)
