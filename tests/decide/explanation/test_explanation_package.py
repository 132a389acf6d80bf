"""The package as a whole."""

import doctest
import importlib

import pytest

from windroos.decide import explanation


@pytest.mark.parametrize("module", ["", ".agenda", ".boundary", ".split"])
def test_the_examples_in_the_docstrings_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(explanation.__name__ + module))
    assert result.attempted >= 1
    assert result.failed == 0


def test_what_is_exported_exists() -> None:
    assert all(hasattr(explanation, name) for name in explanation.__all__)
