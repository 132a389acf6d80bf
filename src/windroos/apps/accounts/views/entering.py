"""Logging in, with the code of a second factor where there is one, and logging out."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from windroos.apps.accounts import actions, entering, queries
from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_ORGANISATIONS, DEMO_PASSWORD
from windroos.apps.accounts.forms import CodeForm, LogInForm
from windroos.apps.accounts.models import User

# With fewer recovery codes left, one is told so.
FEW = 3


class LogInView(LoginView):
    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["provider"] = settings.WINDROOS_OIDC
        if settings.WINDROOS_DEMO:
            organisations = {one.slug: one for one in DEMO_ORGANISATIONS}
            context["demo_accounts"] = [
                (account, organisations[account.organisation]) for account in DEMO_ACCOUNTS
            ]
            context["demo_password"] = DEMO_PASSWORD
        return context

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = cast(User, form.get_user())
        leads_to = self.get_success_url()
        if queries.has_second_factor(user):
            entering.begin(self.request, user, leads_to)
            return redirect("accounts:code")
        actions.log_in(self.request, user)
        return welcome(user, leads_to)


@method_decorator(never_cache, name="dispatch")
class LogOutView(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.log_out(request)
        return HttpResponseRedirect(self.get_success_url())


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of logging in: a code of the app, or one of the codes on paper."""
    half_way = entering.half_way(request)
    if half_way is None:
        messages.info(request, _("That took too long. Log in again."))
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, given = half_way.user, form.cleaned_data["code"]
        waits = queries.wait_for_code(user, recovery=actions.is_recovery_code(given))
        how = None if waits else actions.use_code(user=user, code=given)
        if how is not None:
            entering.end(request)
            actions.log_in(request, user, how=how)
            _say_how_many_are_left(request, user, how)
            return welcome(user, half_way.leads_to)
        form.add_error("code", _wait(waits) if waits else _("This code is not right, or was used."))
    return render(request, "accounts/code.html", {"form": form})


def welcome(user: User, leads_to: str) -> HttpResponse:
    """Leads on who has logged in."""
    response = HttpResponseRedirect(leads_to)
    # The bare address `/` leads to the language of the account from now on.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


def _say_how_many_are_left(request: HttpRequest, user: User, how: str) -> None:
    left = queries.recovery_codes_left(user)
    if how == "recovery-code" and left <= FEW:
        said = ngettext(
            "You have %(n)s recovery code left. Make new ones in “My account”.",
            "You have %(n)s recovery codes left. Make new ones in “My account”.",
            left,
        )
        messages.warning(request, said % {"n": left})


def _wait(until: Any) -> str:
    when = date_format(timezone.localtime(until), "H:i:s")
    return _("There were wrong codes before. Try again after %(time)s.") % {"time": when}
