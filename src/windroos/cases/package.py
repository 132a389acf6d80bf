"""A case package in memory, and writing it to a folder.

A package is a Frictionless Data Package: `datapackage.json`, `framework.toml` and one CSV file per
table. Reading and checking are one and the same: see `check.py`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from windroos.cases.fields import Table
from windroos.cases.framework import Framework
from windroos.cases.problems import CaseError
from windroos.cases.reading import Row, Value
from windroos.cases.tables import DESCRIPTOR_FILE, FRAMEWORK_FILE, TABLES, descriptor

# What a case may be called.
CASE_NAME = r"[a-z0-9]+([-_][a-z0-9]+)*"


@dataclass(frozen=True)
class Package:
    """A checked package: its rows by table, typed; an empty cell is None."""

    name: str
    title: str
    framework: Framework
    framework_text: str
    tables: Mapping[str, Sequence[Row]]

    def write(self, folder: Path) -> None:
        """Write the package as files; the folder appears whole or not at all."""
        write_folder(folder, self.files())

    @classmethod
    def of(
        cls,
        name: str,
        title: str,
        framework: Framework,
        framework_text: str,
        tables: Mapping[str, Iterable[Row]],
    ) -> Package:
        """A package of these rows; whatever their order, the package is the same."""
        return cls(name, title, framework, framework_text, in_order(TABLES, tables))

    @cached_property
    def revision(self) -> str:
        """SHA-256 over the package's files: equal packages have the same one."""
        return hash_of(self.files())

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of each of the package's files, by name."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in self.files().items()}

    def files(self) -> dict[str, bytes]:
        """The package's files by name, byte for byte the same for the same content."""
        framework = {FRAMEWORK_FILE: self.framework_text.encode()}
        return files_of(descriptor(self.name, self.title), TABLES, self.tables, framework)


def shipped() -> tuple[str, ...]:
    """The names of the cases that come with the program."""
    root = Path(str(resources.files("windroos.cases")))
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{DESCRIPTOR_FILE}")))


def locate(name_or_path: str | Path) -> Path:
    """The folder of a shipped case by its name, or of any package by its path."""
    if str(name_or_path) in shipped():
        return Path(str(resources.files("windroos.cases"))) / str(name_or_path)
    path = Path(name_or_path)
    return path.parent if path.name == DESCRIPTOR_FILE else path


def in_order(
    tables: Mapping[str, Table], rows: Mapping[str, Iterable[Row]]
) -> dict[str, tuple[Row, ...]]:
    """Rows by table, put in the order of their keys."""
    return {
        name: tuple(sorted(rows[name], key=lambda row: [str(row[k]) for k in table.key]))
        for name, table in tables.items()
    }


def hash_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over files with their names: equal files have the same one."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def files_of(
    described: Mapping[str, Any],
    tables: Mapping[str, Table],
    rows: Mapping[str, Iterable[Row]],
    besides: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The files of a package by name: its descriptor, what else it holds, and its tables."""
    content = json.dumps(described, indent=2, ensure_ascii=False)
    return {
        DESCRIPTOR_FILE: f"{content}\n".encode(),
        **(besides or {}),
        **{table.path: as_csv(table, rows[name]) for name, table in tables.items()},
    }


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new or empty folder, which appears whole or not at all.

    Raises `CaseError` when it is not empty or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CaseError(f"{folder} exists and is not empty: name a new or empty folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".windroos-") as scratch:
            new = Path(scratch) / "package"
            new.mkdir()
            for name, content in files.items():
                (new / name).write_bytes(content)
            if folder.exists():
                folder.rmdir()
            new.rename(folder)
    except OSError as error:
        raise CaseError(f"{folder} cannot be written: {error.strerror}") from error


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows of a table as its CSV file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell(row[name]) for name in table.columns] for row in rows)
    return out.getvalue().encode()


def row_key(table: Table, row: Mapping[str, Value]) -> str:
    """What a row of a table is known by: the values of its key, with blanks between."""
    return " ".join(cell(row[field]) for field in table.key)


def cell(value: Value) -> str:
    """A value as it stands in a file; an empty text for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
