"""What holds for every tree, every set of cells and all weights."""

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from windroos.decide import (
    AGGREGATES,
    WITH_EXPONENT,
    Node,
    Scores,
    Tree,
    bounds,
    contributions,
    score,
)

EXAMPLES = settings(max_examples=60, deadline=None)
EXPONENT = {
    # Nearer to zero sixty digits no longer tell what the definition gives.
    "power": st.sampled_from([-1.0, 0.0, 1.0, 2.0])
    | st.floats(-20, 20).filter(lambda p: abs(p) > 1e-9),
    "owa": st.just(1.0) | st.floats(0.1, 10),
}
EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
WEIGHT = st.just(0.0) | st.floats(0.01, 100)
NUMBER = st.sampled_from([0.0, 1.0]) | st.floats(0, 1)
CELL = st.just(math.nan) | NUMBER

Problem = tuple[Tree, np.ndarray]


@st.composite
def trees(
    draw: st.DrawFn,
    depth: int | None = None,
    aggregates: tuple[str, ...] = AGGREGATES,
    exponent: float | None = None,
) -> Tree:
    """A tree exactly `depth` deep: a spine, and a few more nodes hung anywhere above its foot."""
    depth = draw(st.integers(1, 5)) if depth is None else depth
    depths = list(range(depth + 1))
    parents: list[int | None] = [None, *range(depth)]
    for _ in range(draw(st.integers(0, 8))):
        parent = draw(st.sampled_from([i for i, at in enumerate(depths) if at < depth]))
        parents.append(parent)
        depths.append(depths[parent] + 1)
    weights = [draw(WEIGHT) for _ in parents]
    for parent in {p for p in parents if p is not None}:
        siblings = [i for i, p in enumerate(parents) if p == parent]
        if not any(weights[i] for i in siblings):
            weights[siblings[0]] = 1.0
    nodes = []
    for i, (p, w) in enumerate(zip(parents, weights, strict=True)):
        way = draw(st.sampled_from(aggregates))
        with_ = (exponent or draw(EXPONENT[way])) if way in WITH_EXPONENT else None
        nodes.append(Node(f"n{i}", None if p is None else f"n{p}", w, way, with_))
    return Tree.of(draw(st.permutations(nodes)))


@st.composite
def problems(
    draw: st.DrawFn,
    depth: int | None = None,
    aggregates: tuple[str, ...] = AGGREGATES,
    cell: st.SearchStrategy[float] = CELL,
    exponent: float | None = None,
) -> Problem:
    tree = draw(trees(depth, aggregates, exponent))
    shape = (draw(st.integers(1, 3)), len(tree.leaves))
    return tree, draw(arrays(np.float64, shape, elements=cell))


def plain(tree: Tree, cells: dict[str, float], id_: str) -> tuple[float, float]:
    """Value and known share of a node, written down as the rule is spoken, one number at a time."""
    if not tree.children(id_):
        return cells[id_], float(not math.isnan(cells[id_]))
    children = [tree.nodes[tree.index[child]] for child in tree.children(id_)]
    below = [plain(tree, cells, child.id) for child in children]
    counts = [child.weight * known for child, (_, known) in zip(children, below, strict=True)]
    if not sum(counts):
        return math.nan, 0.0
    shares = [count / sum(counts) for count in counts]
    counted = [(w, value) for w, (value, _) in zip(shares, below, strict=True) if w > 0]
    node = tree.nodes[tree.index[id_]]
    if node.aggregate == "owa":
        assert node.exponent is not None
        value = choquet(counted, node.exponent)
    else:
        exponent = node.exponent
        value = power_mean(counted, EXPONENTS[node.aggregate] if exponent is None else exponent)
    return value, sum(counts) / sum(child.weight for child in children)


def power_mean(counted: Sequence[tuple[float, float]], exponent: float) -> float:
    """The definition, in numbers of sixty digits."""
    if exponent == 0:
        return math.prod(v**w for w, v in counted)
    if exponent < 0 and not all(v for _, v in counted):
        return 0.0
    with localcontext(prec=60):
        p = Decimal(exponent)
        sum_ = sum(Decimal(w) * Decimal(v) ** p for w, v in counted if v)
        whole = sum(Decimal(w) for w, _ in counted)
        return float((sum_ / whole) ** (1 / p)) if sum_ else 0.0


