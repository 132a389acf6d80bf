"""What a passage states: of the effort for a region, or of the relation with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from windroos.apps.compass.forms.judging import Choices
from windroos.apps.compass.presenting import decimal, effort, words
from windroos.apps.compass.printed import KIND_WORDS, STATE_WORDS, anchor
from windroos.apps.compass.region.records import RELATION_WORDS
from windroos.cases import Case
from windroos.cases.fields import ID, NAME, TEXT
from windroos.cases.proposing import Proposed
from windroos.cases.tables import EFFORTS
from windroos.sources.documents.cells import held


def proposed_first(
    options: Iterable[tuple[str, str]], proposed: Sequence[str], none: str | None = None
) -> Choices:
    """Choices with those that are proposed in a group before the others; `none` is what choosing
    nothing is called."""
    known = dict(options)
    first = [(id, known[id]) for id in proposed if id in known]
    rest = [(id, label) for id, label in known.items() if id not in proposed]
    empty = [("", none if none is not None else _("Choose"))]
    if not first:
        return [*empty, *rest]
    return [*empty, (_("Proposed"), first), (_("All others"), rest)]


class StatedForm(forms.Form):
    """What every such form asks: of which region, and what the case calls the place."""

    use_required_attribute = False
    table: str

    region = forms.ChoiceField(
        label=gettext_lazy("Of which region?"),
        widget=forms.Select(
            attrs={
                "data-search": gettext_lazy("Search in the list"),
                "data-found": gettext_lazy("{n} found"),
            }
        ),
    )

    def __init__(self, case: Case, proposed: Proposed, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self._choose("region", region_options(case), proposed.regions)
        self.fields["region"].initial = next(iter(proposed.regions), "")

    def _choose(
        self,
        name: str,
        options: Iterable[tuple[str, str]],
        proposed: Sequence[str] = (),
        none: str | None = None,
    ) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = proposed_first(options, proposed, none)

    @property
    def row(self) -> dict[str, Any]:
        """What was filled in, by the columns of the table; empty is None."""
        said = {"": None, "yes": True, "no": False}
        return {
            name: said.get(value, value) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }


class StatementForm(StatedForm):
    """The effort for a region in a role, as a passage states it."""

    table = "statements"

    role = forms.ChoiceField(label=gettext_lazy("In which role?"))
    effort = forms.ChoiceField(label=gettext_lazy("Which effort?"), widget=forms.RadioSelect)
    explicit = forms.ChoiceField(
        label=gettext_lazy("Does it say so in so many words?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes, in so many words")),
            ("no", gettext_lazy("No, but it follows from what it says")),
        ],
        initial="yes",
    )
    theme = forms.ChoiceField(label=gettext_lazy("For which theme?"), required=False)
    period_start = forms.IntegerField(label=gettext_lazy("From which year?"))
    period_end = forms.IntegerField(label=gettext_lazy("Up to and including which year?"))

    def __init__(self, case: Case, proposed: Proposed, *args: Any, **options: Any) -> None:
        super().__init__(case, proposed, *args, **options)
        roles = [
            (role.id, f"{words(role.label)} ({words(role.body)})") for role in case.framework.roles
        ]
        themes = [(theme.id, words(theme.label)) for theme in case.themes.values()]
        self._choose("role", roles, proposed.roles)
        self._choose("theme", themes, proposed.themes, _("All themes"))
        self.fields["role"].initial = next(iter(proposed.roles), "")
        field = self.fields["effort"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, effort(one)) for one in EFFORTS]
        if proposed.period:
            first, last = proposed.period
            self.fields["period_start"].initial, self.fields["period_end"].initial = first, last


_LEVEL = [
    ("", gettext_lazy("It does not say")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
]


class RelationForm(StatedForm):
    """The relation with a region, and at which levels there are contacts, as a passage says."""

    table = "relations"

    kind = forms.ChoiceField(label=gettext_lazy("Which relation?"), widget=forms.RadioSelect)
    official = forms.ChoiceField(
        label=gettext_lazy("Are there contacts between officials?"),
        widget=forms.RadioSelect,
        choices=_LEVEL,
        required=False,
    )
    governing = forms.ChoiceField(
        label=gettext_lazy("Are there contacts between those who govern?"),
        widget=forms.RadioSelect,
        choices=_LEVEL,
        required=False,
    )
    note_nl = forms.CharField(
        label=gettext_lazy("What is said of it, in Dutch"),
        help_text=gettext_lazy("In your own words, that everyone can read."),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note_en = forms.CharField(
        label=gettext_lazy("What is said of it, in English"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, case: Case, proposed: Proposed, *args: Any, **options: Any) -> None:
        super().__init__(case, proposed, *args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(id, name()) for id, name in RELATION_WORDS.items()]


class FigureForm(StatedForm):
    """A figure that a passage prints: of what, of which kind, and how much of which unit."""

    table = "quantities"

    subject = forms.CharField(
        label=gettext_lazy("Id of the series"),
        max_length=ID,
        help_text=gettext_lazy("Small letters, digits and dashes; figures of one thing share it."),
    )
    label_nl = forms.CharField(
        label=gettext_lazy("What it is a figure of, in Dutch"), max_length=NAME
    )
    label_en = forms.CharField(
        label=gettext_lazy("What it is a figure of, in English"), max_length=NAME
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of figure"), widget=forms.RadioSelect)
    value = forms.CharField(label=gettext_lazy("Figure"), required=False, max_length=40)
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=NAME)
    state = forms.ChoiceField(label=gettext_lazy("Why there is no figure"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=1800, max_value=2200
    )
    note_nl = forms.CharField(
        label=gettext_lazy("Note in your own words, in Dutch"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note_en = forms.CharField(
        label=gettext_lazy("Note in your own words, in English"),
        required=False,
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("subject", "label_nl", "label_en", "kind", "value", "unit", "state", "year")

    def __init__(self, case: Case, proposed: Proposed, *args: Any, **options: Any) -> None:
        super().__init__(case, proposed, *args, **options)
        self.fields["region"].required = False
        self._choose("region", region_options(case), proposed.regions, _("None"))
        states = [(id, name()) for id, name in STATE_WORDS.items()]
        self._choose("state", states, (), _("There is a figure"))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(id, name()) for id, name in KIND_WORDS.items()]
        if len(proposed.figures) == 1:  # of several a person chooses
            (found,) = proposed.figures
            self.fields["value"].initial = decimal(found.value or 0, -6)
            self.fields["unit"].initial = found.unit
        if proposed.period and proposed.period[0] == proposed.period[1]:
            self.fields["year"].initial = proposed.period[0]

    def clean_value(self) -> float | None:
        """The figure as the reader writes it."""
        return read_figure(self.cleaned_data["value"])

    @property
    def row(self) -> dict[str, Any]:
        """What was filled in, anchored at what the passage prints."""
        row = super().row
        return {**row, "cell": anchor(row)}


def read_figure(text: str) -> float | None:
    """A figure as the reader writes it; raises ValidationError where it is none."""
    if not text:
        return None
    read = held(text, "." if get_language() == "en" else ",")
    if read.value is None or read.unit:
        raise ValidationError(_("“%(text)s” is no figure.") % {"text": text})
    return read.value


class SubjectForm(forms.Form):
    """Of which region, and on what, something is going to be said."""

    use_required_attribute = False

    region = forms.ChoiceField(
        label=gettext_lazy("Of which region?"),
        widget=forms.Select(
            attrs={
                "data-search": gettext_lazy("Search in the list"),
                "data-found": gettext_lazy("{n} found"),
            }
        ),
    )
    subject = forms.ChoiceField(label=gettext_lazy("On what?"))

    def __init__(
        self,
        case: Case,
        proposed: Proposed,
        subjects: Iterable[tuple[str, str]],
        likely: Sequence[str],
        *args: Any,
        **options: Any,
    ) -> None:
        """`likely` are the subjects that are proposed."""
        super().__init__(*args, **options)
        for name, choices, first in (
            ("region", region_options(case), proposed.regions),
            ("subject", subjects, likely),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = proposed_first(choices, first)
            field.initial = next(iter(first), "")


class SourceForm(forms.Form):
    """What a document is that was added: everything that rests on it names it so."""

    use_required_attribute = False

    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=NAME)
    publisher = forms.CharField(label=gettext_lazy("Who published it?"), max_length=NAME)
    published = forms.CharField(
        label=gettext_lazy("When did it come out?"),
        max_length=10,
        help_text=gettext_lazy("A year, month or day: 2024, 2024-06 or 2024-06-18."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language is it written?"),
        required=False,
        choices=[
            ("nl", gettext_lazy("Dutch")),
            ("en", gettext_lazy("English")),
            ("", gettext_lazy("Another")),
        ],
    )


def region_options(case: Case) -> list[tuple[str, str]]:
    """The regions of a case by name."""
    named = [(code, words(region.name)) for code, region in case.regions.items()]
    return sorted(named, key=lambda one: one[1])
