"""The package as a whole."""

import doctest
from importlib import import_module

import windroos.decide.weights


def test_the_examples_run() -> None:
    for name in ("", ".ahp", ".points", ".rank_order"):
        result = doctest.testmod(import_module(f"windroos.decide.weights{name}"))
        assert result.attempted
        assert not result.failed


def test_what_is_exported_exists() -> None:
    assert all(hasattr(windroos.decide.weights, name) for name in windroos.decide.weights.__all__)
