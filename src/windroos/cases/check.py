"""Reading a case package and telling everything that is wrong with it.

Rows are read by `reading.py`, and compared with each other by `between.py`: frictionless leaves
the field out of foreign-key errors. Nothing is used of a package with a single fault.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from windroos.cases.archive import unpacked
from windroos.cases.between import between
from windroos.cases.descriptors import described
from windroos.cases.framework import Framework
from windroos.cases.framework_file import parse
from windroos.cases.package import Package, locate, shipped
from windroos.cases.problems import PackageError, Problem
from windroos.cases.reading import read_tables, text
from windroos.cases.tables import FRAMEWORK_FILE, TABLES

__all__ = ["PackageError", "Problem", "check", "read"]


def check(name_or_path: str | Path) -> list[Problem]:
    """Everything that is wrong with a package, however much; empty when it is sound."""
    return examine(name_or_path)[1]


def read(name_or_path: str | Path) -> Package:
    """A sound package; raises `PackageError` with every problem otherwise."""
    package, problems = examine(name_or_path)
    if package is None:
        raise PackageError(problems)
    return package


def examine(name_or_path: str | Path) -> tuple[Package | None, list[Problem]]:
    """A package when it is sound, and everything that is wrong with it when it is not."""
    folder = locate(name_or_path)
    if folder.is_file() and folder.suffix == ".zip":
        try:
            return examine_zip(folder.read_bytes())
        except PackageError as error:
            return None, list(error.problems)
    if not folder.is_dir():
        names = ", ".join(shipped())
        return None, [
            Problem(
                "no-package",
                str(name_or_path),
                "no such case or folder;"
                f" give a path to a package, or a case shipped here: {names}",
            )
        ]
    problems: list[Problem] = []
    named = described(folder, TABLES, problems)
    framework, written = _framework(folder, problems)
    tables = read_tables(folder, TABLES, named and named.tables, problems)
    problems += between(tables, framework)
    if problems or named is None or framework is None:
        return None, problems
    return (
        Package.of(
            named.name,
            named.title,
            framework,
            written,
            {name: [row for _, row in numbered] for name, numbered in tables.items()},
        ),
        [],
    )


def examine_zip(content: bytes) -> tuple[Package | None, list[Problem]]:
    """The same of a package in a zip file.

    Raises `PackageError` when it is no zip file that a package can be read from.
    """
    files = unpacked(content)
    with tempfile.TemporaryDirectory(prefix="windroos-") as folder:
        for name, held in files.items():
            (Path(folder) / name).write_bytes(held)
        return examine(folder)


def _framework(folder: Path, problems: list[Problem]) -> tuple[Framework | None, str]:
    content = text(folder / FRAMEWORK_FILE, problems)
    if content is None:
        return None, ""
    framework, found = parse(content)
    problems += found
    return framework, content
