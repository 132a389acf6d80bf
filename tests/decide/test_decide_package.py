"""The package as a whole."""

import doctest

import windroos.decide


def test_the_example_in_the_docstring_runs() -> None:
    result = doctest.testmod(windroos.decide)
    assert result.attempted >= 4
    assert result.failed == 0


def test_what_is_exported_exists() -> None:
    assert all(hasattr(windroos.decide, name) for name in windroos.decide.__all__)
