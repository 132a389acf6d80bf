"""“My account”: what one may see and change oneself."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.forms import ChangePasswordForm, ProfileForm, TokenForm, tell
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role
from windroos.apps.accounts.views.entering import welcome

# So many of one's own last log-ins are shown: enough to see one that was not oneself.
LOGINS = 5


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, language and roles, and the way to everything else of one's own."""
    user = cast(User, request.user)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_name(actor=user, name=form.cleaned_data["name"])
            actions.change_language(actor=user, language=form.cleaned_data["language"])
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Your account has been changed."))
            return welcome(user, request.path)
    context = {
        "form": form,
        "memberships": queries.memberships_of(user),
        "invitations": queries.invitations_for(user),
        "second_factor": queries.has_second_factor(user),
        "asked_by": queries.asked_by(user).first(),
        "tokens": sum(token.holds for token in queries.tokens_of(user)),
        "logins": queries.history("account", user.pk).filter(verb="logged-in")[:LOGINS],
        "administered": queries.administered_by(user),
    }
    return render(request, "accounts/account.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password."""
    user = cast(User, request.user)
    form = ChangePasswordForm(request, request.POST or None)
    has_password = user.has_usable_password()
    if request.method == "POST" and has_password and form.is_valid():
        chosen = form.cleaned_data["new_password"]
        try:
            actions.change_password(actor=user, password=chosen, request=request)
        except ValidationError as error:
            tell(form, error, {"password": "new_password"})
        else:
            messages.success(
                request, _("You have another password. Elsewhere you have been logged out.")
            )
            return redirect("accounts:account")
    tokens = any(token.holds for token in queries.tokens_of(user))
    context = {"form": form, "has_password": has_password, "tokens": tokens}
    return render(request, "accounts/password.html", context)


@login_required
@require_POST
def everywhere(request: HttpRequest) -> HttpResponse:
    """Logs out in every other browser."""
    actions.log_out_everywhere(actor=cast(User, request.user), request=request)
    messages.success(request, _("You are logged out everywhere but here."))
    return redirect("accounts:account")


@login_required
@require_POST
def join(request: HttpRequest, invitation: int) -> HttpResponse:
    """Accepts an invitation to one's own address."""
    user = cast(User, request.user)
    found = get_object_or_404(queries.invitations_for(user), pk=invitation)
    try:
        actions.join(actor=user, invitation=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = {"role": Role(found.role).label, "organisation": found.organisation}
        messages.success(request, _("You are now %(role)s of %(organisation)s.") % told)
    return redirect("accounts:account")


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and making one: its secret is on the page that answers, and nowhere else."""
    user = cast(User, request.user)
    form = TokenForm(request.POST or None)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.create_token(actor=user, **form.cleaned_data)
        except ValidationError as error:
            tell(form, error)
        else:
            form = TokenForm()
    context = {"form": form, "made": made, "secret": secret, "tokens": queries.tokens_of(user)}
    return render(request, "accounts/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Makes one of one's tokens void."""
    user = cast(User, request.user)
    found = get_object_or_404(queries.tokens_of(user), pk=token)
    actions.revoke_token(actor=user, token=found)
    messages.success(request, _("The token “%(name)s” is void.") % {"name": found.name})
    return redirect("accounts:tokens")
