"""Making a report, and taking one back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.cases.case import Case
from windroos.cases.fields import TEXT
from windroos.cases.papers import Option, PaperKind
from windroos.cases.papers.kinds import NUMBERS


class MakeForm(forms.Form):
    """What one can ask of a kind of report, and as of which day."""

    day = forms.DateField(
        label=_("As known on which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty: as it is known now."),
    )

    def __init__(
        self, kind: PaperKind, case: Case, given: Mapping[str, Any], *args: Any, **how: Any
    ) -> None:
        super().__init__(*args, **how)
        language = get_language() or "nl"
        self.kind = kind
        for option in kind.options:
            self.fields[option.id] = _field(option, case, given, language)
        self.order_fields([*(option.id for option in kind.options), "day"])

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day that is not in the future."))
        return day

    @property
    def options(self) -> dict[str, Any]:
        """What was asked; what was left out is not there."""
        found = {option.id: self.cleaned_data.get(option.id) for option in self.kind.options}
        return {name: value for name, value in found.items() if value not in (None, "")}

    @property
    def sent(self) -> dict[str, Any]:
        """What was filled in, to be sent once more; a box that is empty is not sent."""
        day = self.cleaned_data.get("day")
        found = {name: value for name, value in self.options.items() if value is not False}
        return found | ({"day": day.isoformat()} if day else {})


def _field(option: Option, case: Case, given: Mapping[str, Any], language: str) -> forms.Field:
    """The field in which an option is chosen."""
    label = option.label.get(language)
    if option.type == "flag":
        return forms.BooleanField(label=label, required=False, initial=option.default)
    if option.type == "number":
        least, most = NUMBERS
        return forms.IntegerField(
            label=label,
            required=option.required,
            min_value=least,
            max_value=most,
            initial=option.default,
        )
    choices = [(id, text.get(language)) for id, text in option.choices(case, given)]
    first = _("Choose") if option.required else _("All")
    return forms.ChoiceField(label=label, required=option.required, choices=[("", first), *choices])


class WithdrawForm(forms.Form):
    """Why others may not read a report any more."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads it in the place of the report."),
    )
