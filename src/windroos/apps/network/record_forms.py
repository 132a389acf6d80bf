"""A form for a whole record of the register: its own fields, and rows for each of its parts.

The fields follow from the tables of the register. Rows can be added without a script: a button
sends the form, which comes back with two more, and nothing is checked or saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import words as said
from windroos.apps.network.actions.records import Broken
from windroos.apps.network.actions.records import told as sentence
from windroos.apps.network.queries.organisations import names
from windroos.apps.network.record_choices import Choices
from windroos.apps.network.record_fields import (
    NumberField,
    OrganisationField,
    PassageField,
    RegionField,
)
from windroos.apps.regions.queries import Case
from windroos.cases.fields import TEXT
from windroos.cases.problems import Problem
from windroos.cases.register import KINDS, TABLES

# So many empty rows are there beside those filled in, and at most so many in all.
SPARE, MOST = 2, 500
_LONGEST_REASON = 1000
# Columns that hold the id of an organisation.
_ORGANISATIONS = ("parent", "other", "organisation")


@dataclass
class Rows:
    """The rows of a part of a record."""

    table: str
    label: str
    forms: list[forms.Form]

    @property
    def filled(self) -> list[forms.Form]:
        """The rows that hold something and are to stay."""
        return [one for one in self.forms if _filled(one)]


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a form: of which field or row, the id of it, and what."""

    label: str
    target: str
    message: str


