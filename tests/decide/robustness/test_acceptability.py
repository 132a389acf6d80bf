"""Acceptabilities: a published case, what geometry gives exactly, and what always holds."""

import json
from dataclasses import fields
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from windroos.decide import EFFORTS, Node, ParameterError, Tree, ranks, score, verdicts
from windroos.decide.robustness import (
    Acceptability,
    Cancelled,
    FixedWeights,
    FlatWeights,
    Interval,
    Measures,
    Method,
    Model,
    Sampling,
    Tally,
    TreeScorer,
    TreeWeights,
    Unknown,
    Values,
    WholeSimplex,
    acceptability,
)

NAN = float("nan")
THRESHOLDS = {"active": 0.6, "reactive": 0.4}


def flat_tree(criteria: int, aggregate: str = "arithmetic") -> Tree:
    return Tree.of(
        [Node("all", None, 1, aggregate), *(Node(f"c{i}", "all") for i in range(criteria))]
    )


def arrays_of(found: Acceptability) -> dict[str, np.ndarray]:
    every = {field.name: getattr(found, field.name) for field in fields(found)}
    return {name: value for name, value in every.items() if isinstance(value, np.ndarray)}


def summed(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.einsum("nl,nal->na", weights, values)


def test_smaa2_of_thrombolytics(shared: Path) -> None:
    """R package smaa 0.3-3, tests/Examples/smaa-Ex.Rout.save; Tervonen and Figueira 2008."""
    path = shared / "cases/decide/08_smaa2_thrombolytics.json"
    case = json.loads(path.read_text())
    expected = case["expected"]
    values = np.stack([case["matrix"][name] for name in case["alternatives"]], axis=1)
    weights = np.array(case["weights"])

    def found(weights: np.ndarray) -> Tally:
        tally = Tally(2, 3, Measures(), judged=False)
        scores = summed(weights, values)
        for start in range(0, len(weights), 512):
            chunk = slice(start, start + 512)
            tally.add(tally.count(weights[chunk], scores[chunk], None))
        return tally

    tally = found(weights)
    assert tally.ranks is not None
    assert tally.pairs is not None
    n, near = len(weights), expected["tolerance"]
    assert tally.ranks.table / n == pytest.approx(
        np.array(expected["rank_acceptability"]), abs=near
    )
    assert tally.pairs.wins / n == pytest.approx(np.array(expected["pairwise_winning"]), abs=near)
    central, _ = tally.central_weights
    assert central == pytest.approx(np.array(expected["central_weights"]), abs=near)
    mean, _ = tally.moments
    assert mean == pytest.approx(np.array(expected["mean_value"]), abs=5e-5)
    # The confidence factor is the share of samples in which it is first at its central weights.
    assert central is not None
    for alternative, confidence in enumerate(expected["confidence_factors"]):
        at_central = found(np.tile(central[alternative], (n, 1)))
        assert at_central.ranks is not None
        assert at_central.ranks.table[alternative, 0] / n == pytest.approx(confidence, abs=near)
    fixed = found(np.tile(expected["fixed_weights"]["weights"], (n, 1)))
    assert fixed.ranks is not None
    assert fixed.ranks.table / n == pytest.approx(
        np.array(expected["fixed_weights"]["rank_acceptability"]), abs=near
    )


def test_entropy_of_the_thrombolytics() -> None:
    """The same case: 0.9344248 bits over the two rankings, which are the places of either."""
    counts = np.array([[3504, 6496], [6496, 3504]])
    found = made_up(counts)
    assert found.rank_entropy == pytest.approx([0.9344248] * 2, abs=1e-6)


def made_up(counts: np.ndarray) -> Acceptability:
    none = {field.name: None for field in fields(Acceptability)}
    size = len(counts)
    zeros = np.zeros(size, dtype=np.int64)
    return Acceptability(
        **{**none, "samples": int(counts[0].sum()), "rank_counts": counts, "unranked": zeros}
    )


def test_two_criteria_come_out_as_geometry_says() -> None:
    """With two criteria the first weight is uniform on [0, 1], and scores are lines over it."""
    cells = np.random.default_rng(4).random((6, 2))
    slopes, starts = cells[:, 0] - cells[:, 1], cells[:, 1]
    one, two = np.triu_indices(6, 1)
    cuts = (starts[two] - starts[one]) / (slopes[one] - slopes[two])
    level = [(t - starts) / slopes for t in THRESHOLDS.values()]
    cuts = np.sort(np.concatenate([[0, 1], cuts, *level]))
    cuts = cuts[(cuts >= 0) & (cuts <= 1)]
    lengths, middles = np.diff(cuts), (cuts[1:] + cuts[:-1]) / 2
    scores = middles[:, None] * slopes + starts
    places, efforts = ranks(scores), verdicts(scores, THRESHOLDS)
    expected = np.array([[lengths[places[:, a] == p].sum() for p in range(1, 7)] for a in range(6)])
    tree = flat_tree(2)
    found = acceptability(
        Model.of_tree(tree, TreeWeights(), cells, THRESHOLDS), Sampling(40_000, seed=2)
    )
    assert (np.abs(found.rank_acceptability - expected) <= 5 * found.rank_error + 1e-4).all()
    by_effort = np.array([[lengths[efforts[:, a] == e].sum() for e in EFFORTS] for a in range(6)])
    assert (np.abs(found.verdict_acceptability - by_effort) <= 5 * found.verdict_error + 1e-4).all()
    first = expected[:, 0] > 0
    central = (
        np.array([(lengths * middles)[places[:, a] == 1].sum() for a in range(6)])[first]
        / expected[first, 0]
    )
    assert found.central_weights is not None
    assert found.central_weights_error is not None
    off = np.abs(found.central_weights[first, 0] - central)
    assert (off <= 5 * found.central_weights_error[first, 0]).all()
    assert np.isnan(found.central_weights[~first]).all()
    # In a linear model the weights that put an alternative first are convex: it is first at them.
    assert found.confidence is not None
    assert (found.confidence[first] == 1).all()
    assert found.expected_rank == pytest.approx(expected @ np.arange(1, 7), abs=0.05)
    mean_score = cells.mean(axis=1)
    assert found.score_mean == pytest.approx(mean_score, abs=0.005)
    assert found.score_sd == pytest.approx(np.abs(slopes) / 12**0.5, rel=0.02)


def test_confidence_is_a_chance_when_values_are_uncertain() -> None:
    """Two regions, one certain at 0.6, the other uniform: it is first with a chance of 0.4 under
    any weights, hence at its central ones."""
    values = Values([[0.6], [NAN]], [Unknown([[False], [True]])])
    model = Model.of_tree(flat_tree(1), TreeWeights(), values, THRESHOLDS)
    found = acceptability(model, Sampling(8000), Measures(confidence=8000))
    assert found.rank_acceptability[:, 0] == pytest.approx([0.6, 0.4], abs=0.03)
    assert found.confidence == pytest.approx([0.6, 0.4], abs=0.03)
    assert found.verdict_acceptability[1] == pytest.approx([0.4, 0.2, 0.4], abs=0.03)
    assert found.verdict_confidence is not None
    assert found.verdict_confidence[1] == pytest.approx([0.4, 0.2, 0.4], abs=0.03)
    assert found.verdict_confidence[0] == pytest.approx([NAN, NAN, 1], nan_ok=True)
    assert found.confidence_samples == 8000


def test_a_set_of_methods_is_drawn_with_its_chances() -> None:
    """0.2 and 0.8, weighed alike: 0.5 by the mean, 0.4 by the product."""
    tree, other = flat_tree(2), flat_tree(2, "geometric")
    methods = [
        Method.of_tree("mean", tree, {"active": 0.5, "reactive": 0.1}, probability=3),
        Method.of_tree("product", other, {"active": 0.5, "reactive": 0.45}, probability=1),
    ]
    space = FlatWeights(FixedWeights())
    model = Model(space, Values([[0.2, 0.8]]), methods, tree)
    found = acceptability(model, Sampling(8000))
    assert found.verdict_acceptability[0] == pytest.approx([0.25, 0, 0.75], abs=0.02)
    assert found.score_mean == pytest.approx([0.25 * 0.4 + 0.75 * 0.5], abs=0.002)


def test_a_normalisation_is_a_method_with_values_of_its_own() -> None:
    tree = flat_tree(1)
    methods = [
        Method.of_tree("low", tree, THRESHOLDS),
        Method.of_tree("high", tree, THRESHOLDS, Values([[0.9]])),
    ]
    found = acceptability(Model(TreeWeights(), Values([[0.1]]), methods, tree), Sampling(4000))
    assert found.verdict_acceptability[0] == pytest.approx([0.5, 0, 0.5], abs=0.04)


def test_any_method_plugs_in() -> None:
    """A scorer that looks at the whole set: the distance below the best, weighed."""
    cells = np.random.default_rng(0).random((5, 3))

    def regret(weights: np.ndarray, values: np.ndarray, /) -> np.ndarray:
        return -np.max(weights[:, None, :] * (values.max(axis=0) - values), axis=-1)

    model = Model(WholeSimplex(), Values(cells), [Method("minimax regret", regret)])
    found = acceptability(model, Sampling(500, seed=3), Measures(confidence=0))
    rng = np.random.default_rng(np.random.SeedSequence(3, spawn_key=(0, 0)))
    places = ranks(regret(WholeSimplex().draw(rng, 500, 3), cells))
    assert found.rank_counts is not None
    assert found.rank_counts[:, 0].tolist() == (places == 1).sum(axis=0).tolist()


def model_of(seed: int, regions: int = 4) -> Model:
    rng = np.random.default_rng(seed)
    cells = rng.random((regions, 4)).round(1)
    cells[rng.random(cells.shape) < 0.25] = NAN
    loose = ~np.isnan(cells) & (rng.random(cells.shape) < 0.3)
    low = np.where(loose, np.maximum(cells - 0.2, 0), NAN)
    high = np.where(loose, np.minimum(cells + 0.2, 1), NAN)
    unknown = np.isnan(cells) & (rng.random(cells.shape) < 0.5)
    kinds = [Interval(low, high), Unknown(unknown)]
    nodes = [Node("root", None), Node("a", "root"), Node("b", "root")]
    nodes += [Node(f"c{i}", "ab"[i % 2]) for i in range(4)]
    tree = Tree.of(nodes)
    mixed = Tree.of([Node("root", None, 1, "geometric"), *nodes[1:]])
    methods = [Method.of_tree("one", tree, THRESHOLDS), Method.of_tree("two", mixed, THRESHOLDS)]
    return Model(TreeWeights(), Values(cells, kinds), methods, tree)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_acceptabilities_add_up(seed: int) -> None:
    found = acceptability(model_of(seed), Sampling(200, seed=seed), Measures(confidence=20))
    n = found.samples
    assert found.unranked is not None
    assert found.no_score is not None
    assert found.pair_counts is not None
    assert found.rank_acceptability.sum(axis=1) + found.unranked / n == pytest.approx(np.ones(4))
    assert found.verdict_acceptability.sum(axis=1) + found.no_score / n == pytest.approx(np.ones(4))
    assert (found.pair_counts + found.pair_counts.T <= n).all()
    best, worst = found.rank_interval()
    some = ~np.isnan(best)
    assert (best[some] <= worst[some]).all()
    assert ((best <= found.expected_rank + 3) | np.isnan(best)).all()
    assert found.central_weights is not None
    sums = found.central_weights.sum(axis=1)
    assert sums[~np.isnan(sums)] == pytest.approx(1)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=2, deadline=None)
