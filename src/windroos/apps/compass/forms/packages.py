"""Handing in the package of a case, and saying which holds where people changed the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.actions.merging import PACKAGE, PEOPLE


class PackageForm(forms.Form):
    """The package of a case."""

    file = forms.FileField(
        label=_("The package"),
        help_text=_("A .zip file of a case. Nothing is loaded yet."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )


class KeepForm(forms.Form):
    """Which side holds where package and people clash."""

    keep = forms.ChoiceField(
        label=_("Where both changed the same row, which holds?"),
        choices=((PEOPLE, _("What people wrote here")), (PACKAGE, _("What the package says"))),
        widget=forms.RadioSelect,
        help_text=_("The history keeps both."),
    )

    @property
    def chosen(self) -> str | None:
        """The side that was chosen, if any was."""
        given: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return given.get("keep")
