"""What a register holds of the networks of regions, counted: pure.

Counted is what lies in a region by its own code: in a country by `country`, in a NUTS region by
`region`. A region of which the register holds nothing has no count at all: it was not looked at.
Only where it holds something does none of a kind count as 0.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from windroos.cases.register.organisation_tables import RELATION_KINDS
from windroos.codes.regions import country_of, fits

Rows = Iterable[Mapping[str, Any]]

ORGANISATIONS = "organisations"
POSTS = "posts-abroad"
WITH_HOME = "relations-home"
BY_KIND = "relations-home-kind"
COMPANIES = "company-relations"
TWINS = "twin-cities"
# In the order in which they are shown.
INDICATORS = (ORGANISATIONS, POSTS, WITH_HOME, BY_KIND, COMPANIES, TWINS)
COLUMNS = ("region", "indicator", "kind", "year", "value", "records")

# What is in the register and no organisation that anyone can have a relation with.
_NO_ORGANISATION = frozenset({"programme", "strategy"})
# So many records are named with a count; the others are only counted.
NAMED = 100


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of the register are what `indicator` says, and which.

    `kind` is that of the relations for `BY_KIND`, else empty. `records` are the ids of
    organisations (`ORGANISATIONS`, `POSTS`) or of relations, in order.
    """

    region: str
    indicator: str
    kind: str
    year: int
    records: tuple[str, ...]

    @property
    def value(self) -> int:
        return len(self.records)

    @property
    def cell(self) -> str:
        """The records behind the number in one text; of very many the first."""
        more = self.value - NAMED
        return " ".join(self.records[:NAMED]) + (f" +{more}" if more > 0 else "")


def countable(code: str) -> bool:
    """Whether a register can tell what lies in a region: it knows countries and NUTS regions.

    >>> countable("JP"), countable("BE2"), countable("CN-JS"), countable("x-us-midwest")
    (True, True, False, False)
    """
    return fits(code, "country") or fits(code, "nuts")


def counted(
    organisations: Rows, relations: Rows, regions: Collection[str], home: Collection[str], day: date
) -> list[Count]:
    """What the register holds of each region on a day, in the order of the regions.

    Relations are those of a region with `home`, which are in force on the day or of which no dates
    are known; a region that holds home or lies in it has none to count. Strategies and programmes
    are no organisations, and posts are counted by themselves.
    """
    at: dict[str, Mapping[str, Any]] = {
        row["id"]: row for row in organisations if _holds(row["founded"], row["ended"], day)
    }
    inside: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[str]] = defaultdict(set)
    for id, row in at.items():
        if row["kind"] in _NO_ORGANISATION:
            continue
        for code in places(row["country"], row["region"]):
            (posts if row["kind"] == "post" else inside)[code].add(id)
    ties = [row for row in relations if _holds(row["start"], row["end"], day)]
    ours = set().union(*(inside[code] for code in home))
    made: list[Count] = []
    for code in regions:
        if not countable(code) or not (inside[code] or posts[code]):
            continue
        made.append(Count(code, ORGANISATIONS, "", day.year, _ordered(inside[code])))
        if any(_overlap(code, one) for one in home):
            continue
        made.append(Count(code, POSTS, "", day.year, _ordered(posts[code])))
        made += _relations(code, inside[code], ours, at, ties, day.year)
    return made


def places(country: str | None, region: str | None) -> set[str]:
    """The codes of all that a place lies in.

    >>> sorted(places("BE", "BE24"))
    ['BE', 'BE2', 'BE24']
    """
    found = {region[:length] for length in range(3, len(region) + 1)} if region else set()
    land = country or (country_of(region) if region else None)
    return found | ({land} if land else set())


Earlier = Iterable[tuple[str, str, str, int, int, str]]


def as_table(counts: Iterable[Count], earlier: Earlier = ()) -> bytes:
    """Counts as a CSV file with the columns of `COLUMNS`, after those of earlier years as rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(earlier)
    for one in counts:
        writer.writerow((one.region, one.indicator, one.kind, one.year, one.value, one.cell))
    return out.getvalue().encode()


def _relations(
    region: str,
    there: set[str],
    ours: set[str],
    organisations: Mapping[str, Mapping[str, Any]],
    ties: Iterable[Mapping[str, Any]],
    year: int,
) -> Iterator[Count]:
    """The relations between what lies in a region and home."""
    kinds: dict[str, set[str]] = {kind: set() for kind in RELATION_KINDS}
    companies: set[str] = set()
    for row in ties:
        one, other = row["organisation"], row["other"]
        if not ((one in there and other in ours) or (one in ours and other in there)):
            continue
        kinds[row["kind"]].add(row["id"])
        if "company" in (organisations[one]["kind"], organisations[other]["kind"]):
            companies.add(row["id"])
    yield Count(region, WITH_HOME, "", year, _ordered(set().union(*kinds.values())))
    for kind, found in kinds.items():
        yield Count(region, BY_KIND, kind, year, _ordered(found))
    yield Count(region, COMPANIES, "", year, _ordered(companies))
    yield Count(region, TWINS, "", year, _ordered(kinds["twin"]))


def _holds(start: str | None, end: str | None, day: date) -> bool:
    """Whether something held on a day; dates may be told to the year or the month."""
    now = day.isoformat()
    return (start is None or start <= now[: len(start)]) and (end is None or end >= now[: len(end)])


def _overlap(one: str, other: str) -> bool:
    """Whether one region lies in the other, or is it."""

    def within(code: str, wider: str) -> bool:
        if len(wider) == 2:
            return country_of(code) == wider
        return code.startswith(wider) and fits(code, "nuts")

    return one == other or within(one, other) or within(other, one)


def _ordered(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))