def test_a_seed_gives_the_same_on_one_and_two_threads(seed: int) -> None:
    model = model_of(seed, regions=130)  # three chunks
    assert 2 * model.chunk < 2500
    one = arrays_of(acceptability(model, Sampling(2500, seed), Measures(confidence=4)))
    two = arrays_of(acceptability(model, Sampling(2500, seed), Measures(confidence=4), threads=2))
    assert one.keys() == two.keys()
    for name, value in one.items():
        assert np.array_equal(value, two[name], equal_nan=True), name


def test_another_seed_gives_another_outcome_within_its_error() -> None:
    model = model_of(1)
    one, two = (acceptability(model, Sampling(4000, seed)) for seed in (1, 2))
    apart = one.rank_acceptability - two.rank_acceptability
    assert apart.any()
    assert (np.abs(apart) <= 6 * (one.rank_error + two.rank_error)).all()


def test_the_order_of_alternatives_does_not_matter() -> None:
    cells = np.random.default_rng(0).random((7, 3))
    turned = [3, 1, 6, 0, 5, 2, 4]
    tree = flat_tree(3)
    one = acceptability(Model.of_tree(tree, TreeWeights(), cells), Sampling(1000))
    two = acceptability(Model.of_tree(tree, TreeWeights(), cells[turned]), Sampling(1000))
    assert (one.rank_acceptability[turned] == two.rank_acceptability).all()
    assert (one.pairwise_winning[np.ix_(turned, turned)] == two.pairwise_winning).all()