def choquet(counted: Sequence[tuple[float, float]], exponent: float) -> float:
    """The integral over t of Q(the share of weight whose value is t or more), level by level."""
    levels = sorted({0.0, *(v for _, v in counted)})
    return math.fsum(
        (top - bottom) * math.fsum(w for w, v in counted if v >= top) ** exponent
        for bottom, top in itertools.pairwise(levels)
    )


def ties(tree: Tree, scores: Scores) -> bool:
    """Whether children that count and are to be put in order lie too close for a slope."""
    for branch in tree.branches:
        if tree.nodes[branch.parent].aggregate != "owa":
            continue
        counting = [child for child in branch.children if tree.weights[child] > 0]
        values = np.sort(scores.node_values[:, counting], axis=1)
        if np.any(np.diff(values, axis=1) < 1e-3):
            return True
    return False


def same(actual: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("aggregates", [*((way,) for way in AGGREGATES), AGGREGATES])
@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5])
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_every_node_of_a_tree_of_any_depth_follows_the_rule(
    depth: int, aggregates: tuple[str, ...], data: st.DataObject
) -> None:
    tree, cells = data.draw(problems(depth, aggregates))
    assert max(map(tree.depth, tree.ids)) == depth
    scores = score(tree, cells)
    for row, region in enumerate(cells):
        named = dict(zip(tree.leaves, region.tolist(), strict=True))
        expected = np.array([plain(tree, named, id_) for id_ in tree.ids])
        same(scores.node_values[row], expected[:, 0])
        same(scores.node_known[row], expected[:, 1])


@given(problems())
@EXAMPLES
def test_scores_and_shares_lie_between_zero_and_one(problem: Problem) -> None:
    scores = score(*problem)
    known = scores.node_known > 0
    assert np.array_equal(np.isnan(scores.node_values), ~known)
    assert np.all((scores.node_values[known] >= 0) & (scores.node_values[known] <= 1))
    assert np.all((scores.node_known >= 0) & (scores.node_known <= 1))


@given(problems())
@EXAMPLES
def test_contributions_add_up_at_every_level(problem: Problem) -> None:
    tree, cells = problem
    parts, scores = contributions(tree, cells), score(tree, cells)
    assert np.array_equal(np.isnan(parts), np.isnan(scores.node_values))
    assert np.nanmin(parts, initial=0) >= 0
    total = np.nan_to_num(scores.value)
    same(np.nan_to_num(parts[:, 0]), total)
    # Leaves, and the tree cut across at each depth (with the leaves that end above the cut).
    for depth in range(max(map(tree.depth, tree.ids)) + 1):
        cut = [
            tree.index[id_]
            for id_ in tree.ids
            if tree.depth(id_) == depth or (tree.depth(id_) < depth and id_ in tree.leaves)
        ]
        same(np.nansum(parts[:, cut], axis=1), total)
    for id_ in tree.ids:
        if tree.children(id_):
            below = [tree.index[child] for child in tree.children(id_)]
            whole = np.nan_to_num(parts[:, tree.index[id_]])
            same(np.nansum(parts[:, below], axis=1), whole)


@given(problems(cell=st.just(math.nan) | st.floats(0.05, 0.95)))
@EXAMPLES
def test_a_leaf_contributes_its_aumann_shapley_value(problem: Problem) -> None:
    """The definition, by numbers: the integral of v_i df/dv_i along the ray from 0 to v."""
    tree, cells = problem
    scores = score(tree, cells)
    assume(np.isfinite(scores.value).all())
    assume(not ties(tree, scores))
    steps, width = 8, 1e-5
    t = (np.arange(steps) + 0.5) / steps
    ray = t[:, None, None, None] * cells[:, None, :]  # (steps, A, 1, L)
    nudge = 1 + width * np.eye(len(tree.leaves))  # the relative change of one leaf, (L, L)
    shape = (steps, -1, len(tree.leaves))
    rise = (
        score(tree, (ray * nudge).reshape(shape)).value
        - score(tree, (ray * (2 - nudge)).reshape(shape)).value
    )
    # v_i df/dv_i at t v is (rise / 2 width) / t, where rise is f(tv(1 + width)) - f(tv(1 - width)).
    slope = rise.reshape(steps, *cells.shape) / (2 * width) / t[:, None, None]
    parts = contributions(tree, cells)[:, [tree.index[leaf] for leaf in tree.leaves]]
    np.testing.assert_allclose(slope.mean(axis=0), np.nan_to_num(parts), rtol=0, atol=1e-6)


