"""What could be drawn from words of a document, proposed from what was drawn before."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from windroos import cases
from windroos.apps.compass import queries as compass
from windroos.apps.compass.placing import Selected
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case as StoredCase
from windroos.cases.proposing import Proposed, Proposer, usual_period
from windroos.site.mentions import gazetteer_of

# How many passages before the words chosen say what they speak of, within their section.
_BEFORE = 3


def proposed(row: StoredCase, case: cases.Case, chosen: Selected) -> Proposed:
    """What the words chosen seem to speak of. Where they name no region, theme, role or year, what
    stands nearest counts: the rest of their passage, those before it, the heading."""
    section = [
        one
        for one in evidence.everything(row).passages(chosen.passage.document)
        if one.section == chosen.passage.section and one.number < chosen.passage.number
    ]
    before = [one.text for one in section[: -_BEFORE - 1 : -1]]
    found = _proposer(row.pk, row.mark, row.state, _added(row)).of(
        chosen.words, [chosen.passage.text, *before, chosen.passage.section]
    )
    if found.period is None:
        return replace(found, period=usual_period(case, chosen.place.document))
    return found


def _added(row: StoredCase) -> tuple[int, ...]:
    return tuple(document.pk for document in evidence.everything(row).documents)


@lru_cache(maxsize=4)
def _proposer(pk: int, mark: str, state: int, _added: tuple[int, ...]) -> Proposer:
    value = compass.value_of(pk, mark, state)
    row = regions.case(value.name)
    assert row is not None
    texts = {
        id: " ".join(text for text, meant in one.parts if meant)
        for id, one in evidence.everything(row).resolve(value.locators).items()
        if one.passage is not None
    }
    return Proposer(value, gazetteer_of(row), texts)