def test_alternatives_that_are_alike_share_their_place() -> None:
    cells = [[0.5, 0.7], [0.5, 0.7], [0.1, 0.2], [NAN, NAN]]
    found = acceptability(Model.of_tree(flat_tree(2), TreeWeights(), cells), Sampling(300))
    assert found.rank_acceptability.tolist() == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0] * 4]
    assert found.tied is not None
    assert found.unranked is not None
    assert found.tied.tolist() == [300, 300, 0, 0]
    assert found.unranked.tolist() == [0, 0, 0, 300]
    assert found.expected_rank == pytest.approx([1, 1, 3, NAN], nan_ok=True)
    assert found.rank_entropy.tolist() == [0, 0, 0, 0]


def test_fixed_weights_and_exact_values_leave_no_doubt() -> None:
    tree = flat_tree(3)
    cells = np.random.default_rng(1).random((5, 3))
    model = Model.of_tree(tree, TreeWeights(FixedWeights()), cells, THRESHOLDS)
    found = acceptability(model, Sampling(100))
    value = score(tree, cells).value
    assert found.expected_rank.tolist() == ranks(value).tolist()
    assert found.verdict_entropy.tolist() == [0] * 5
    assert found.score_mean == pytest.approx(value)
    assert found.score_sd == pytest.approx(np.zeros(5), abs=1e-12)


