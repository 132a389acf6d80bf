"""A change split by what brought it about."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decide.explanation.cases import THRESHOLDS, nested, problems

from windroos.decide import contributions, score, verdicts
from windroos.decide.explanation import known_contributions, split, split_verdicts

NAN = float("nan")


def test_two_factors_by_hand() -> None:
    """Value times weight, 2 x 3 before and 5 x 4 now: the value first adds 9 and then the weight 5,
    the weight first 2 and then the value 12. On average 10.5 and 3.5."""
    found = split(
        ["value", "weight"],
        lambda new: [(5 if "value" in new else 2) * (4 if "weight" in new else 3)],
    )
    assert found.parts[:, 0].tolist() == [10.5, 3.5]
    assert found.status.tolist() == ["changed"]


@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.floats(0, 0.4))
@settings(max_examples=40, deadline=None)
def test_the_parts_are_the_average_over_all_orders(factors: int, seed: int, holes: float) -> None:
    rng = np.random.default_rng(seed)
    names = [f"f{n}" for n in range(factors)]
    table = {
        frozenset(some): np.where(rng.random(3) < holes, NAN, rng.random(3))
        for size in range(factors + 1)
        for some in itertools.combinations(names, size)
    }
    found = split(names, table.__getitem__)
    steps: list[np.ndarray] = []
    for order in itertools.permutations(names):
        path = np.array([table[frozenset(order[:n])] for n in range(factors + 1)])
        gains = dict(zip(order, np.diff(path, axis=0), strict=True))
        steps.append(
            np.where(np.isnan(path).any(axis=0), NAN, np.array([gains[name] for name in names]))
        )
    there = ~np.isnan(np.array(steps)).any(axis=1)  # (orders, figures)
    expected = np.nansum(steps, axis=0) / np.where(there.any(axis=0), there.sum(axis=0), NAN)
    np.testing.assert_allclose(found.parts, expected, atol=1e-12)
    complete = ~np.isnan(found.parts).any(axis=0)
    np.testing.assert_allclose(
        found.parts.sum(axis=0)[complete], found.change[complete], rtol=0, atol=1e-12
    )


@given(problems(), problems())
@settings(max_examples=25, deadline=None)
def test_scores_and_contributions_split_alike(old: np.ndarray, new: np.ndarray) -> None:
    weights = {False: nested().weights, True: nested().weights[::-1]}
    trees = {False: nested(), True: nested("geometric")}

    def part(changed: frozenset[str], *, leaves: bool) -> np.ndarray:
        tree = trees["framework" in changed]
        given_ = new if "data" in changed else old, weights["weights" in changed]
        value = score(tree, *given_).value
        if not leaves:
            return value
        places = [tree.index[leaf] for leaf in tree.leaves]
        return known_contributions(contributions(tree, *given_)[:, places], value)

    factors = ["data", "framework", "weights"]
    whole = split(factors, lambda changed: part(changed, leaves=False))
    leaves = split(factors, lambda changed: part(changed, leaves=True))
    np.testing.assert_allclose(whole.parts.sum(axis=0), whole.change, rtol=0, atol=1e-12)
    np.testing.assert_allclose(leaves.parts.sum(axis=0), leaves.change, rtol=0, atol=1e-12)
    np.testing.assert_allclose(leaves.parts.sum(axis=-1), whole.parts, rtol=0, atol=1e-12)


def test_what_had_no_score_has_appeared() -> None:
    before, after = [NAN, 0.5, NAN, 0.5], [0.5, NAN, NAN, 0.5]
    found = split(["data"], lambda new: after if new else before)
    assert found.status.tolist() == ["appeared", "disappeared", "absent", "same"]
    assert np.isnan(found.parts[0, :3]).all()
    assert found.parts[0, 3] == 0


def test_which_factors_suffice() -> None:
    """Scores from 0.5 with data + 0.2 and weights + 0.05, framework + 0.06: to reach 0.6 the data
    suffice, and so do weights and framework together."""
    adds = {"data": 0.2, "weights": 0.05, "framework": 0.06}

    def evaluate(new: frozenset[str]) -> np.ndarray:
        return verdicts([0.5 + sum(adds[name] for name in new), 0.7], THRESHOLDS)

    found = split_verdicts(list(adds), evaluate)
    assert found.sets(0) == [frozenset({"data"}), frozenset({"weights", "framework"})]
    assert found.sets(1) == []
    assert not found.needed.any()
    both = split_verdicts(["data", "weights"], lambda new: ["active" if len(new) == 2 else "none"])
    assert both.sets(0) == [frozenset({"data", "weights"})]
    assert both.needed[:, 0].tolist() == [True, True]


def test_factors_are_few_and_named_apart() -> None:
    for wrong in ([], ["a", "a"], [str(n) for n in range(9)]):
        with pytest.raises(ValueError, match="one to 8 factors"):
            split(wrong, lambda _: [0.0])
    with pytest.raises(ValueError, match="different shapes"):
        split(["a"], lambda new: [0.0] * (1 + len(new)))
