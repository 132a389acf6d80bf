"""Dialogues: the list, one of them, recording, changing and releasing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network import actions, queries, wording
from windroos.apps.network.forms import DialogueForm, ReleaseForm, VersionedForm, filled
from windroos.apps.network.models import Dialogue, Recorded
from windroos.apps.network.models.dialogues import Level, With
from windroos.apps.network.views.points import shown as point
from windroos.apps.network.views.shared import (
    Desk,
    chosen,
    crumbs,
    desk,
    fill_in,
    just_saved,
    press,
    region_choices,
    sent_number,
    writers_desk,
)
from windroos.apps.network.views.told import steps
from windroos.apps.regions import journal


def dialogues(request: HttpRequest, case: str) -> HttpResponse:
    """The dialogues of a case: all for its staff, what was released for others."""
    at = desk(request, case)
    everything = queries.dialogues(at.case, at.user)
    years = queries.years(everything)
    subjects = {subject for one in everything for subject in one.subjects}
    filters = {
        "region": chosen(request, "region", {one.region for one in everything}),
        "kind": chosen(request, "kind", With.values),
        "subject": chosen(request, "subject", subjects),
        "year": chosen(request, "year", years),
        "state": chosen(request, "state", ("internal", "released", "removed")),
        "words": " ".join(request.GET.get("words", "").replace("\0", " ")[:200].split()),
    }
    found = queries.dialogues(at.case, at.user, **{**filters, "year": int(filters["year"] or 0)})
    context = {
        "crumbs": crumbs((_("Dialogues"), "")),
        "rows": [_shown(at, one) for one in found],
        "total": len(everything),
        "released": sum(not one.internal for one in everything),
        "latest": _shown(at, everything[0]) if everything else None,
        "filters": filters,
        "filtered": any(filters.values()),
        "regions": region_choices(at, everything),
        "kinds": [k for k in With.choices if k[0] in {one.kind for one in everything}],
        "subjects": [s for s in at.names.subjects.items() if s[0] in subjects],
        "years": years,
        "at": at,
        "may_write": at.may("add_dialogue"),
    }
    return render(request, "network/dialogues.html", context)


def dialogue(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One dialogue: everything for the staff, what was released for others."""
    at = desk(request, case)
    row = _dialogue_or_404(at, number)
    shown = _shown(at, row)
    context: dict[str, Any] = {
        "crumbs": crumbs((_("Dialogues"), at.url("dialogues")), (shown["title"], "")),
        "shown": shown,
        "row": row,
        "at": at,
    }
    if at.staff:
        context |= {
            "places": at.names.places(row.places),
            "history": steps(row, at.names),
            "points_from": [point(at, one) for one in queries.points_of(row, "source")],
            "points_raised": [point(at, one) for one in queries.points_of(row, "raised_in")],
            "points_open": [
                point(at, one)
                for one in queries.points(at.case, at.user, region=row.region, status="open")
            ],
            "may_write": at.may("change_dialogue"),
            "just_saved": just_saved(request, row),
            "led_to": _led_to(at, row),
        }
    return render(request, "network/dialogue.html", context)


def _led_to(at: Desk, row: Dialogue) -> list[dict[str, str]]:
    """The judgements and findings that rest on a dialogue, in the words of each as it stands."""
    found = []
    for one in row.leads_to:
        table, id = one.split("/", 1)
        held = journal.current(at.case, table, [id]).get(id)
        said = (held.row if held else None) or {}
        text, language = wording.own_language(
            str(said.get("reason_nl") or ""), str(said.get("reason_en") or "")
        )
        subject = at.names.subjects.get(str(said.get("criterion") or said.get("precondition")), "")
        found.append(
            {"table": table, "id": id, "words": text, "language": language, "subject": subject}
        )
    return found


