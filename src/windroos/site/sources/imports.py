"""The page of one import: how far it is, what came of it, what was wrong; cancelling, retrying."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from windroos.apps.evidence import actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.importing import runner
from windroos.apps.evidence.queries import Import
from windroos.site.sources import words
from windroos.site.sources.at import At

# So many faults are shown; who mends these sees whether the others had the same cause.
_MOST = 200


@login_required
@require_safe
def import_(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """How far an import is, and what came of it.

    A request of the script gets only how far it is, and is told to load the page again once it
    ended; without the script the page loads itself again.
    """
    at, one = _asked(request, number, case)
    if one.status == Import.Status.WAITING or one.broken_off:
        runner.wake()
        one.refresh_from_db()
    here = at.to("source_import", one.pk)
    context = {
        "at": at,
        "one": one,
        "here": here,
        "title": words.title_of(one.source),
        "state": words.state(one),
        "source_url": at.source(one.source),
        "edition_url": at.to("source_edition", one.edition.pk) if one.edition else "",
        "cancel_url": at.to("source_import_cancel", one.pk),
        "retry_url": at.to("source_import_retry", one.pk),
        "retries": _can_be_retried(one),
    }
    if "HX-Request" in request.headers:
        response = render(request, "windroos/sources/progress.html", context)
        if not one.under_way:
            response["HX-Refresh"] = "true"
    else:
        found = words.told(one.faults)
        context |= {
            "faults": found[:_MOST],
            "more": max(0, len(found) - _MOST),
            "count": len(found),
            "crumbs": at.crumbs((context["title"], context["source_url"]), (_("Import"), "")),
        }
        response = render(request, "windroos/sources/import.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _asked(request: HttpRequest, number: int, case: str) -> tuple[At, Import]:
    at = At(request, case)
    at.must("evidence.ask_import")
    one = evidence.import_(number)
    if one is None:
        raise Http404(f"no import {number}")
    return at, one


def _can_be_retried(one: Import) -> bool:
    """Whether it can be tried again: files that were handed in are kept no longer than it lasts."""
    ended = one.status in (Import.Status.FAILED, Import.Status.CANCELLED)
    waits = one.status == Import.Status.WAITING and one.again is not None
    return (ended and not one.files) or waits


@login_required
@require_POST
def cancel(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """Stop an import, and back to its page."""
    at, one = _asked(request, number, case)
    actions.cancel_import(one, actor=at.user)
    messages.success(
        request, _("The import is cancelled. What the source said before still holds.")
    )
    return redirect(at.to("source_import", one.pk))


@login_required
@require_POST
def retry(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """Try an import again, and back to its page."""
    at, one = _asked(request, number, case)
    try:
        actions.retry_import(one, actor=at.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        runner.wake()
    return redirect(at.to("source_import", one.pk))
