"""Reading from the lake what a case needs of the editions it is to read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from windroos.cases.editions import Edition, Readings
from windroos.cases.framework import CORRESPONDENCE, Framework, Parts, Series
from windroos.cases.observed import Aids, Observed
from windroos.cases.problems import CaseError
from windroos.codes.nuts import Part
from windroos.codes.schemes import region_of


def readings(
    lake: Path, framework: Framework, pinned: Mapping[str, str], days: Mapping[str, date] = {}
) -> Readings:
    """What a framework reads from the snapshots that are pinned, by the key of the dataset.

    `days` says from which day on each counts; without one, from when it was fetched or kept.
    Raises `LakeError` for a snapshot that is missing or damaged, and `CaseError` for a key that no
    series of the framework reads.
    """
    unread = sorted(set(pinned) - set(framework.datasets))
    if unread:
        known = ", ".join(framework.datasets) or "none"
        raise CaseError(f"no series reads “{unread[0]}”; the framework reads from: {known}")
    editions = {
        key: _edition(lake, key, sha256, days.get(key)) for key, sha256 in sorted(pinned.items())
    }
    read = [one for one in framework.series.values() if set(one.sources) <= set(editions)]
    return Readings(
        editions,
        {one.reads: _observed(lake, editions[one.source].sha256, one) for one in read},
        {one.reads: _aids(lake, one, pinned) for one in read},
    )


@lru_cache(maxsize=64)
def _edition(lake: Path, key: str, sha256: str, day: date | None) -> Edition:
    from windroos.sources import lake as store
    from windroos.sources.asked import named

    dataset = named(key).dataset
    told = store.manifest(lake, dataset.gives, sha256)
    if day is None:
        kept = (lake / told.file).with_suffix(".json").stat().st_mtime
        fetched = told.origin.fetched
        moment = datetime.fromisoformat(fetched) if fetched else datetime.fromtimestamp(kept, UTC)
        day = moment.date()
    return Edition(
        key,
        sha256,
        day,
        dataset.title_en,
        dataset.publisher,
        dataset.homepage,
        dataset.licence.name,
    )


# A snapshot never changes: what was read of one is read once.
@lru_cache(maxsize=128)
def _observed(lake: Path, sha256: str, series: Series) -> tuple[Observed, ...]:
    """The observations of a series, those in another unit or without a region among them."""
    region, given = "region", "region_given"
    where, asked = ["indicator = ?"], [series.observed]
    for name, value in series.dimensions:
        where.append("dimensions[?] = ?")
        asked += [name, value]
    if series.place is not None:
        region, given = "NULL", "coalesce(dimensions[?], '-')"
        where.append("region = ?")
        asked = [series.place.dimension, *asked, series.place.of]
    rows = _rows(
        lake,
        "observations",
        sha256,
        f"{region}, {given}, period, value, unit, standard_error, cell",
        " AND ".join(where),
        asked,
    )
    found = (Observed(*row) for row in rows)
    if series.place is None:
        return tuple(found)
    codes = series.place.codes
    return tuple(replace(one, region=region_of(one.given, codes)) for one in found)


def _aids(lake: Path, series: Series, pinned: Mapping[str, str]) -> Aids:
    weights = _weights(lake, pinned[series.parts.source], series.parts) if series.parts else {}
    if series.nuts is None:
        return Aids(weights, {})
    return Aids(weights, _between(lake, pinned[CORRESPONDENCE], series.nuts.weight))


@lru_cache(maxsize=32)
def _weights(lake: Path, sha256: str, parts: Parts) -> Mapping[str, float]:
    """The weight of each region, in the year wanted."""
    rows = _rows(
        lake,
        "observations",
        sha256,
        "region, value",
        "indicator = ? AND period = ? AND region IS NOT NULL AND value IS NOT NULL",
        [parts.observed, str(parts.year)],
    )
    return dict(rows)


@lru_cache(maxsize=8)
def _between(lake: Path, sha256: str, weight: str) -> Mapping[tuple[str, str], Sequence[Part]]:
    """What lies in what, from each version of NUTS to the next."""
    columns = "old_version, new_version, old, new, amount"
    found: dict[tuple[str, str], list[Part]] = defaultdict(list)
    rows = _rows(lake, "correspondence", sha256, columns, "weight = ?", [weight])
    for old_version, new_version, old, new, amount in rows:
        found[old_version, new_version].append(Part(old, new, amount))
    return found


def _rows(
    lake: Path, table: str, sha256: str, columns: str, where: str, asked: Collection[str]
) -> list[tuple]:
    """Rows of a snapshot, in its order."""
    from windroos.sources import lake as store
    from windroos.sources.database import shared

    with shared() as connection:
        scanned = store.scan(connection, lake, table, sha256).sql_query()
        # Columns and conditions are written here; what is asked for goes in as a parameter.
        query = f"SELECT {columns} FROM ({scanned}) AS snapshot WHERE {where}"  # noqa: S608
        return connection.execute(query, list(asked)).fetchall()
