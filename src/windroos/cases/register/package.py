"""A register in memory, and writing it to a folder: a Data Package of CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from windroos.cases.package import files_of, hash_of, in_order, write_folder
from windroos.cases.reading import Row
from windroos.cases.register.tables import TABLES, descriptor

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
        return cls(name, title, in_order(TABLES, tables))

    @cached_property
    def revision(self) -> str:
        """SHA-256 over the files: equal registers have the same one."""
        return hash_of(self.files())

    def write(self, folder: Path) -> None:
        """Write the register as files; the folder appears whole or not at all."""
        write_folder(folder, self.files())

    def files(self) -> dict[str, bytes]:
        """The files by name, byte for byte the same for the same content."""
        return files_of(descriptor(self.name, self.title), TABLES, self.tables)
