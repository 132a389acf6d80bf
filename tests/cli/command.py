"""The `windroos` command in a process of its own, as a user runs it.

Starting Python and importing libraries would take longer than most commands do, so the process
is forked from one that has imported the libraries, and nothing that reads settings or data.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DAY = "2026-11-21"

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["windroos.cli", "windroos.cases.check", "windroos.cases.workbook", "windroos.report.rose",
     "windroos.sources.answers", "windroos.sources.asked", "windroos.sources.fetching", "duckdb",
     "filelock", "frictionless", "httpx", "scipy.special", "openpyxl", "xlsxwriter",
     "pydantic", "numpy.ma", "scipy.optimize", "markdown_it", "simplemma",
     "django.contrib.auth.hashers", "django.core.handlers.base", "django.db.backends.sqlite3.base",
     "django.db.migrations.executor", "django.db.models"]
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What a command printed, and the code it ended with."""

    returncode: int
    stdout: str
    stderr: str


def windroos(*arguments: str, data: Path) -> Done:
    """Run a command on this data folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    } | {"WINDROOS_DATA": str(data)}
    with tempfile.TemporaryDirectory() as folder:
        printed = [Path(folder, name) for name in ("out", "err")]
        process = _forks.Process(target=_run, args=(arguments, environment, printed))
        process.start()
        process.join()
        assert process.exitcode is not None
        return Done(process.exitcode, *(file.read_text("utf-8") for file in printed))


def _run(arguments: tuple[str, ...], environment: dict[str, str], printed: list[Path]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    warnings.filterwarnings("error", category=DeprecationWarning, module="windroos")
    for number, file in enumerate(printed, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = ["windroos", *arguments]
    from windroos.cli import main

    main()


def told(done: Done) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mistake(done: Done) -> str:
    """What is said of a user's mistake: an error, an exit code, and no traceback."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return " ".join(done.stderr.split())
