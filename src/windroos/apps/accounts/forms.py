from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


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
