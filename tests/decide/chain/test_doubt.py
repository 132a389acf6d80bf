"""From a run to what doubt makes of it: samples, robustness and what explains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.decide.chain.made_up import FULL, LEAVES, UNITS

from windroos.decide.chain import Chain, Run, Table
from windroos.decide.data import Goalposts, ImputeByDraw, Treat, ZScore
from windroos.decide.explanation import leaf_flips
from windroos.decide.robustness import (
    AroundPoint,
    FixedWeights,
    Sampling,
    TreeWeights,
    acceptability,
)


def test_imputation_by_draws_gives_samples(table: Table) -> None:
    chain = replace(FULL, impute=ImputeByDraw(samples=8, by_group=True, seed=3), treat=None)
    run = chain(table)
    assert run.values.shape == (8, UNITS, LEAVES)
    assert run.scores.value.shape == (8, UNITS) == run.ranks.shape
    assert run.verdicts is not None
    assert run.verdicts.shape == (8, UNITS)
    known = ~np.isnan(run.stage("denominate").values)
    drawn = run.stage("impute").values
    np.testing.assert_array_equal(drawn[:, known], drawn[:1, known].repeat(8, axis=0))
    assert (run.scores.value.std(axis=0) > 0).any()
    # Each sample by itself is the run of the figures drawn in it.
    one = replace(FULL, denominate=False, impute=None, treat=None, weigh=None)
    second = replace(table, values=drawn[1].copy(), tree=run.tree)
    np.testing.assert_allclose(one(second).scores.value, run.scores.value[1], rtol=1e-12)
    treated = run.again(treat=Treat())
    assert "leaf5: winsorised in 8 of 8 samples." in treated.stage("treat").notes


def test_from_a_run_to_its_robustness(table: Table) -> None:
    run = replace(FULL, impute=ImputeByDraw(samples=40, by_group=True), treat=None)(table)
    model = run.model(TreeWeights(FixedWeights()))
    drawn = np.argwhere(np.ptp(run.values, axis=0) > 0)
    unknown = np.argwhere(np.isnan(run.values).all(axis=0))
    assert len(unknown) == 10  # the group without a figure in its column
    np.testing.assert_array_equal(
        sorted(map(tuple, model.values.cells.tolist())),
        sorted(map(tuple, np.concatenate([drawn, unknown]).tolist())),
    )
    # With weights certain and unknown cells left out, what is drawn is what was imputed: the mean
    # of a sum does not depend on how its parts are drawn together.
    left_out = run.model(TreeWeights(FixedWeights()), unknown=None)
    found = acceptability(left_out, Sampling(samples=1000, seed=1))
    expected, spread = run.scores.value.mean(axis=0), run.scores.value.std(axis=0)
    assert found.score_mean is not None
    np.testing.assert_allclose(found.score_mean, expected, rtol=0, atol=1e-9 + 0.1 * spread.max())
    assert found.verdict_acceptability.shape == (UNITS, 3)


def test_the_weights_of_a_run_are_the_point_around_which_others_lie(table: Table) -> None:
    run = FULL(table)
    model = run.model(TreeWeights(AroundPoint(spread=1e-9)), unknown=None)
    found = acceptability(model, Sampling(samples=50, seed=1))
    assert found.score_mean is not None
    np.testing.assert_allclose(found.score_mean, run.scores.value, rtol=0, atol=1e-7)
    assert (found.verdict_acceptability.max(axis=1) == 1).all()


def test_a_model_needs_values_from_zero_to_one(table: Table) -> None:
    with pytest.raises(ValueError, match="outside 0 to 1"):
        Chain(normalise=ZScore())(table).model(TreeWeights())


def test_what_explains_takes_a_run_as_it_is(run: Run) -> None:
    flips = leaf_flips(run.tree, run.values, run.thresholds)
    near = int(np.abs(run.scores.value - 0.45).argmin())
    leaf, verdict = np.argwhere(~np.isnan(flips.needed[near].T))[0]
    changed = run.values.copy()
    changed[near, leaf] = flips.needed[near, verdict, leaf]
    again = replace(run.table, values=changed, tree=run.tree)
    chain = Chain(denominate=False, normalise=Goalposts(0, 1), judge=run.chain.judge)
    straight = replace(again, directions=np.ones(LEAVES))
    assert chain(straight).verdicts is not None
    assert chain(straight).verdicts[near] == ["none", "reactive", "active"][verdict]  # type: ignore[index]
    with pytest.raises(ValueError, match="no step judge"):
        _ = run.again(judge=None).thresholds
