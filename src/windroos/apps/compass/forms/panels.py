"""Asking a panel, giving an opinion in it, and settling it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.accounts.queries import User
from windroos.apps.compass.forms.judging import Choices, RatingForm
from windroos.apps.compass.presenting import words
from windroos.cases import Case
from windroos.cases.fields import TEXT
from windroos.cases.framework import Criterion
from windroos.link.text import fold


class OpenForm(forms.Form):
    """Which regions on which criteria, asked of whom, why and until when."""

    use_required_attribute = False

    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Which regions?"), widget=forms.CheckboxSelectMultiple
    )
    criteria = forms.MultipleChoiceField(
        label=gettext_lazy("On which components?"), widget=forms.CheckboxSelectMultiple
    )
    theme = forms.ChoiceField(label=gettext_lazy("For which theme?"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("For which role?"), required=False)
    assessors = forms.MultipleChoiceField(
        label=gettext_lazy("Who gives an opinion?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "At least two, who do not see each other's opinion. Someone else settles it."
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Why do you ask?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The assessors read it before they rate."),
    )
    closes = forms.DateField(
        label=gettext_lazy("Until which day?"),
        required=False,
        widget=forms.DateInput,
        help_text=gettext_lazy(
            "After that day it can be settled with two opinions. Without a day, when all have given"
            " theirs."
        ),
    )

    def __init__(
        self, case: Case, people: Sequence[User], leaves: Choices, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        regions = [(r.code, words(r.name)) for r in case.regions.values() if not r.home]
        themes = [(theme.id, words(theme.label)) for theme in case.themes.values()]
        roles = [(role.id, words(role.label)) for role in case.framework.roles]
        given: dict[str, Choices] = {
            "regions": sorted(regions, key=lambda one: fold(one[1])),
            "criteria": leaves,
            "theme": [("", _("All themes")), *themes],
            "role": [("", _("All roles")), *roles],
            "assessors": [(str(user.pk), user.name) for user in people],
        }
        for name, choices in given.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Every region on every criterion that was chosen."""
        given = self.cleaned_data
        return [
            {"region": code, "criterion": id, "theme": given["theme"], "role": given["role"]}
            for code in given["regions"]
            for id in given["criteria"]
        ]


class OpinionForm(RatingForm):
    """An opinion in a panel: the question is given, and it counts for nothing yet."""

    theme = None
    role = None
    judged = None


class SettleForm(RatingForm):
    """What a panel comes to: a rating with a reason, beside what stands there or in its place."""

    theme = None
    role = None
    judged = None
    instead_of = forms.ChoiceField(
        label=gettext_lazy("In place of what stands there?"),
        required=False,
        help_text=gettext_lazy("Ratings beside each other are averaged."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("rating", "instead_of", "confidence", "reason_nl", "reason_en")

    def __init__(
        self, case: Case, leaf: Criterion, there: Choices, *args: Any, **options: Any
    ) -> None:
        super().__init__(case, leaf, *args, **options)
        self.set_choices(instead_of=[("", _("No, beside it")), *there])
        if not there:
            self.fields["instead_of"].widget = forms.HiddenInput()
        self.fields["grounds_nl"].help_text = _(
            "Without a passage or grounds the opinions themselves are named."
        )

    @property
    def row(self) -> dict[str, Any]:
        left_out = ("instead_of", "seen")
        return {name: value for name, value in super().row.items() if name not in left_out}


class WithdrawForm(forms.Form):
    """Why a panel is asked no further."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
