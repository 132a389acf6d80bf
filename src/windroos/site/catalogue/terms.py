"""On what terms data of a case may be used, of which years it is, and by what a file is checked."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from windroos.apps.evidence import queries as evidence
from windroos.cases.case import Source
from windroos.report.catalogue import Rights, Words
from windroos.report.table_file import Row
from windroos.site.catalogue import publishing
from windroos.site.catalogue.words import both
from windroos.site.tables import DataTable

# How the terms begin under which everyone may use a source for everything.
_OPEN = ("CC0", "CC BY ", "CC BY-SA ", "Etalab Open Licence")
SOURCES = _("Each source keeps its own licence: see the table “Sources”.")


def rights(table: DataTable, case: Any, sources: Sequence[Source]) -> Rights:
    """On what terms a table may be used.

    Ratings, decisions and what is computed are the case's own; figures are their publishers'.
    """
    if table.id not in evidence.IN_LAKE and table.id != "contradictions":
        return publishing.rights(both(SOURCES))
    named = sources or [one for one in case.sources.values() if one.kind == "dataset"]
    terms = "; ".join(f"{one.title}: {one.licence or '?'}" for one in named)
    return publishing.rights(Words.same(f"{terms}."), open_sources=all_open(named))


def all_open(sources: Any) -> bool:
    """Whether everyone may use all these datasets for everything."""
    datasets = [one for one in sources if one.kind == "dataset"]
    return all((one.licence or "").startswith(_OPEN) for one in datasets)


def period(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The first and the last year that rows are of."""
    years = [year for row in rows if isinstance(year := row.get("year"), int)]
    return (min(years), max(years)) if years else None


def checked(content: bytes) -> dict[str, Any]:
    """The size and hash of a file that was made."""
    return {"size": len(content), "sha256": sha256(content).hexdigest()} if content else {}
