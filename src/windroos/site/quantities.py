"""The figures that documents print, in the words of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.presenting import decimal, words
from windroos.cases import Case
from windroos.cases.case import Quantity

KIND_WORDS = {
    "baseline": lambda: _("baseline"),
    "target": lambda: _("target"),
    "actual": lambda: _("realised"),
    "amount": lambda: _("amount"),
}
STATE_WORDS = {
    "to-be-measured": lambda: _("to be measured"),
    "none": lambda: pgettext("figure", "none"),
}


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


def said(quantity: Quantity) -> str:
    """A figure with its unit, or why there is none."""
    if quantity.value is None:
        return STATE_WORDS[quantity.state or "none"]()
    number, unit = decimal(quantity.value, -6), quantity.unit or ""
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def address(case: Case, quantity: Quantity) -> str:
    """Where a series is shown."""
    return f"{reverse('quantities', args=[case.name])}#{quantity.subject}"


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
