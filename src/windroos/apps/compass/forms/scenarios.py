"""The forms of scenarios and of versions of the framework; what they give goes to the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.compass.models import Scenario
from windroos.apps.regions.conflicts import Conflict
from windroos.cases.fields import ID, NAME, TEXT

# A framework of a thousand criteria takes less.
LARGEST_FILE = 2_000_000


class Telling(forms.Form):
    """A form that shows what an action refused."""

    def told(self, error: ValidationError) -> None:
        """At its field; what has no field here, at the top."""
        by_field = (
            error.message_dict if hasattr(error, "error_dict") else {"": list(error.messages)}
        )
        for name, messages in by_field.items():
            place = {"why": "why_nl", "text": "file"}.get(name, name)
            self.add_error(place if place in self.fields else None, messages)


class ScenarioForm(Telling):
    """A scenario's name, note, and for whom it is."""

    name = forms.CharField(label=_("Name"), max_length=ID)
    note = forms.CharField(
        label=_("Note"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you want to find out, or for whom you made it."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        widget=forms.RadioSelect,
        initial=Scenario.Visibility.PRIVATE,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    # In a conflict the numbers are compared too; no field of this form holds them.
    KEPT_AS = {"version": ("weighing", _("Weighs otherwise"))}

    def __init__(self, *args: Any, publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One that is public already stays so for who may not make one public.
        shown = publish or self.initial.get("visibility") == Scenario.Visibility.PUBLIC
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            choice
            for choice in Scenario.Visibility.choices
            if shown or choice[0] != Scenario.Visibility.PUBLIC
        ]

    def values(self) -> dict[str, Any]:
        """What was filled in, by the names the actions know."""
        return {name: self.cleaned_data[name] for name in ("name", "note", "visibility")}

    def overtaken(self, conflict: Conflict) -> None:
        """From here on, saving replaces the version that someone else saved."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(conflict.version)
        self.data = data


class WhyForm(Telling):
    """The reason for another framework."""

    why_nl = forms.CharField(
        label=_("Why, in Dutch"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone can read it, once the version is in force."),
    )
    why_en = forms.CharField(
        label=_("Why, in English"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One of the two languages is enough; with both, everyone reads their own."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("why_nl") or given.get("why_en") or self.errors):
            self.add_error("why_nl", gettext("Say why."))
        return given


class ProposeForm(WhyForm):
    """A version of the framework made from a scenario."""

    version = forms.CharField(
        label=_("Version"),
        max_length=NAME,
        help_text=_("What the new version is called; it stands with every weighing."),
    )
    field_order = ("version", "why_nl", "why_en", "base")


class UploadForm(WhyForm):
    """A version of the framework as a file."""

    file = forms.FileField(
        label=_("The file framework.toml"),
        help_text=_(
            "Change a copy of the framework in force, and give it another version in its first"
            " lines."
        ),
    )
    field_order = ("file", "why_nl", "why_en", "base")

    def clean_file(self) -> str:
        """The text of the file."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise ValidationError(_("The file is too large to be a framework."))
        try:
            text = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not UTF-8; save it as UTF-8.")) from error
        if "\0" in text:
            raise ValidationError(_("The file holds a NUL character; remove it."))
        return text


class DecideForm(Telling):
    """What is decided about a proposal."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you turn it down. Everyone can read it once it is in force."),
    )

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:  # who proposed it can only take it back
            self.fields["reason"].help_text = ""
