"""A chain is a value: written down, read back and done again it gives the same."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decide.chain.made_up import FULL

from windroos.decide import Node, Tree, read
from windroos.decide.chain import Aggregate, Chain, Judge, Run, Table, Weigh, WeighByData
from windroos.decide.data import (
    Borda,
    BoxCox,
    Denominate,
    Goalposts,
    Impute,
    ImputeByDraw,
    MinMax,
    PercentileRank,
    Treat,
    ZScore,
)
from windroos.decide.weights import Critic, Entropy, PrincipalComponents

EXAMPLES = settings(max_examples=25, deadline=None)
OTHERS: dict[str, object] = {
    "denominate": False,
    "impute": Impute("median"),
    "treat": Treat(transform=BoxCox()),
    "normalise": PercentileRank(),
    "weigh": WeighByData(Critic()),
    "aggregate": Aggregate(("power", 0.5), {"index": "geometric"}),
    "judge": Judge(active=0.6, reactive=0.1),
}


@pytest.mark.parametrize("step", list(OTHERS))
def test_a_replay_with_one_step_changed_is_the_run_of_that_chain(run: Run, step: str) -> None:
    changed = replace(FULL, **{step: OTHERS[step]})
    if step == "weigh":  # figures can weigh only where all are known
        changed = replace(changed, impute=Impute())
        again = run.again(weigh=OTHERS[step], impute=Impute())
    else:
        again = run.again(**{step: OTHERS[step]})
    assert again.chain == changed
    assert again.chain.sha256 != FULL.sha256
    fresh = changed(run.table)
    np.testing.assert_array_equal(again.scores.node_values, fresh.scores.node_values)
    if step == "judge":
        assert (again.verdicts != run.verdicts).any()
    else:
        assert (again.scores.value != run.scores.value).any()
    # And back: nothing of the change is left behind.
    np.testing.assert_array_equal(run.again().scores.value, run.scores.value)


@pytest.mark.parametrize(
    "chain",
    [
        Chain(),
        FULL,
        *(replace(FULL, **{step: other}) for step, other in OTHERS.items()),
        Chain(denominate=Denominate(by=("people", None) * 24 + (None,), factors=1000.0)),
        Chain(impute=ImputeByDraw(samples=3, by_group=True), group="continent"),
        Chain(normalise=Goalposts(tuple(range(49)), tuple(range(100, 149)))),
    ],
)
def test_a_chain_written_down_and_read_back_is_the_same(table: Table, chain: Chain) -> None:
    text = json.dumps(chain.as_dict(), allow_nan=False)
    again = read(json.loads(text))
    assert isinstance(again, Chain)
    assert again == chain
    assert again.sha256 == chain.sha256
    if not isinstance(chain.weigh, WeighByData):
        np.testing.assert_array_equal(again(table).scores.value, chain(table).scores.value)


def test_equal_chains_have_equal_hashes() -> None:
    assert Chain(judge=Judge(1, 0)) == Chain(judge=Judge(1.0, 0.0))
    assert Chain(judge=Judge(1, 0)).sha256 == Chain(judge=Judge(1.0, 0.0)).sha256
    assert (
        Chain(weigh=Weigh({"a": 1, "b": 2})).sha256 == Chain(weigh=Weigh({"b": 2, "a": 1})).sha256
    )


def test_a_chain_is_read_in_a_fresh_interpreter(tmp_path: Path) -> None:
    chains = [replace(FULL, weigh=WeighByData(by)) for by in (Entropy(), PrincipalComponents())]
    file = tmp_path / "chains.json"
    file.write_text(json.dumps([chain.as_dict() for chain in chains]), encoding="utf-8")
    program = (
        "import json, sys, pathlib, windroos.decide.chain\n"
        "from windroos.decide import read\n"
        "for data in json.loads(pathlib.Path(sys.argv[1]).read_text('utf-8')):\n"
        "    print(read(data).sha256)\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    assert out.stdout.split() == [chain.sha256 for chain in chains]


def test_a_node_may_be_called_method() -> None:
    table = Table.of(Tree.of([Node("fit", None), Node("method", "fit")]), [[1.0], [2.0]])
    chain = Chain(weigh=Weigh({"method": 2.0}))
    assert read(json.loads(json.dumps(chain.as_dict()))) == chain
    way = Aggregate(nodes={"method": "geometric"})
    assert read(way.as_dict()) == way
    assert chain(table).scores.value.tolist() == [0.0, 1.0]


@st.composite
def small_tables(draw: st.DrawFn) -> Table:
    tree = Tree.of(
        [
            Node("all", None),
            Node("a", "all", draw(st.integers(1, 4))),
            Node("b", "all", draw(st.integers(1, 4))),
            *(Node(f"{p}{i}", p, draw(st.integers(1, 4))) for p in "ab" for i in range(2)),
        ]
    )
    cells = st.one_of(st.integers(0, 100).map(float), st.just(math.nan))
    figures = draw(st.lists(st.lists(cells, min_size=4, max_size=4), min_size=5, max_size=7))
    return Table.of(tree, figures, directions=draw(st.permutations([1, 1, -1, 1])))


CHAINS = [
    Chain(impute=Impute(), treat=Treat(max_points=1)),
    Chain(normalise=ZScore()),
    Chain(normalise=Borda(), weigh=Weigh({"a0": 3})),
    Chain(normalise=MinMax(1, 100), aggregate=Aggregate("geometric")),
]


@EXAMPLES
@given(small_tables(), st.sampled_from(CHAINS), st.data())
def test_neither_the_order_of_alternatives_nor_of_criteria_matters(
    table: Table, chain: Chain, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(range(len(table.alternatives))))
    columns = data.draw(st.permutations(range(4)))
    leaves = [table.tree.leaves[column] for column in columns]
    nodes = {node.id: node for node in table.tree.given}
    tree = Tree.of([nodes[leaf] for leaf in leaves] + [nodes[id_] for id_ in ("b", "a", "all")])
    other = Table.of(tree, table.values[rows][:, columns], directions=table.directions[columns])
    np.testing.assert_allclose(
        chain(other).scores.value, chain(table).scores.value[rows], rtol=0, atol=1e-9
    )


@EXAMPLES
@given(small_tables(), st.sampled_from(CHAINS))
def test_a_replay_equals_the_first_run(table: Table, chain: Chain) -> None:
    again = read(json.loads(json.dumps(chain.as_dict())))
    assert isinstance(again, Chain)
    np.testing.assert_array_equal(again(table).scores.node_values, chain(table).scores.node_values)
