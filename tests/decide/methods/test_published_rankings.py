"""Rankings that were published, by the whole-set methods."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from windroos.decide.methods import (
    PiecewiseLinear,
    Preference,
    Promethee,
    Topsis,
    Waspas,
    electre_one,
    promethee,
    topsis,
    vikor,
    waspas,
    weighted_sum,
)


def case(shared: Path, number: str) -> dict[str, Any]:
    (path,) = (shared / "cases" / "decide").glob(f"{number}_*.json")
    return json.loads(path.read_text())


def test_topsis_of_tzeng_and_huang(shared: Path) -> None:
    """Tzeng & Huang (2011), Multiple Attribute Decision Making, CRC Press."""
    given = case(shared, "01")
    result = topsis(given["matrix"], given["weights"], given["objectives"])
    expected = given["expected"]
    np.testing.assert_allclose(result.score, expected["closeness"], atol=expected["tolerance"])
    assert result.ranks.tolist() == expected["ranks"]


def test_topsis_of_opricovic_and_tzeng() -> None:
    """Opricovic & Tzeng (2004), EJOR 156(2), 445-455: the mountain climbing example, with linear
    normalisation from worst to best."""
    risk, altitude = np.array([1.0, 2, 5]), np.array([3000.0, 3750, 4500])
    matrix = np.column_stack([(5 - risk) / 4, (altitude - 3000) / 1500])
    result = topsis(matrix, [0.5, 0.5], None, Topsis("none"))
    np.testing.assert_allclose(result.score, [0.500, 0.617, 0.500], atol=0.0005)


def test_vikor_of_the_mountain_climber() -> None:
    """Opricovic & Tzeng (2004), the same example."""
    result = vikor([[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], [-1, 1])
    np.testing.assert_allclose(result.q, [1, 0, 1], atol=1e-12)


def test_vikor_of_opricovic_and_tzeng(shared: Path) -> None:
    """Opricovic & Tzeng (2007), EJOR 178(2), 514-529: four weight sets, in one call."""
    given = case(shared, "03")
    result = vikor(given["matrix"], given["weights"], given["objectives"])
    tolerance = given["expected"]["tolerance"]
    for at, expected in enumerate(given["expected"]["per_weight_set"]):
        np.testing.assert_allclose(result.group[at], expected["S"], atol=tolerance)
        np.testing.assert_allclose(result.regret[at], expected["R"], atol=tolerance)
        np.testing.assert_allclose(result.q[at], expected["Q"], atol=tolerance)
        assert result.ranks[at].tolist() == expected["ranks"]
        assert result.acceptable_advantage[at] == expected["acceptable_advantage"]
        assert result.acceptable_stability[at] == expected["acceptable_stability"]
        assert np.flatnonzero(result.compromise_set[at]).tolist() == expected["compromise_set"]


def test_promethee_of_papathanasiou_and_ploskas(shared: Path) -> None:
    """Papathanasiou & Ploskas (2018), Multiple Criteria Decision Aid, Springer, 57-89."""
    given = case(shared, "04")
    linear = tuple(
        Preference("linear", q=q, p=p)
        for q, p in zip(given["parameters"]["q"], given["parameters"]["p"], strict=True)
    )
    result = promethee(given["matrix"], given["weights"], given["objectives"], Promethee(linear))
    expected, derived = given["expected"], given["expected_derived"]
    np.testing.assert_allclose(result.score, expected["net_flow"], atol=expected["tolerance"])
    np.testing.assert_allclose(result.positive, derived["positive_flow"], atol=1e-12)
    np.testing.assert_allclose(result.negative, derived["negative_flow"], atol=1e-12)
    assert result.ranks.tolist() == expected["ranks"]


def test_promethee_of_zhao_peng_and_li() -> None:
    """Zhao, Peng & Li (2013), Procedia Computer Science 17, 181-188: the usual function."""
    result = promethee([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2])
    np.testing.assert_allclose(result.score, [0.1, -0.3, 0.2], atol=1e-12)


def test_promethee_with_all_six_functions() -> None:
    """Brans, Vincke & Mareschal (1986), EJOR 24(2), 228-238: six hydroelectric plants and a
    function of each shape. The printed indices of preference have three digits, of which the last
    is not always the nearest. The article adds them up and does not divide by A - 1; figures as in
    the tests of WAndraszyk/Construct-your-own-PROMETHEE-with-Python-for-MCDA."""
    plants = [
        [80, 90, 6, 5.4, 8, 5],
        [65, 58, 2, 9.7, 1, 1],
        [83, 60, 4, 7.2, 4, 7],
        [40, 80, 10, 7.5, 7, 10],
        [52, 72, 6, 2.0, 3, 8],
        [94, 96, 7, 3.6, 5, 6],
    ]
    shapes = (
        Preference("u-shape", q=10),
        Preference("v-shape", p=30),
        Preference("linear", q=0.5, p=5),
        Preference("level", q=1, p=6),
        Preference("usual"),
        Preference("gaussian", s=5),
    )
    printed = np.array(
        [
            [0, 0.296, 0.250, 0.268, 0.100, 0.185],
            [0.462, 0, 0.389, 0.333, 0.296, 0.500],
            [0.236, 0.180, 0, 0.333, 0.056, 0.429],
            [0.399, 0.505, 0.305, 0, 0.223, 0.212],
            [0.444, 0.515, 0.487, 0.380, 0, 0.448],
            [0.286, 0.399, 0.250, 0.432, 0.133, 0],
        ]
    )
    directions, method = [-1, 1, -1, -1, -1, 1], Promethee(shapes)
    # Of two plants alone, the positive flow of the one is its preference over the other.
    indices = [[method([a, b], np.ones(6), directions).positive[0] for b in plants] for a in plants]
    np.testing.assert_allclose(indices, printed, atol=0.001)
    result = method(plants, np.ones(6), directions)
    np.testing.assert_allclose(result.positive * 5, np.sum(indices, axis=1), rtol=1e-12)
    np.testing.assert_allclose(result.positive * 5, printed.sum(axis=1), atol=0.005)
    np.testing.assert_allclose(result.negative * 5, printed.sum(axis=0), atol=0.005)
    assert result.ranks.tolist() == [6, 2, 5, 3, 1, 4]
    preferred_by_the_fifth = result.prefers[4]
    assert preferred_by_the_fifth.tolist() == [True, True, True, True, False, True]
    assert result.incomparable[1].tolist() == [True, False, True, True, False, True]
    assert result.indifferent.sum() == 6  # each with itself alone


def test_electre_one_of_cebrian_and_porcar(shared: Path) -> None:
    """Cebrian & Porcar (2009), Rev. Métodos Cuantitativos 7, 31-56; columns made to sum to one."""
    given = case(shared, "16")
    matrix = np.asarray(given["matrix"], dtype=float)
    result = electre_one(matrix / matrix.sum(axis=0), given["weights"], given["objectives"])
    expected = given["expected"]
    for name in ("concordance", "discordance"):
        printed = np.array(expected[name], dtype=float)  # null on the diagonal
        off_diagonal = ~np.isnan(printed)
        np.testing.assert_allclose(
            getattr(result, name)[off_diagonal], printed[off_diagonal], atol=expected["tolerance"]
        )
    assert np.flatnonzero(result.kernel).tolist() == expected["kernel"]
    assert not result.cyclic.any()


def test_weighted_sum_of_kracka(shared: Path) -> None:
    """Kracka, Brauers & Zavadskas (2010), Inzinerine Ekonomika 21(4), 352-359: 1/x where less is
    better, then columns made to sum to one."""
    given = case(shared, "18")
    less = np.asarray(given["objectives"]) < 0
    matrix = np.asarray(given["matrix"], dtype=float)
    matrix[:, less] = 1 / matrix[:, less]
    result = weighted_sum(matrix / matrix.sum(axis=0), given["weights"])
    expected = given["expected"]
    np.testing.assert_allclose(result.score, expected["score"], atol=expected["tolerance"])
    assert result.ranks.tolist() == expected["ranks"]


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0, [0.8578, 0.8144, 0.8408, 0.9413, 0.8632, 0.8241, 0.8454, 0.8915, 0.8987, 0.8697]),
        (0.5, [0.8584, 0.8169, 0.8419, 0.9417, 0.8638, 0.8278, 0.8503, 0.8949, 0.9027, 0.8740]),
        (1, [0.8590, 0.8194, 0.8430, 0.9420, 0.8645, 0.8315, 0.8552, 0.8983, 0.9067, 0.8784]),
    ],
)
def test_waspas_of_chakraborty(share: float, printed: list[float]) -> None:
    """Chakraborty, Zavadskas & Antucheviciene (2015), Economic Computation and Economic Cybernetics
    Studies and Research 49(1), 5-22, example 2; figures as in scikit-criteria's tests."""
    machines = [
        [581818, 54.49, 3, 5500],
        [595454, 49.73, 3, 4500],
        [586060, 51.24, 3, 5000],
        [522727, 45.71, 3, 5800],
        [561818, 52.66, 3, 5200],
        [543030, 74.46, 4, 5600],
        [522727, 75.42, 4, 5800],
        [486970, 62.62, 4, 5600],
        [509394, 65.87, 4, 6400],
        [513333, 70.67, 4, 6000],
    ]
    weights = [0.467, 0.160, 0.095, 0.278]
    result = waspas(machines, weights, [-1, -1, -1, 1], Waspas(share))
    np.testing.assert_allclose(result.score, printed, atol=1e-4)
    assert result.ranks.tolist() == [6, 10, 8, 1, 5, 9, 7, 3, 2, 4]


@pytest.mark.parametrize(
    ("function", "outside", "points"),
    [
        ("increasing", "clip", "increasing"),
        ("decreasing", "clip", "decreasing"),
        ("decreasing", "extrapolate", "decreasing_extrapolated"),
        ("decreasing", "clip", "decreasing_clipped"),
    ],
)
def test_value_functions_of_smaa(shared: Path, function: str, outside: str, points: str) -> None:
    """van Valkenhoef, R package smaa 0.3-3, tests/pvf.R."""
    given = case(shared, "21")
    shape = given["parameters"][function]
    value = PiecewiseLinear(tuple(shape["cutoffs"]), tuple(shape["values"]), outside)
    expected = given["expected"][points]
    tolerance = given["expected"]["tolerance"]
    np.testing.assert_allclose(value(expected["x"]), expected["y"], atol=tolerance)
