"""Drafting decisions, taking, returning and taking them back, and handling reviews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from windroos.apps.compass.models import Draft
from windroos.apps.compass.presenting import words
from windroos.cases import Case
from windroos.cases.fields import NAME, TEXT
from windroos.cases.tables import EFFORTS

EFFORT_CHOICES: Mapping[str, Promise] = {
    "active": pgettext_lazy("effort", "Active"),
    "reactive": pgettext_lazy("effort", "Reactive"),
    "none": pgettext_lazy("effort", "No effort"),
}


def _prose(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


def _reason(help_text: Any) -> forms.CharField:
    field = _prose(gettext_lazy("Why?"), help_text=help_text)
    field.required = True
    return field


class VersionedForm(forms.Form):
    """A form that carries the version it was opened with."""

    # What is required is told when it is missing; the style sheet takes it for wrong before.
    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def replace(self, **values: str) -> None:
        """From here on the form holds these values as if they had been filled in."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data

    def texts(self) -> dict[str, str]:
        """The texts that were filled in, with line ends as the package has them."""
        return {
            name: value.replace("\r\n", "\n").strip()
            for name, value in self.cleaned_data.items()
            if isinstance(value, str)
        }


class DraftForm(VersionedForm):
    """What could be decided: what is wrong with it the action tells, the form asks but types.

    `asked` holds for which effort against which verdict the reason to depart was asked for.
    """

    region = forms.ChoiceField(label=gettext_lazy("Region"), widget=forms.Select)
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    effort = forms.ChoiceField(
        label=gettext_lazy("Which effort do you propose?"),
        choices=[(name, EFFORT_CHOICES[name]) for name in EFFORTS],
        widget=forms.RadioSelect,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("On which themes?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none for a decision on all themes."),
    )
    period_start = forms.IntegerField(
        label=gettext_lazy("First year"), widget=forms.NumberInput(attrs={"min": 1800})
    )
    period_end = forms.IntegerField(
        label=gettext_lazy("Last year"), widget=forms.NumberInput(attrs={"max": 2200})
    )
    ends_themes = forms.BooleanField(
        label=gettext_lazy("This also ends the decisions on single themes"),
        required=False,
        help_text=gettext_lazy("For a decision on all themes: without this they stay beside it."),
    )
    motivation_nl = _prose(
        gettext_lazy("Motivation, in Dutch"),
        5,
        help_text=gettext_lazy("Everyone can read it. One language is enough."),
    )
    motivation_en = _prose(gettext_lazy("Motivation, in English"), 5)
    departure_nl = _prose(
        gettext_lazy("Why something else than the compass says, in Dutch"),
        help_text=gettext_lazy("Only where it departs from the advice. Everyone can read it."),
    )
    departure_en = _prose(gettext_lazy("Why something else than the compass says, in English"))
    conditions_nl = _prose(gettext_lazy("Conditions, in Dutch"))
    conditions_en = _prose(gettext_lazy("Conditions, in English"))
    authority = forms.CharField(
        label=gettext_lazy("Who decides?"),
        required=False,
        max_length=NAME,
        help_text=gettext_lazy(
            "As it is to stand in the minutes. Empty: the organisation of whoever takes it."
        ),
    )
    note = _prose(
        gettext_lazy("Note for colleagues"),
        help_text=gettext_lazy("Stays with the draft; it is not published."),
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    review = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        chosen = self.initial.get("region")
        regions = {r.code: words(r.name) for r in case.regions.values() if not r.home}
        if chosen and chosen not in regions:  # what a package dropped since stays as it was
            regions[chosen] = chosen
        by_name = sorted(regions.items(), key=lambda one: one[1].casefold())
        self._choose("region", [("", _("Choose a region")), *by_name])
        self._choose(
            "role",
            [
                (role.id, f"{words(role.label)} – {words(role.body)}")
                for role in case.framework.roles
            ],
        )
        themes = [(theme.id, words(theme.label)) for theme in case.themes.values()]
        self._choose("themes", themes)
        if not themes:
            del self.fields["themes"], self.fields["ends_themes"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
        field.choices = choices

    @property
    def row(self) -> dict[str, Any]:
        """What was filled in, by the fields of a draft."""
        given = {name: self.cleaned_data[name] for name in Draft.FIELDS if name in self.fields}
        themes = " ".join(given.get("themes", ()))
        texts = {name: text for name, text in self.texts().items() if name in given}
        return {**given, **texts, "themes": themes}

    @property
    def departure(self) -> bool:
        """Whether a reason to depart from what the compass says was filled in."""
        return any(self.cleaned_data[name].strip() for name in ("departure_nl", "departure_en"))


def in_form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft as its form holds them."""
    return {**fields, "themes": str(fields.get("themes") or "").split()}


class TakeForm(forms.Form):
    """When and by whom drafts become decisions."""

    use_required_attribute = False
    decided = forms.DateField(label=gettext_lazy("Decided on"), widget=forms.DateInput)
    authority = forms.CharField(label=gettext_lazy("Decided by"), required=False, max_length=NAME)

    def __init__(self, *args: Any, authority: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["decided"].initial = timezone.localdate()
        self.fields["authority"].help_text = _(
            "Empty: as each draft says, and otherwise %(authority)s."
        ) % {"authority": authority}

    def clean_decided(self) -> date:
        day: date = self.cleaned_data["decided"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    @property
    def given(self) -> dict[str, str]:
        day: date = self.cleaned_data["decided"]
        return {"decided": day.isoformat(), "authority": self.cleaned_data["authority"].strip()}


class ReturnForm(VersionedForm):
    """Why a draft goes back to whoever wrote it."""

    reason = _reason(gettext_lazy("Colleagues on this case read it."))


class RevokeForm(VersionedForm):
    """Why a decision should not have been recorded."""

    reason = _reason(gettext_lazy("Everyone can read it, in the minutes too."))


class WordingForm(VersionedForm):
    """The wording of a decision: not what was decided."""

    motivation_nl = _prose(gettext_lazy("Motivation, in Dutch"), 5)
    motivation_en = _prose(gettext_lazy("Motivation, in English"), 5)
    departure_nl = _prose(gettext_lazy("Why something else than the compass says, in Dutch"))
    departure_en = _prose(gettext_lazy("Why something else than the compass says, in English"))
    conditions_nl = _prose(gettext_lazy("Conditions, in Dutch"))
    conditions_en = _prose(gettext_lazy("Conditions, in English"))
    footnote_nl = _prose(gettext_lazy("Footnote, in Dutch"), 2)
    footnote_en = _prose(gettext_lazy("Footnote, in English"), 2)

    @property
    def row(self) -> dict[str, str | None]:
        """What was filled in, by the columns of `decisions`; empty is None."""
        return {name: text or None for name, text in self.texts().items()}


class HandleForm(VersionedForm):
    """Why a review is taken up or put aside."""

    reason = _reason(gettext_lazy("Colleagues on this case read it, and it stays with the review."))