@given(problems(), st.data())
@EXAMPLES
def test_whatever_the_truth_its_score_lies_within_the_bounds(
    problem: Problem, data: st.DataObject
) -> None:
    tree, cells = problem
    # Known cells become intervals that hold them; unknown ones may be anything.
    width = data.draw(arrays(np.float64, (2, *cells.shape), elements=NUMBER))
    lower, upper = cells * width[0], cells + (1 - cells) * width[1]
    upper = np.minimum(upper, 1)
    low, high = bounds(tree, lower, upper)
    ends = np.nan_to_num(lower), np.where(np.isnan(upper), 1, upper)
    at = data.draw(arrays(np.float64, (10, *cells.shape), elements=NUMBER))
    truths = np.clip(ends[0] + at * (ends[1] - ends[0]), *ends)
    value = score(tree, truths).value
    assert np.all(value >= low - 1e-12)
    assert np.all(value <= high + 1e-12)


@given(problems())
@EXAMPLES
def test_bounds_are_the_lowest_and_highest_corner(problem: Problem) -> None:
    tree, cells = problem
    cells = cells[:1]
    unknown = np.flatnonzero(np.isnan(cells[0]))[:7]
    cells[0] = np.where(np.isin(np.arange(cells.size), unknown), np.nan, np.nan_to_num(cells[0]))
    corners = np.array(list(itertools.product([0.0, 1.0], repeat=len(unknown))))
    completed = np.repeat(cells, len(corners), axis=0)
    completed[:, unknown] = corners
    value = score(tree, completed).value
    low, high = bounds(tree, cells, cells)
    same(np.array([low[0], high[0]]), np.array([value.min(), value.max()]))


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", "power"])
@given(data=st.data())
@EXAMPLES
def test_where_the_tree_has_one_aggregate_the_score_lies_within_its_bounds(
    aggregate: str, data: st.DataObject
) -> None:
    exponent = data.draw(EXPONENT["power"].filter(bool))
    tree, cells = data.draw(problems(aggregates=(aggregate,), exponent=exponent))
    value = score(tree, cells).value
    low, high = bounds(tree, cells, cells)
    scored = ~np.isnan(value)
    assert np.all(low[scored] <= value[scored] + 1e-12)
    assert np.all(value[scored] <= high[scored] + 1e-12)


@given(problems(cell=NUMBER))
@EXAMPLES
def test_what_is_fully_known_has_no_room(problem: Problem) -> None:
    tree, cells = problem
    value = score(tree, cells).value
    for end in bounds(tree, cells, cells):
        np.testing.assert_array_equal(end, value)


@given(problems(), st.data())
@EXAMPLES
def test_a_better_cell_never_lowers_the_score(problem: Problem, data: st.DataObject) -> None:
    tree, cells = problem
    better = cells + (1 - cells) * data.draw(arrays(np.float64, cells.shape, elements=NUMBER))
    before, after = score(tree, cells).value, score(tree, np.minimum(better, 1)).value
    assert np.array_equal(np.isnan(before), np.isnan(after))
    assert np.all(np.nan_to_num(after) >= np.nan_to_num(before) - 1e-12)


@given(problems(), st.data())
@EXAMPLES
def test_the_order_of_regions_and_of_nodes_does_not_matter(
    problem: Problem, data: st.DataObject
) -> None:
    tree, cells = problem
    value, parts = score(tree, cells).value, contributions(tree, cells)
    regions = data.draw(st.permutations(range(len(cells))))
    np.testing.assert_array_equal(score(tree, cells[regions]).value, value[regions])
    other = Tree.of(data.draw(st.permutations(tree.given)))
    moved = cells[:, [tree.leaves.index(leaf) for leaf in other.leaves]]
    same(score(other, moved).value, value)
    same(contributions(other, moved)[:, [other.index[id_] for id_ in tree.ids]], parts)


