"""Data folders for the command to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.command import windroos


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, empty at first."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    done = windroos("case", "list", data=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def made(_made: Path, tmp_path: Path) -> Path:
    """A data folder with a database in which nothing stands yet."""
    return shutil.copytree(_made, tmp_path / "data")


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = windroos("demo", "--prepare", data=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def demo(_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it."""
    return shutil.copytree(_demo, tmp_path_factory.mktemp("data") / "demo")
