from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.demo import DEMO_ACCOUNTS


class LogInForm(AuthenticationForm):
    """E-mail address and password, with an error that does not tell which of the two was wrong."""

    error_messages = {
        "invalid_login": _(
            "This e-mail address and password do not belong together. Check both and try again."
        ),
        "inactive": _("This account is closed."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "utrecht-textbox utrecht-textbox--html-input"
        # The form is the page's only matter, but focus is the reader's to move (WCAG 3.2.1).
        del self.fields["username"].widget.attrs["autofocus"]
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Refuses closed accounts, and outside the demo its accounts: their password is public."""
        super().confirm_login_allowed(user)
        demo = {account.email for account in DEMO_ACCOUNTS}
        if user.get_username() in demo and not settings.WINDROOS_DEMO:
            raise ValidationError(self.error_messages["inactive"], code="inactive")
