"""What the pages of decisions and reviews share: for whom they are, and how a form is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from windroos.apps.accounts.forms import tell
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.compass.forms.deciding import VersionedForm
from windroos.apps.compass.views.scenario_desk import Desk, desk
from windroos.apps.regions.conflicts import Conflict

Context = dict[str, Any]
PAIR = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def staff_desk(request: HttpRequest, name: str) -> Desk:
    """The case of that name for its staff; for others there is no such page."""
    at = desk(request, name)
    if not at.staff:
        raise Http404("for the staff of the case")
    return at


def may_decide(at: Desk, role: str) -> bool:
    """Whether they may decide for a role: by the mandate of their organisation."""
    return may(at.user, "compass.take_drafts", case=at.case, role=role)


def must_decide(at: Desk, role: str, action: str) -> None:
    """Raises `Refused` unless they may do an action for a role."""
    if not may(at.user, f"compass.{action}", case=at.case, role=role):
        raise Refused(ACTIONS[f"compass.{action}"])


def crumbs(at: Desk, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of decisions; the page itself has no address."""
    first = (_("Decisions"), at.url("decisions") if steps else "")
    return [{"label": label, "url": url} for label, url in (first, *steps)]


def fill_in(
    at: Desk,
    form: VersionedForm,
    template: str,
    context: Context,
    *,
    save: Callable[[], str],
) -> HttpResponse:
    """A page with a form: filled in well it is saved, and leads to the address that gives.

    What the action refuses is shown at its fields. When someone else was first, both versions are
    shown and saving again replaces theirs.
    """
    conflict = None
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(save())
        except ValidationError as error:
            tell(form, error)
        except Conflict as found:
            conflict = found
            form.replace(version=str(found.version))
    status = 409 if conflict else 400 if form.errors else 200
    context = {**context, "form": form, "conflict": conflict}
    return render(at.request, template, context, status=status)


def press(at: Desk, do: Callable[[], str], back: str) -> HttpResponse:
    """A button that needs no form: done, with what is said of it, or told why not."""
    try:
        messages.success(at.request, do())
    except ValidationError as error:
        messages.error(at.request, " ".join(error.messages))
    except Conflict:
        messages.error(
            at.request,
            _("Someone else changed this in the meantime, so nothing was done. Look again."),
        )
    return HttpResponseRedirect(back)


def sent_pairs(request: HttpRequest, name: str) -> dict[int, int]:
    """Numbers with the version that was seen of each, as `12-3`; what is none is left out."""
    found = (PAIR.fullmatch(text) for text in request.POST.getlist(name))
    return {int(pair[1]): int(pair[2]) for pair in found if pair}
