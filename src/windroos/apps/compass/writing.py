"""What the pages of analysts share: who may open them, and how they say what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from windroos import cases
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.accounts.queries import User
from windroos.apps.compass.actions import Written
from windroos.apps.compass.panels.kept import Reader
from windroos.apps.compass.presenting import case_or_404
from windroos.apps.regions.queries import Case


def writable(
    request: HttpRequest, name: str, action: str = "compass.judge"
) -> tuple[Case, cases.Case]:
    """A case and its value, for someone who may do this action on it; raises `Refused` else."""
    row, value = case_or_404(name)
    if not may(reader(request), action, case=row):
        raise Refused(ACTIONS[action])
    return row, value


def reader(request: HttpRequest) -> Reader:
    """Who reads: someone with an account, or a visitor."""
    return cast(Reader, request.user)


def writer(request: HttpRequest) -> User:
    """Who writes; the page asked that someone is logged in."""
    return cast(User, request.user)


def tell_done(
    request: HttpRequest, case: Case, text: str, written: Sequence[Written], back: str
) -> None:
    """Says what was done to rows of a table, with a button that undoes it and leads back."""
    context = {"text": text, "case": case, "written": written, "back": back}
    said = render_to_string("compass/judging/done.html", context, request)
    messages.success(request, mark_safe(said))  # noqa: S308 (the template escapes what it is given)
