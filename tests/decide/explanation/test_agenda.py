"""What is worth knowing: by hand, and against scoring every draw with every answer."""

import importlib
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decide.explanation.cases import THRESHOLDS, TWO, nested

from windroos.decide import Node, Tree, TreeError, score, verdicts
from windroos.decide.explanation import (
    VERDICTS,
    agenda,
    interval_answers,
    leaf_flips,
    precondition_agenda,
)

NAN = float("nan")


def test_one_unknown_cell_by_hand() -> None:
    """(2 a + b) / 3 with a = 0.6 certain and b 0, 0.5 or 1, as likely 0.5, 0.3 and 0.2: 0.4, 0.567
    and 0.733, so reactive with probability 0.8 and active 0.2. Knowing makes it active once in
    five, and right always instead of four times in five; the entropy is all that is gained."""
    answers = [[[NAN, NAN, NAN], [0, 0.5, 1]]]
    found = agenda(TWO, THRESHOLDS, [[[0.6, NAN]]], answers, [[[0, 0, 0], [0.5, 0.3, 0.2]]])
    assert VERDICTS == ("none", "reactive", "active", "")
    np.testing.assert_allclose(found.mixture[0, 1], [0, 0.8, 0.2, 0])
    np.testing.assert_allclose(found.worth.chance, [[NAN, 0.2]])
    np.testing.assert_allclose(found.worth.gain, [[NAN, 0.2]])
    entropy = -(0.8 * math.log2(0.8) + 0.2 * math.log2(0.2))
    np.testing.assert_allclose(found.worth.bits, [[NAN, entropy]])
    assert found.ranked().tolist() == [[0, 1]]


def test_doubt_elsewhere_stays() -> None:
    """Equal weights; a is 0.3 or 0.9 as likely, b 0.2 or 0.8. With b = 0.2: 0.25 none, 0.55
    reactive; with 0.8: 0.55 reactive, 0.85 active. Now: reactive 1/2, none 1/4, active 1/4. Under
    each answer reactive keeps one half and nothing beats it: no change, no gain, but half a bit."""
    tree = Tree.of([Node("r", None), Node("a", "r"), Node("b", "r")])
    draws = np.array([[[0.3, 0.2]], [[0.9, 0.2]], [[0.3, 0.8]], [[0.9, 0.8]]])
    found = agenda(tree, THRESHOLDS, draws, [[[NAN, NAN], [0.2, 0.8]]], [[[0, 0], [0.5, 0.5]]])
    np.testing.assert_allclose(found.given[0, 1], [[0.5, 0.5, 0, 0], [0, 0.5, 0.5, 0]])
    assert (found.worth.chance[0, 1], found.worth.gain[0, 1]) == (0, 0)
    np.testing.assert_allclose(found.worth.bits[0, 1], 0.5)


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@given(seed=st.integers(0, 2**32 - 1), vary=st.booleans())
@settings(max_examples=15, deadline=None)
def test_every_draw_is_scored_with_every_answer(aggregate: str, seed: int, vary: bool) -> None:
    rng, tree = np.random.default_rng(seed), nested(aggregate)
    draws = rng.integers(0, 11, (30, 2, 5)) / 10
    draws[rng.random(draws.shape) < 0.3] = NAN
    weights = rng.random((30, len(tree.ids))) if vary else tree.weights
    answers = rng.integers(0, 11, (2, 5, 4)) / 10
    likely = rng.integers(0, 3, (2, 5, 4)) * (rng.random((2, 5, 1)) < 0.7)
    found = agenda(tree, THRESHOLDS, draws, answers, likely, weights)
    for a in range(2):
        for leaf in range(5):
            p = likely[a, leaf]
            if not p.sum():
                assert np.isnan(found.worth.chance[a, leaf])
                continue
            share = np.zeros((4, 4))
            for k in range(4):
                changed = draws[:, [a]].copy()
                changed[..., leaf] = answers[a, leaf, k]
                given_ = verdicts(score(tree, changed, weights).value, THRESHOLDS)[:, 0]
                share[k] = [(given_ == name).mean() for name in VERDICTS]
            p = p / p.sum()
            np.testing.assert_allclose(found.given[a, leaf, p > 0], share[p > 0], atol=1e-12)
            mixture = p @ share
            worth = found.worth
            np.testing.assert_allclose(
                worth.gain[a, leaf], p @ share.max(axis=1) - mixture.max(), atol=1e-9
            )
            now = np.flatnonzero(mixture >= mixture.max() - 1e-12)[0]  # of equals the first
            moved = share[:, now] < share.max(axis=1) - 1e-12
            np.testing.assert_allclose(worth.chance[a, leaf], p @ moved, atol=1e-9)
            assert min(worth.gain[a, leaf], worth.bits[a, leaf], worth.chance[a, leaf]) >= 0


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
def test_a_cell_of_no_weight_is_worth_nothing(aggregate: str) -> None:
    tree = Tree.of(
        [Node("r", None, 1, aggregate), Node("a", "r", 1), Node("b", "r", 1), Node("c", "r", 0)]
    )
    draws = np.random.default_rng(5).random((200, 3, 3))
    answers, likely = interval_answers(np.full((3, 3), NAN), np.full((3, 3), NAN), 7)
    worth = agenda(tree, THRESHOLDS, draws, answers, likely).worth
    assert (worth.chance[:, 2] == 0).all()
    assert (worth.gain[:, 2] == 0).all()
    assert (worth.bits[:, 2] == 0).all()
    assert (worth.bits[:, :2] > 0).all()


