"""Making a report, and taking one back."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.cases.case import Case
from windroos.cases.fields import TEXT
from windroos.cases.papers import PaperKind


class MakeForm(forms.Form):
    """What one can ask of a kind of report, and as of which day."""

    day = forms.DateField(
        label=_("As known on which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Left empty: as it is known now."),
    )

    def __init__(self, kind: PaperKind, case: Case, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        language = get_language() or "nl"
        self.kind = kind
        for option in kind.options:
            choices = [(id, text.get(language)) for id, text in option.choices(case).items()]
            first = _("Choose") if option.required else _("All")
            self.fields[option.id] = forms.ChoiceField(
                label=option.label.get(language),
                choices=[("", first), *choices],
                required=option.required,
                help_text=option.help.get(language) if option.help else "",
            )
        self.order_fields([*(option.id for option in kind.options), "day"])

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day that is not in the future."))
        return day

    @property
    def options(self) -> dict[str, str]:
        """What was asked; what was left out is not there."""
        names = (option.id for option in self.kind.options)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    @property
    def sent(self) -> dict[str, str]:
        """What was filled in, to be sent once more."""
        day = self.cleaned_data.get("day")
        return self.options | ({"day": day.isoformat()} if day else {})


class WithdrawForm(forms.Form):
    """Why others may not read a report any more."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone reads it in the place of the report."),
    )
