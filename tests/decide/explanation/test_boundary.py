"""How far a score lies from the next verdict."""

import numpy as np
import pytest

from windroos.decide.explanation import boundary

THRESHOLDS = {"active": 0.6, "reactive": 0.4}


def test_every_band_has_its_own_neighbours() -> None:
    near = boundary([0.1, 0.45, 0.58, 0.6, 0.8, np.nan], THRESHOLDS)
    assert near.verdict.tolist() == ["none", "reactive", "reactive", "active", "active", ""]
    np.testing.assert_allclose(near.below, [np.nan, 0.4, 0.4, 0.6, 0.6, np.nan])
    np.testing.assert_allclose(near.above, [0.4, 0.6, 0.6, np.nan, np.nan, np.nan])
    np.testing.assert_allclose(near.margin, [0.3, 0.05, 0.02, 0, 0.2, np.nan], atol=1e-12)
    np.testing.assert_allclose(near.relative, [0.75, 0.25, 0.1, 0, 0.5, np.nan], atol=1e-12)
    np.testing.assert_allclose(near.place, [0.25, 0.25, 0.9, 0, 0.5, np.nan], atol=1e-12)
    assert near.nearest.tolist() == ["reactive", "none", "active", "reactive", "reactive", ""]


def test_equal_thresholds_leave_two_bands_and_one_at_zero_none_below() -> None:
    near = boundary([0.3, 0.7], {"active": 0.5, "reactive": 0.5})
    assert near.nearest.tolist() == ["active", "none"]
    near = boundary([0.1], {"active": 0.5, "reactive": 0.0})
    assert near.nearest.tolist() == ["active"]
    assert np.isnan(near.to_fall[0])
    near = boundary([1.0], {"active": 1.0, "reactive": 0.5})
    assert (near.margin[0], near.nearest[0]) == (0.0, "reactive")


def test_samples_are_leading_dimensions() -> None:
    scores = np.linspace(0, 1, 12).reshape(2, 3, 2)
    near = boundary(scores, THRESHOLDS)
    one = boundary(scores[1, 2], THRESHOLDS)
    np.testing.assert_array_equal(near.margin[1, 2], one.margin)


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        boundary([1.2], THRESHOLDS)
