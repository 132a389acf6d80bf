"""Reading the evidence of a case: its tables, places in documents, and snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from windroos.apps.evidence.models import (
    Judgement,
    Locator,
    Quantity,
    Snapshot,
    Source,
    Statement,
)
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept
from windroos.cases import case as cases
from windroos.cases.framework_series import PIN
from windroos.cases.tables import TABLES
from windroos.sources import lake

_REGION = {"id": "slug", "region": "region__code", "passage": "passage__slug"}

SOURCES = Kept("sources", Source, TABLES["sources"].columns, paths={"id": "slug"})
LOCATORS = Kept(
    "passages",
    Locator,
    TABLES["passages"].columns,
    paths={"id": "slug", "document": "document__slug"},
)
JUDGEMENTS = Kept(
    "judgements",
    Judgement,
    TABLES["judgements"].columns,
    paths={**_REGION, "theme": "theme__slug"},
)
STATEMENTS = Kept(
    "statements",
    Statement,
    TABLES["statements"].columns,
    paths={**_REGION, "theme": "theme__slug"},
)
QUANTITIES = Kept("quantities", Quantity, TABLES["quantities"].columns, paths=_REGION)
KEPT = (SOURCES, LOCATORS, JUDGEMENTS, STATEMENTS, QUANTITIES)

# Figures are kept in the lake and not in the database.
IN_LAKE = ("figures", "anchors")


@dataclass(frozen=True, slots=True)
class Pin:
    """The snapshot of a source that a case reads from, and the day from which on; without a hash
    the case has chosen for its own figures."""

    sha256: str
    since: date


def snapshots(case: Case) -> dict[str, dict[str, Any]]:
    """Which snapshot holds the figures of each table now, and of each source that the case reads
    from: rows as the history of the case keeps them."""
    found = Snapshot.objects.filter(case=case).order_by("table")
    return {
        one.table: {"sha256": one.sha256}
        | ({"since": one.since.isoformat()} if one.since is not None else {})
        for one in found
    }


def pins(snapshots: Mapping[str, Mapping[str, Any]]) -> dict[str, Pin]:
    """What a case reads from each source, by its key, from rows as `snapshots` gives them."""
    return {
        table.removeprefix(PIN): Pin(row["sha256"], date.fromisoformat(row["since"]))
        for table, row in snapshots.items()
        if table.startswith(PIN)
    }


def figures(snapshots: Mapping[str, Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables of a case that are kept in the lake, from these snapshots.

    Raises `LakeError` when a snapshot is missing.
    """
    return {
        table: _snapshot(settings.WINDROOS_LAKE, table, row["sha256"])
        for table, row in snapshots.items()
        if table in IN_LAKE
    }


# A snapshot never changes, and most writes leave the figures as they are.
@lru_cache(maxsize=16)
def _snapshot(folder: Path, table: str, sha256: str) -> list[dict[str, Any]]:
    return lake.read(folder, table, sha256)


def locators_in(case: Case, source: str) -> list[cases.Locator]:
    """The places that the case has in a document."""
    rows = Locator.objects.filter(case=case, document__slug=source)
    return [
        cases.Locator(
            id=row.slug,
            document=source,
            section=row.section or "",
            paragraph=row.paragraph,
            sentences=row.sentences,
            sha256=row.sha256,
            label=cases.Text(row.label_nl, row.label_en),
        )
        for row in rows
    ]
