"""Figures brought onto a scale, and which means, thresholds and goalposts it takes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from windroos.decide import Node, Tree
from windroos.decide.chain import Aggregate, Chain, Judge, Table, TableGoalposts, read_tables
from windroos.decide.data import Impute, MinMax, Treat, ZScore


def test_z_scores_up_a_tree_are_weighted_means_of_z_scores(table: Table) -> None:
    run = Chain(denominate=False, impute=Impute(), normalise=ZScore())(table)
    filled = run.stage("impute").values * table.directions
    z = (filled - filled.mean(axis=0)) / filled.std(axis=0, ddof=1)
    weight = {node.id: node.weight for node in table.tree.given}
    up: dict[str, Any] = {leaf: z[:, i] for i, leaf in enumerate(table.tree.leaves)}
    for id_ in reversed(table.tree.ids):
        children = table.tree.children(id_)
        if children:
            whole = sum(weight[child] for child in children)
            up[id_] = sum(weight[child] * up[child] for child in children) / whole
    for id_, expected in up.items():
        found = run.scores.node_values[:, table.tree.index[id_]]
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_ranks_of_ordered_means_take_any_scale() -> None:
    # Yager 1996: with a = 2 and equal weights the higher of two counts 1/4, the lower 3/4.
    tree = Tree.of([Node("all", None), Node("a", "all"), Node("b", "all")])
    table = Table.of(tree, [[1.0, 4.0], [2.0, 1.0], [3.0, 3.0]])
    run = Chain(normalise=ZScore(), aggregate=Aggregate(("owa", 2)))(table)
    z = np.sort(np.asarray(stats.zscore(table.values, axis=0, ddof=1)), axis=1)
    np.testing.assert_allclose(run.scores.value, z @ [0.75, 0.25], rtol=0, atol=1e-12)


def test_a_product_of_values_up_to_a_hundred_is_that_product() -> None:
    # As COINr aggregates: min-max to [1, 100], then weighted geometric means.
    tree = Tree.of([Node("all", None), Node("a", "all", 3), Node("b", "all", 1)])
    run = Chain(normalise=MinMax(1, 100), aggregate=Aggregate("geometric"))(
        Table.of(tree, [[0.0, 9.0], [5.0, 0.0], [10.0, 3.0]])
    )
    expected = [1**0.75 * 100**0.25, 50.5**0.75 * 1**0.25, 100**0.75 * 34**0.25]
    np.testing.assert_allclose(run.scores.value, expected, rtol=1e-12)


@pytest.mark.parametrize("way", ["geometric", "harmonic", ("power", -2.0)])
def test_other_means_refuse_values_below_zero(table: Table, way: str | tuple[str, float]) -> None:
    with pytest.raises(ValueError, match=r"-inf to inf: geometric.*Normalise by min-max"):
        Chain(normalise=ZScore(), aggregate=Aggregate(way))(table)


def test_thresholds_refuse_another_scale(table: Table) -> None:
    with pytest.raises(ValueError, match="run from 0 to 100: thresholds judge"):
        Chain(normalise=MinMax(0, 100), judge=Judge(0.6, 0.4))(table)


def test_a_table_without_any_figure_has_no_scores() -> None:
    tree = Tree.of([Node("all", None), Node("a", "all")])
    for way in (ZScore(), MinMax(), TableGoalposts()):
        run = Chain(normalise=way)(Table.of(tree, [[math.nan], [math.nan]]))
        assert np.isnan(run.scores.value).all()
        assert run.ranks.tolist() == [0, 0]


POSTED = """id,parent,low,high
fit,,,
exports,fit,10,50
rate,fit,8,2
patents,fit,,
"""


def posted(folder: Path, first: str = "60,2,4") -> Table:
    (folder / "c.csv").write_text(POSTED, encoding="utf-8")
    units = f"id,exports,rate,patents\na,{first}\nb,30,5,1\nc,20,,3\n"
    (folder / "a.csv").write_text(units, encoding="utf-8")
    return read_tables(folder / "a.csv", folder / "c.csv")


def test_leaves_with_goalposts_stand_between_them_and_others_among_each_other(
    tmp_path: Path,
) -> None:
    run = Chain()(posted(tmp_path))
    np.testing.assert_allclose(
        run.values, [[1, 1, 1], [0.5, 0.5, 0], [0.25, np.nan, 2 / 3]], rtol=1e-12
    )
    (note,) = run.stage("normalise").notes
    assert note.startswith("0 and 1 are the goalposts, or beyond. Of patents 0 is the worst figure")
    assert run.again(normalise=MinMax()).values[:, 0].tolist() == [1, 0.25, 0]


def test_figures_transformed_have_no_goalposts_any_more(tmp_path: Path) -> None:
    table = posted(tmp_path)
    values = np.repeat(table.values, 4, axis=0)
    values[:, 0] = [10.0**number for number in range(12)]
    many = replace(table, values=values, alternatives=tuple(map(str, range(12))), columns={})
    with pytest.raises(ValueError, match=r"“exports” was transformed.*min-max"):
        Chain(treat=Treat(max_points=0))(many)
    assert Chain(treat=Treat(max_points=0), normalise=MinMax())(many).treatment is not None
