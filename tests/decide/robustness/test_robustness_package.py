"""The subpackage as a whole, and its page in the documentation."""

import doctest
from pathlib import Path

import windroos.decide.robustness as robustness
from windroos.decide.robustness import value_spaces, weight_spaces


def test_the_examples_in_the_docstrings_run() -> None:
    for module in (robustness, value_spaces, weight_spaces):
        result = doctest.testmod(module)
        assert result.attempted >= 2
        assert result.failed == 0


def test_the_example_on_the_page_runs() -> None:
    page = Path(__file__).parents[3] / "docs/engine/robustness.md"
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.attempted >= 9
    assert result.failed == 0


def test_what_is_exported_exists() -> None:
    assert all(hasattr(robustness, name) for name in robustness.__all__)
