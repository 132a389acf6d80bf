"""The shape of a source: what a publisher's module declares, and what reading a file gives.

A dataset is a value. Its `addresses` say where the publisher keeps its files; its `read` turns
local copies of them into one table of the columns of its kind (`kinds`), and a list of what was
odd. Nothing here fetches or keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from windroos.problems import Problem, listed
from windroos.sources.kinds import COLUMNS, KEYS, PERSONAL, Gives

if TYPE_CHECKING:
    from windroos.sources.fetching import NextPage

__all__ = [
    "COLUMNS",
    "KEYS",
    "PERSONAL",
    "PUBLIC_DOMAIN",
    "REDISTRIBUTABLE",
    "Dataset",
    "File",
    "Gives",
    "Licence",
    "Options",
    "Reading",
    "SourceError",
    "Workspace",
]

Options = Mapping[str, str]


class SourceError(ValueError):
    """A publisher's file that cannot be used; `problems` holds every fault found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(listed(self.problems))


def _nothing() -> None:
    """What is asked of a reader that nobody wants to stop."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where files are read: a database that may spill to disk, and a folder to unpack in.

    `ask` is called now and then by whatever goes through a file, and raises when that has to stop.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    ask: Callable[[], None] = _nothing


# What is in the public domain has no SPDX identifier; SPDX lets one name such a case so.
PUBLIC_DOMAIN = "LicenseRef-public-domain"

# Licences under which anyone may pass the data on, for any purpose, by their SPDX identifiers.
REDISTRIBUTABLE = frozenset(
    {
        *("CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0"),
        *("etalab-2.0", "PDDL-1.0", PUBLIC_DOMAIN),
    }
)


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the figures may be used, and how the publisher wants to be named.

    `spdx` is the SPDX identifier of a standard licence; empty for terms of the publisher's own.
    """

    name: str
    url: str
    attribution: str
    spdx: str = ""

    @property
    def redistribute(self) -> bool:
        """Whether what was read may be passed on to anyone. Unless it is declared, it may not."""
        return self.spdx in REDISTRIBUTABLE


@dataclass(frozen=True, slots=True)
class File:
    """Where a publisher keeps a file, and the name by which a local copy goes.

    Where the publisher gives it in pages, `next_page` leads from one to the next (`paging`), and
    the local copy is a folder of that name with `00001.json`, `00002.json`, … in it; `read` gets
    the pages in their order.
    """

    url: str
    name: str
    next_page: NextPage | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: a table with the columns of its kind, and what was odd in it."""

    table: duckdb.DuckDBPyRelation
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One dataset of one publisher.

    `options` are what may be asked, with what holds when it is not. `read` gets the files in the
    order of `addresses` and raises `SourceError` with all that is wrong with them. It takes at
    least `least` files and at most `most` (any number for None). `labels` are what readers call
    its indicators, by the publisher's code, in Dutch and in English; others go by their code.
    """

    id: str
    title_nl: str
    title_en: str
    publisher: str
    licence: Licence
    homepage: str
    hosts: tuple[str, ...]
    gives: Gives
    addresses: Callable[[Options], Sequence[File]]
    read: Callable[[Workspace, Sequence[Path], Options], Reading]
    options: Options = field(default_factory=dict)
    least: int = 1
    most: int | None = 1
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def label(self, indicator: str, language: str) -> str | None:
        """What readers call an indicator in a language (nl, en); None where nothing is declared."""
        found = self.labels.get(indicator)
        return found[language == "en"] if found else None

    @property
    def redistribute(self) -> bool:
        """Whether its tables may be passed on to anyone: the licence lets it, and no persons are in
        them."""
        return self.licence.redistribute and self.gives not in PERSONAL
