"""One organisation of the register: what it is, does, is called, and has to do with others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.apps.evidence.quoting import Place
from windroos.apps.network import queries, wording
from windroos.apps.network import words as said
from windroos.apps.network.models import Organisation, Part, Tie
from windroos.apps.network.queries import citing
from windroos.apps.network.queries import organisations as found
from windroos.apps.network.queries.programmes import taking_part
from windroos.apps.network.views.organisations import Words
from windroos.apps.network.views.registering import PAGES
from windroos.apps.network.views.shared import Desk, crumbs, desk
from windroos.apps.network.wording import own_language, own_text
from windroos.link.text import align, words_of

_ADDRESSES = {
    "lei": "https://search.gleif.org/#/record/%s",
    "wikidata": "https://www.wikidata.org/wiki/%s",
}


@require_safe
def organisation(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """An organisation; of one that was taken out, its staff still see the history."""
    at = desk(request, case)
    one = found.organisation(at.case, slug)
    if one is None:
        return PAGES.gone(at, slug)
    told = _Told(at, one)
    history = PAGES.history(at, slug)
    version = history["row"]["version"]
    context = {
        "crumbs": crumbs((_("Organisations"), at.url("organisations")), (one.name, "")),
        "at": at,
        "one": one,
        "slug": slug,
        "answer": told.answer(),
        "kind": capfirst(str(said.KINDS[one.kind])),
        "facts": told.facts(),
        "roles": told.roles(),
        "below": [told.words.row(other, roles) for other, roles in told.below],
        "ties": told.ties(),
        "sites": told.sites(),
        "holds": told.holds(),
        "programmes": told.programmes(),
        "mentions": told.mentions(),
        "contacts": queries.contacts_of(at.case, at.user, slug),
        "dialogues": told.dialogues(),
        "just_saved": request.GET.get("saved") == str(version) and version > 1,
        **history,
    }
    return render(request, "network/organisation.html", context)


class _Told:
    """An organisation in the reader's words."""

    def __init__(self, at: Desk, one: Organisation) -> None:
        self.at, self.one, self.case = at, one, at.case
        self.words = Words(at)
        self.places = self.words.places
        self.parts: Sequence[Part] = found.roles([one]).get(one.pk, [])
        below = found.parts_below(self.case, one.slug)
        roles = found.roles(below)
        self.below = [(other, roles.get(other.pk, [])) for other in below]
        self.tied = found.ties(one)
        self.named = list(one.mentions.all())  # type: ignore[attr-defined]
        self.held = found.holds(one)
        self.takes_part = taking_part(one)
        self.cited = citing.cited(
            self.case,
            at.user,
            [
                row.passage
                for row in (*self.parts, *self.tied, *self.named, *self.held, *self.takes_part)
            ],
        )

    def answer(self) -> str:
        """What it is, where it is and what it works on, in a sentence."""
        kind = capfirst(str(said.KINDS[self.one.kind]))
        where = ", ".join(filter(None, (self.one.place or "", self._region())))
        sentence = _("%(kind)s in %(place)s") % {"kind": kind, "place": where} if where else kind
        areas = list(dict.fromkeys(self.words.area(one.area) for one in self.parts))
        if areas:
            return _("%(what)s. Technology areas: %(areas)s.") % {
                "what": sentence,
                "areas": said.enumerated(areas),
            }
        return f"{sentence}."

    def facts(self) -> dict[str, Any]:
        one = self.one
        names = list(one.names.all())  # type: ignore[attr-defined]
        parent = found.organisation(self.case, one.parent) if one.parent else None
        note, note_language = own_language(one.note_nl or "", one.note_en or "")
        return {
            "names": [
                {
                    "name": row.name,
                    "language": row.language or "",
                    "kind": said.NAME_KINDS[row.kind],
                }
                for row in names
                if row.kind != "official"
            ],
            "official": next((row for row in names if row.kind == "official"), None),
            "where": ", ".join(
                filter(
                    None,
                    (one.place or "", self._region(), self.places.country(one.country)),
                )
            ),
            "basis": said.BASES.get(one.basis or "", ""),
            "parent": parent and {"name": parent.name, "url": self._url(parent.slug)},
            "identifiers": [
                {
                    "scheme": said.SCHEMES[row.scheme],
                    "value": row.value,
                    "url": _address(row.scheme, row.value),
                }
                for row in one.identifiers.all()  # type: ignore[attr-defined]
            ],
            "note": note,
            "note_language": note_language,
        }

    def roles(self) -> list[dict[str, Any]]:
        return [
            {
                "area": self.words.area(one.area),
                "area_url": f"{self.at.url('organisations')}?area={one.area}",
                "category": capfirst(str(said.CATEGORIES[one.category])),
                **self._grounds(one),
            }
            for one in self.parts
        ]

    def ties(self) -> list[dict[str, Any]]:
        return [self._tie(one) for one in self.tied]

    def _tie(self, tie: Tie) -> dict[str, Any]:
        mine = tie.organisation_id == self.one.pk  # type: ignore[attr-defined]
        other = tie.other if mine else tie.organisation
        return {
            "slug": tie.slug,
            "words": said.RELATIONS[tie.kind][0 if mine else 1],
            "name": other.name,
            "url": self._url(other.slug),
            "period": said.period(tie.start, tie.end),
            "ended": bool(tie.end),
            "source": tie.source or "",
            "edit": self.at.url("relation_edit", self.one.slug, tie.slug),
            **self._grounds(tie),
        }

    def _grounds(self, row: Any) -> dict[str, Any]:
        """What says so, with its words and our note."""
        note, language = own_language(row.note_nl or "", row.note_en or "")
        return {
            "basis": said.BASES[row.basis],
            "text": row.basis == "text",
            "note": note,
            "note_language": language,
            "place": self.cited.get(row.passage or ""),
        }

    def sites(self) -> list[dict[str, Any]]:
        return [
            {
                "slug": one.slug,
                "name": one.name,
                "kind": said.SITE_KINDS.get(one.kind, one.kind),
                "place": one.place or "",
                "runs": one.operator_id == self.one.pk,  # type: ignore[attr-defined]
            }
            for one in found.sites_of(self.one)
        ]

    def holds(self) -> list[dict[str, Any]]:
        links = found.links(self.held)
        made = []
        for one in self.held:
            link = links.get((one.chain_id, one.link))  # type: ignore[attr-defined]
            chain = one.chain
            made.append(
                {
                    "chain": own_language(chain.label_nl, chain.label_en)[0],
                    "chain_slug": chain.slug,
                    "link": own_language(link.label_nl, link.label_en)[0] if link else one.link,
                    "strength": said.STRENGTHS[one.strength],
                    **self._grounds(one),
                }
            )
        return made

    def programmes(self) -> list[dict[str, Any]]:
        """The programmes it takes part in, and as what."""
        return [
            {
                "name": capfirst(own_text(one.programme, "label")),
                "url": self.at.url("programmes:programme", one.programme.slug),
                "part": own_text(one.part, "label") if one.part else "",
                "as": said.AGREEMENT_KINDS[one.role]
                if one.agreement
                else said.TAKING_PART[one.role],
                "period": said.period(one.start, one.end),
                **self._grounds(one),
            }
            for one in self.takes_part
        ]

    def mentions(self) -> list[dict[str, Any]]:
        """The passages that name it, in the order of the documents, each with the names."""
        by: dict[str, list[str]] = {}
        for one in self.named:
            by.setdefault(one.passage, []).append(one.name)
        there: list[tuple[Place, list[str]]] = [
            (self.cited[passage], names) for passage, names in by.items() if passage in self.cited
        ]
        return [{"place": place, "names": names} for place, names in there]

    def dialogues(self) -> list[dict[str, str]]:
        """The dialogues that name it by any of its names, for the staff of the case."""
        if not self.at.staff:
            return []
        names = [words_of(row.name) for row in self.one.names.all()]  # type: ignore[attr-defined]
        patterns = [
            re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names if len(name) > 1
        ]
        made = []
        for one in queries.dialogues(self.case, self.at.user):
            texts = (one.organisation, one.summary, one.conclusions, one.public_nl, one.public_en)
            text = align("\n\n".join(filter(None, texts))).text
            if any(pattern.search(text) for pattern in patterns):
                made.append(
                    {
                        "label": wording.label(one, self.at.names.regions),
                        "url": self.at.url("dialogue", one.pk),
                    }
                )
        return made

    def _region(self) -> str:
        return self.places.region(self.one.region)

    def _url(self, slug: str) -> str:
        return self.at.url("organisation", slug)


def _address(scheme: str, value: str) -> str:
    """Where a number leads; empty where there is no such page."""
    if value.startswith("https://"):
        return value
    if scheme == "ror":
        return f"https://ror.org/{value}"
    return _ADDRESSES[scheme] % value if scheme in _ADDRESSES else ""
