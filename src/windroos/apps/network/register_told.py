"""Sites, conditions and labour markets in the words of a reader, the same on every page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.evidence.queries import Reader
from windroos.apps.evidence.quoting import Place
from windroos.apps.network import wording
from windroos.apps.network import words as said
from windroos.apps.network.models import Condition, Labour
from windroos.apps.network.queries.citing import cited
from windroos.apps.network.queries.conditions import where
from windroos.apps.network.queries.labour import SharedShortage
from windroos.apps.network.queries.places import Places
from windroos.apps.regions.queries import Case


class Telling:
    """The words of a page for its reader: names of regions, areas and places in documents."""

    def __init__(self, case: Case, user: Reader, passages: Iterable[str | None]) -> None:
        self.case = case
        self.names = Places(case)
        self.places = cited(case, user, passages)

    def url(self, page: str, *arguments: str) -> str:
        return reverse(f"network:{page}", args=[self.case.name, *arguments])

    def place(self, passage: str | None) -> Place | None:
        """Where a passage stands, with its words if they may be read."""
        return self.places.get(passage or "")

    def rests(self, row: Any) -> dict[str, Any]:
        """What something rests on, and the note that goes with it."""
        note, language = wording.own_language(row.note_nl or "", row.note_en or "")
        return {
            "place": self.place(row.passage),
            "reading": row.basis == "reading",
            "basis": said.word(said.BASES, row.basis),
            "note": note,
            "note_language": language,
        }


def amount(value: float) -> str:
    """A number as the reader writes it, without decimals that it does not have."""
    whole = float(value).is_integer()
    return str(number_format(int(value) if whole else value, force_grouping=abs(value) >= 10_000))


def measured(value: float, unit: str | None) -> str:
    """A value with its unit."""
    shown = amount(value)
    if unit == "%" and get_language() == "en":
        return f"{shown}%"
    return f"{shown} {unit}" if unit else shown


def condition_told(row: Condition, told: Telling) -> dict[str, Any]:
    """A condition in the words of the reader."""
    code = where(row)
    return {
        "slug": row.slug,
        "condition": capfirst(said.word(said.CONDITIONS, row.condition)),
        "region": told.names.region(code) if code else "",
        "site": row.site,
        "site_url": told.url("site", row.site.slug) if row.site is not None else "",
        "state": state_told(row.state),
        "since": row.since or "",
        "edit_url": told.url("condition_edit", row.slug),
        **told.rests(row),
    }


def state_told(state: str, n: int = 0) -> dict[str, Any]:
    """How much something presses: its word, and how often it is said."""
    return {
        "id": state,
        "word": said.word(said.PRESSURES, state),
        "n": n,
    }


def labour_told(row: Labour, told: Telling) -> dict[str, Any]:
    """Something about a labour market in the words of the reader."""
    label, language = wording.own_language(row.label_nl, row.label_en)
    regions = [told.names.region(code) for code in (row.region, row.other_region) if code]
    value = ""
    if row.value is not None:
        value = measured(row.value, row.unit)
        if row.year is not None:
            value = _("%(value)s in %(year)s") % {"value": value, "year": row.year}
    return {
        "slug": row.slug,
        "label": label,
        "language": language,
        "where": said.enumerated(regions),
        "across": bool(row.other_region),
        "value": value,
        "organisation": row.organisation,
        "edit_url": told.url("labour_record_edit", row.slug),
        **told.rests(row),
    }


def shared_told(one: SharedShortage, told: Telling) -> dict[str, Any]:
    """A shortage that a partner shares with home, in the words of the reader."""
    label, language = wording.own_language(one.ours.label_nl, one.ours.label_en)
    rows = {one.ours.pk: one.ours, one.theirs.pk: one.theirs}.values()
    places = {row.passage: told.place(row.passage) for row in rows}
    notes = dict.fromkeys(told.rests(row)["note"] for row in rows)
    return {
        "partner": told.names.region(one.partner),
        "code": one.partner,
        "label": label,
        "language": language,
        "together": one.together,
        "notes": [note for note in notes if note],
        "places": [place for place in places.values() if place is not None],
    }
