"""The made-up table, and the run of all steps on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.decide.chain.made_up import FULL, made_up

from windroos.decide.chain import Run, Table, read_tables


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return made_up(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def table(files: tuple[Path, Path]) -> Table:
    return read_tables(*files)


@pytest.fixture(scope="module")
def run(table: Table) -> Run:
    return FULL(table)
