"""Everything that is read of evidence: of a case, and of the open sources."""

from windroos.apps.evidence.models import Edition, Import
from windroos.apps.evidence.queries.case import (
    IN_LAKE,
    JUDGEMENTS,
    KEPT,
    LOCATORS,
    SOURCES,
    STATEMENTS,
    Resolved,
    document,
    documents,
    figures,
    passages,
    resolve,
    search_passages,
    snapshots,
)
from windroos.apps.evidence.queries.sources import (
    edition_at,
    edition_before,
    editions,
    latest,
)

__all__ = [
    "IN_LAKE",
    "JUDGEMENTS",
    "KEPT",
    "LOCATORS",
    "SOURCES",
    "STATEMENTS",
    "Edition",
    "Import",
    "Resolved",
    "document",
    "documents",
    "edition_at",
    "edition_before",
    "editions",
    "figures",
    "latest",
    "passages",
    "resolve",
    "search_passages",
    "snapshots",
]
