"""The forms of programmes: a row of figures or of money, and the steps of a review.

A number is read as the reader writes it; what is none stays as typed, and the rules tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.programmes import words
from windroos.cases.facts.tables import AMOUNT_ROLES, APPROXIMATE, FUNDER_KINDS
from windroos.measure.results import Role

_LONG = 1000
# What a figure can be, as its owner says; emptied only where there was one.
_STATUSES = ("final", "provisional", "to-be-measured", "withheld")
Choices = list[tuple[str, str]]


def typed_number(text: str) -> str:
    """A number as files write it, of one that was typed: 1.234,5 in Dutch and 1,234.5 in English.

    A mark that groups thousands goes only where it can be nothing else than that.
    """
    point, group = get_format("DECIMAL_SEPARATOR"), get_format("THOUSAND_SEPARATOR")
    text = text.strip()
    if re.search(r"[^\d\s.,-]", text):
        return text
    text = re.sub(r"\s", "", text)
    if re.fullmatch(rf"-?\d{{1,3}}({re.escape(group)}\d{{3}})+({re.escape(point)}\d+)?", text):
        text = text.replace(group, "")
    return text.replace(",", ".")


def as_typed(value: float | None) -> str:
    """A number as one would type it, in the language of the reader."""
    if value is None:
        return ""
    text = str(int(value)) if float(value).is_integer() else repr(float(value))
    return text.replace(".", get_format("DECIMAL_SEPARATOR"))


class NumberField(forms.CharField):
    """A number, in what a row says."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, required=False, max_length=40, widget=widget, **options)

    def clean(self, value: Any) -> str:
        return typed_number(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed_number(str(initial or "")) != typed_number(str(data or ""))


class RowForm(forms.Form):
    """A row of a screen on which much is filled in at once."""

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """What is wrong: where, the label there, and the words."""
        found = []
        for name, errors in self.errors.items():
            there = name in self.fields
            target = self[name].id_for_label if there else ""
            label = str(self[name].label) if there else ""
            found += [(target, label, str(one)) for one in errors]
        return found

    def told(self, name: str, message: str) -> None:
        """Shows what the rules say at its field, or else at the first of the row."""
        self.add_error(name if name in self.fields else next(iter(self.fields)), message)

    def written(self) -> dict[str, Any]:
        """What was filled in, by the names of columns; what is empty is left out."""
        return {name: given for name, given in self.cleaned_data.items() if given}


class FigureForm(RowForm):
    """What is said of a cell: a value or the two that it is a share of, how sure, and why."""

    def __init__(
        self, *args: Any, role: Role, shared: bool, holds: bool, reasoned: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["value"] = NumberField(_("Value"))
        if shared:
            self.fields["numerator"] = NumberField(_("Part of it (numerator)"))
            self.fields["denominator"] = NumberField(_("Of how many (denominator)"))
        if role == "forecast":
            self.fields["low"] = NumberField(_("At least"))
            self.fields["high"] = NumberField(_("At most"))
            self.fields["method"] = _text(_("How it was reckoned"))
        self.fields["status"] = _status(holds)
        self.fields["note"] = _text(_("Note"))
        if reasoned:
            self.fields["reason"] = _text(_("Why it changes"))


class AmountForm(RowForm):
    """What is said of an amount that is there already: how much, how sure, and why."""

    def __init__(self, *args: Any, holds: bool, reasoned: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = NumberField(_("Amount"))
        self.fields["approximate"] = forms.ChoiceField(
            label=_("How exact"),
            required=False,
            choices=[("", _("exact")), *_choices(words.APPROXIMATE, APPROXIMATE)],
        )
        self.fields["status"] = _status(holds)
        self.fields["note"] = _text(_("Note"))
        if reasoned:
            self.fields["reason"] = _text(_("Why it changes"))


class NewAmountForm(AmountForm):
    """An amount of something that no amount is known of yet."""

    def __init__(self, *args: Any, parts: Choices, reasoned: bool, **more: Any) -> None:
        super().__init__(*args, holds=False, reasoned=reasoned, **more)
        asked = {
            "role": forms.ChoiceField(
                label=_("What money it is"), choices=_choices(words.MONEY, AMOUNT_ROLES)
            ),
            "part": forms.ChoiceField(
                label=_("Of which part"),
                required=False,
                choices=[("", _("The whole programme")), *parts],
            ),
            "funder_kind": forms.ChoiceField(
                label=_("Whose money"),
                required=False,
                choices=[("", _("Not said")), *_choices(words.FUNDER_KINDS, FUNDER_KINDS)],
            ),
            "funder": _text(_("Name of who pays")),
        }
        self.fields = asked | self.fields


class ReasonForm(forms.Form):
    """A step of the review of a period, with why."""

    period = forms.CharField(widget=forms.HiddenInput, max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Why it is opened again"), max_length=_LONG, required=False
    )


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=_LONG)


def _status(holds: bool) -> forms.ChoiceField:
    ids = (*_STATUSES, "withdrawn") if holds else _STATUSES
    return forms.ChoiceField(
        label=_("How sure it is"), required=False, choices=_choices(words.FACT_STATUSES, ids)
    )


def _choices(told: Mapping[str, Any], ids: Any) -> Choices:
    return [(id, words.word(told, id)) for id in ids]
