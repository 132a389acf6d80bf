"""Words of a document and the passages of a case: from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from windroos import cases
from windroos.apps.evidence import queries as evidence
from windroos.cases.case import Locator
from windroos.cases.resting import resting
from windroos.sources.documents.selectors import Found, Positions, Selector

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document


@dataclass(frozen=True)
class Annotation:
    """A passage of the case where it stands in the document as it was added, and the rows that rest
    on it, by table and id."""

    locator: Locator
    selector: Selector
    page: int | None
    bodies: Sequence[tuple[str, str]]


def place_of_quote(
    documents: evidence.Readable, document: str, exact: str, prefix: str = "", suffix: str = ""
) -> Found | None:
    """Where these words stand in the text of a document that the reader may read; None where they
    do not."""
    added = documents.document(document)
    if added is None:
        return None
    return positions(documents, added).quoted(exact, prefix, suffix)


def positions(documents: evidence.Readable, document: Document) -> Positions:
    """The text of a document, with the way back to its passages."""
    return Positions([one.text for one in documents.passages(document)])


def annotated(
    documents: evidence.Readable, value: cases.Case, document: Document
) -> list[Annotation]:
    """Every passage of the case that is found in a document, in reading order."""
    own = [one for one in value.locators.values() if one.document == document.source]
    text = positions(documents, document)
    found = [one for one in documents.resolve(own).values() if one.passage is not None]
    made = [
        Annotation(
            one.locator,
            text.selector(one.passage.number, one.locator.sentences),
            one.passage.page,
            [(row.table, row.key) for row in resting(value, [one.locator.id])],
        )
        for one in found
        if one.passage is not None
    ]
    return sorted(made, key=lambda one: (one.selector.start, one.selector.end))
