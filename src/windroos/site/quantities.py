"""The figures that documents print, in the words of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from windroos.apps.compass.presenting import words
from windroos.apps.compass.printed import KIND_WORDS, said
from windroos.cases import Case


@dataclass(frozen=True)
class Shown:
    """A figure as it is shown; `anchor` at the first of its series."""

    anchor: str
    label: str
    note: str
    region: str
    kind: str
    cell: str
    figure: str
    exact: float | None
    source: str
    language: str
    url: str


def shown(case: Case) -> list[Shown]:
    """Every figure that documents print, series by series."""
    found: list[Shown] = []
    begun: set[str] = set()
    for one in case.quantities:
        source = case.sources[case.locators[one.passage].document]
        region = case.regions.get(one.region or "")
        found.append(
            Shown(
                anchor="" if one.subject in begun else one.subject,
                label=words(one.label),
                note=words(one.note),
                region=words(region.name) if region else "",
                kind=KIND_WORDS[one.kind](),
                cell=one.cell,
                figure=said(one),
                exact=one.value,
                source=source.title,
                language=source.language or "",
                url=f"{reverse('document', args=[case.name, source.id])}#{one.passage}",
            )
        )
        begun.add(one.subject)
    return found
