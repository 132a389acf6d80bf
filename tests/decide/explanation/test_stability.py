"""Weight stability intervals against hand work, a published theorem, and the definition."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from tests.decide.explanation.cases import EXAMPLES, THRESHOLDS, TWO, nested, problems

from windroos.decide import Node, Tree, ranks, score, verdicts
from windroos.decide.explanation import stability

NAN = float("nan")


def test_two_leaves_by_hand() -> None:
    """Score 0.9 x + 0.3 (1 - x): 0.4 at x = 1/6, 0.6 at 1/2; now 0.7 at 2/3. The other alternative
    has 0.5 whatever x: they meet where 0.9 x + 0.3 (1 - x) = 0.5, at x = 1/3."""
    intervals = stability(TWO, [[0.9, 0.3], [0.5, 0.5]], THRESHOLDS)
    themes = TWO.index["themes"]
    np.testing.assert_allclose(intervals.share[themes], 2 / 3)
    np.testing.assert_allclose(intervals.verdict_lower[:, themes], [1 / 2, 0], atol=1e-9)
    np.testing.assert_allclose(intervals.verdict_upper[:, themes], [1, 1])
    np.testing.assert_allclose(intervals.best_lower[themes], 1 / 3)
    np.testing.assert_allclose(intervals.ranking_lower[themes], 1 / 3)
    assert intervals.exact
    assert intervals.free.tolist() == [False, True, True]
    contacts = TWO.index["contacts"]
    np.testing.assert_allclose(intervals.best_upper[contacts], 2 / 3)


def test_an_unknown_cell_makes_the_score_a_ratio_of_linear_functions() -> None:
    """Leaves a (share x), b and c (equal among themselves); c is unknown for the first, so that
    its score is (x 0.2 + (1-x)/2 0.8) / (x + (1-x)/2) = (0.4 - 0.2 x) / (0.5 + 0.5 x). That is 0.6
    where 0.4 - 0.2 x = 0.3 + 0.3 x: x = 0.2. It is 0.4 where 0.2 = 0.4 x: x = 0.5."""
    tree = Tree.of([Node("r", None), *(Node(id_, "r") for id_ in "abc")])
    intervals = stability(tree, [[0.2, 0.8, NAN]], THRESHOLDS)
    a = tree.index["a"]
    np.testing.assert_allclose(intervals.verdict_lower[0, a], 0.2, atol=1e-9)
    np.testing.assert_allclose(intervals.verdict_upper[0, a], 0.5, atol=1e-9)


@given(problems(unknown=False))
@EXAMPLES
def test_the_best_holds_as_long_as_triantaphyllou_and_sanchez_say(cells: np.ndarray) -> None:
    """Theorem 1 (1997, Decision Sciences 28(1), 151-194): alternatives i and j change places when
    the weight of criterion k falls by d = (P_j - P_i) / (a_jk - a_ik), at most that weight, the
    others staying and all being normalised after. For then P_i - d a_ik = P_j - d a_jk."""
    weights = np.array([0.35, 0.25, 0.2, 0.15, 0.05])
    tree = Tree.of([Node("r", None), *(Node(f"c{k}", "r", w) for k, w in enumerate(weights))])
    performance = cells @ weights
    best = int(performance.argmax())
    gaps = performance[best] - performance
    if (np.delete(gaps, best) < 1e-6).any():
        return  # shared first places are another matter
    intervals = stability(tree, cells, THRESHOLDS)
    for k in range(5):
        shares = []
        for other in range(len(cells)):
            rise = cells[other, k] - cells[best, k]
            if other == best or rise == 0:
                continue
            new = weights[k] - (performance[other] - performance[best]) / rise
            if new >= 0:
                shares.append(new / (1 - weights[k] + new))
        node = tree.index[f"c{k}"]
        lower = max([s for s in shares if s < weights[k]], default=0.0)
        upper = min([s for s in shares if s > weights[k]], default=1.0)
        np.testing.assert_allclose(intervals.best_lower[node], lower, atol=1e-9)
        np.testing.assert_allclose(intervals.best_upper[node], upper, atol=1e-9)


def outcome(tree: Tree, cells: np.ndarray, node: int, share: float) -> tuple:
    """Verdicts, who is best, and ranks at another share, from the weights of the node's siblings
    written out by hand."""
    weights = tree.weights.copy()
    branch = next(b for b in tree.branches if node in b.children)
    others = [child for child in branch.children if child != node]
    proportion = weights[others] / weights[others].sum()
    weights[node], weights[others] = share, (1 - share) * proportion
    at = score(tree, cells, weights).value
    rank = ranks(at)
    return verdicts(at, THRESHOLDS).tolist(), (rank == 1).tolist(), rank.tolist()


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@given(cells=problems(alternatives=3))
@settings(max_examples=5, deadline=None)
def test_just_inside_keeps_and_just_outside_changes(aggregate: str, cells: np.ndarray) -> None:
    tree = nested(aggregate)
    found = stability(tree, cells, THRESHOLDS)
    assert found.exact == (aggregate == "arithmetic")
    step = 1e-5
    for node in np.flatnonzero(found.free).tolist():
        share = found.share[node]
        now = outcome(tree, cells, node, share)
        ends: list[tuple[int, Any, float, float]] = [
            (0, a, found.verdict_lower[a, node], found.verdict_upper[a, node])
            for a in range(len(cells))
        ]
        ends.append((1, slice(None), found.best_lower[node], found.best_upper[node]))
        ends.append((2, slice(None), found.ranking_lower[node], found.ranking_upper[node]))
        for what, which, lower, upper in ends:
            assert lower <= share <= upper
            for end, way in ((lower, -1), (upper, 1)):
                for at in np.linspace(share, end - way * step, 4)[1:]:
                    if (share - at) * way <= 0 and (end - at) * way > 0:
                        assert outcome(tree, cells, node, at)[what][which] == now[what][which]
                beyond = end + way * step
                if 0 < beyond < 1:
                    assert outcome(tree, cells, node, beyond)[what][which] != now[what][which]


def test_a_weight_that_cannot_move_and_one_that_never_matters() -> None:
    tree = Tree.of(
        [
            Node("r", None),
            Node("a", "r", 1),
            Node("b", "r", 0),
            Node("only", "b"),
            Node("c", "r", 0),
        ]
    )
    found = stability(tree, [[0.5, 0.9, 0.1]], THRESHOLDS)
    free = dict(zip(tree.ids, found.free.tolist(), strict=True))
    assert free == {"r": False, "a": False, "b": True, "only": False, "c": True}
    same = stability(TWO, [[0.5, 0.5]], THRESHOLDS)
    assert (same.verdict_lower[0, 1], same.verdict_upper[0, 1]) == (0, 1)


def test_evidence_under_a_weight_of_zero_appears_with_any_weight() -> None:
    tree = Tree.of([Node("r", None), Node("a", "r", 1), Node("b", "r", 1), Node("c", "r", 0)])
    found = stability(tree, [[NAN, NAN, 0.7], [0.5, 0.5, 0.5], [NAN, NAN, NAN]], THRESHOLDS)
    c = tree.index["c"]
    assert (found.verdict_lower[0, c], found.verdict_upper[0, c]) == (0, 0)
    assert (found.ranking_lower[c], found.ranking_upper[c]) == (0, 0)
    assert (found.verdict_lower[2, c], found.verdict_upper[2, c]) == (0, 1)


def test_samples_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="without sample dimensions"):
        stability(TWO, np.zeros((2, 1, 2)), THRESHOLDS)
