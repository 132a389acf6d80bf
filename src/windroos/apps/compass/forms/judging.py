"""Rating a region and saying whether a precondition holds: with a reason, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.compass.actions import Place
from windroos.apps.compass.placing import Selected
from windroos.apps.compass.presenting import confidence, measured, words
from windroos.apps.compass.region.leaves import meaning
from windroos.apps.compass.weighing.rows import outcome_word
from windroos.apps.regions.conflicts import Conflict
from windroos.cases import Case
from windroos.cases.fields import TEXT
from windroos.cases.framework import Criterion, Scale

CONFIDENCE: Mapping[str, str | Promise] = {
    "high": gettext_lazy("the source says it in these words"),
    "medium": gettext_lazy("it follows clearly from the source"),
    "low": gettext_lazy("it is how you read the source"),
}
Choices = Sequence[tuple[str, Any]]


def rating_choices(scale: Scale, now: float | None = None) -> Choices:
    """The points of a scale, each with what it means; a rating between two points is one too."""
    values = {point.value for point in scale.points} | ({now} if now is not None else set())
    return [(f"{v:g}", f"{measured(v)} – {meaning(v, scale)}") for v in sorted(values)]


# Of the places something can rest on: words that were just chosen in a document.
SELECTED = "selected"


def passage_choices(case: Case, selected: Selected | None = None) -> Choices:
    """The places in documents that something can rest on, by document; first the words that were
    just chosen."""
    documents: dict[str, list[tuple[str, str]]] = {}
    for locator in case.locators.values():
        parts = [locator.section, f"¶{locator.paragraph}", words(locator.label)]
        label = " · ".join(part for part in parts if part)
        documents.setdefault(locator.document, []).append((locator.id, label))
    groups = [(case.sources[id].title, places) for id, places in documents.items()]
    none = ("", _("No passage: on grounds in words"))
    if selected is None:
        return [none, *groups]
    chosen = _("The words you chose in “%(title)s”") % {"title": selected.title}
    return [(SELECTED, chosen), none, *groups]


def _prose(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        **options,
    )


class SaidForm(forms.Form):
    """What a rating and a finding have both: how sure, why, and on what they rest.

    What is wrong with it the action tells: the form asks no more than types.
    """

    use_required_attribute = False

    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure are you?"), widget=forms.RadioSelect, initial="medium"
    )
    reason_nl = _prose(
        gettext_lazy("Why, in Dutch"),
        help_text=gettext_lazy(
            "In a sentence or two of your own, that everyone can read. One language is enough."
        ),
    )
    reason_en = _prose(gettext_lazy("Why, in English"))
    passage = forms.ChoiceField(
        label=gettext_lazy("On which passage does it rest?"),
        required=False,
        widget=forms.Select(
            attrs={
                "data-search": gettext_lazy("Search in the list"),
                "data-found": gettext_lazy("{n} found"),
            }
        ),
    )
    dialogue = forms.TypedChoiceField(
        label=gettext_lazy("Or on which dialogue?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy(
            "Without grounds in words, everyone reads that there was a dialogue, with which kind of"
            " organisation and on which day. What was said stays internal."
        ),
    )
    grounds_nl = _prose(
        gettext_lazy("Or on which grounds, in Dutch"),
        help_text=gettext_lazy(
            "Where there is no passage: a conversation, a visit, a publication, with its date."
        ),
    )
    grounds_en = _prose(gettext_lazy("Or on which grounds, in English"))
    judged = forms.DateField(
        label=gettext_lazy("From which day does it count?"),
        widget=forms.DateInput,
        help_text=gettext_lazy("Before that day the compass does not know it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        case: Case,
        *args: Any,
        dialogues: Choices = (),
        selected: Selected | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.selected = selected
        self.set_choices(
            confidence=[(id, f"{confidence(id)}: {why}") for id, why in CONFIDENCE.items()],
            passage=passage_choices(case, selected),
        )
        if dialogues:
            self.set_choices(dialogue=[("", _("No dialogue")), *dialogues])
        else:
            del self.fields["dialogue"]
        if "judged" in self.fields:
            self.fields["judged"].initial = timezone.localdate()

    def set_choices(self, **choices: Choices) -> None:
        """What can be chosen in these fields."""
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def clean_judged(self) -> Any:
        day = self.cleaned_data["judged"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    @property
    def row(self) -> dict[str, Any]:
        """What was filled in, by the columns of the table; empty is None."""
        made = {}
        for name, value in self.cleaned_data.items():
            if name in ("version", "dialogue") or (name == "passage" and value == SELECTED):
                continue
            if isinstance(value, list):
                made[name] = " ".join(value) or None
            elif name == "rating":
                made[name] = float(value)
            elif name == "judged":
                made[name] = value.isoformat()
            else:
                made[name] = (value.strip() if isinstance(value, str) else value) or None
        return made

    @property
    def place(self) -> Place | None:
        """The words it rests on, where those that were just chosen are."""
        chosen = self.cleaned_data.get("passage") == SELECTED
        return self.selected.place if chosen and self.selected else None


class RatingForm(SaidForm):
    """A rating of a region on a leaf; of `now` too, where that lies between two points."""

    rating = forms.ChoiceField(label=gettext_lazy("Your rating"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=gettext_lazy("For which theme?"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("For which role?"), required=False)

    field_order = ("rating", "theme", "role", "confidence", "reason_nl", "reason_en")

    def __init__(
        self, case: Case, leaf: Criterion, *args: Any, now: float | None = None, **options: Any
    ) -> None:
        super().__init__(case, *args, **options)
        assert leaf.rating is not None
        self.set_choices(rating=rating_choices(case.framework.scales[leaf.rating.scale], now))
        themes = [(theme.id, words(theme.label)) for theme in case.themes.values()]
        roles = [(role.id, words(role.label)) for role in case.framework.roles]
        if "theme" in self.fields:
            self.set_choices(
                theme=[("", _("All themes")), *themes], role=[("", _("All roles")), *roles]
            )
            # What leaves no choice is not asked.
            for name, there in (("theme", themes), ("role", roles[1:])):
                if not there:
                    self.fields[name].widget = forms.HiddenInput()


class FindingForm(SaidForm):
    """Whether a precondition holds for a region, under which conditions, for which themes."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Does it hold?"),
        widget=forms.RadioSelect,
        choices=[],
    )
    conditions_nl = _prose(
        gettext_lazy("Under which conditions, in Dutch"),
        help_text=gettext_lazy("Only where it holds under conditions."),
    )
    conditions_en = _prose(gettext_lazy("Under which conditions, in English"))
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("For these themes only"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Without a choice: for all. On other themes it then fails."),
    )

    field_order = ("outcome", "conditions_nl", "conditions_en", "themes", "confidence")

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(case, *args, **options)
        self.set_choices(
            outcome=[(id, outcome_word(id)) for id in ("holds", "conditional", "fails")],
            themes=[(theme.id, words(theme.label)) for theme in case.themes.values()],
        )
        if not case.themes:
            del self.fields["themes"]


class TakeBackForm(forms.Form):
    """Why a judgement or finding is taken back."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken back?"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everyone can read it, in the history."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a form shows it: ratings as the scale writes them, themes apart."""
    shown = {name: "" if value is None else value for name, value in row.items()}
    if isinstance(row.get("rating"), float | int):
        shown["rating"] = f"{row['rating']:g}"
    if "themes" in row:
        shown["themes"] = str(row["themes"] or "").split()
    return shown


def in_form(conflict: Conflict) -> Conflict:
    """A conflict with its rows as the form shows them."""
    return Conflict(
        theirs=filled(conflict.theirs),
        yours=filled(conflict.yours),
        version=conflict.version,
        by=conflict.by,
        at=conflict.at,
    )
