"""Setting up the second factor, its recovery codes, and removing it."""

import base64
from typing import Any, cast

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.forms import CodeForm, PresentPasswordForm
from windroos.apps.accounts.models import User


@login_required
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """One page for it all; the button that was pressed says what to do."""
    user = cast(User, request.user)
    steps = {"begin": _begin, "confirm": _confirm, "codes": _codes, "remove": _remove}
    step = steps.get(request.POST.get("do", ""))
    # Who finds a browser open cannot put their own telephone in the place of one that is there.
    asked = step not in (None, _confirm) and queries.has_second_factor(user)
    own = PresentPasswordForm(request, request.POST if asked else None, auto_id="own_%s")
    told = step(request, user) if step and (not asked or own.is_valid()) else {}
    if isinstance(told, HttpResponse):
        return told
    showing = "set" in request.GET or step is _confirm
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first() if showing else None
    context = {
        "has_one": queries.has_second_factor(user),
        "asked_by": queries.asked_by(user).first(),
        "left": queries.recovery_codes_left(user),
        "confirm": CodeForm(),
        "own": own,
        **(_picture(device) if device else {}),
        **told,
    }
    return render(request, "accounts/second_factor.html", context)


def _begin(_request: HttpRequest, user: User) -> HttpResponse:
    actions.begin_second_factor(actor=user)
    return redirect(reverse("accounts:second-factor") + "?set")


def _confirm(request: HttpRequest, user: User) -> dict[str, Any]:
    form = CodeForm(request.POST)
    if form.is_valid():
        codes = actions.confirm_second_factor(
            actor=user, code=form.cleaned_data["code"], request=request
        )
        if codes is not None:
            return {"codes": codes, "new": True}
        form.add_error("code", _("This code is not right. It changes every 30 seconds."))
    return {"confirm": form}


def _codes(request: HttpRequest, user: User) -> dict[str, Any] | HttpResponse:
    try:
        return {"codes": actions.make_recovery_codes(actor=user)}
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:second-factor")


def _remove(request: HttpRequest, user: User) -> HttpResponse:
    try:
        actions.remove_second_factor(actor=user, request=request)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:second-factor")
    messages.success(request, _("You log in with your password alone now."))
    return redirect("accounts:account")


def _picture(device: TOTPDevice) -> dict[str, Any]:
    """The secret as a code to photograph, and in letters to type."""
    secret = base64.b32encode(device.bin_key).decode().rstrip("=")
    drawn = segno.make(device.config_url, error="m")
    return {
        "qr": drawn.svg_data_uri(scale=5, border=4, light="#fff"),
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
    }
