"""The forms of accounts. What is asked in them is checked again by the actions."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.actions.tokens import DAYS, MOST_DAYS
from windroos.apps.accounts.entering import Locked, check_password
from windroos.apps.accounts.models import Language, User
from windroos.apps.accounts.roles import Role


def tell(
    form: forms.BaseForm, error: ValidationError, names: Mapping[str, str] | None = None
) -> None:
    """Puts what an action found wrong beside the fields it is about; the rest above the form.

    `names` says what the form calls a field of the action, where that differs.
    """
    told = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    for given, problems in told.items():
        field = (names or {}).get(given, given)
        form.add_error(field if field in form.fields else None, problems)


def locked_message(locked: Locked) -> str:
    """When to try again, in words."""
    when = date_format(timezone.localtime(locked.until), "TIME_FORMAT")
    return gettext(
        "There were too many wrong passwords. Try again after %(time)s, choose another password, or"
        " ask your administrator."
    ) % {"time": when}


class LogInForm(AuthenticationForm):
    """E-mail address and password, with an error that does not tell which of the two was wrong."""

    error_messages = {
        "invalid_login": _(
            "This e-mail address and password do not belong together. Check both and try again."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form is the page's only matter, but focus is the reader's to move (WCAG 3.2.1).
        del self.fields["username"].widget.attrs["autofocus"]
        self.fields["username"].widget.input_type = "email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict[str, Any]:
        email, password = (self.cleaned_data.get(name) for name in ("username", "password"))
        if email and password and self.request is not None:
            found = check_password(self.request, email, password)
            if isinstance(found, Locked):
                raise ValidationError(locked_message(found), code="locked")
            if found is None:
                raise self.get_invalid_login_error()
            self.user_cache = found
        return self.cleaned_data


class CodeForm(forms.Form):
    """The code of the second factor."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class PresentPasswordForm(forms.Form):
    """Asks the password again of who is logged in, before what a passer-by should not do."""

    password = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        # Who comes by the log-in of their organisation has none to give.
        if not cast(User, request.user).has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        given = self.cleaned_data["password"]
        found = check_password(self.request, cast(User, self.request.user).email, given)
        if isinstance(found, Locked):
            raise ValidationError(locked_message(found), code="locked")
        if found is None:
            raise ValidationError(gettext("This is not your password."))
        return given


def _rules() -> str:
    return " ".join(password_validators_help_texts())


class NewPasswordForm(forms.Form):
    """A password, twice, as nobody sees what is typed."""

    new_password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=lazy(_rules, str)(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_new_password(self) -> str:
        """The rules that ask nothing of who it is; the action asks them all."""
        given = self.cleaned_data["new_password"]
        validate_password(given)
        return given

    def clean_again(self) -> str:
        again = self.cleaned_data["again"]
        if again != self.data.get("new_password"):
            raise ValidationError(gettext("The two passwords are not the same."))
        return again


class ChangePasswordForm(NewPasswordForm, PresentPasswordForm):
    """The present password, and another one."""

    field_order = ("password", "new_password", "again")


class AcceptForm(NewPasswordForm):
    """What someone new tells of themselves."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    field_order = ("name", "new_password", "again")


class ForgottenForm(forms.Form):
    """Where to send the link."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "username"})
    )


class ProfileForm(forms.Form):
    """What one may change of one's own account."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        help_text=_("The language of e-mail to you, and of the first page after logging in."),
    )


class TokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(
        label=_("What it is for"), max_length=100, help_text=_("So that you know it again.")
    )
    days = forms.IntegerField(
        label=_("Days it lasts"), min_value=1, max_value=MOST_DAYS, initial=DAYS
    )
    writes = forms.BooleanField(
        label=_("It may also write, in your name"),
        required=False,
        help_text=_("Without this it only reads."),
    )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=Language.choices)


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class OrganisationForm(forms.Form):
    """The names of an organisation."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)


class TrailForm(forms.Form):
    """What of the audit trail to show."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    subject = forms.CharField(label=_("To what or whom"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput())
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput())

    def set_choices(self, people: list[tuple[str, str]], verbs: list[tuple[str, str]]) -> None:
        """Who and what can be chosen: those of the events that the reader may see."""
        for name, choices in (("person", people), ("verb", verbs)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
