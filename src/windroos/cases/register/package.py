"""A register in memory, and writing it to a folder: a Data Package of CSV files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from windroos.cases.package import as_csv, write_folder
from windroos.cases.reading import Row
from windroos.cases.register.tables import DESCRIPTOR_FILE, TABLES, descriptor

# The folder of a case that holds its register.
FOLDER = "register"


@dataclass(frozen=True)
class Register:
    """A checked register: its rows by table, typed; an empty cell is None."""

    name: str
    title: str
    tables: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, name: str, title: str, tables: Mapping[str, Iterable[Row]]) -> Register:
        """A register of these rows; whatever their order, it is the same."""
        ordered = {
            name: tuple(sorted(tables[name], key=lambda row: [str(row[k]) for k in table.key]))
            for name, table in TABLES.items()
        }
        return cls(name, title, ordered)

    @cached_property
    def revision(self) -> str:
        """SHA-256 over the files: equal registers have the same one."""
        digest = hashlib.sha256()
        for name, content in self.files().items():
            digest.update(f"{name} {len(content)}\n".encode() + content)
        return digest.hexdigest()

    def write(self, folder: Path) -> None:
        """Write the register as files; the folder appears whole or not at all."""
        write_folder(folder, self.files())

    def files(self) -> dict[str, bytes]:
        """The files by name, byte for byte the same for the same content."""
        described = json.dumps(descriptor(self.name, self.title), indent=2, ensure_ascii=False)
        return {DESCRIPTOR_FILE: f"{described}\n".encode()} | {
            table.path: as_csv(table, self.tables[name]) for name, table in TABLES.items()
        }
