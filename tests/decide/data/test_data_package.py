"""The data side as a whole."""

import doctest
import json
import re
from pathlib import Path

import pytest

from windroos.decide import Declared, data, read

STEPS = [
    data.AuditRedundancy(alike=0.92),
    data.Borda(ties="min"),
    data.BoxCox(power=0.5),
    data.Denominate(by=("people", None), factors=(1000.0, 1.0)),
    data.DistanceToMaximum(origin="zero"),
    data.DistanceToTarget(targets=(1.0, 2.0), cap=True),
    data.Goalposts(lower=0, upper=(1.0, 2.0)),
    data.Impute(by_group=True, statistic="median", otherwise="all"),
    data.ImputeByDraw(samples=10, seed=3, least=2),
    data.ImputeLast(max_age=3),
    data.Log(shift="one", mirror=False),
    data.MinMax(1, 10),
    data.PercentileRank(),
    data.Sum(),
    data.Treat(max_points=(1, None), transform=data.BoxCox()),
    data.Treat(transform=None),
    data.Vector(),
    data.ZScore(5, 2),
]


def test_the_example_in_the_docstring_runs() -> None:
    result = doctest.testmod(data)
    assert result.attempted >= 5
    assert result.failed == 0


def test_what_is_exported_exists() -> None:
    assert all(hasattr(data, name) for name in data.__all__)


@pytest.mark.parametrize("step", STEPS, ids=repr)
def test_a_step_is_written_down_and_read_back(step: Declared) -> None:
    assert read(json.loads(json.dumps(step.as_dict()))) == step


def test_the_example_in_the_documentation_runs() -> None:
    page = Path(__file__).parents[3] / "docs" / "engine" / "data.md"
    (block,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    exec(block, {})  # noqa: S102 (our own documentation)
