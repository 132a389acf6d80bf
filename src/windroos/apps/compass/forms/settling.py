"""Settling a contradiction: which side holds, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.compass.contradictions.naming import side_words
from windroos.apps.compass.forms.deciding import VersionedForm
from windroos.cases import Case, Contradiction
from windroos.cases.contradictions import sides
from windroos.cases.fields import TEXT

NONE = "none"


def _why(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


class SettleForm(VersionedForm):
    """Which side holds, or none of them; `seen` are the sides as they stood on the page."""

    holds = forms.ChoiceField(label=gettext_lazy("Which side holds?"), widget=forms.RadioSelect)
    reason_nl = _why(
        gettext_lazy("Why, in Dutch"),
        help_text=gettext_lazy(
            "In a sentence or two of your own, that everyone can read. One language is enough."
        ),
    )
    reason_en = _why(gettext_lazy("Why, in English"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=TEXT)

    def __init__(self, case: Case, found: Contradiction, *args: Any, version: int) -> None:
        made = found.settlement
        initial: dict[str, Any] = {"version": version, "seen": sides(case, found)}
        if made is not None:
            row = next(r for r in case.package.tables["settlements"] if r["id"] == found.id)
            initial |= {name: row[name] for name in ("reason_nl", "reason_en")}
            initial["holds"] = made.holds or NONE
        super().__init__(*args, initial=initial)
        named = [(name, side_words(case, name)) for name in found.sides]
        field = self.fields["holds"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*named, (NONE, _("None of them"))]

    @property
    def side(self) -> str | None:
        """The side that holds; None for none of them."""
        chosen = self.cleaned_data["holds"]
        return None if chosen == NONE else chosen

    @property
    def reason(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"reason_{name}"] for name in ("nl", "en")}
