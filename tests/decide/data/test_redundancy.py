"""What says the same twice, and what counts more or less than its weight."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decide.handbook import TECHNOLOGY

from windroos.decide import Node, ParameterError, Tree, score
from windroos.decide.data import (
    AuditRedundancy,
    audit_redundancy,
    correlations,
    cronbach_alpha,
    main_effects,
    z_score,
)
from windroos.decide.flat import global_weights

NAN = float("nan")
EXAMPLES = settings(max_examples=50, deadline=None)
TREE = Tree.of(
    [
        Node("region", None),
        Node("economy", "region", 3),
        Node("trade", "economy", 1),
        Node("firms", "economy", 1),
        Node("networks", "region", 1),
        Node("posts", "networks", 2),
        Node("talks", "networks", 1),
        Node("visits", "networks", 1),
    ]
)
SEEDS = st.integers(0, 10_000)


def cells(seed: int, shape: tuple[int, ...] = (12, 5), unknown: float = 0.2) -> np.ndarray:
    """Correlated figures in [0, 1], a part of them unknown."""
    random = np.random.default_rng(seed)
    values = random.random(shape) * 0.6 + 0.4 * random.random((*shape[:-1], 1))
    return np.where(random.random(shape) < unknown, NAN, values)


@given(SEEDS, st.floats(0, 0.7))
@EXAMPLES
def test_a_correlation_is_numpys_over_what_is_known_on_both(seed: int, unknown: float) -> None:
    matrix = cells(seed, unknown=unknown)
    r, counts = correlations(matrix)
    for i, j in itertools.product(range(5), repeat=2):
        both = ~np.isnan(matrix[:, [i, j]]).any(axis=1)
        assert counts[i, j] == both.sum()
        if both.sum() < 3:
            assert np.isnan(r[i, j])
        else:
            expected = np.corrcoef(matrix[both, i], matrix[both, j])[0, 1]
            np.testing.assert_allclose(r[i, j], expected, atol=1e-9)


def test_a_constant_column_has_no_correlation_nor_a_warning() -> None:
    matrix = np.array([[0.1, 1, 5], [0.1, 2, NAN], [0.1, 4, NAN], [0.1, 8, NAN]])
    r, counts = correlations(matrix)
    expected = np.full((3, 3), NAN)
    expected[1, 1] = 1
    np.testing.assert_array_equal(r, expected)
    assert counts.tolist() == [[4, 4, 1], [4, 4, 1], [1, 1, 1]]


@given(SEEDS, st.integers(2, 6))
@EXAMPLES
def test_alpha_is_what_the_variance_of_the_sum_makes_it(seed: int, items: int) -> None:
    # Cronbach 1951, Psychometrika 16, 297-334: k / (k - 1) * (1 - sum of variances / that of sum).
    matrix = cells(seed, (15, items), unknown=0)
    of_sum = matrix.sum(axis=1).var(ddof=1)
    expected = items / (items - 1) * (1 - matrix.var(axis=0, ddof=1).sum() / of_sum)
    np.testing.assert_allclose(cronbach_alpha(matrix), expected, rtol=1e-9, atol=1e-9)


def test_alpha_of_the_technology_achievement_index() -> None:
    """The handbook, table 11, p. 73: of standardised figures, and with each indicator deleted."""
    figures = z_score(list(TECHNOLOGY.values())).values
    np.testing.assert_allclose(cronbach_alpha(figures), 0.70, atol=0.005)
    printed = [0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706]
    deleted = [cronbach_alpha(np.delete(figures, column, axis=1)) for column in range(8)]
    np.testing.assert_allclose(deleted, printed, atol=0.0015)  # from figures it rounds


def test_alpha_of_two_items_is_spearman_browns() -> None:
    # Spearman 1910 and Brown 1910: 2 r / (1 + r) for two items of equal variance; here r = 0.8.
    items = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])
    np.testing.assert_allclose(correlations(items)[0][0, 1], 0.8)
    np.testing.assert_allclose(cronbach_alpha(items), 1.6 / 1.8)


def test_alpha_with_unknown_figures_rests_on_pairwise_covariances() -> None:
    # By hand. First and second on rows 1 to 3: cov 1; variances 5/3 (1, 2, 3, 4) and 1 (2, 3, 4).
    items = np.array([[1.0, 2.0], [2.0, 3.0], [3.0, 4.0], [4.0, NAN]])
    own = 5 / 3 + 1
    np.testing.assert_allclose(cronbach_alpha(items), 2 * (1 - own / (own + 2)))


@pytest.mark.parametrize(
    "items",
    [[[1.0], [2.0]], [[1.0, NAN], [NAN, 1.0], [2.0, NAN]], [[1, 1], [1, 1]], [[1, 2], [2, 1]]],
)
def test_there_is_no_alpha_of_one_item_or_without_a_sum_that_varies(
    items: list[list[float]],
) -> None:
    assert np.isnan(cronbach_alpha(items))


@given(SEEDS)
@EXAMPLES
def test_the_global_weight_of_a_leaf_is_the_derivative_of_the_score(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.random(len(TREE.ids)) + 0.1
    start = 0.4 * random.random((1, 5))
    parts = global_weights(TREE, weights)
    for column, leaf in enumerate(TREE.leaves):
        moved = start.copy()
        moved[0, column] += 0.5
        rise = score(TREE, moved, weights).value - score(TREE, start, weights).value
        np.testing.assert_allclose(rise / 0.5, parts[TREE.index[leaf]], rtol=1e-9)


def test_global_weights_multiply_down_the_tree() -> None:
    named = dict(zip(TREE.ids, global_weights(TREE), strict=True))
    assert named == {
        "region": 1,
        "economy": 0.75,
        "trade": 0.375,
        "firms": 0.375,
        "networks": 0.25,
        "posts": 0.125,
        "talks": 0.0625,
        "visits": 0.0625,
    }


def test_effects_of_independent_columns_are_their_squared_weights() -> None:
    # V(E(y | x_i)) / V(y) as in Paruolo, Saisana and Saltelli 2013; for independent columns of
    # equal variance S_i = w_i² / sum of w². All combinations of four values are independent.
    matrix = np.array(list(itertools.product(range(4), repeat=3)), dtype=np.float64)
    effects = main_effects(matrix @ [0.5, 0.3, 0.2], matrix)
    np.testing.assert_allclose(effects, np.array([0.25, 0.09, 0.04]) / 0.38, rtol=1e-9)


def test_equal_weights_of_correlated_columns_have_unequal_effects() -> None:
    # The same, with correlation: S_1 = (w_1 + r w_2)² / (w_1² + w_2² + 2 r w_1 w_2); here r = 0.8.
    matrix = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])
    effects = main_effects(matrix @ [0.75, 0.25], matrix)
    whole = 0.75**2 + 0.25**2 + 2 * 0.8 * 0.75 * 0.25
    expected = np.array([0.75 + 0.8 * 0.25, 0.25 + 0.8 * 0.75]) ** 2 / whole
    np.testing.assert_allclose(effects, expected, rtol=1e-9)


def test_a_constant_column_has_no_effect_and_an_unknown_one_no_number() -> None:
    matrix = np.array([[0.1, 1, 5], [0.1, 2, NAN], [0.1, 4, NAN], [0.1, 8, NAN]])
    np.testing.assert_allclose(main_effects(matrix[:, 1], matrix), [0, 1, NAN])
    assert np.isnan(main_effects(np.ones(4), matrix)).all()


@given(SEEDS)
@EXAMPLES
def test_samples_equal_a_loop(seed: int) -> None:
    matrix = cells(seed, (3, 9, 5))
    scores = np.nan_to_num(matrix).mean(axis=-1)
    r, counts = correlations(matrix)
    alphas, effects = cronbach_alpha(matrix), main_effects(scores, matrix)
    for sample in range(3):
        alone, alone_counts = correlations(matrix[sample])
        np.testing.assert_allclose(r[sample], alone, atol=1e-12)
        np.testing.assert_array_equal(counts[sample], alone_counts)
        np.testing.assert_allclose(alphas[sample], cronbach_alpha(matrix[sample]), atol=1e-9)
        np.testing.assert_allclose(
            effects[sample], main_effects(scores[sample], matrix[sample]), atol=1e-12
        )
    weights = np.random.default_rng(seed).random((4, len(TREE.ids))) + 0.1
    parts = global_weights(TREE, weights)
    for sample in range(4):
        np.testing.assert_allclose(parts[sample], global_weights(TREE, weights[sample]))


@given(SEEDS, st.permutations(range(12)), st.floats(0.1, 0.9))
@EXAMPLES
def test_neither_order_nor_unit_changes_a_correlation_or_an_effect(
    seed: int, order: list[int], factor: float
) -> None:
    matrix = cells(seed)
    scores = np.nan_to_num(matrix).mean(axis=-1)
    changed = matrix[order] * factor + (1 - factor)
    np.testing.assert_allclose(correlations(changed)[0], correlations(matrix)[0], atol=1e-9)
    np.testing.assert_allclose(
        main_effects(scores[order], changed), main_effects(scores, matrix), atol=1e-9
    )


def test_an_audit_flags_pairs_within_a_parent_and_elsewhere() -> None:
    trade = np.array([0.1, 0.3, 0.5, 0.7, 0.9, NAN])
    firms = np.array([0.9, 0.6, 0.5, 0.2, 0.1, 0.4])
    posts = np.array([0.2, 0.4, 0.6, 0.8, 1.0, 0.7])
    talks = np.array([0.5, 0.1, 0.9, 0.2, 0.4, 0.7])
    visits = np.array([NAN, NAN, NAN, NAN, 0.5, 0.6])
    audit = AuditRedundancy(alike=0.95)(TREE, np.column_stack([trade, firms, posts, talks, visits]))
    found = [(p.first, p.second, p.alternatives, p.siblings, p.kind) for p in audit.pairs]
    # Posts is trade + 0.1 where both are known; firms falls as they rise, r = -0.985 and -0.984.
    assert found == [
        ("trade", "firms", 5, True, "opposed"),
        ("trade", "posts", 5, False, "alike"),
        ("firms", "posts", 6, False, "alike"),
    ]
    assert audit.pairs[1].correlation == pytest.approx(1)
    assert audit.notes == (
        "5 of 30 cells are unknown and left out.",
        "Correlations rest on 1 to 6 of 6 alternatives.",
        "4 of 10 pairs have fewer than 3 alternatives in common and no correlation.",
    )
    assert audit.weights.tolist() == [0.375, 0.375, 0.125, 0.0625, 0.0625]
    assert audit.linear


@given(SEEDS)
@EXAMPLES
def test_an_audit_is_made_of_its_parts(seed: int) -> None:
    matrix = cells(seed, unknown=0)
    audit = audit_redundancy(TREE, matrix)
    scores = score(TREE, matrix)
    np.testing.assert_array_equal(audit.main_effects, main_effects(scores.value, matrix))
    np.testing.assert_allclose(audit.importance.sum(), 1)
    economy, region = TREE.index["economy"], TREE.index["region"]
    np.testing.assert_allclose(audit.alpha_leaves[economy], cronbach_alpha(matrix[:, :2]))
    np.testing.assert_allclose(audit.alpha_leaves[region], cronbach_alpha(matrix))
    children = [TREE.index["economy"], TREE.index["networks"]]
    np.testing.assert_allclose(
        audit.alpha_children[region], cronbach_alpha(scores.node_values[:, children])
    )
    assert np.isnan(audit.alpha_leaves[[TREE.index[leaf] for leaf in TREE.leaves]]).all()
    assert audit.notes == ()


def test_a_geometric_node_makes_the_tree_not_linear_and_no_score_is_said() -> None:
    tree = Tree.of([Node("r", None, 1, "geometric"), Node("a", "r"), Node("b", "r")])
    audit = audit_redundancy(tree, [[0.2, 0.4], [0.5, 0.1], [0.6, 0.9], [NAN, NAN]])
    assert not audit.linear
    assert audit.notes[-1] == "1 of 4 alternatives have no score."


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="without sample dimensions"):
        audit_redundancy(TREE, np.ones((2, 3, 5)))
    with pytest.raises(ValueError, match=r"expected \(..., 8 nodes\)"):
        global_weights(TREE, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"expected \(..., 3 alternatives\)"):
        main_effects([1.0, 2.0], np.ones((3, 2)))
    for wrong in ({"alike": 0.0}, {"alike": 1.1}, {"opposed": 0.1}, {"opposed": -2.0}):
        with pytest.raises(ParameterError):
            AuditRedundancy(**wrong)
