"""The page of all sources: where the figures come from, how old they are, what rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Import, Standing
from windroos.site.sources import words
from windroos.site.sources.at import At
from windroos.site.sources.words import Fault

_HAVE = {"yes": True, "no": False}


@dataclass(frozen=True)
class Dependent:
    """A case that rests on a source, and which of its indicators do."""

    title: str
    url: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A source as it is listed."""

    standing: Standing
    at: At

    @property
    def title(self) -> str:
        return words.title(self.standing)

    @property
    def url(self) -> str:
        return self.at.source(self.standing.key)

    @property
    def gives(self) -> str:
        return words.kind(of_kind(self.standing))

    @property
    def age(self) -> str:
        return words.age(self.standing.age)

    @property
    def edition_url(self) -> str:
        edition = self.standing.edition
        return self.at.to("source_edition", edition.pk) if edition else ""

    @property
    def state(self) -> str:
        return words.state(self.standing.last) if self.standing.last else ""

    @property
    def import_url(self) -> str:
        """The page of the last import, for who brings sources in."""
        last = self.standing.last
        return self.at.to("source_import", last.pk) if last and self.at.brings else ""

    @property
    def failed(self) -> bool:
        last = self.standing.last
        return last is not None and (last.status == Import.Status.FAILED or last.broken_off)

    @property
    def faults(self) -> list[Fault]:
        """Why it failed, or is tried again."""
        last = self.standing.last
        return words.told(last.faults[:1], to_all=not self.at.brings) if last else []

    @property
    def dependents(self) -> list[Dependent]:
        return dependents(self.standing)


def of_kind(one: Standing) -> str:
    """The kind of table that a source gives."""
    return one.dataset.gives if one.dataset else one.edition.table if one.edition else ""


def dependents(one: Standing) -> list[Dependent]:
    """What rests on a source."""
    return [
        Dependent(of.title, reverse("compass:overview", args=[of.case]), of.indicators)
        for of in one.dependents
    ]


@require_safe
def sources(request: HttpRequest, case: str = "") -> HttpResponse:
    """Every source; `have` keeps those of which there is an edition, or those of which there is
    none, `gives` those of a kind."""
    at = At(request, case)
    found = evidence.standings()
    have, gives = _HAVE.get(request.GET.get("have", "")), request.GET.get("gives", "")
    kinds = sorted({of_kind(one) for one in found}, key=words.kind)
    shown = [
        one
        for one in found
        if (have is None or have == (one.edition is not None))
        and (gives not in kinds or gives == of_kind(one))
    ]
    # What there is comes first, then what can be had.
    rows = sorted((Row(one, at) for one in shown), key=lambda row: row.title.casefold())
    return render(
        request,
        "windroos/sources/list.html",
        {
            "at": at,
            "answer": _answer(found),
            "here": [row for row in rows if row.standing.edition],
            "to_have": [row for row in rows if not row.standing.edition],
            "have": request.GET.get("have", ""),
            "kinds": [(one, words.kind(one), one == gives) for one in kinds],
            "shown": len(rows),
            "busy": any(one.last and one.last.under_way for one in found),
        },
    )


def _answer(found: list[Standing]) -> str:
    here = [one for one in found if one.edition]
    publishers = {one.dataset.publisher for one in found if one.dataset}
    told = _("From %(n)s sources of %(publishers)s publishers that Windroos can read.") % {
        "n": len(found),
        "publishers": len(publishers),
    }
    if not here:
        return f"{told} " + _("None of them has been brought in yet.")
    text = ngettext("%(n)s of them has been brought in.", "%(n)s have been brought in.", len(here))
    return f"{told} " + text % {"n": len(here)}
