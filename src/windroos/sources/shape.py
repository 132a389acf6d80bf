"""The shape of a source: what a publisher's module declares, and what reading a file gives.

A dataset is a value. Its `addresses` say where the publisher keeps its files; its `read` turns
local copies of them into one table of the declared columns, and a list of what was odd. Nothing
here fetches or keeps anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from windroos.problems import Problem, listed

if TYPE_CHECKING:
    from windroos.sources.fetching import NextPage

Gives = Literal["observations", "correspondence", "boundaries", "codes", "listed"]
Options = Mapping[str, str]

# What a table of each kind holds, with DuckDB's types.
# An observation without `region` is one whose place is not in our codes; `cell` leads back to the
# place in the publisher's file; `dimensions` holds what the publisher tells apart beyond these.
# A correspondence says how much of a region of one version lies in a region of another: `amount`
# square kilometres, inhabitants, ..., as `weight` says.
# A boundary is a geometry as GeoJSON has it, in degrees (WGS 84): `level` 0 is a country, 1 to 3
# are the levels of NUTS.
# A code is what a classification calls a thing, with its label in one language (ISO 639-1; none
# where the label is in no language). `region` is our code where the thing is a region of ours, so
# that the rows of one region lead from any scheme of countries to any other.
# What is listed stands on a list that partners are screened against: a row for each name under
# each listing. `kind` is person, organisation, vessel, aircraft or other, and missing where the
# list does not tell; `name_kind` is name, alias or previous name; `name_quality` strong or weak
# where the list says it. `countries` (nationality, seat, flag) and `address_countries` are our
# codes with a blank between. Dates are as precise as the list: 2022, 2022-06 or 2022-06-30.
# Persons are on these lists by law and stay in: without them nobody can be screened. Of a person
# only the names, countries and dates of birth are kept, which tell people of one name apart; no
# documents, addresses, family or remarks.
COLUMNS: Mapping[Gives, Mapping[str, str]] = {
    "observations": {
        "region": "VARCHAR",
        "region_given": "VARCHAR",
        "indicator": "VARCHAR",
        "period": "VARCHAR",
        "value": "DOUBLE",
        "unit": "VARCHAR",
        "flag": "VARCHAR",
        "standard_error": "DOUBLE",
        "cell": "VARCHAR",
        "dimensions": "MAP(VARCHAR, VARCHAR)",
    },
    "correspondence": {
        "old": "VARCHAR",
        "new": "VARCHAR",
        "old_version": "VARCHAR",
        "new_version": "VARCHAR",
        "weight": "VARCHAR",
        "amount": "DOUBLE",
    },
    "boundaries": {
        "region": "VARCHAR",
        "region_given": "VARCHAR",
        "version": "VARCHAR",
        "level": "BIGINT",
        "name": "VARCHAR",
        "name_latin": "VARCHAR",
        "geometry": "VARCHAR",
    },
    "codes": {
        "scheme": "VARCHAR",
        "code": "VARCHAR",
        "region": "VARCHAR",
        "language": "VARCHAR",
        "label": "VARCHAR",
        "parent": "VARCHAR",
        "valid_from": "VARCHAR",
        "valid_to": "VARCHAR",
        "cell": "VARCHAR",
        "attributes": "MAP(VARCHAR, VARCHAR)",
    },
    "listed": {
        "list": "VARCHAR",
        "entity": "VARCHAR",
        "listing": "VARCHAR",
        "kind": "VARCHAR",
        "name": "VARCHAR",
        "name_kind": "VARCHAR",
        "name_quality": "VARCHAR",
        "name_language": "VARCHAR",
        "countries": "VARCHAR",
        "address_countries": "VARCHAR",
        "born": "VARCHAR",
        "programme": "VARCHAR",
        "measure": "VARCHAR",
        "reason": "VARCHAR",
        "legal_act": "VARCHAR",
        "url": "VARCHAR",
        "start_date": "VARCHAR",
        "end_date": "VARCHAR",
        "cell": "VARCHAR",
        "details": "MAP(VARCHAR, VARCHAR)",
    },
}

# The columns by which a row is known from one snapshot to the next, in the order in which a
# snapshot keeps its rows: the figures of one series stand together.
KEYS: Mapping[Gives, tuple[str, ...]] = {
    "observations": ("indicator", "dimensions", "unit", "region_given", "period"),
    "correspondence": ("old_version", "new_version", "weight", "old", "new"),
    "boundaries": ("version", "level", "region_given"),
    "codes": ("scheme", "code", "region", "language"),
    "listed": ("list", "entity", "listing", "name", "name_kind"),
}


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

# Tables that tell of persons: they serve to screen partners, and are passed on to nobody.
PERSONAL: frozenset[Gives] = frozenset({"listed"})


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
    least `least` files and at most `most` (any number for None).
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

    @property
    def redistribute(self) -> bool:
        """Whether its tables may be passed on to anyone: the licence lets it, and no persons are in
        them."""
        return self.licence.redistribute and self.gives not in PERSONAL
