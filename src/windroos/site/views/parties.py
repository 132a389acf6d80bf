"""The organisations that work on a case: who leads it, and who decides for which role."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts import queries as accounts
from windroos.apps.accounts.forms import tell
from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import User
from windroos.apps.regions import actions
from windroos.apps.regions import queries as regions
from windroos.apps.regions.bodies import bodies
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case, Party


class PartyForm(forms.Form):
    """What an organisation does for a case."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    lead = forms.BooleanField(
        label=gettext_lazy("It leads the case"),
        required=False,
        help_text=gettext_lazy("It looks after the compass, the package and who works on it."),
    )
    decides = forms.MultipleChoiceField(
        label=gettext_lazy("It decides for"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, decides = self.fields["organisation"], self.fields["decides"]
        assert isinstance(organisation, forms.ChoiceField)
        assert isinstance(decides, forms.MultipleChoiceField)
        organisation.choices = [(one.slug, one.name) for one in accounts.organisations()]
        decides.choices = roles


@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest, case: str) -> HttpResponse:
    """Who works on the case; who leads it changes that. For others there is no such page."""
    row = regions.case(case)
    user = cast(User, request.user)
    if row is None or not roles_on(user, row):
        raise Http404(f"no work for this reader in {case}")
    names = _names(row)
    listed = regions.parties(row)
    changes = may(user, "regions.attach_organisation", case=row)
    if request.method == "POST" and not changes:
        raise PermissionDenied
    if request.POST.get("do") == "detach":
        return _detach(request, user, row)
    chosen = next((p for p in listed if p.organisation.slug == request.GET.get("of")), None)
    form = PartyForm(request.POST or None, roles=list(names.items()), initial=_initial(chosen))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        organisation = accounts.organisation(told["organisation"])
        assert organisation is not None
        try:
            actions.attach_organisation(
                actor=user,
                case=row,
                organisation=organisation,
                lead=told["lead"],
                decides=told["decides"],
            )
        except ValidationError as error:
            tell(form, error)
        else:
            said = _("%(organisation)s works on this case.") % {"organisation": organisation}
            messages.success(request, said)
            return redirect("parties", case=case)
    context = {
        "parties": [
            {"party": party, "decides": [names.get(role, role) for role in party.decides]}
            for party in listed
        ],
        "undecided": [
            name for role, name in names.items() if all(role not in p.decides for p in listed)
        ],
        "form": form,
        "changes": changes,
        "administers": bool(accounts.administered_by(user)),
    }
    return render(request, "windroos/parties.html", context)


def _names(case: Case) -> dict[str, str]:
    """The roles of the case by id, in the language of the reader."""
    english = get_language() == "en"
    return {id: en if english else nl for id, (nl, en) in bodies(case).items()}


def _initial(party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    chosen = party.organisation.slug
    return {"organisation": chosen, "lead": party.lead, "decides": party.decides}


def _detach(request: HttpRequest, user: User, case: Case) -> HttpResponse:
    organisation = accounts.organisation(request.POST.get("organisation", ""))
    if organisation is None:
        raise Http404
    try:
        actions.detach_organisation(actor=user, case=case, organisation=organisation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = _("%(organisation)s no longer works on this case.")
        messages.success(request, said % {"organisation": organisation})
    return redirect("parties", case=case.name)
