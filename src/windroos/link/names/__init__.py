"""The names that the program knows by itself: countries, regions, groups of countries, and the
words for themes, technologies and challenges. Data, in the files beside this one.

Names of countries are those of the Unicode CLDR, with others in use. The regions are those that
people write about by name. A city tells of the one of these it lies in: of its country where none
of them is known by name. Cities whose names are also common words (*Best*, *Assen*), and those that
stand for a government or the EU (*Den Haag*, *Brussel*), are left out.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from windroos.codes.regions import country_of
from windroos.link.forms import Entry

LANGUAGES = ("nl", "en")

# Words for countries and regions that stand in the names of persons and institutions too.
_DOUBTFUL = frozenset(
    {
        "Frans",
        "Chad",
        "Georgia",
        "Israel",
        "Jersey",
        "Jordan",
        "Florida",
        "Alberta",
        "Wales",
    }
)
# Phrases in which the name of a country or region names something else.
NOT_MEANT = (
    "Indische Oceaan",
    "Indian Ocean",
    "Zuid-Chinese Zee",
    "South China Sea",
    "Japanse Zee",
    "New England",
    "American Samoa",
    "Georgia Tech",
    "Georgia Institute of Technology",
    "Panama Papers",
    "Holland America",
    "Belgisch Brabant",
    "Belgian Brabant",
    "Brabant wallon",
    "Dutch auction",
    "Boston Consulting",
    "Boston Scientific",
    "Club of Rome",
    "Club van Rome",
    "New York Times",
    "Oxford Instruments",
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme, technology or challenge of no case in particular, with the words for it.

    `within` are the concepts that whoever speaks of this one speaks of too.
    """

    id: str
    kind: str
    label: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    within: tuple[str, ...]
    without: tuple[str, ...]

    def entry(self) -> Entry:
        """The concept by its own words."""
        return Entry(self.kind, self.id, self.words, proper=False, without=self.without)


@cache
def places() -> Mapping[str, Entry]:
    """Countries and well-known regions by code."""
    return {
        row["code"]: _place("region", row)
        for name in ("countries.csv", "regions.csv")
        for row in _table(name)
    }


@cache
def _cities() -> Mapping[str, tuple[str, ...]]:
    """The cities that tell of a region, by its code."""
    return {row["code"]: _several(row["cities"]) for row in _table("cities.csv")}


@cache
def groups() -> tuple[Entry, ...]:
    """Groups of countries and parts of the world: not regions to weigh, but often what is meant."""
    return tuple(_place("group", row) for row in _table("groups.csv"))


@cache
def concepts() -> Mapping[str, Concept]:
    """What regions work on, by id."""
    text = (files(__name__) / "concepts.toml").read_text(encoding="utf-8")
    return {
        row["id"]: Concept(
            row["id"],
            row["kind"],
            row["label"],
            {language: tuple(row[language]) for language in LANGUAGES},
            tuple(row.get("within", ())),
            tuple(row.get("without", ())),
        )
        for row in tomllib.loads(text)["concept"]
    }


def meant_by(ids: tuple[str, ...]) -> tuple[Concept, ...]:
    """The concepts of these ids and all that lie within them."""
    known = concepts()
    found = dict.fromkeys(ids)
    while True:
        inner = [c.id for c in known.values() if c.id not in found and set(c.within) & set(found)]
        if not inner:
            return tuple(known[id] for id in found)
        found.update(dict.fromkeys(inner))


def _place(kind: str, row: Mapping[str, str]) -> Entry:
    code = row["code"]
    return Entry(
        kind,
        code,
        {language: _several(row[language]) for language in LANGUAGES},
        {language: _several(row[f"{language}_adjectives"]) for language in LANGUAGES},
        {language: _several(row[f"{language}_people"]) for language in LANGUAGES},
        cities=_cities().get(code, ()) if kind == "region" else (),
        country=country_of(code) if kind == "region" else None,
        doubtful=_DOUBTFUL.intersection(
            name
            for one in LANGUAGES
            for kind in ("", "_adjectives")
            for name in _several(row[one + kind])
        ),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _table(name: str) -> list[dict[str, str]]:
    with (files(__name__) / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
