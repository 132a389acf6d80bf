"""A forgotten password: asking for a link, the e-mail, another password, and in again."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.accounts import actions, mails
from windroos.apps.accounts.forms import ForgottenForm, NewPasswordForm, tell
from windroos.apps.accounts.models import User


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks where to send a link. The answer is the same whether there is such an account."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and settings.WINDROOS_MAIL:
        mails.later(actions.ask_password_reset, email=form.cleaned_data["email"])
        return redirect("accounts:forgotten-sent")
    context = {"form": form, "mail": settings.WINDROOS_MAIL}
    return render(request, "accounts/forgotten.html", context)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Tells to look in the mailbox."""
    context = {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}
    return render(request, "accounts/forgotten_sent.html", context)


class ResetView(PasswordResetConfirmView):
    """The page of the link: another password. Django keeps the token out of the address."""

    template_name = "accounts/reset.html"
    form_class = NewPasswordForm  # type: ignore[assignment] (it knows no user: the action checks)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        del kwargs["user"]
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        token = self.request.session.get(INTERNAL_RESET_SESSION_TOKEN, "")
        try:
            actions.reset_password(
                user=cast(User, self.user), token=token, password=form.cleaned_data["new_password"]
            )
        except ValidationError as error:
            tell(form, error, {"password": "new_password"})
            return self.form_invalid(form)
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, _("You have another password now. Log in with it."))
        return redirect("accounts:login")
