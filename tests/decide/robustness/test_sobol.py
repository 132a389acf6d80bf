"""Sobol indices of functions of which they are known."""

import json
from pathlib import Path

import numpy as np
import pytest

from windroos.decide import ParameterError
from windroos.decide.robustness import SobolDesign, sobol_indices


def test_the_function_of_ishigami(shared: Path) -> None:
    """Ishigami and Homma 1990, ISUMA'90, 398-403, with A = 7 and B = 0.1."""
    case = json.loads((shared / "cases/decide/20_sobol_ishigami.json").read_text())
    expected, near = case["expected"], case["expected"]["tolerance_N_16384"]

    def ishigami(u: np.ndarray) -> np.ndarray:
        one, two, three = (2 * u.T - 1) * np.pi
        return (np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one))[:, None]

    found = sobol_indices(ishigami, 3, SobolDesign(16384))
    assert found.first[:, 0] == pytest.approx(expected["S1"], abs=near)
    assert found.total[:, 0] == pytest.approx(expected["ST"], abs=near)
    assert found.variance[0] == pytest.approx(expected["variance"], rel=0.01)


def test_in_a_linear_model_they_are_the_shares_of_the_variance() -> None:
    slopes = np.random.default_rng(0).random((6, 9))
    shares = slopes**2 / (slopes**2).sum(axis=0)
    found = sobol_indices(lambda u: u @ slopes + 100.0, 6, SobolDesign(4096, seed=3))
    assert found.first == pytest.approx(shares, abs=0.02)
    assert found.total == pytest.approx(shares, abs=0.02)
    assert found.variance == pytest.approx((slopes**2).sum(axis=0) / 12, rel=0.01)
    assert (np.abs(found.total - shares) <= 5 * found.total_error).all()


def test_a_product_interacts() -> None:
    """y = x1 x2, uniform: V = 1/9 - 1/16 = 7/144, each alone (1/4)(1/12) = 3/144."""
    found = sobol_indices(lambda u: u[:, :1] * u[:, 1:], 2, SobolDesign(8192))
    assert found.first[:, 0] == pytest.approx([3 / 7, 3 / 7], abs=0.01)
    assert found.total[:, 0] == pytest.approx([4 / 7, 4 / 7], abs=0.01)


def test_an_output_that_does_not_vary_has_no_indices() -> None:
    found = sobol_indices(lambda u: np.full((len(u), 1), 0.3), 2)
    assert np.isnan(found.first).all()
    assert np.isnan(found.total).all()


def test_a_design_reproduces_and_says_what_it_cannot_be() -> None:
    one, two = (sobol_indices(lambda u: u**2 @ np.ones((2, 1)), 2) for _ in range(2))
    assert (one.first == two.first).all()
    with pytest.raises(ParameterError, match="power of two"):
        SobolDesign(1000)
    with pytest.raises(ValueError, match="outputs of shape"):
        sobol_indices(lambda u: u[:, 0], 2)
    with pytest.raises(ValueError, match="no factor"):
        sobol_indices(lambda u: u, 0)
