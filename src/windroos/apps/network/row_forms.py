"""The form of a record of the register: its fields, and its parts as rows, made from its tables.

What the tables say of a field decides how it is asked; whether the answers can stand is told by the
rules of the register when they are saved, at the field or the row that they are about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.network import words as said
from windroos.apps.network.actions import Broken
from windroos.apps.network.actions.records import told
from windroos.apps.network.forms import VersionedForm
from windroos.apps.network.models import Area, Organisation, Site
from windroos.apps.network.queries.record_history import row_words
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case
from windroos.cases.fields import TEXT, Field, Table
from windroos.cases.package import cell
from windroos.cases.register import KINDS, TABLES
from windroos.cases.register.records import Content

# So many empty rows are there at least, and so many may be handed in of one part.
SPARE_ROWS, MOST_ROWS = 2, 300
_NUMBERS = ("integer", "number")


def control(case: Case, table: Table, field: Field) -> forms.Field:
    """How a field of a table is asked."""
    name, constraints = field["name"], field.get("constraints", {})
    shared: dict[str, Any] = {
        "label": capfirst(str(said.field(table.name, name))),
        "required": bool(constraints.get("required")),
        "help_text": said.hint(table.name, name),
    }
    reference = next((one for one in table.references if one.field == name), None)
    if reference is not None and reference.table == "areas":
        return forms.MultipleChoiceField(
            choices=_areas(case), widget=forms.CheckboxSelectMultiple, **shared
        )
    if reference is not None and reference.table == "sites":
        known = Site.objects.filter(case=case).values_list("slug", "name")
        return forms.ChoiceField(choices=[("", gettext("None")), *known], **shared)
    if "enum" in constraints:
        by = said.choices(table.name, name) or {}
        empty = gettext("Choose") if shared["required"] else gettext("Not said")
        return forms.ChoiceField(
            choices=[
                ("", empty),
                *((one, capfirst(str(by.get(one, one)))) for one in constraints["enum"]),
            ],
            **shared,
        )
    longest = constraints.get("maxLength")
    if longest == TEXT and "pattern" not in constraints:
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(max_length=TEXT, widget=area, **shared)
    attrs: dict[str, str] = {"autocomplete": "off"}
    if reference is not None or name in ("region", "other_region"):
        attrs["list"] = f"known_{reference.table if reference else 'regions'}"
    if field["type"] in _NUMBERS:
        attrs["inputmode"] = "decimal"
    classes = {"class": "control-short"} if field["type"] in _NUMBERS else {}
    return forms.CharField(
        max_length=longest or 40, widget=forms.TextInput(attrs=attrs | classes), **shared
    )


class PartRow(forms.Form):
    """A row of a part of a record; one of which every cell is empty is none."""

    def __init__(self, case: Case, table: Table, owner: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case, self.table = case, table
        for field in table.fields:
            if field["name"] != owner:
                self.fields[field["name"]] = control(case, table, field)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        values = (self.data.get(self.add_prefix(name), "") for name in self.fields)
        return not any(str(value).strip() for value in values)

    @property
    def heading(self) -> str:
        """What the row says in a few words, as it was opened."""
        shown = []
        for name in list(self.fields)[:5]:
            value, by = self.initial.get(name), (said.choices(self.table.name, name) or {})
            if value not in (None, ""):
                shown.append(str(by.get(value, value)))
        return ", ".join(shown)


class RecordForm(VersionedForm):
    """A record of a kind; without a content it is a new one."""

    def __init__(
        self, case: Case, kind: str, data: QueryDict | None, content: Content | None, **kwargs: Any
    ) -> None:
        self.kind = KINDS[kind]
        self.content = content
        self.table = TABLES[self.kind.table]
        initial = kwargs.pop("initial", {}) | _shown(self.table, content or {})
        super().__init__(case, data, initial=initial, **kwargs)
        for field in self.table.fields:
            if field["name"] != "id":
                self.fields[field["name"]] = control(case, self.table, field)
        self.fields["reason"] = forms.CharField(
            label=_("Why"),
            required=False,
            max_length=TEXT,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Kept in the history."),
        )
        self.parts = {
            part.table: self._rows(TABLES[part.table], part.owner) for part in self.kind.parts
        }
        # In a conflict, the rows of a part are compared at the reason, which is in neither version.
        self.KEPT_AS: dict[str, tuple[str, str]] = {}
        for name in self.parts:
            self.KEPT_AS["reason"] = (name, capfirst(str(said.FIELDS.get(name, name))))

    @property
    def adding(self) -> bool:
        """Whether only another empty row was asked for, and nothing is to be saved yet."""
        return "add" in self.data

    @property
    def part_rows(self) -> list[dict[str, Any]]:
        """The parts with their rows, for the page."""
        return [
            {
                "table": name,
                "label": capfirst(str(said.FIELDS.get(name, name))),
                "rows": rows,
                "count": len(rows),
            }
            for name, rows in self.parts.items()
        ]

    def is_valid(self) -> bool:
        rows = [row for rows in self.parts.values() for row in rows if not row.blank]
        return all([super().is_valid(), *(row.is_valid() for row in rows)])

    def record(self, new_id: str) -> Content:
        """The content that was filled in; `new_id` for one that is new."""
        given = {"id": self.content["id"] if self.content else new_id}
        given |= _given(self.case, self.table, self._in_order(self.cleaned_data))
        for name, rows in self.parts.items():
            given[name] = [
                _given(self.case, TABLES[name], row.cleaned_data) for row in rows if not row.blank
            ]
        return given

    def told(self, error: ValidationError) -> None:
        """Shows what cannot stand at the field or in the row that it is about."""
        if not isinstance(error, Broken):
            self.add_error(None, error.messages)
            return
        for _number, problem in error.problems:
            table = problem.file.removesuffix(".csv")
            filled = [row for row in self.parts.get(table, ()) if not row.blank]
            target: forms.Form = self
            if filled and problem.row is not None:
                # The rows of a record are numbered from 1, the empty ones left out.
                target = filled[min(problem.row, len(filled)) - 1]
                self.add_error(None, self._in_row(table, problem.row, told(problem)))
            field = problem.field if problem.field in target.fields else None
            target.add_error(field, told(problem))

    def overtaken(self, conflict: Conflict) -> None:
        super().overtaken(conflict)
        for row in (row for rows in self.parts.values() for row in rows):
            row.data = self.data

    def compared(self, conflict: Conflict) -> Conflict:
        """Both versions as a page compares them: choices by one, and the rows of parts in words."""
        sides = []
        for side in (conflict.theirs, conflict.yours):
            shown = dict(side)
            if "areas" in shown:
                shown["areas"] = (shown["areas"] or "").split()
            for name in self.parts:
                shown[name] = [row_words(name, row) for row in side.get(name) or ()]
            sides.append(shown)
        made = Conflict(theirs=sides[0], yours=sides[1], version=conflict.version)
        made.by, made.at = conflict.by, conflict.at
        return made

    def _rows(self, table: Table, owner: str) -> list[PartRow]:
        kept: Sequence[Mapping[str, Any]] = (self.content or {}).get(table.name) or ()
        wanted = len(kept) + SPARE_ROWS
        if self.is_bound:
            sent = self.data.get(f"{table.name}-rows", "")
            wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
            wanted += SPARE_ROWS if self.data.get("add") == table.name else 0
        data = self.data if self.is_bound else None
        return [
            PartRow(
                self.case,
                table,
                owner,
                data=data,
                prefix=f"{table.name}-{n}",
                initial=_shown(table, kept[n]) if n < len(kept) else {},
                # Only what is to be saved is checked, and a browser must not stop an empty row.
                use_required_attribute=False,
            )
            for n in range(min(wanted, MOST_ROWS))
        ]

    def _in_order(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Several choices as they were ordered, so that saving as it is changes nothing."""
        kept = {}
        for name, value in values.items():
            if isinstance(value, list):
                before = str((self.content or {}).get(name) or "").split()
                value = [one for one in before if one in value] + [
                    one for one in value if one not in before
                ]
            kept[name] = value
        return kept

    def _in_row(self, table: str, number: int, sentence: str) -> str:
        label = capfirst(str(said.FIELDS.get(table, table)))
        return gettext("%(part)s, row %(number)s: %(sentence)s") % {
            "part": label,
            "number": number,
            "sentence": sentence,
        }