def new(request: HttpRequest, case: str) -> HttpResponse:
    """Recording a dialogue."""
    at = writers_desk(request, case, "add_dialogue")
    form = DialogueForm(
        at.case, request.POST or None, initial={"region": request.GET.get("region", "")}
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.add_dialogue(actor=at.user, case=at.case, **form.values())

    context = {
        "crumbs": crumbs((_("Dialogues"), at.url("dialogues")), (_("Record a dialogue"), "")),
        "known_places": at.names.known_places.values(),
        "cancel": at.url("dialogues"),
    }
    return fill_in(
        at, form, "network/dialogue_form.html", context, save=save, url=lambda row: _url(at, row)
    )


def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Changing a dialogue; what was released of it stays as it is."""
    at = writers_desk(request, case, "change_dialogue")
    row = _dialogue_or_404(at, number)
    form = DialogueForm(at.case, request.POST or None, initial=filled(row, Dialogue.FIELDS))

    def save(form: VersionedForm) -> Recorded:
        return actions.change_dialogue(
            actor=at.user,
            case=at.case,
            dialogue=row.pk,
            version=form.cleaned_data["version"] or 0,
            changes=form.values(),
        )

    shown = _shown(at, row)
    context = {
        "crumbs": _crumbs(at, shown, _("Change")),
        "known_places": at.names.known_places.values(),
        "cancel": shown["url"],
        "shown": shown,
        "row": row,
    }
    return fill_in(
        at, form, "network/dialogue_form.html", context, save=save, url=lambda row: _url(at, row)
    )


def release(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Making a text of a dialogue public, having seen what becomes visible and what does not."""
    at = writers_desk(request, case, "release_dialogue")
    row = _dialogue_or_404(at, number)
    if row.removed:
        raise Http404("a dialogue out of the list is not released")
    form = ReleaseForm(
        at.case,
        request.POST or None,
        initial=filled(row, ("public_nl", "public_en", "names_organisation")),
    )

    def save(form: VersionedForm) -> Recorded:
        return actions.release_dialogue(
            actor=at.user,
            case=at.case,
            dialogue=row.pk,
            version=form.cleaned_data["version"] or 0,
            **form.values(),
        )

    shown = _shown(at, row)
    context = {
        "crumbs": _crumbs(at, shown, _("Make public")),
        "cancel": shown["url"],
        "shown": shown,
        "row": row,
    }
    return fill_in(
        at, form, "network/release.html", context, save=save, url=lambda row: _url(at, row)
    )


@require_POST
def take_back(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Making a released dialogue internal again."""
    at = writers_desk(request, case, "take_back_dialogue")
    row = _dialogue_or_404(at, number)
    return press(
        at,
        lambda: actions.take_back_dialogue(
            actor=at.user,
            case=at.case,
            dialogue=row.pk,
            version=sent_number(request, "version"),
        ),
        _url(at, row),
    )


def _dialogue_or_404(at: Desk, number: int) -> Dialogue:
    row = queries.dialogue(at.case, at.user, number)
    if row is None:
        raise Http404(f"no dialogue {number} to see")
    return row


def _url(at: Desk, row: Recorded) -> str:
    return at.url("dialogue", row.pk)


def _crumbs(at: Desk, shown: dict[str, Any], here: str) -> list[dict[str, str]]:
    return crumbs((_("Dialogues"), at.url("dialogues")), (shown["title"], shown["url"]), (here, ""))


def _shown(at: Desk, row: Dialogue) -> dict[str, Any]:
    """A dialogue as the reader may see it."""
    region, day = at.names.region(row.region), wording.day(row.held)
    organisation = row.organisation if at.staff or row.names_organisation else ""
    public, language = wording.own_language(row.public_nl, row.public_en)
    # In which language a colleague wrote is not known; of what is public it is.
    answer = (row.conclusions or row.summary, "") if at.staff else (public, language)
    return {
        "number": row.pk,
        "url": _url(at, row),
        "title": f"{organisation or row.get_kind_display()}, {day}",  # type: ignore[attr-defined]
        "region": region,
        "region_url": reverse("compass:region", args=[at.case.name, row.region])
        if row.region in at.names.regions
        else "",
        "held": row.held,
        "day": day,
        "kind": row.get_kind_display(),  # type: ignore[attr-defined]
        "organisation": organisation,
        "level": "" if row.level == Level.NONE else row.get_level_display(),  # type: ignore[attr-defined]
        "subjects": [at.names.subject(id) for id in row.subjects],
        "answer": Truncator(answer[0]).words(45),
        "answer_language": answer[1],
        "public": public,
        "public_language": language,
        "internal": row.internal,
        "removed": row.removed,
    }
