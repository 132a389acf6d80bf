"""Reading a file as a test wants it, and files that are not as they should be."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from windroos.problems import Problem
from windroos.sources.registry import datasets
from windroos.sources.shape import COLUMNS, SourceError
from windroos.sources.staging import workspace


@dataclass(frozen=True)
class Read:
    """All rows, by column, and the warnings."""

    rows: list[dict[str, Any]]
    warnings: list[Problem]

    def one(self, **wanted: Any) -> dict[str, Any]:
        """The only row that has these values."""
        (row,) = (r for r in self.rows if all(r[k] == v for k, v in wanted.items()))
        return row


def read(source: str, *files: Path, options: Mapping[str, str] | None = None) -> Read:
    """What a dataset makes of these files."""
    dataset = datasets()[source]
    with workspace() as place:
        reading = dataset.read(place, files, {**dataset.options, **(options or {})})
        table = reading.table
        types = [str(kind) for kind in table.types]
        assert dict(zip(table.columns, types, strict=True)) == dict(COLUMNS[dataset.gives])
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    return Read(rows, list(reading.warnings))


def refused(source: str, *files: Path, options: Mapping[str, str] | None = None) -> list[Problem]:
    """What is said to be wrong with these files."""
    with pytest.raises(SourceError) as raised:
        read(source, *files, options=options)
    return list(raised.value.problems)


def cut(path: Path, folder: Path, share: float = 0.5) -> Path:
    """A copy of the first part of a file."""
    content = path.read_bytes()
    return written(folder / path.name, content[: int(len(content) * share)])


def replaced(path: Path, folder: Path, old: bytes, new: bytes, count: int = 1) -> Path:
    """A copy of a file with some bytes of it replaced."""
    content = path.read_bytes()
    assert old in content
    return written(folder / path.name, content.replace(old, new, count))


def replaced_in_zip(path: Path, folder: Path, member: str, old: bytes, new: bytes) -> Path:
    """A copy of a workbook or archive in which one member has some bytes replaced."""
    target = folder / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == member:
                assert old in content
                content = content.replace(old, new, 1)
            out.writestr(info, content)
    return target


def written(path: Path, content: bytes | str) -> Path:
    """A file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """An Excel workbook with these rows in its sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