@given(problems(), st.data())
@EXAMPLES
def test_only_the_ratios_of_sibling_weights_matter(problem: Problem, data: st.DataObject) -> None:
    tree, cells = problem
    factor = {node.parent: data.draw(st.floats(0.01, 100)) for node in tree.nodes}
    weights = [node.weight * factor[node.parent] for node in tree.nodes]
    same(score(tree, cells, weights).node_values, score(tree, cells).node_values)
    same(contributions(tree, cells, weights), contributions(tree, cells))


@given(problems(), st.data())
@EXAMPLES
def test_what_lies_under_a_weight_of_zero_has_no_effect(
    problem: Problem, data: st.DataObject
) -> None:
    tree, cells = problem
    idle = {node.id for node in tree.nodes if node.parent is not None and node.weight == 0}
    for node in tree.nodes:
        if node.parent in idle:
            idle.add(node.id)
    other = cells.copy()
    columns = [i for i, leaf in enumerate(tree.leaves) if leaf in idle]
    other[:, columns] = data.draw(arrays(np.float64, (len(cells), len(columns)), elements=CELL))
    one, two = score(tree, cells), score(tree, other)
    np.testing.assert_array_equal(one.value, two.value)
    np.testing.assert_array_equal(one.known, two.known)
    for end, end_too in zip(bounds(tree, cells, cells), bounds(tree, other, other), strict=True):
        np.testing.assert_array_equal(end, end_too)


@given(problems(), st.data())
@EXAMPLES
def test_samples_give_what_a_loop_over_them_gives(problem: Problem, data: st.DataObject) -> None:
    tree, cells = problem
    samples = data.draw(arrays(np.float64, (3, *cells.shape), elements=CELL))
    weights = data.draw(arrays(np.float64, (3, len(tree.ids)), elements=st.floats(0.01, 100)))
    scores, parts = score(tree, samples, weights), contributions(tree, samples, weights)
    low, high = bounds(tree, samples, samples, weights)
    on_one = score(tree, cells, weights).value
    for s, (sample, weight) in enumerate(zip(samples, weights, strict=True)):
        alone = score(tree, sample, weight)
        same(scores.value[s], alone.value)
        same(scores.known[s], alone.known)
        same(scores.node_values[s], alone.node_values)
        same(scores.node_known[s], alone.node_known)
        same(parts[s], contributions(tree, sample, weight))
        same(np.array([low[s], high[s]]), np.array(bounds(tree, sample, sample, weight)))
        same(on_one[s], score(tree, cells, weight).value)


@given(problems())
@EXAMPLES
def test_a_node_lies_between_its_lowest_and_highest_child(problem: Problem) -> None:
    tree, cells = problem
    values = score(tree, cells).node_values
    for branch in tree.branches:
        counting = [child for child in branch.children if tree.weights[child] > 0]
        known = ~np.isnan(values[:, branch.parent])
        below = values[known][:, counting]
        assert np.all(values[known, branch.parent] >= np.nanmin(below, axis=1) - 1e-12)
        assert np.all(values[known, branch.parent] <= np.nanmax(below, axis=1) + 1e-12)


@given(problems(aggregates=("arithmetic",)), st.data())
@EXAMPLES
def test_a_higher_exponent_gives_a_higher_generalised_and_a_lower_ordered_mean(
    problem: Problem, data: st.DataObject
) -> None:
    """The inequality of the power means; Q(x) = x ** a falls in a at every x within [0, 1]."""
    tree, cells = problem

    def of(aggregate: str, exponent: float) -> np.ndarray:
        nodes = [Node(n.id, n.parent, n.weight, aggregate, exponent) for n in tree.given]
        return np.nan_to_num(score(Tree.of(nodes), cells).value)

    low, high = sorted(data.draw(st.tuples(EXPONENT["power"], EXPONENT["power"])))
    assert np.all(of("power", low) <= of("power", high) + 1e-12)
    low, high = sorted(data.draw(st.tuples(EXPONENT["owa"], EXPONENT["owa"])))
    assert np.all(of("owa", low) >= of("owa", high) - 1e-12)
