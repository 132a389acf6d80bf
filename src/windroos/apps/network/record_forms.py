"""A form for a whole record of the register: its own fields, and rows for each of its parts.

The fields follow from the tables of the register. Rows can be added without a script: a button
sends the form, which comes back with two more, and nothing is checked or saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import words as said
from windroos.apps.network.actions.records import Broken
from windroos.apps.network.record_choices import Choices
from windroos.apps.network.record_controls import as_shown, control, several_in
from windroos.apps.network.record_fields import RegionField
from windroos.apps.regions.faults import told as sentence
from windroos.apps.regions.queries import Case
from windroos.cases.problems import Problem
from windroos.cases.register import KINDS, TABLES

F = TypeVar("F", bound=forms.Form)
# So many empty rows are there beside those filled in, and at most so many in all.
SPARE, MOST = 2, 500
_LONGEST_REASON = 1000
# A row with more fields than this is shown folded, by what its first ones say.
_SHOWN_OPEN, _WORDS = 4, 5


class RowForm(forms.Form):
    """A row of a part; `heading` is what it says in a few words, where it is shown folded.

    `before` is the row as it stands in the record; empty for a new one.
    """

    heading = ""
    before: Mapping[str, Any] = MappingProxyType({})


@dataclass
class Rows:
    """The rows of a part of a record."""

    table: str
    label: str
    forms: list[RowForm]

    @property
    def filled(self) -> list[RowForm]:
        """The rows that hold something and are to stay."""
        return [one for one in self.forms if _filled(one)]


@dataclass(frozen=True)
class Section:
    """Fields of a record that are shown together; one with a label is folded, unless `open`."""

    label: str
    fields: Sequence[forms.BoundField]
    open: bool = True


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a form: of which field or row, the id of it, and what."""

    label: str
    target: str
    message: str


class RecordForm:
    """A form about one record; `columns` says which fields it has, and `parts` which tables.

    Without them it asks everything. `content` is the record as it stands, and what the form does
    not ask stays as it is there. `folded` names by their label the fields that are shown folded.
    """

    def __init__(
        self,
        case: Case,
        kind: str,
        data: QueryDict | None = None,
        *,
        content: Mapping[str, Any] | None = None,
        version: int = 0,
        columns: Sequence[str] = (),
        parts: Mapping[str, Sequence[str]] | None = None,
        choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        folded: Mapping[Any, Sequence[str]] | None = None,
    ) -> None:
        self.case, self.kind, self.content = case, KINDS[kind], dict(content or {})
        self.columns = columns or [name for name in TABLES[self.kind.table].columns if name != "id"]
        self.choices = Choices(case, given=choices or {})
        self.folded = folded or {}
        if parts is None and not columns:
            parts = {
                part.table: [name for name in TABLES[part.table].columns if name != part.owner]
                for part in self.kind.parts
            }
        # A button that adds rows sends all that was filled in; it comes back as it was.
        self.adds = data.get("add", "") if data is not None else ""
        self.data = None if self.adds else data
        given = data if self.adds else None
        shown = {name: self.content.get(name) for name in self.columns}
        initial = as_shown(self.case, self.kind.table, [shown])[0] | {"version": version}
        self.main = self._form(self.kind.table, self.columns, initial, given, "")
        self.main.fields["reason"] = forms.CharField(
            label=_("Why you change it") if version else _("Where you have it from"),
            required=False,
            max_length=_LONGEST_REASON,
            help_text=_("Kept in the history, for colleagues on this case."),
        )
        self.main.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if given is not None:
            asked = _typed(given, self.kind.table, [*self.columns, "reason", "version"], "")
            self.main.initial = {**self.main.initial, **asked}
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

    @property
    def regions(self) -> str:
        """The pattern of the codes of regions that are asked; empty where none is asked."""
        every = [self.main, *(one for rows in self.parts for one in rows.forms[:1])]
        asked = [field for form in every for field in form.fields.values()]
        return next((one.pattern.pattern for one in asked if isinstance(one, RegionField)), "")

    def is_valid(self) -> bool:
        """Whether every field could be read; the rules of the register are asked on saving."""
        every = [self.main, *(one for rows in self.parts for one in rows.filled)]
        # Each is asked, so that all that is wrong is told at once.
        return self.is_bound and not sum(not one.is_valid() for one in every)

    def values(self) -> dict[str, Any]:
        """The content of the record as it was filled in."""
        given = self.main.cleaned_data
        content = self.content | {
            name: _in_order(self.content.get(name), given.get(name)) or None
            for name in self.columns
        }
        for rows in self.parts:
            owner = next(part.owner for part in self.kind.parts if part.table == rows.table)
            content[rows.table] = [
                {
                    name: _in_order(one.before.get(name), one.cleaned_data.get(name)) or None
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
    def sections(self) -> list[Section]:
        """The fields of the record itself: first those that are always shown."""
        fields = {one.name: one for one in self.main.visible_fields() if one.name != "reason"}
        hidden = {name for names in self.folded.values() for name in names}
        first = Section("", [one for name, one in fields.items() if name not in hidden])
        folded = [
            Section(str(label), asked, open=any(one.errors for one in asked))
            for label, names in self.folded.items()
            if (asked := [fields[name] for name in names if name in fields])
        ]
        return [first, *folded]

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
        given: QueryDict | None,
    ) -> Rows:
        stands = self.content.get(table) or ()
        there = as_shown(self.case, table, stands)
        wanted = len(there) + SPARE
        if data is not None:
            asked = data.get(f"{table}-rows", "")
            wanted = int(asked) if asked.isdecimal() and len(asked) < 6 else wanted
        wanted = min(wanted + (SPARE if self.adds == table else 0), MOST)
        made = []
        for number in range(wanted):
            initial = dict(there[number]) if number < len(there) and given is None else {}
            form = self._form(table, columns, initial, given, f"{table}-{number}", RowForm)
            form.before = stands[number] if number < len(there) else {}
            if len(columns) > _SHOWN_OPEN:
                form.heading = self._heading(table, columns, form.initial)
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
        given: QueryDict | None,
        prefix: str,
        of: type[F] = forms.Form,
    ) -> F:
        if given is not None and prefix:
            initial = _typed(given, table, columns, f"{prefix}-")
        form = of(self.data, initial=dict(initial), prefix=prefix or None)
        form.use_required_attribute = False
        for column in columns:
            now = initial.get(column)
            required = table == self.kind.table
            form.fields[column] = control(self.choices, table, column, now, required=required)
        return form

    def _heading(self, table: str, columns: Sequence[str], row: Mapping[str, Any]) -> str:
        """What a row says in a few words; empty for one that is empty."""
        found = []
        for name in [name for name in columns if name != "id"][:_WORDS]:
            if row.get(name):
                choices = dict(self.choices.of(table, name) or ())
                values = row[name] if isinstance(row[name], list) else [row[name]]
                found += [str(choices.get(value, value)) for value in values]
        return ", ".join(found)


def _typed(data: QueryDict, table: str, columns: Iterable[str], prefix: str) -> dict[str, Any]:
    """What was filled in and not saved, by column; several values of one apart."""
    several = several_in(table)
    return {
        name: data.getlist(prefix + name) if name in several else data.get(prefix + name) or ""
        for name in columns
    }


def _in_order(before: Any, value: Any) -> Any:
    """Several values in one cell, in the order they had: saving as it is changes nothing."""
    if not isinstance(value, list):
        return value
    there = str(before or "").split()
    kept = [one for one in there if one in value]
    return " ".join([*kept, *(one for one in value if one not in there)])


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
