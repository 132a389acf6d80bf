"""The forms of proposing a correction of the register, and of answering one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.network.queries.proposals import FIELDS
from windroos.apps.network.sheet_shown import label
from windroos.cases.fields import NAME, TEXT
from windroos.cases.framework import Text
from windroos.cases.register.sheet import Flat, joined, split
from windroos.cases.register.sheet_words import CATEGORY_WORDS, KIND_WORDS


class ProposeForm(forms.Form):
    """What is wrong with an organisation, or which one is missing.

    `trap` is a field that people do not see and programs fill in.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    proposed = forms.ChoiceField(
        label=_("What do you propose?"),
        choices=[
            ("correction", _("Correct what it says")),
            ("removal", _("Take this organisation out")),
        ],
        widget=forms.RadioSelect,
        initial="correction",
    )
    name = forms.CharField(max_length=NAME, required=False)
    other_names = forms.CharField(
        max_length=4 * NAME, required=False, help_text=_("With a semicolon between them.")
    )
    kind = forms.ChoiceField(required=False)
    country = forms.CharField(
        max_length=2, required=False, help_text=_("The code of two letters, such as NL.")
    )
    place = forms.CharField(max_length=NAME, required=False)
    website = forms.CharField(
        max_length=NAME, required=False, help_text=_("The whole address, from https:// on.")
    )
    roles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=_("In your own words"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What is wrong, and where can we see that? Give no personal data of others."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_(
            "Only to tell you what came of it. Nobody sees the address; after that it is erased."
        ),
    )
    trap = forms.CharField(label=_("Leave this empty"), required=False)

    def __init__(
        self,
        *args: Any,
        areas: Mapping[str, Text],
        before: Flat,
        missing: bool,
        **options: Any,
    ) -> None:
        initial = {**before, "other_names": joined(before["other_names"])}
        initial["roles"] = list(before["roles"])
        options["initial"] = {**initial, **options.get("initial", {})}
        super().__init__(*args, **options)
        language = get_language() or "nl"
        for name in FIELDS:
            self.fields[name].label = label(name)
        kind, roles = self.fields["kind"], self.fields["roles"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(roles, forms.MultipleChoiceField)
        kind.choices = [
            ("", gettext("Choose a kind")),
            *((code, text.get(language).capitalize()) for code, text in KIND_WORDS.items()),
        ]
        roles.choices = [
            (
                area.get(language),
                [(f"{id}:{code}", text.get(language)) for code, text in CATEGORY_WORDS.items()],
            )
            for id, area in areas.items()
        ]
        if missing:
            del self.fields["proposed"]
            self.fields["name"].required = kind.required = True
        if not settings.WINDROOS_MAIL:
            del self.fields["email"]

    @property
    def trapped(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.cleaned_data.get("trap"))

    def changes(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        data = self.cleaned_data
        found = {name: data.get(name) for name in FIELDS}
        found["other_names"] = split(data["other_names"])
        found["roles"] = tuple(data["roles"])
        return found

    def told(self, error: ValidationError) -> None:
        """Shows what the action refused, at its field."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)
            return
        for name, found in error.message_dict.items():
            self.add_error(name if name in self.fields else None, found)


class AnswerForm(forms.Form):
    """The answer to a proposal: which fields are taken over, and words for its proposer."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    fields_taken = forms.MultipleChoiceField(
        label=_("What is taken over"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.CharField(
        label=_("Words for the proposer"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you turn it down."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["fields_taken"]
        assert isinstance(field, forms.MultipleChoiceField)
        if choices:
            field.choices = list(choices)
        else:
            del self.fields["fields_taken"]

    def told(self, error: ValidationError) -> None:
        """Shows what the action refused, at its field."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)
            return
        for name, found in error.message_dict.items():
            place = "fields_taken" if name == "fields" else name
            if place in self.fields:
                self.add_error(place, found)
            else:
                self.add_error(None, [f"{label(name)}: {one}" if name else one for one in found])
