"""Places are counted as `decide.ranks` gives them, however close the scores."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from windroos.decide import EFFORTS, ranks, verdicts
from windroos.decide.robustness.counting import PairCounts, RankCounts, VerdictCounts, order_of

# Ties, near ties on both sides of the tolerance and of what the short and the long keys can hold,
# and none at all.
NEAR = [0.5 + step for step in (0, 1e-16, 4e-13, 9e-13, 3e-12, 1e-11, 4e-10, 2e-9, 3e-8, 2e-7)]
SCORE = st.sampled_from([0.0, 1.0, *NEAR, float("nan")]) | st.floats(0, 1)
SCORES = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=SCORE)


@given(SCORES, st.sampled_from([(1.0, 0.0), (1e6, -3e5), (1e-3, 0.2)]))
@settings(max_examples=100, deadline=None)
def test_counts_are_those_of_the_ranks(scores: np.ndarray, scaled: tuple[float, float]) -> None:
    scores = scores * scaled[0] + scaled[1]
    places = ranks(scores)
    size = scores.shape[1]
    counts = RankCounts(size)
    order = order_of(scores)
    counts.add(order)
    assert (order.places() == places).all()
    assert counts.table.tolist() == [
        [int((places[:, a] == place).sum()) for place in range(1, size + 1)] for a in range(size)
    ]
    assert counts.unranked.tolist() == (places == 0).sum(axis=0).tolist()
    shared = (places[:, :, None] == places[:, None, :]).sum(axis=2) > 1
    assert counts.tied.tolist() == (shared & (places > 0)).sum(axis=0).tolist()
    rows, firsts = order.winners()
    assert sorted(zip(rows, firsts, strict=True)) == [tuple(at) for at in np.argwhere(places == 1)]
    pairs = PairCounts(size)
    pairs.add(order)
    before = (places[:, :, None] < places[:, None, :]) & (places[:, :, None] > 0)
    assert pairs.wins.tolist() == before.sum(axis=0).tolist()


@pytest.mark.parametrize("alternatives", [1, 2, 255, 256, 257, 1500])
def test_many_alternatives_are_counted_the_same(alternatives: int) -> None:
    scores = np.random.default_rng(0).random((40, alternatives))
    places = ranks(scores)
    counts = RankCounts(alternatives)
    for part in np.split(scores, 4):
        counts.add(order_of(part))
    whole = np.zeros((alternatives, alternatives), dtype=int)
    np.add.at(whole, (np.tile(np.arange(alternatives), 40), places.ravel() - 1), 1)
    assert (counts.table == whole).all()


@pytest.mark.parametrize(("low", "range_"), [(0, 1), (-7, 1e-9), (3e5, 2e-12), (-1e300, 2e300)])
def test_scores_a_level_of_a_key_apart_come_in_order(low: float, range_: float) -> None:
    """Of keys of 32 and of 64 bits, or half a level or two, however many alternatives there are."""
    random = np.random.default_rng(1)
    for alternatives in (2, 3, 17, 200, 300, 1025):
        levels = random.integers(0, 2**20, size=(30, alternatives))
        for exponent in range(20, 53):
            scores = low + range_ * (levels % 64 * 0.5**exponent + (levels % 3 == 0))
            order = order_of(scores)
            assert (order.places() == ranks(scores)).all(), (alternatives, exponent)


@given(SCORES)
@settings(max_examples=60, deadline=None)
def test_verdicts_are_counted_as_they_are_given(scores: np.ndarray) -> None:
    thresholds = {"active": 0.5 + 1e-12, "reactive": 0.3}
    given = verdicts(scores, thresholds)
    counts = VerdictCounts(scores.shape[1])
    counts.add(scores, np.array([[thresholds["active"]]]), np.array([[thresholds["reactive"]]]))
    assert counts.table.T.tolist() == [(given == effort).sum(axis=0).tolist() for effort in EFFORTS]
    assert counts.no_score.tolist() == (given == "").sum(axis=0).tolist()