class RecordForm:
    """A form about one record; `columns` says which fields it has, and `parts` which tables.

    `content` is the record as it stands, and what the form does not ask stays as it is there.
    """

    def __init__(
        self,
        case: Case,
        kind: str,
        data: QueryDict | None = None,
        *,
        content: Mapping[str, Any] | None = None,
        version: int = 0,
        columns: Sequence[str],
        parts: Mapping[str, Sequence[str]] | None = None,
        choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self.case, self.kind, self.content = case, KINDS[kind], dict(content or {})
        self.columns, self.choices = columns, Choices(case, given=choices or {})
        # A button that adds rows sends all that was filled in; it comes back as it was.
        self.adds = data.get("add", "") if data is not None else ""
        self.data = None if self.adds else data
        given = _typed(data) if self.adds and data is not None else None
        initial = self._initial(self.content) | {"version": version}
        self.main = self._form(self.kind.table, columns, initial, given, "")
        self.main.fields["reason"] = forms.CharField(
            label=_("Why you change it") if version else _("Where you have it from"),
            required=False,
            max_length=_LONGEST_REASON,
            help_text=_("Kept in the history, for colleagues on this case."),
        )
        self.main.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if given is not None:
            self.main.initial = {**self.main.initial, **given}
        self.parts = [
            self._rows(table, asked, data, given) for table, asked in (parts or {}).items()
        ]

    @property
    def is_bound(self) -> bool:
        return self.data is not None

    @property
    def version(self) -> int:
        """The version that the change was made on."""
        return self.main.cleaned_data.get("version") or 0

    @property
    def reason(self) -> str:
        return self.main.cleaned_data.get("reason") or ""

    @property
    def passages(self) -> list[dict[str, Any]]:
        """The records of passages that are new."""
        return list(self.choices.made.values())

    def is_valid(self) -> bool:
        """Whether every field could be read; the rules of the register are asked on saving."""
        every = [self.main, *(one for rows in self.parts for one in rows.filled)]
        # Each is asked, so that all that is wrong is told at once.
        return self.is_bound and not sum(not one.is_valid() for one in every)

    def values(self) -> dict[str, Any]:
        """The content of the record as it was filled in."""
        content = self.content | {
            name: self.main.cleaned_data.get(name) or None for name in self.columns
        }
        for rows in self.parts:
            owner = next(part.owner for part in self.kind.parts if part.table == rows.table)
            content[rows.table] = [
                {
                    name: one.cleaned_data.get(name) or None
                    for name in TABLES[rows.table].columns
                    if name != owner
                }
                for one in rows.filled
            ]
        return content

    def told(self, error: ValidationError) -> None:
        """Shows what an action refused, at its field or row."""
        if not isinstance(error, Broken):
            self.main.add_error(None, error.messages)
            return
        for _number, problem in error.problems:
            form, name = self._place(problem)
            form.add_error(name if name in form.fields else None, _said(problem))

    def overtaken(self, version: int) -> None:
        """From here on, saving replaces the version that someone else saved."""
        data = QueryDict(mutable=True)
        data.update(self.main.data)
        data["version"] = str(version)
        self.main.data = data

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong, in the order of the page."""
        found = list(_faults(self.main, "")) if self.is_bound else []
        for rows in self.parts if self.is_bound else ():
            for number, one in enumerate(rows.forms, start=1):
                if _filled(one):
                    place = gettext("%(part)s, row %(n)s") % {"part": rows.label, "n": number}
                    found += _faults(one, f"{place}: ")
        return found

    def _place(self, problem: Problem) -> tuple[forms.Form, str]:
        for rows in self.parts:
            if TABLES[rows.table].path == problem.file and problem.row:
                filled = rows.filled
                if problem.row <= len(filled):
                    return filled[problem.row - 1], problem.field or ""
        return self.main, problem.field or ""

    def _rows(
        self,
        table: str,
        columns: Sequence[str],
        data: QueryDict | None,
        given: Mapping[str, str] | None,
    ) -> Rows:
        there = self._named(self.content.get(table) or ())
        wanted = len(there) + SPARE
        if data is not None:
            asked = data.get(f"{table}-rows", "")
            wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else wanted
        wanted = min(wanted + (SPARE if self.adds == table else 0), MOST)
        made = []
        for number in range(wanted):
            initial = dict(there[number]) if number < len(there) and given is None else {}
            form = self._form(table, columns, initial, given, f"{table}-{number}")
            if number < len(there) or any(initial.values()):
                form.fields["gone"] = forms.BooleanField(
                    label=_("Leave this row out"),
                    required=False,
                    initial=bool(given and given.get(f"{table}-{number}-gone")),
                )
            made.append(form)
        return Rows(table, capfirst(str(said.field(self.kind.table, table))), made)

    def _form(
        self,
        table: str,
        columns: Sequence[str],
        initial: Mapping[str, Any],
        given: Mapping[str, str] | None,
        prefix: str,
    ) -> forms.Form:
        if given is not None and prefix:
            initial = {name: given.get(f"{prefix}-{name}", "") for name in columns}
        form = forms.Form(self.data, initial=dict(initial), prefix=prefix or None)
        form.use_required_attribute = False
        for column in columns:
            form.fields[column] = self._field(table, column, initial.get(column))
        return form

    def _field(self, table: str, column: str, now: Any) -> forms.Field:
        """The field of a column, which may be empty: the rules tell what may not."""
        constraints = TABLES[table].field(column).get("constraints", {})
        options: dict[str, Any] = {
            "label": capfirst(str(said.field(table, column))),
            "required": bool(constraints.get("required")) and table == self.kind.table,
            "help_text": said.hint(table, column),
        }
        if column == "id":
            return forms.CharField(required=False, widget=forms.HiddenInput)
        choices = self.choices.of(table, column)
        if choices is not None:
            known = list(choices)
            if now and now not in {id for id, _word in known}:
                known.append((str(now), str(now)))
            return forms.ChoiceField(choices=[("", gettext("Choose")), *known], **options)
        if column in _ORGANISATIONS:
            widget = forms.TextInput(attrs={"list": "known_organisations", "autocomplete": "off"})
            return OrganisationField(self.case, widget=widget, **options)
        if column == "passage":
            widget = forms.TextInput(attrs={"autocomplete": "off"})
            return PassageField(self.case, self.choices.made, widget=widget, **options)
        if column == "region":
            widget = forms.TextInput(attrs={"list": "known_regions", "autocomplete": "off"})
            return RegionField(self.case, widget=widget, **options)
        if column in ("latitude", "longitude", "share_low", "share_high"):
            return NumberField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)
        longest = constraints.get("maxLength")
        if longest == TEXT and column.startswith("note"):
            widget = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(widget=widget, max_length=longest, **options)
        return forms.CharField(max_length=longest, **options)

    def _initial(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The record's own values as the form shows them."""
        return self._named([{name: content.get(name) for name in self.columns}])[0]

    def _named(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows with the names of organisations for their ids, and words for what is true."""
        slugs = [str(row[name]) for row in rows for name in _ORGANISATIONS if row.get(name)]
        called = names(self.case, slugs) if slugs else {}
        return [
            {
                name: called.get(value, value)
                if name in _ORGANISATIONS
                else str(value).lower()
                if isinstance(value, bool)
                else value
                for name, value in row.items()
            }
            for row in rows
        ]


def _typed(data: QueryDict) -> dict[str, str]:
    return {name: data.get(name) or "" for name in data if name != "csrfmiddlewaretoken"}


def _filled(form: forms.Form) -> bool:
    """Whether a row holds anything, and is not to be left out."""
    if not form.is_bound:
        return any(form.initial.values())
    if form.data.get(form.add_prefix("gone")):
        return False
    return any(form.data.get(form.add_prefix(name), "").strip() for name in form.fields)


def _faults(form: forms.Form, place: str) -> Iterable[Fault]:
    for message in form.non_field_errors():
        yield Fault(place.rstrip(": "), "", str(message))
    for name in form.fields:
        bound = form[name]
        for message in bound.errors:
            yield Fault(f"{place}{bound.label}", bound.auto_id, str(message))


def _said(problem: Problem) -> str:
    if problem.code == "no-name":
        return gettext("Give one official name.")
    return sentence(problem)
