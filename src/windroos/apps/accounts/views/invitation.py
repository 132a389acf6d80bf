"""Accepting an invitation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.forms import AcceptForm, tell
from windroos.apps.accounts.models import Invitation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.accounts.views.entering import welcome

_SECRET = "invitation"  # noqa: S105 (where the session keeps it)


@never_cache
@require_safe
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the e-mail: takes the secret out of the address, where others might read it."""
    request.session[_SECRET] = secret
    return redirect("accounts:accept")


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Name and password of who is new; a button for who has an account."""
    secret = request.session.get(_SECRET, "")
    invitation = queries.invitation_of(secret)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=404)
    user = request.user
    has_account = User.objects.filter(email=invitation.email).exists()
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST":
        try:
            done = _joined(request, invitation) or _accepted(request, form, secret)
        except ValidationError as error:
            tell(form, error)
            done = None
        if done is not None:
            request.session.pop(_SECRET, None)
            return done
    context = {
        "invitation": invitation,
        "form": form,
        "has_account": has_account,
        "mine": isinstance(user, User) and user.email == invitation.email,
    }
    return render(request, "accounts/invitation.html", context)


def _joined(request: HttpRequest, invitation: Invitation) -> HttpResponse | None:
    """Who is logged in takes the role with the account they have."""
    if not isinstance(request.user, User):
        return None
    actions.join(actor=request.user, invitation=invitation)
    messages.success(
        request,
        _("You are now %(role)s of %(organisation)s.")
        % {"role": Role(invitation.role).label, "organisation": invitation.organisation},
    )
    return redirect("accounts:account")


def _accepted(request: HttpRequest, form: AcceptForm, secret: str) -> HttpResponse | None:
    """Who is new gets an account, and is logged in with it."""
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        user = actions.accept_invitation(
            secret=secret, name=told["name"], password=told["new_password"]
        )
    except ValidationError as error:
        tell(form, error, {"password": "new_password"})
        return None
    actions.log_in(request, user, how="invitation")
    return welcome(user, "/")
