"""What is kept of evidence: the tables of a case with its documents, and the open sources."""

from windroos.apps.evidence.models.case import (
    Document,
    InCase,
    Judgement,
    Locator,
    Passage,
    PersonalData,
    Quantity,
    Snapshot,
    Source,
    Statement,
)
from windroos.apps.evidence.models.marking import Marking
from windroos.apps.evidence.models.sources import KEY, Edition, Import, Lock

__all__ = [
    "KEY",
    "Document",
    "Edition",
    "Import",
    "InCase",
    "Judgement",
    "Locator",
    "Lock",
    "Marking",
    "Passage",
    "PersonalData",
    "Quantity",
    "Snapshot",
    "Source",
    "Statement",
]
