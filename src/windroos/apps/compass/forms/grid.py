"""Many ratings at once: which cells, and the reason and source of all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from windroos.apps.compass.forms.judging import SaidForm
from windroos.apps.compass.judging.grids import Cell
from windroos.apps.compass.presenting import confidence
from windroos.cases import Case
from windroos.cases.fields import TEXT

# What a rating can have of its own; what it has not, it takes from all of them together.
_OWN = ("confidence", "reason", "passage", "grounds")


class BatchForm(SaidForm):
    """What holds for all ratings together, where a rating has nothing of its own."""

    version = None

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(case, *args, **options)
        self.fields["reason_nl"].help_text = _(
            "For all ratings below; a rating with a reason of its own keeps that."
        )


class OwnForm(forms.Form):
    """What one rating among many has of its own."""

    take = forms.BooleanField(required=False, initial=True, label=gettext_lazy("Write it"))
    confidence = forms.ChoiceField(required=False, label=gettext_lazy("Confidence"))
    reason = forms.CharField(required=False, max_length=TEXT, label=gettext_lazy("Reason"))
    passage = forms.CharField(
        required=False,
        label=gettext_lazy("Passage"),
        widget=forms.TextInput(attrs={"list": "passages"}),
    )
    grounds = forms.CharField(required=False, max_length=TEXT, label=gettext_lazy("Grounds"))

    def __init__(self, cell: Cell, label: str, data: Mapping[str, Any] | None) -> None:
        prefix = f"own|{cell.key}"
        # A rating that was chosen later has nothing of its own yet.
        shown = data is not None and f"{prefix}-shown" in data
        super().__init__(data if shown else None, prefix=prefix)
        self.cell = cell
        self.label = label
        same = ("", _("as for all"))
        field = self.fields["confidence"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [same, *((id, confidence(id)) for id in ("low", "medium", "high"))]
        for name, one in self.fields.items():
            one.widget.attrs["aria-label"] = f"{one.label or name}: {label}"

    @property
    def taken(self) -> bool:
        """Whether it is to be written."""
        return not self.is_bound or bool(self.cleaned_data.get("take"))

    @property
    def row(self) -> dict[str, Any]:
        """What it has of its own, by the columns of `judgements`."""
        if not self.is_bound:
            return {}
        language = "en" if get_language() == "en" else "nl"
        given = {name: self.cleaned_data[name].strip() or None for name in _OWN}
        made: dict[str, Any] = {}
        if given["confidence"]:
            made["confidence"] = given["confidence"]
        if given["reason"]:
            made |= {"reason_nl": None, "reason_en": None, f"reason_{language}": given["reason"]}
        if given["passage"] or given["grounds"]:
            made |= {"passage": given["passage"], "grounds_nl": None, "grounds_en": None}
            made[f"grounds_{language}"] = given["grounds"]
        return made
