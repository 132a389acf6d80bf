"""The forms of contacts and contact moments; what they give goes to the actions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import queries, wording
from windroos.apps.network.actions.people_checks import MOST
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import Basis, Contact, ContactMoment, MomentKind
from windroos.apps.network.models.dialogues import LONGEST_TEXT, Level
from windroos.apps.network.telling import FIELDS
from windroos.apps.regions.queries import Case
from windroos.cases.fields import NAME

# So many rows are asked at least, and so many empty ones stand beside those filled in.
ROWS, SPARE = 2, 1
# So many organisations are offered while one types; the others are typed in full.
OFFERED = 1000


class AnywhereForm(VersionedForm):
    """A form about something that may have to do with a region of the case."""

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        regions = wording.region_names(case)
        there = self.initial.get("region")
        if there and there not in regions:
            regions[there] = there
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("No particular region")), *regions.items()]


class ContactForm(AnywhereForm):
    """Data of a person, with why they are kept and until when."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    function_nl = forms.CharField(label=_("Function in Dutch"), max_length=NAME, required=False)
    function_en = forms.CharField(
        label=_("Function in English"),
        max_length=NAME,
        required=False,
        help_text=_("One of the two languages is enough; with both, everyone reads their own."),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=NAME,
        required=False,
        widget=forms.TextInput(attrs={"list": "known_organisations", "autocomplete": "off"}),
        help_text=_("An organisation of the register, by name or id."),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    languages = forms.CharField(
        label=_("Languages"),
        max_length=NAME,
        required=False,
        help_text=_("In which languages one can speak with this person."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only what the work needs; nothing about health, belief or private life."),
    )
    basis = forms.ChoiceField(
        label=_("Legal ground"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        help_text=_("On which ground of the privacy law (GDPR, article 6) we keep these data."),
    )
    purpose = forms.CharField(
        label=_("Why we keep these data"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person may ask, and is then told this."),
    )
    kept_until = forms.DateField(
        label=_("Kept until"),
        help_text=_("After this day they are listed as due to be removed."),
    )

    def clean_organisation(self) -> str:
        return _organisation(self.case, self.cleaned_data["organisation"])


class MomentForm(AnywhereForm):
    """A day on which there was contact."""

    day = forms.DateField(label=pgettext_lazy("moment", "Day"))
    kind = forms.ChoiceField(
        label=_("How there was contact"), choices=MomentKind.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.NONE
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=NAME)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Read by colleagues who may see data of persons; not kept in the history."),
    )

    # In a conflict, all rows of a list are compared at the first.
    KEPT_AS = {
        "organisation_1": ("organisations", capfirst(FIELDS["organisations"])),  # type: ignore[arg-type]
        "contact_1": ("contacts", capfirst(FIELDS["contacts"])),  # type: ignore[arg-type]
    }

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        self.known: Sequence[Contact] = kwargs.pop("known", ())
        super().__init__(case, *args, **kwargs)
        slugs = [str(slug) for slug in self.initial.get("organisations") or ()]
        names = queries.organisation_names(case, slugs)
        self._rows(
            "organisation",
            [names.get(slug, slug) for slug in slugs],
            lambda n: gettext("Organisation %(n)s") % {"n": n},
            gettext("An organisation of the register, by name or id."),
        )
        named = {one.pk: offered(one) for one in self.known}
        self._rows(
            "contact",
            [named.get(number, str(number)) for number in self.initial.get("contacts") or ()],
            lambda n: gettext("Contact %(n)s") % {"n": n},
            gettext("Choose one from the list: a name with its number."),
        )

    def _rows(
        self, kind: str, filled: Sequence[str], label: Callable[[int], str], hint: str
    ) -> None:
        """A text field for each thing of a list, and some for more."""
        sent = [name for name in self.data if re.fullmatch(rf"{kind}_\d{{1,3}}", name)]
        wanted = max(ROWS, len(filled) + SPARE, len(sent))
        for n in range(1, min(wanted, MOST) + 1):
            self.fields[f"{kind}_{n}"] = forms.CharField(
                label=label(n),
                required=False,
                max_length=NAME,
                initial=filled[n - 1] if n <= len(filled) else "",
                widget=forms.TextInput(attrs={"list": f"known_{kind}s", "autocomplete": "off"}),
                help_text=hint if n == 1 else "",
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, text in list(given.items()):
            kind, _mark, number = name.rpartition("_")
            if number.isdigit() and text:
                try:
                    given[name] = self._meant(kind, text)
                except ValidationError as error:
                    self.add_error(name, error)
        return given

    def _meant(self, kind: str, text: str) -> str | int:
        if kind == "organisation":
            return _organisation(self.case, text)
        numbers = {str(one.pk): one.pk for one in self.known}
        number = re.search(r"(\d+)\)?\s*$", text)
        if number and number[1] in numbers:
            return numbers[number[1]]
        called = [one.pk for one in self.known if one.name.casefold() == text.strip().casefold()]
        if len(called) == 1:
            return called[0]
        raise ValidationError(gettext("There is no such contact, or more than one: choose one."))

    def values(self) -> dict[str, Any]:
        values = super().values()
        for kind in ("organisation", "contact"):
            names = [name for name in values if re.fullmatch(rf"{kind}_\d+", name)]
            rows = [values.pop(name) for name in sorted(names, key=lambda n: int(n.split("_")[1]))]
            values[f"{kind}s"] = list(dict.fromkeys(row for row in rows if row))
        return values

    def place(self, name: str) -> str:
        return {"organisations": "organisation_1", "contacts": "contact_1"}.get(name, name)


class EraseForm(VersionedForm):
    """That someone has seen what is erased, and that it cannot come back."""

    sure = forms.BooleanField(label=_("Yes, erase this person. It cannot be undone."))


def offered(one: Contact) -> str:
    """A contact as the list of a form offers it."""
    return f"{one.name} ({one.pk})"


def filled(row: Contact | ContactMoment, fields: Iterable[str]) -> dict[str, Any]:
    """A row as the initial values of its form."""
    values: dict[str, Any] = {name: getattr(row, name) for name in fields}
    slug = values.get("organisation")
    if slug:
        values["organisation"] = queries.organisation_names(row.case, [slug]).get(slug, slug)
    return {**values, "version": row.version}


def _organisation(case: Case, text: str) -> str:
    """The id of the organisation that was meant; empty where nothing was filled in.

    Raises ValidationError where the register has none that is called so, or several.
    """
    if not text.strip():
        return ""
    slug = queries.organisation_called(case, text)
    if not slug:
        raise ValidationError(
            gettext("No one organisation of the register is called so: choose one of the list.")
        )
    return slug
