"""The forms of dialogues, points and referrals; what they give goes to the actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import wording
from windroos.apps.network.actions.checks import MOST_PLACES
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.network.models.dialogues import (
    LONGEST_TEXT,
    Level,
    Occasion,
    Outcome,
    Reach,
    With,
)
from windroos.apps.network.subjects import subjects
from windroos.apps.network.telling import FIELDS, OWN_FIELDS
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case
from windroos.cases.fields import NAME

# So many places are asked at least, and so many empty ones are there beside those filled in.
PLACES, SPARE_PLACES = 3, 2


def _label(field: str) -> Any:
    return capfirst({**FIELDS, **OWN_FIELDS}[field])  # type: ignore[arg-type]


def _line(field: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=_label(field), max_length=NAME, **options)


def _text(field: str, rows: int = 6, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=_label(field),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


def _choice(field: str, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=_label(field), choices=choices, **options)


class VersionedForm(forms.Form):
    """A form that carries the version it was opened with; None for something new."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def values(self) -> dict[str, Any]:
        """What was filled in, by the names the actions know."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def told(self, error: ValidationError) -> None:
        """Shows what an action refused, at its field; what has no field here, at the top."""
        for name, messages in error.message_dict.items():
            place = self.place(name)
            self.add_error(place if place in self.fields else None, messages)

    def place(self, name: str) -> str:
        """The field of this form at which an error of a field of the action is shown."""
        return name

    def overtaken(self, conflict: Conflict) -> None:
        """From here on, saving replaces the version that someone else saved."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(conflict.version)
        self.data = data


class RegionForm(VersionedForm):
    """A form about a region of the case."""

    region = forms.ChoiceField(label=_label("region"))

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        regions = wording.region_names(case)
        # What a package has dropped since stays as it was, and is told when it is saved.
        there = self.initial.get("region")
        if there and there not in regions:
            regions[there] = there
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Choose a region")), *regions.items()]


