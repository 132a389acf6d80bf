"""Handing in a workbook, choosing between versions, and saying why rows are taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.presenting import words
from windroos.cases import Case
from windroos.cases.fields import TEXT
from windroos.cases.workbook import Grid


class DownloadForm(forms.Form):
    """For which role and theme a workbook has its ratings."""

    role = forms.ChoiceField(required=False, label=_("Ratings that hold for the role"))
    theme = forms.ChoiceField(required=False, label=_("Ratings that hold for the theme"))

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        role, theme = self.fields["role"], self.fields["theme"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(theme, forms.ChoiceField)
        role.choices = [
            ("", _("All roles")),
            *((one.id, words(one.label)) for one in case.framework.roles),
        ]
        theme.choices = [
            ("", _("All themes")),
            *((one.id, words(one.label)) for one in case.themes.values()),
        ]

    @property
    def grid(self) -> Grid:
        """The sheet with ratings that is asked for; what is not known asks for all."""
        given = self.cleaned_data if self.is_valid() else {}
        return Grid(given.get("role") or None, given.get("theme") or None)


class HandInForm(forms.Form):
    """A workbook in which someone worked."""

    file = forms.FileField(
        label=_("The workbook"),
        help_text=_("An .xlsx file that was downloaded here. Nothing is saved yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class ConfirmForm(forms.Form):
    """That what was looked at may be taken over."""

    # A browser would mark the field as wrong before anyone has looked at it.
    use_required_attribute = False

    # The fingerprint of what was looked at.
    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why are rows taken back?"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of each of them."),
    )

    def __init__(self, *args: Any, removed: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = bool(removed)
        if not removed:
            del self.fields["reason"]