def test_chunks_of_draws_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.default_rng(6).random((50, 3, 2))
    answers, likely = interval_answers(np.zeros((3, 2)), np.ones((3, 2)), 5)
    whole = agenda(TWO, THRESHOLDS, draws, answers, likely)
    module = importlib.import_module("windroos.decide.explanation.agenda")
    monkeypatch.setattr(module, "_CHUNK", 64)
    parts = agenda(TWO, THRESHOLDS, draws, answers, likely)
    np.testing.assert_array_equal(whole.given, parts.given)


def test_input_that_does_not_fit_is_refused() -> None:
    good = ([[[0.5, 0.5]]], [[[0.5], [0.5]]], [[[1], [1]]])
    with pytest.raises(ValueError, match="expected"):
        agenda(TWO, THRESHOLDS, [[0.5, 0.5]], *good[1:])
    with pytest.raises(ValueError, match="negative"):
        agenda(TWO, THRESHOLDS, good[0], good[1], [[[1], [-1]]])
    with pytest.raises(ValueError, match="outside"):
        agenda(TWO, THRESHOLDS, good[0], [[[0.5], [1.5]]], good[2])
    with pytest.raises(TreeError):
        leaf_flips(TWO, [[0.5, 0.5]], THRESHOLDS, points={"elsewhere": [0.5]})


def test_a_precondition_by_hand() -> None:
    """Active with 0.7, none with 0.3. Unknown, holding with 0.6, conditional 0.1, failing 0.3. As
    long as it is unknown the advice is undetermined when active: knowing settles that, 0.7; it
    closes in 0.7 x 0.3. In the end active has 0.7 x 0.7 = 0.49, so none (0.51) is likelier; if it
    holds, active is, at 0.7: a change in 0.7, and right in 0.7 x 0.7 + 0.3 x 1 = 0.79, not 0.51."""
    found = precondition_agenda(
        [[0.3, 0, 0.7, 0]], [["unknown", "holds"]], [[[0.6, 0.1, 0.3], [0, 0, 0]]]
    )
    np.testing.assert_allclose(found.settles, [[0.7, NAN]])
    np.testing.assert_allclose(found.closes, [[0.21, NAN]])
    np.testing.assert_allclose(found.worth.chance, [[0.7, NAN]])
    np.testing.assert_allclose(found.worth.gain, [[0.28, NAN]])


def test_a_region_without_a_verdict_is_not_closed() -> None:
    """Active with 0.5, no verdict with 0.5; it fails with 0.4, which turns active into none: 0.2.
    Where there is no verdict failing takes none away, but settles the advice; where it is active
    any answer settles it."""
    found = precondition_agenda([[0, 0, 0.5, 0.5]], [["unknown"]], [[[0.6, 0, 0.4]]])
    np.testing.assert_allclose(found.closes, [[0.2]])
    np.testing.assert_allclose(found.settles, [[0.5 + 0.2]])


def test_another_precondition_decides_whether_knowing_one_settles() -> None:
    """Surely active. Two unknown: knowing one settles only by failing. One failed: nothing does."""
    priors = [[[0.5, 0, 0.5], [0.8, 0, 0.2]]] * 2
    found = precondition_agenda(
        [[0, 0, 1, 0]] * 2, [["unknown", "unknown"], ["unknown", "fails"]], priors
    )
    np.testing.assert_allclose(found.settles, [[0.5, 0.2], [0, NAN]])
    np.testing.assert_allclose(found.closes, [[0.5, 0.2], [0, NAN]])
    np.testing.assert_allclose(found.worth.gain[1, 0], 0)
    with pytest.raises(ValueError, match="no priors"):
        precondition_agenda([[0, 0, 1, 0]], [["unknown"]], [[[0, 0, 0]]])
