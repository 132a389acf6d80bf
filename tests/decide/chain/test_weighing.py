"""Weights that the figures themselves give."""

from __future__ import annotations

import numpy as np
import pytest

from windroos.decide.chain import Chain, Table, WeighByData
from windroos.decide.data import Impute, ImputeByDraw, MinMax
from windroos.decide.robustness import TreeWeights
from windroos.decide.weights import Critic, Entropy, Merec, PrincipalComponents


@pytest.mark.parametrize("by", [Entropy(), Critic(), Critic("spearman"), PrincipalComponents()])
def test_figures_can_weigh(table: Table, by: Entropy | Critic | PrincipalComponents) -> None:
    run = Chain(impute=Impute(), weigh=WeighByData(by))(table)
    leaf = by(run.values).weights
    np.testing.assert_allclose(run.scores.value, run.values @ leaf, rtol=1e-12)
    np.testing.assert_array_equal(run.tree.weights, run.weights)


def test_figures_drawn_weigh_anew_in_each_sample(table: Table) -> None:
    run = Chain(impute=ImputeByDraw(samples=3), weigh=WeighByData(Critic()))(table)
    assert run.weights.shape == (3, len(table.tree.ids))
    for values, scores in zip(run.values, run.scores.value, strict=True):
        np.testing.assert_allclose(scores, values @ Critic()(values).weights, rtol=1e-12)
    with pytest.raises(ValueError, match="differ by sample"):
        run.model(TreeWeights())


def test_figures_cannot_weigh_while_some_are_missing(table: Table) -> None:
    with pytest.raises(ValueError, match="is missing: this method needs every value"):
        Chain(weigh=WeighByData(Entropy()))(table)


def test_merec_weighs_figures_above_zero(table: Table) -> None:
    run = Chain(impute=Impute(), normalise=MinMax(0.1, 1), weigh=WeighByData(Merec()))(table)
    np.testing.assert_allclose(
        run.scores.value, run.values @ Merec()(run.values).weights, rtol=1e-12
    )
