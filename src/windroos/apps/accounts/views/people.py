"""The people of an organisation, for who administers it."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from windroos.apps.accounts import actions, mails, queries
from windroos.apps.accounts.forms import InviteForm, OrganisationForm, RoleForm, tell
from windroos.apps.accounts.models import Organisation, User
from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import Person, Role


@login_required
@require_http_methods(["GET", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations one administers, and adding one."""
    user = cast(User, request.user)
    if not may(user, "accounts.create_organisation"):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_organisation(actor=user, **form.cleaned_data)
        except ValidationError as error:
            tell(form, error, {"slug": "name_nl"})
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": made})
            return redirect("accounts:people", slug=made.slug)
    context = {"form": form, "organisations": queries.administered_by(user)}
    return render(request, "accounts/organisations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works here and as what, who has been invited, and what the organisation asks."""
    user, organisation = cast(User, request.user), _organisation(request, slug)
    names = {"name_nl": organisation.name_nl, "name_en": organisation.name_en}
    form = OrganisationForm(request.POST or None, initial=names)
    if request.method == "POST":
        if request.POST.get("do") == "second-factor":
            return _second_factor(request, user, organisation)
        if form.is_valid():
            actions.rename_organisation(actor=user, organisation=organisation, **form.cleaned_data)
            messages.success(request, _("The name has been changed."))
            return redirect("accounts:people", slug=slug)
    found = queries.people_of(organisation)
    context = {
        "organisation": organisation,
        "people": found,
        "without": sum(one.user.is_active and not one.second_factor for one in found),
        "invitations": queries.invitations_of(organisation),
        "form": form,
        "crumbs": _crumbs(organisation),
    }
    return render(request, "accounts/people.html", context)


def _second_factor(request: HttpRequest, user: User, organisation: Organisation) -> HttpResponse:
    required = request.POST.get("required") == "yes"
    try:
        actions.require_second_factor(actor=user, organisation=organisation, required=required)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:people", slug=organisation.slug)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks someone new to join."""
    user, organisation = cast(User, request.user), _organisation(request, slug)
    form = InviteForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            invited = actions.invite(
                actor=user,
                organisation=organisation,
                email=told["email"],
                name=told["name"],
                role=Role(told["role"]),
                language=told["language"],
            )
        except ValidationError as error:
            tell(form, error)
        except mails.NotSent as error:
            form.add_error(None, str(error))
        else:
            return _say_invited(request, invited)
    context = {
        "organisation": organisation,
        "form": form,
        "crumbs": _crumbs(organisation, _("Invite someone")),
    }
    return render(request, "accounts/invite.html", context)


@login_required
@require_POST
def invitation(request: HttpRequest, slug: str, invitation: int) -> HttpResponse:
    """Sends an invitation again, or withdraws it."""
    user, organisation = cast(User, request.user), _organisation(request, slug)
    found = get_object_or_404(queries.invitations_of(organisation), pk=invitation)
    try:
        if request.POST.get("do") == "again":
            return _say_invited(request, actions.resend_invitation(actor=user, invitation=found))
        actions.withdraw_invitation(actor=user, invitation=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except mails.NotSent as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation has been withdrawn."))
    return redirect("accounts:people", slug=slug)


def _say_invited(request: HttpRequest, invited: actions.Invited) -> HttpResponse:
    email = invited.invitation.email
    messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": email})
    if settings.WINDROOS_DEMO:
        # In the demo no e-mail leaves the machine.
        link = request.build_absolute_uri(invited.path)
        said = _("In this demo no e-mail is sent. The address in it is: %(link)s")
        messages.info(request, said % {"link": link})
    return redirect("accounts:people", slug=invited.invitation.organisation.slug)


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """Someone of the organisation, and what its administrator can do for them."""
    user, organisation = cast(User, request.user), _organisation(request, slug)
    subject = get_object_or_404(User, pk=account)
    found = next(iter(queries.people_of(organisation, subject)), None)
    if found is None:
        return redirect("accounts:people", slug=slug)
    form = RoleForm(request.POST or None, initial={"role": found.role})
    if request.method == "POST":
        try:
            said = _do(request, user, organisation, found, form)
        except ValidationError as error:
            tell(form, error)
            said = ""
        if said:
            messages.success(request, said)
            return redirect(request.path)
    context = {
        "organisation": organisation,
        "person": found,
        "form": form,
        "locked": queries.is_locked(subject),
        "whole": may(user, "accounts.close_account", user=subject),
        "tokens": [token for token in queries.tokens_of(subject) if token.holds],
        "events": queries.trail(user).filter(subject_type="account", subject_id=str(subject.pk))[
            :10
        ],
        "crumbs": _crumbs(organisation, subject.name),
    }
    return render(request, "accounts/person.html", context)


def _do(
    request: HttpRequest, actor: User, organisation: Organisation, person: Person, form: RoleForm
) -> str:
    """Does what the pressed button says; returns what was done, in words."""
    user = person.user
    simple: dict[str, tuple[Callable[..., None], str]] = {
        "close": (actions.close_account, _("The account of %(name)s is closed.")),
        "reopen": (actions.reopen_account, _("The account of %(name)s is open again.")),
        "unlock": (actions.unlock_account, _("%(name)s can try to log in again.")),
        "second-factor": (
            actions.reset_second_factor,
            _("%(name)s logs in with the password alone, and can set up a second factor again."),
        ),
    }
    do = request.POST.get("do", "")
    if do in simple:
        act, said = simple[do]
        act(actor=actor, user=user)
        return said % {"name": user.name}
    if do == "remove":
        actions.remove_role(actor=actor, user=user, organisation=organisation)
        return _("%(name)s is no longer of this organisation.") % {"name": user.name}
    if do == "revoke":
        given = request.POST.get("token", "")
        token = next((one for one in queries.tokens_of(user) if str(one.pk) == given), None)
        if token is None:
            raise Http404(f"no token {given[:20]} of this person")
        actions.revoke_token(actor=actor, token=token)
        return _("The token “%(name)s” is void.") % {"name": token.name}
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        actions.give_role(actor=actor, user=user, organisation=organisation, role=role)
        return _("%(name)s is now %(role)s.") % {"name": user.name, "role": role.label}
    return ""


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    """An organisation that the reader administers; of others they do not learn that they exist."""
    return get_object_or_404(queries.administered_by(cast(User, request.user)), slug=slug)


def _crumbs(organisation: Organisation, here: str = "") -> list[dict[str, str]]:
    people = reverse("accounts:people", args=[organisation.slug])
    crumbs = [
        {"label": _("My account"), "url": reverse("accounts:account")},
        {"label": organisation.name, "url": people if here else ""},
    ]
    return [*crumbs, {"label": here, "url": ""}] if here else crumbs
