"""Taking organisations of open sources in: choosing a source, looking at proposals, deciding.

What is chosen in the address is kept through a submit, so that someone comes back to the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.evidence.queries import Edition
from windroos.apps.network import actions
from windroos.apps.network.actions import Decision
from windroos.apps.network.candidate_words import field_label, reasons, standing, type_label
from windroos.apps.network.queries import candidates
from windroos.apps.network.queries.candidates import Offer, Offered
from windroos.apps.network.views.shared import Desk, crumbs, writers_desk
from windroos.cases.register.source_records import Filter
from windroos.sources.asked import named
from windroos.sources.lake import LakeError
from windroos.sources.shape import SourceError

PER_PAGE = 50
_FIELDS = ("source", "country", "region", "place", "type", "words", "projects", "state")
_SHORTEST = 300  # characters of what is asked; more is no name


@dataclass(frozen=True)
class Row:
    """A record as it is shown, with the choices there are for it."""

    one: Offered
    name: str
    number: int
    types: str
    says: str
    choices: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, str], ...]


def take_in(request: HttpRequest, case: str) -> HttpResponse:
    """The records of a source that are asked for; what is sent is done, and leads back."""
    at = writers_desk(request, case, "take_in")
    there = candidates.sources()
    chosen = {name: request.GET.get(name, "").strip()[:_SHORTEST] for name in _FIELDS}
    if chosen["source"] not in there:
        chosen["source"] = next(iter(there), "") if len(there) == 1 else ""
    edition = there.get(chosen["source"])
    if edition is not None and request.method == "POST":
        return _decided(at, edition, chosen)
    context: dict[str, Any] = {
        "at": at,
        "crumbs": crumbs((_("Organisations from open sources"), "")),
        "sources": [(key, _title(key)) for key in there],
        "chosen": chosen,
        "edition": edition,
        "states": _states(),
    }
    if edition is not None:
        try:
            context |= _shown(at, edition, chosen)
        except LakeError:
            context["lost"] = True
    return render(request, "network/take_in.html", context)


def _shown(at: Desk, edition: Edition, chosen: dict[str, str]) -> dict[str, Any]:
    offer = candidates.offer(at.case, edition, _wanted(chosen))
    state = chosen["state"] if chosen["state"] in candidates.STATES else "open"
    found = [one for one in offer.rows if chosen["state"] == "all" or one.state == state]
    pages = Paginator(found, PER_PAGE)
    page = pages.get_page(at.request.GET.get("page"))
    rows = [_row(offer, one, number) for number, one in enumerate(page.object_list)]
    kept = {name: value for name, value in chosen.items() if value}
    return {
        "offer": offer,
        "counts": offer.counts(),
        "types": [(one, type_label(one)) for one in candidates.types_of(edition)],
        "rows": rows,
        "page": page,
        "state": "all" if chosen["state"] == "all" else state,
        "kept": urlencode(kept),
        "certain_elsewhere": len(offer.certain)
        - sum(one.one in offer.certain for one in rows if one.one.state == "open"),
        "title": _title(edition.source),
    }


def _wanted(chosen: dict[str, str]) -> Filter:
    projects = chosen["projects"]
    return Filter(
        country=chosen["country"].upper(),
        region=chosen["region"].upper(),
        place=chosen["place"],
        type=chosen["type"],
        words=chosen["words"],
        projects=int(projects) if projects.isascii() and projects.isdigit() else 0,
    )


def _row(offer: Offer, one: Offered, number: int) -> Row:
    choices: list[dict[str, Any]] = []

    def choice(value: str, label: str, why: str = "", *, set_: bool = False) -> None:
        choices.append({"value": value, "label": label, "why": why, "set": set_})

    if one.state == "changed":
        choice("", _("Decide later"), set_=True)
        choice("accept", _("Take over what the source says now"))
        choice("keep", _("Keep what stands here"))
    elif one.state == "refused":
        choice("", _("Not wanted"), set_=True)
        choice("again", _("Offer it again"))
    elif one.state == "open":
        certain = one.match.standing == "certain"
        choice("", _("Decide later"), set_=not certain)
        for proposal in one.match.proposals:
            name = offer.names.get(proposal.id, proposal.id)
            label = _("It is %(name)s") % {"name": name}
            choice(f"is {proposal.id}", label, reasons(proposal.reasons), set_=certain)
            certain = False
        choice("new", _("It is a new one: add it"))
        choice("refused", _("Not wanted"))
    return Row(
        one,
        offer.names.get(one.organisation, ""),
        number,
        ", ".join(type_label(name) for name in one.record.types),
        standing(one.match.standing) if one.state == "open" else "",
        tuple(choices),
        tuple(
            {
                "field": field_label(change.field),
                "before": change.before or "–",
                "now": change.now or "–",
                "here": change.here or "–",
            }
            for change in one.changes
        ),
    )


def _decided(at: Desk, edition: Edition, chosen: dict[str, str]) -> HttpResponse:
    sent = at.request.POST
    back = f"{at.url('take_in')}?{urlencode({n: v for n, v in chosen.items() if v})}"
    if sent.get("sha256") != edition.sha256:
        messages.error(
            at.request, _("The source has a newer edition than the one you looked at. Look again.")
        )
        return HttpResponseRedirect(back)
    made: dict[str, Decision] = {}
    for number in range(PER_PAGE):
        record, choice = sent.get(f"record_{number}", ""), sent.get(f"choice_{number}", "")
        outcome, _space, organisation = choice.partition(" ")
        if record and outcome in actions.OUTCOMES:
            made[record] = Decision(record, outcome, organisation)
    try:
        if sent.get("all_certain"):
            shown = {sent.get(f"record_{number}", "") for number in range(PER_PAGE)}
            for one in candidates.offer(at.case, edition, _wanted(chosen)).certain:
                if one.record.id not in shown:
                    same = one.match.proposals[0].id
                    made[one.record.id] = Decision(one.record.id, "is", same)
        if not made:
            messages.info(at.request, _("Nothing was decided yet."))
            return HttpResponseRedirect(back)
        done = actions.take_in(at.case, edition, list(made.values()), actor=at.user)
    except (ValidationError, LakeError) as error:
        told = error.messages if isinstance(error, ValidationError) else [_lost()]
        messages.error(at.request, " ".join(told))
    else:
        said = _("%(made)s new, %(changed)s changed, %(refused)s not wanted.")
        values = {
            "made": len(done.made),
            "changed": len(done.changed),
            "refused": done.refused,
        }
        messages.success(at.request, said % values)
    return HttpResponseRedirect(back)


def _lost() -> str:
    return _("The snapshot of this source is lost: bring the source in again.")


def _title(key: str) -> str:
    try:
        return named(key).title(get_language() or "nl")
    except SourceError:
        return key


def _states() -> list[tuple[str, str]]:
    return [
        ("open", _("To decide on")),
        ("changed", _("The source says otherwise now")),
        ("done", _("In the register")),
        ("refused", _("Not wanted")),
        ("all", _("All")),
    ]
