"""Assignments to categories that were published."""

import json
from pathlib import Path

import numpy as np
import pytest

from windroos.decide.sorting import ElectreTri, MrSort

STUDENTS = [
    *[[10, 10, 9], [10, 9, 10], [9, 10, 10], [9, 9, 10], [9, 10, 9], [10, 9, 9]],
    *[[10, 10, 7], [10, 7, 10], [7, 10, 10], [9, 9, 17], [9, 17, 9], [17, 9, 9]],
    *[[7, 10, 17], [10, 17, 7], [17, 7, 10], [7, 17, 10], [17, 10, 7], [10, 7, 17]],
    *[[7, 9, 17], [9, 17, 7], [17, 7, 9], [7, 17, 9], [17, 9, 7], [9, 7, 17]],
]


def test_electre_tri_of_ticino(shared: Path) -> None:
    """The Ticino data of pymcda and OutrankingTools, after Mousseau & Slowinski (1998), J. Global
    Optimization 12, 157-174. a4 and the upper profile are indifferent, so that a4 outranks it and
    gets the best category; pyDecision and OutrankingTools put it in the middle one."""
    (path,) = (shared / "cases" / "decide").glob("06_*.json")
    given = json.loads(path.read_text())
    parameters = given["parameters"]
    method = ElectreTri(
        profiles=tuple(tuple(profile) for profile in parameters["profiles"]),
        q=tuple(parameters["q"]),
        p=tuple(parameters["p"]),
        v=tuple(parameters["v"]),
        cut=parameters["lambda_cut"],
        categories=("cat1", "cat2", "cat3"),
    )
    result = method(given["matrix"], given["weights"], given["objectives"])
    names = np.asarray(method.categories)
    assert result.names.tolist() == given["expected"]["pessimistic"]
    assert names[result.optimistic].tolist() == given["expected"]["optimistic"]
    derived = given["expected_derived"]
    np.testing.assert_allclose(result.over_profile, derived["credibility_a_b"], atol=1e-6)
    np.testing.assert_allclose(result.under_profile, derived["credibility_b_a"], atol=1e-6)


@pytest.mark.parametrize(
    ("majority", "veto", "passing"),
    [
        (0.5, 3.0, {0, 1, 2}),
        (0.5, None, {0, 1, 2, 6, 7, 8, *range(12, 18)}),
        (1.0, None, set()),
    ],
)
def test_mr_sort_of_students(majority: float, veto: float | None, passing: set[int]) -> None:
    """Meyer & Olteanu (2017), Computers & Operations Research 81, 216-230, as in the R package MCDA
    (tests/LPDMRSort.R, rule V): who has 10 for two of three courses passes, but not with a 7. The
    other two follow from the definition: without a veto who has 10 for two, and for all three
    nobody."""
    method = MrSort(((10.0, 10.0, 10.0),), majority, veto, ("fails", "passes"))
    result = method(STUDENTS, [1, 1, 1])
    assert set(np.flatnonzero(result.category).tolist()) == passing


def test_mr_sort_of_transport() -> None:
    """R package MCDA, tests/MRSort.R; its veto levels are 9 for the price of the good category and
    0 for the comfort of the medium one: 6 above and 2 below their profiles."""
    means = [[1, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0], [30, 30, 3]]
    method = MrSort(
        profiles=((7, 25, 2), (3, 11, 3)),
        majority=0.5,
        veto=((None, None, 2.0), (6.0, None, None)),
        categories=("Bad", "Medium", "Good"),
    )
    result = method(means, [1, 3, 2], [-1, -1, 1])
    assert result.names.tolist() == ["Good", "Medium", "Bad", "Bad", "Bad"]
