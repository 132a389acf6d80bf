"""The tables of the register of a case, as they are; read only when they are written or counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from django.utils.translation import gettext_lazy as _

from windroos.apps.network.queries import records
from windroos.cases.case import Source
from windroos.cases.fields import Table
from windroos.cases.register import TABLES
from windroos.cases.register.words import ABOUT
from windroos.report.table_file import Column, Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import means

# How the ids of these tables begin: a case has tables of its own with some of these names.
PREFIX = "register-"


class Rows(Sequence[Row]):
    """Rows that are read from the database once somebody looks at one, and counted without."""

    def __init__(self, count: Callable[[], int], read: Callable[[], Sequence[Row]]) -> None:
        self._count, self._read_all = count, read

    @cached_property
    def _read(self) -> Sequence[Row]:
        return self._read_all()

    @cached_property
    def _counted(self) -> int:
        return self._count()

    def __len__(self) -> int:
        return len(self._read) if "_read" in self.__dict__ else self._counted

    def __iter__(self) -> Iterator[Row]:
        return iter(self._read)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._read[index]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


def cited_sources(asked: Asked) -> list[Source]:
    """The documents of the case that the register rests on."""
    cited = records.documents(asked.row)
    return [source for id, source in asked.case.sources.items() if id in cited]


def _table(table: Table) -> DataTable:
    id = PREFIX + table.name.replace("_", "-")
    columns = [
        Column(
            field["name"],
            field["type"],
            "",
            tuple(field.get("constraints", {}).get("enum", ())),
        )
        for field in table.fields
    ]

    def read(asked: Asked) -> Contents:
        told = [Column(c.name, c.kind, means(id, c.name), c.values) for c in columns]
        name, day = table.name, asked.chosen.day
        if day is not None:
            return Contents(told, asked.register.tables[name])
        rows = Rows(lambda: records.count(asked.row, name), lambda: records.rows(asked.row, name))
        return Contents(told, rows)

    title, holds = ABOUT[table.name]
    return DataTable(id, _(title), _(holds), read, register=True)


REGISTER_TABLES = tuple(_table(table) for table in TABLES.values())
