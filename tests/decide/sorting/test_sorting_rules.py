"""What sorting by profiles promises, whatever the figures."""

import doctest
import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import windroos.decide.sorting
from windroos.decide import ParameterError, read
from windroos.decide.sorting import ElectreTri, MrSort

EXAMPLES = settings(max_examples=40, deadline=None)
PROFILES = ((4.0, 3.0, 5.0), (7.0, 8.0, 6.0))
METHODS = {
    "mr-sort": MrSort(PROFILES, 0.6),
    "mr-sort with veto": MrSort(PROFILES, 0.6, (3.0, None, 4.0)),
    "electre tri": ElectreTri(PROFILES, q=0.5, p=1.5, v=(4.0, 5.0, None)),
    "electre tri, optimistic": ElectreTri(PROFILES, 0.5, 1.5, (4.0, 5.0, None), 0.7, "optimistic"),
}
EVERY = pytest.mark.parametrize("name", METHODS)
FIGURE = st.integers(0, 20).map(lambda number: number / 2)


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    matrix = draw(arrays(np.float64, (draw(st.integers(1, 6)), 3), elements=FIGURE))
    weights = draw(arrays(np.float64, 3, elements=st.integers(0, 5).map(float)))
    weights[draw(st.integers(0, 2))] += 1
    return matrix, weights


def outranks(
    method: ElectreTri, first: list[float], second: list[float], shares: list[float]
) -> bool:
    """Whether the first outranks the second, with q = 0.5 and p = 1.5."""
    vetoes = method.v if isinstance(method.v, tuple) else (method.v,) * 3
    concordance, doubts = 0.0, []
    for x, y, share, v in zip(first, second, shares, vetoes, strict=True):
        behind = y - x
        concordance += share * min(max(1.5 - behind, 0.0), 1.0)
        assert v is None or isinstance(v, float)
        doubts.append(0.0 if v is None else min(max((behind - 1.5) / (v - 1.5), 0.0), 1.0))
    if 1.0 in doubts:
        return False
    credibility = concordance
    for doubt in doubts:
        if doubt > concordance:
            credibility *= (1 - doubt) / (1 - concordance)
    return credibility >= method.cut - 1e-9


def by_definition(method: ElectreTri, row: list[float], weights: np.ndarray) -> tuple[int, int]:
    """The pessimistic and the optimistic category of one alternative, a number at a time."""
    shares = (weights / weights.sum()).tolist()
    over = [outranks(method, row, list(profile), shares) for profile in PROFILES]
    under = [outranks(method, list(profile), row, shares) for profile in PROFILES]
    pessimistic = max([h + 1 for h, above in enumerate(over) if above], default=0)
    preferred = [h for h, below in enumerate(under) if below and not over[h]]
    return pessimistic, min(preferred, default=2)


@EXAMPLES
@given(problem=problems())
def test_electre_tri_follows_its_definition(problem) -> None:
    matrix, weights = problem
    method = METHODS["electre tri"]
    assert isinstance(method, ElectreTri)
    result = method(matrix, weights)
    expected = [by_definition(method, row, weights) for row in matrix.tolist()]
    assert list(zip(result.pessimistic, result.optimistic, strict=True)) == expected


def test_an_alternative_like_a_profile_is_above_it_by_both_rules() -> None:
    """A fault of peers: an indifferent pair does outrank, both ways, so that the optimistic rule
    must ask for a profile that is preferred, not one that merely outranks."""
    result = METHODS["electre tri"](PROFILES, [1, 1, 1])
    assert (result.over_profile.diagonal() == 1).all()
    assert (result.under_profile.diagonal() == 1).all()
    assert result.pessimistic.tolist() == [1, 2]
    assert result.optimistic.tolist() == [1, 2]


@EXAMPLES
@given(problem=problems())
def test_the_optimistic_category_is_no_worse(problem) -> None:
    result = METHODS["electre tri"](*problem)
    assert (result.optimistic >= result.pessimistic).all()


@EXAMPLES
@given(problem=problems())
def test_a_veto_never_lifts(problem) -> None:
    without, with_veto = (METHODS[name](*problem) for name in ("mr-sort", "mr-sort with veto"))
    assert (with_veto.category <= without.category).all()


@EVERY
@EXAMPLES
@given(problem=problems())
def test_who_is_at_least_as_good_everywhere_is_sorted_no_lower(name, problem) -> None:
    matrix, weights = problem
    category = METHODS[name](matrix, weights).category
    for a, x in enumerate(matrix):
        for b, y in enumerate(matrix):
            if (x >= y).all():
                assert category[a] >= category[b]


@EVERY
@EXAMPLES
@given(problem=problems(), seed=st.integers(0, 99))
def test_order_and_directions_do_not_matter(name, problem, seed) -> None:
    matrix, weights = problem
    straight = METHODS[name](matrix, weights).category
    rows = np.random.default_rng(seed).permutation(len(matrix))
    assert METHODS[name](matrix[rows], weights).category.tolist() == straight[rows].tolist()
    plain = METHODS[name].as_dict()
    turned = read({**plain, "profiles": [[x, -y, z] for x, y, z in plain["profiles"]]})
    assert turned(matrix * [1, -1, 1], weights, [1, -1, 1]).category.tolist() == straight.tolist()


