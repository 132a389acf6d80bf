"""Letting everyone read a document, and making it internal again."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.accounts.queries import User
from windroos.apps.compass.presenting import case_or_404
from windroos.apps.evidence import actions


@require_POST
def release(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """Letting everyone read the version that was looked at."""
    row, _value = case_or_404(case)
    user, sha256 = cast(User, request.user), request.POST.get("sha256", "")
    return _pressed(
        request,
        lambda: actions.release_document(row, source, sha256=sha256, actor=user),
        _("Everyone can read this document now."),
        (case, source),
    )


@require_POST
def withdraw(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """Making a released document internal again."""
    row, _value = case_or_404(case)
    user = cast(User, request.user)
    return _pressed(
        request,
        lambda: actions.withdraw_document(row, source, actor=user),
        _("This document is internal again."),
        (case, source),
    )


def _pressed(
    request: HttpRequest, act: Callable[[], object], done: str, page: tuple[str, str]
) -> HttpResponse:
    """Back at the document, with what was done or why it was not."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("document", *page)