def test_a_better_value_never_lowers_a_region() -> None:
    cells = np.random.default_rng(2).random((6, 3)) * 0.9
    better = cells.copy()
    better[2, 1] += 0.1
    tree = flat_tree(3)
    one, two = (
        acceptability(Model.of_tree(tree, TreeWeights(), c, THRESHOLDS), Sampling(2000))
        for c in (cells, better)
    )
    upto = [found.rank_acceptability[2].cumsum() for found in (one, two)]
    assert (upto[1] >= upto[0]).all()
    assert two.verdict_acceptability[2, 2] >= one.verdict_acceptability[2, 2]


def test_holistic_acceptability_weighs_the_places() -> None:
    found = made_up(np.array([[50, 30, 20], [50, 0, 50], [0, 70, 30]]))
    assert found.holistic([1, 0.5, 0]) == pytest.approx([0.65, 0.5, 0.35])
    # Rank-order centroid of three, made 1 for the first: 1, 5/11, 2/11.
    assert found.holistic()[0] == pytest.approx(0.5 + 0.3 * 5 / 11 + 0.2 * 2 / 11)
    with pytest.raises(ValueError, match="do not rise"):
        found.holistic([0, 0.5, 1])


def test_the_interval_of_a_place_leaves_out_the_tails() -> None:
    found = made_up(np.array([[4, 90, 6, 0], [96, 2, 2, 0], [0, 4, 46, 50], [0, 0, 0, 100]]))
    best, worst = found.rank_interval(0.9)
    assert best.tolist() == [2, 1, 3, 4]
    assert worst.tolist() == [3, 1, 4, 4]


def test_a_run_tells_how_far_it_is_and_can_be_stopped() -> None:
    model = model_of(3, regions=40)
    told: list[tuple[int, int]] = []
    acceptability(model, Sampling(3000), progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (3000, 3000)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    stop = Event()
    for threads in (1, 2):
        stop.clear()
        with pytest.raises(Cancelled):
            acceptability(
                model,
                Sampling(100_000),
                Measures(pairs=False, confidence=0),
                threads=threads,
                progress=lambda *_: stop.set(),
                cancelled=stop,
            )
    with pytest.raises(Cancelled):
        acceptability(model, Sampling(3000), cancelled=lambda: True)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Model(WholeSimplex(), Values([[0.5]]), []), "needs a method"),
        (
            lambda: Model(TreeWeights(), Values([[0.5]]), [Method("m", TreeScorer(flat_tree(1)))]),
            "only then",
        ),
        (lambda: Model.of_tree(flat_tree(2), TreeWeights(), [[0.5]]), "2 leaves"),
        (
            lambda: Model.of_tree(flat_tree(1), TreeWeights(), [[0.5]], {"active": 0.5}),
            "active and reactive",
        ),
        (
            lambda: acceptability(Model.of_tree(flat_tree(1), TreeWeights(), [[1.5]])),
            "values lie in",
        ),
        (
            lambda: acceptability(
                Model(WholeSimplex(), Values([[0.5]]), [Method("m", lambda w, _: w[0])])
            ),
            "gave scores of shape",
        ),
        (lambda: acceptability(model_of(0), threads=0), "one thread or more"),
        (
            lambda: (
                acceptability(
                    Model.of_tree(flat_tree(1), TreeWeights(), [[0.5]])
                ).verdict_acceptability
            ),
            "no thresholds",
        ),
    ],
)
def test_what_cannot_be_says_why(make: object, words: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=words):
        make()


def test_measures_that_cannot_be_say_why() -> None:
    with pytest.raises(ParameterError, match="needs ranks"):
        Measures(ranks=False)
    with pytest.raises(ParameterError, match="2 or more"):
        Sampling(samples=1)