@EVERY
@EXAMPLES
@given(problem=problems(), seed=st.integers(0, 99))
def test_a_sample_dimension_equals_a_loop(name, problem, seed) -> None:
    matrix, weights = problem
    rng = np.random.default_rng(seed)
    matrices = matrix + rng.integers(-2, 3, size=(3, *matrix.shape))
    samples = weights + rng.integers(0, 4, size=(4, 3))
    crossed = METHODS[name](matrices[:, None], samples).category
    weighted = METHODS[name](matrix, samples).category
    for j in range(4):
        assert weighted[j].tolist() == METHODS[name](matrix, samples[j]).category.tolist()
        for i in range(3):
            alone = METHODS[name](matrices[i], samples[j]).category
            assert crossed[i, j].tolist() == alone.tolist()


@EVERY
def test_constant_columns_and_zero_weights_give_numbers_and_no_warning(name) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = METHODS[name]([[5, 5, 5], [5, 9, 9], [5, 0, 0]], [1, 0, 0])
    assert set(result.category.tolist()) <= {0, 1, 2}
    for values in vars(result).values():
        if isinstance(values, np.ndarray):
            assert np.isfinite(values).all()


def test_a_criterion_without_weight_still_forbids() -> None:
    assert MrSort(((5.0, 5.0),), 0.5, 3.0, ("no", "yes"))([[9, 2]], [1, 0]).category == [0]
    method = ElectreTri(((5.0, 5.0),), 0.0, 1.0, 3.0, 0.75, categories=("no", "yes"))
    result = method([[9, 2]], [1, 0])
    assert result.over_profile.tolist() == [[0.0]]
    assert result.pessimistic == [0]


def test_a_figure_equals_a_profile_and_a_veto_within_rounding() -> None:
    """Three times 0.1 is a little more than 0.3 in floating point, 0.7 - 0.4 a little less."""
    names = ("no", "yes")
    for method in (
        MrSort(((3 * 0.1,),), categories=names),
        ElectreTri(((3 * 0.1,),), categories=names),
    ):
        assert method([[0.3], [0.2999]], [1]).names.tolist() == ["yes", "no"]
    # The second criterion has no weight and only forbids, from 0.3 behind on.
    for method in (
        MrSort(((0.5, 0.7),), veto=0.3, categories=names),
        ElectreTri(((0.5, 0.7),), v=0.3, categories=names),
    ):
        assert method([[0.6, 0.4], [0.6, 0.41]], [1, 0]).names.tolist() == ["no", "yes"]
    # A difference that is p = v on paper does not forbid yet; one just beyond does.
    edge = ElectreTri(((0.5, 0.8),), p=0.2, v=0.2, categories=names)
    assert edge([[0.6, 0.6], [0.6, 0.5999]], [1, 0]).names.tolist() == ["yes", "no"]


def test_any_number_of_categories() -> None:
    method = MrSort(((1.0,), (2.0,), (3.0,), (4.0,)), 0.5, None, ("e", "d", "c", "b", "a"))
    assert method([[0], [1], [2.5], [3], [9]], [1]).names.tolist() == ["e", "d", "c", "b", "a"]


def test_methods_are_written_down_and_read_back() -> None:
    for method in METHODS.values():
        assert read(json.loads(json.dumps(method.as_dict()))) == method


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: MrSort(()), "mr-sort: profiles must be one or more"),
        (lambda: MrSort(((1.0, 2.0), (1.0,))), "profiles must be one or more, each with"),
        (lambda: MrSort(((1.0,),)), "categories must be 2 different names"),
        (lambda: MrSort(PROFILES, 0.4), "majority must be from 0.5 to 1"),
        (lambda: MrSort(PROFILES, 0.6, 0.0), "veto must be above 0"),
        (lambda: MrSort(PROFILES, 0.6, (1.0, 2.0)), "veto must be a number, or 3 of them"),
        (lambda: ElectreTri(PROFILES, q=-1), "q must be 0 or more"),
        (lambda: ElectreTri(PROFILES, q=2, p=1), "q must be p or less"),
        (lambda: ElectreTri(PROFILES, q=1, p=2, v=1.5), "v must be p or more"),
        (lambda: ElectreTri(PROFILES, rule="both"), "rule must be one of pessimistic, optimistic"),
    ],
)
def test_parameters_that_cannot_be(make, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        make()


def test_profiles_must_fit_the_matrix_and_rise() -> None:
    with pytest.raises(ValueError, match="Profiles have 3 figures: the matrix has 2 criteria"):
        METHODS["mr-sort"]([[1, 2]], [1, 1])
    with pytest.raises(ValueError, match="Profile 2 is worse than profile 1 on criterion 3"):
        METHODS["mr-sort"]([[1, 2, 3]], [1, 1, 1], [1, 1, -1])
    with pytest.raises(ValueError, match="is missing"):
        METHODS["electre tri"]([[1, 2, float("nan")]], [1, 1, 1])


def test_the_example_in_the_docstring_runs() -> None:
    result = doctest.testmod(windroos.decide.sorting)
    assert result.attempted >= 4
    assert result.failed == 0
