"""The tables that a document prints, as someone may read them, and what they could become."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.actions.placing import Place, placed
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.cases.taking_over import DECISIONS, Plan, Proposal, Taken, likely, proposal
from windroos.link import Gazetteer
from windroos.sources.documents.grids import Grid, grids
from windroos.sources.documents.shape import Passage

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document


@dataclass(frozen=True)
class Printed:
    """A table of a document that was added, and what it is proposed to be taken over as."""

    document: Document
    proposal: Proposal

    @property
    def grid(self) -> Grid:
        return self.proposal.grid

    @property
    def plan(self) -> Plan:
        return self.proposal.plan


def tables(documents: evidence.Readable, value: cases.Case, document: Document) -> list[Grid]:
    """The tables of a document, as far as the reader may read it."""
    source = value.sources.get(document.source)
    passages = [
        Passage(
            one.section, one.paragraph, one.text, one.sha256, one.kind, one.page,
            tuple(one.cells), tuple(one.marks),
        )
        for one in documents.passages(document)
    ]  # fmt: skip
    return grids(passages, (source.language if source else None) or "nl")


def printed(case: Case, document: str, number: int, kind: str | None = None) -> Printed | None:
    """A table of a document by its number, proposed as `kind` or else as what it seems to be; None
    where there is no such table. For who works on the case, who reads every document of it."""
    documents, value = evidence.everything(case), queries.value(case)
    added = documents.document(document)
    if added is None:
        return None
    grid = next((one for one in tables(documents, value, added) if one.number == number), None)
    if grid is None:
        return None
    names = _gazetteer(case.pk, case.mark, case.state)
    return Printed(
        added, proposal(value, names, grid, document, kind or likely(value, names, grid))
    )


def there(case: Case, grid: Grid, document: str, table: str, taken: list[Taken]) -> dict[int, str]:
    """Which of these rows the case has already, with the id they have there: a figure of the same
    passage and column, a decision on the same passage and role."""
    rows = {id: one.row or {} for id, one in journal.current(case, "passages").items()}
    hashes = {line.number: line.passage.sha256 for line in grid.lines}
    at = {n: placed(rows, Place(document, n), sha256) for n, sha256 in hashes.items()}
    column = "role" if table == DECISIONS else "cell"
    held = {
        (row.get("passage"), row.get(column)): id
        for id, one in journal.current(case, table).items()
        if (row := one.row)
    }
    found = {}
    for place, one in enumerate(taken):
        passage = at[one.number]
        if passage and (id := held.get((passage, one.row[column]))):
            found[place] = id
    return found


@lru_cache(maxsize=4)
def _gazetteer(pk: int, mark: str, state: int) -> Gazetteer:
    return cases.gazetteer(queries.value_of(pk, mark, state))
