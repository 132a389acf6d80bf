"""What the register holds of the networks of regions, counted: now, and as it was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from windroos.apps.evidence import queries as evidence
from windroos.apps.network.models import Organisation, RecordVersion, Tie
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take
from windroos.cases.register.counting import INDICATORS, POSTS, Count, countable, counted, places
from windroos.cases.register.counting import ORGANISATIONS as KNOWN
from windroos.sources import lake
from windroos.sources.asked import Asked, asked
from windroos.sources.database import shared

DATASET = "register"


@dataclass(frozen=True)
class Behind:
    """A record behind a number: an organisation, or a relation with both its ends.

    `kind` is the kind of relation, empty for an organisation. One that left the register since it
    was counted has no `organisation`.
    """

    id: str
    organisation: Organisation | None = None
    kind: str = ""
    other: Organisation | None = None


@dataclass(frozen=True)
class Number:
    """A number that was counted, and the records behind it, of which `more` are not named."""

    indicator: str
    kind: str
    year: int
    value: int
    behind: tuple[Behind, ...]
    more: int


@dataclass(frozen=True)
class Counted:
    """What was counted of a region, by the edition it stands in, the last year of it.

    Without `numbers` the region was not counted: the register held nothing of it, or, when it is
    not `countable`, cannot tell what lies there.
    """

    edition: evidence.Edition
    numbers: tuple[Number, ...]
    countable: bool

    @property
    def year(self) -> int | None:
        return self.numbers[0].year if self.numbers else None


def source_of(case: Case) -> Asked:
    """The source as which the counts of a case are kept."""
    return asked(DATASET, {"case": case.name})


def state_of(case: Case) -> int:
    """A number that grows with every change of the register; 0 where nothing was ever written."""
    found = RecordVersion.objects.filter(case=case).aggregate(last=Max("pk"))
    return found["last"] or 0


def counts(case: Case, day: date) -> list[Count]:
    """What the register holds now of each region of a case, counted as of a day."""
    regions = take(case, REGIONS)
    home = [row["code"] for row in regions if row["home"]]
    organisations = [
        {"id": slug, "kind": kind, "country": country, "region": region, "founded": f, "ended": e}
        for slug, kind, country, region, f, e in Organisation.objects.filter(case=case).values_list(
            "slug", "kind", "country", "region", "founded", "ended"
        )
    ]
    relations = [
        {"id": slug, "organisation": one, "other": other, "kind": kind, "start": start, "end": end}
        for slug, one, other, kind, start, end in Tie.objects.filter(case=case).values_list(
            "slug", "organisation__slug", "other__slug", "kind", "start", "end"
        )
    ]
    return counted(organisations, relations, [row["code"] for row in regions], home, day)


def of_region(case: Case, code: str, day: date | None = None) -> Counted | None:
    """What was counted of a region, in the edition that held on a day; None before any count.

    Raises `LakeError` when the snapshot is lost.
    """
    edition = evidence.edition_at(source_of(case).key, day)
    if edition is None:
        return None
    kept = _kept(settings.WINDROOS_LAKE, edition.sha256).get(code, ())
    last = max((row[2] for row in kept), default=0)
    rows = sorted(
        (row for row in kept if row[2] == last), key=lambda row: (INDICATORS.index(row[0]), row[1])
    )
    named = {id for row in rows for id in row[4] if row[0] in (KNOWN, POSTS)}
    tied = {id for row in rows for id in row[4] if row[0] not in (KNOWN, POSTS)}
    found: dict[tuple[bool, str], Behind] = {
        (False, one.slug): Behind(one.slug, one)
        for one in Organisation.objects.filter(case=case, slug__in=named)
    }
    ties = Tie.objects.filter(case=case, slug__in=tied).select_related("organisation", "other")
    found |= {
        (True, one.slug): Behind(one.slug, one.organisation, one.kind, one.other) for one in ties
    }
    numbers = tuple(
        Number(
            indicator,
            kind,
            year,
            value,
            tuple(found.get((indicator not in (KNOWN, POSTS), id), Behind(id)) for id in ids),
            value - len(ids),
        )
        for indicator, kind, year, value, ids in rows
    )
    return Counted(edition, numbers, countable(code))


def kept(case: Case) -> list[dict[str, Any]]:
    """Every number of the current edition; none where the register was never counted.

    Raises `LakeError` when the snapshot is lost.
    """
    edition = evidence.edition_at(source_of(case).key)
    rows = _kept(settings.WINDROOS_LAKE, edition.sha256) if edition else {}
    return [
        {
            "region": region,
            "indicator": indicator,
            "kind": kind or None,
            "year": year,
            "value": value,
            "records": list(ids),
        }
        for region, found in rows.items()
        for indicator, kind, year, value, ids in found
    ]


def unplaced(case: Case, code: str) -> int:
    """How many organisations of the country of a NUTS region have no region of their own."""
    lands = [found for found in places(None, code) if len(found) == 2]
    there = Organisation.objects.filter(case=case, country__in=lands)
    return there.filter(Q(region=None) | Q(region="")).count() if len(code) > 2 else 0


_Row = tuple[str, str, int, int, tuple[str, ...]]


# A snapshot never changes, and is small: some rows a region.
@lru_cache(maxsize=16)
def _kept(folder: Path, sha256: str) -> Mapping[str, Sequence[_Row]]:
    """By region what a snapshot says: indicator, kind, year, value and the ids that it names."""
    with shared() as connection:
        scanned = lake.scan(connection, folder, "observations", sha256)
        rows = scanned.project("region, indicator, dimensions, period, value, cell").fetchall()
    found: dict[str, list[_Row]] = {}
    for region, indicator, dimensions, period, value, cell in rows:
        if region is not None and indicator in INDICATORS:
            ids = tuple(id for id in (cell or "").split() if not id.startswith("+"))
            kind = (dimensions or {}).get("kind", "")
            found.setdefault(region, []).append((indicator, kind, int(period), int(value), ids))
    return found


def before(case: Case, year: int) -> list[tuple[str, str, str, int, int, str]]:
    """What the current edition says of earlier years: as it was counted then."""
    edition = evidence.edition_at(source_of(case).key)
    if edition is None:
        return []
    with shared() as connection:
        scanned = lake.scan(connection, settings.WINDROOS_LAKE, "observations", edition.sha256)
        rows = scanned.project("region, indicator, dimensions, period, value, cell").fetchall()
    return [
        (region, indicator, (dimensions or {}).get("kind", ""), int(period), int(value), cell or "")
        for region, indicator, dimensions, period, value, cell in rows
        if int(period) < year
    ]