class RemoveRecordForm(VersionedForm):
    """Why a record goes."""

    reason = forms.CharField(
        label=_("Why it goes"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history. The record can be put back."),
    )


def _shown(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row as a form shows them."""
    several = {one.field for one in table.references if one.several}
    shown: dict[str, Any] = {}
    for name in table.columns:
        value = row.get(name)
        if value is not None:
            shown[name] = str(value).split() if name in several else cell(value)
    return shown


def _given(case: Case, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The cells that a form was filled in with; an organisation by its official name too."""
    given: dict[str, Any] = {}
    organisations = {one.field for one in table.references if one.table == "organisations"}
    for field in table.fields:
        name = field["name"]
        if name not in values:
            continue
        value = values[name]
        if isinstance(value, list):
            value = " ".join(value)
        if field["type"] in _NUMBERS:
            value = value.replace(",", ".") if value.count(",") == 1 else value
        if name in organisations and value:
            value = _organisation(case, value)
        given[name] = value or None
    return given


def _organisation(case: Case, value: str) -> str:
    rows = Organisation.objects.filter(case=case)
    if rows.filter(slug=value).exists():
        return value
    slugs = list(rows.filter(name__iexact=value).values_list("slug", flat=True)[:2])
    return slugs[0] if len(slugs) == 1 else value


def _areas(case: Case) -> list[tuple[str, str]]:
    label = "label_en" if get_language() == "en" else "label_nl"
    rows = Area.objects.filter(case=case).values_list("slug", label)
    return sorted(rows, key=lambda row: row[1].casefold())


__all__ = ["PartRow", "RecordForm", "RemoveRecordForm", "control"]