class DialogueForm(RegionForm):
    """A dialogue, internal as long as nobody releases it."""

    held = forms.DateField(label=_label("held"))
    kind = forms.ChoiceField(
        label=_("With whom"), choices=[("", _("Choose with whom")), *With.choices]
    )
    organisation = _line("organisation")
    contact = _text(
        "contact",
        rows=2,
        required=False,
        help_text=_(
            "Names of persons go here and nowhere else: only colleagues on this case see them, no"
            " viewers, and they are not kept in the history, so that they can be erased."
        ),
    )
    level = _choice("level", Level.choices, widget=forms.RadioSelect, initial=Level.NONE)
    subjects = forms.MultipleChoiceField(
        label=_label("subjects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The components of the compass that it was about."),
    )
    summary = _text("summary", help_text=_("Internal: only colleagues on this case read it."))
    conclusions = _text("conclusions", rows=4, required=False)

    # In a conflict, all places are compared at the first.
    KEPT_AS = {"place_1": ("places", _label("places"))}

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        field = self.fields["subjects"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = _grouped(case, self.initial.get("subjects") or ())
        filled = self.initial.get("places") or []
        asked = [name for name in self.data if name.startswith("place_")]
        wanted = max(PLACES, len(filled) + SPARE_PLACES, len(asked))
        for n in range(1, min(wanted, MOST_PLACES) + 1):
            self.fields[f"place_{n}"] = forms.CharField(
                label=gettext("Passage or source %(n)s") % {"n": n},
                required=False,
                max_length=NAME,
                initial=filled[n - 1] if n <= len(filled) else "",
                widget=forms.TextInput(attrs={"list": "known_places", "autocomplete": "off"}),
                help_text=gettext("Choose one from the list, or give a web address (https://…).")
                if n == 1
                else "",
            )

    def values(self) -> dict[str, Any]:
        values = super().values()
        names = sorted((n for n in values if n.startswith("place_")), key=lambda n: int(n[6:]))
        places = [values.pop(name).strip() for name in names]
        return values | {"places": list(dict.fromkeys(place for place in places if place))}

    def place(self, name: str) -> str:
        return "place_1" if name == "places" else name


class ReleaseForm(VersionedForm):
    """The text that everyone may read of a dialogue."""

    public_nl = _text("public_nl", required=False)
    public_en = _text(
        "public_en",
        required=False,
        help_text=_("One of the two languages is enough; with both, everyone reads their own."),
    )
    names_organisation = forms.BooleanField(
        label=_("Name the organisation"),
        required=False,
        help_text=_("Without it, readers see what kind of organisation it was."),
    )


class PointForm(RegionForm):
    """Something to raise."""

    text_nl = _text("text_nl", rows=3, required=False)
    text_en = _text(
        "text_en",
        rows=3,
        required=False,
        help_text=_("One of the two languages is enough; with both, everyone reads their own."),
    )
    subject = _choice("subject", (), required=False)
    occasion = _choice("occasion", Occasion.choices, widget=forms.RadioSelect, initial=Occasion.ANY)
    reach = _choice(
        "reach",
        Reach.choices,
        widget=forms.RadioSelect,
        initial=Reach.OFFICIAL,
        help_text=_(
            "The kind of relation with the region decides what is possible: the briefing says so."
        ),
    )
    source = forms.TypedChoiceField(
        label=_label("source"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        dialogues = kwargs.pop("dialogues", ())
        super().__init__(case, *args, **kwargs)
        subject, source = self.fields["subject"], self.fields["source"]
        assert isinstance(subject, forms.ChoiceField)
        assert isinstance(source, forms.ChoiceField)
        subject.choices = [("", gettext("No particular subject")), *_grouped(case, ())]
        source.choices = [("", gettext("No dialogue")), *_told(case, dialogues)]


class RaisedForm(VersionedForm):
    """In which dialogue a point was raised, and what was answered."""

    raised_in = forms.TypedChoiceField(label=_label("raised_in"), coerce=int)
    answer = _text("answer", rows=4, required=False)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        dialogues = kwargs.pop("dialogues", ())
        super().__init__(case, *args, **kwargs)
        field = self.fields["raised_in"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Choose a dialogue")), *_told(case, dialogues)]


class DropForm(VersionedForm):
    """Why a point need not be raised any more."""

    answer = forms.CharField(
        label=_("Why it need not be raised any more"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReferralForm(RegionForm):
    """A question on economic security, referred to a desk."""

    subject = forms.CharField(
        label=_("Technology or subject"),
        max_length=NAME,
        help_text=_("What the question is about, in a few words."),
    )
    organisation = _line(
        "organisation", required=False, help_text=_("The company or institution that asks.")
    )
    reason = _text("reason", rows=4, help_text=_("Why this is a matter of economic security."))
    desk = _line("desk", help_text=_("Who is asked for advice."))
    referred_on = forms.DateField(label=_label("referred_on"))
    answer_by = forms.DateField(
        label=_label("answer_by"),
        required=False,
        help_text=_("After this day it is shown as overdue. Four weeks is our proposal."),
    )


class AnswerForm(VersionedForm):
    """The answer to a referral."""

    answered_on = forms.DateField(label=_label("answered_on"))
    outcome = _choice("outcome", Outcome.choices, widget=forms.RadioSelect)
    advice = _text("advice", required=False, help_text=_("What the desk advises, and why."))


def filled(row: Dialogue | Point | Referral, fields: Iterable[str]) -> dict[str, Any]:
    """A row as the initial values of its form."""
    values: Mapping[str, Any] = {name: getattr(row, name) for name in fields}
    numbers = {name: value.pk for name, value in values.items() if isinstance(value, Dialogue)}
    return {**values, **numbers, "version": row.version}


def _grouped(case: Case, also: Iterable[str]) -> list[tuple[str, Any]]:
    """The criteria to choose from, by aspect; with those that a new framework has lost."""
    english = get_language() == "en"
    groups: dict[str, list[tuple[str, str]]] = {}
    known = subjects(case)
    for id, one in known.items():
        group, label = (one.group_en, one.label_en) if english else (one.group_nl, one.label_nl)
        groups.setdefault(group, []).append((id, label))
    lost = [(id, id) for id in also if id not in known]
    if lost:
        groups[gettext("Of an earlier framework")] = lost
    return list(groups.items())


def _told(case: Case, dialogues: Iterable[Dialogue]) -> list[tuple[str, str]]:
    regions = wording.region_names(case)
    return [(str(one.pk), wording.label(one, regions)) for one in dialogues]
