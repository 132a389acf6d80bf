"""Methods as plain values, over all of the engine."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

import windroos.decide
from windroos.decide import Declared, ParameterError, read
from windroos.decide.weights import RankOrder


def methods() -> list[type[Declared]]:
    """Every method with a name, of every module of the engine."""
    for module in pkgutil.walk_packages(windroos.decide.__path__, "windroos.decide."):
        importlib.import_module(module.name)
    found: list[type[Declared]] = []
    families: list[type[Declared]] = [Declared]
    while families:
        for kind in families.pop().__subclasses__():
            families.append(kind)
            if "name" in vars(kind) and kind.__module__.startswith("windroos."):
                found.append(kind)
    return found


# What has no default: an example of it.
NEEDED: dict[str, dict[str, Any]] = {
    "additive-value": {
        "functions": ({"method": "piecewise-linear", "points": [0, 1], "values": [0, 1]},)
    },
    "around-point": {"spread": 0.5},
    "denominate": {"by": ("people", None)},
    "distance-to-target": {"targets": 3.0},
    "electre-tri": {"profiles": ((0.4,), (0.7,))},
    "goalposts": {"lower": 0.0, "upper": 1.0},
    "judge": {"active": 0.6, "reactive": 0.4},
    "mr-sort": {"profiles": ((0.4,), (0.7,))},
    "piecewise-linear": {"points": (0.0, 1.0), "values": (0.0, 1.0)},
    "weigh-by-data": {"by": {"method": "critic"}},
}


def test_names_are_kebab_case_and_each_its_own() -> None:
    names = [kind.name for kind in methods()]
    assert len(names) > 40
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("kind", methods(), ids=lambda kind: kind.name)
def test_every_method_is_written_down_and_read_back(kind: type[Declared]) -> None:
    made = read({"method": kind.name, **NEEDED.get(kind.name, {})})
    assert type(made) is kind
    text = json.dumps(made.as_dict(), allow_nan=False)
    assert read(json.loads(text)) == made


def test_what_needs_no_parameters_has_no_example() -> None:
    without = []
    for kind in methods():
        try:
            kind()
        except (TypeError, ParameterError):
            without.append(kind.name)
    assert sorted(without) == sorted(NEEDED)


def test_two_methods_cannot_have_one_name() -> None:
    with pytest.raises(TypeError, match="two methods are named “rank-order-weights”"):
        type("Other", (Declared,), {}, name=RankOrder.name)


@pytest.mark.parametrize("module", ["windroos.decide", "windroos.cases", "windroos.decide.chain"])
def test_scipy_is_imported_when_it_is_needed(module: str) -> None:
    program = f"import sys, {module}; print([name for name in sys.modules if 'scipy' in name])"
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"
