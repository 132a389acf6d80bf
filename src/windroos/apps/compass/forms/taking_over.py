"""A printed table to take over: what it is read as, row by row, and what a person corrects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.compass.actions import NotTakenOver
from windroos.apps.compass.forms.stating import read_figure, region_options
from windroos.apps.compass.presenting import decimal, effort, words
from windroos.apps.compass.printed import KIND_WORDS, STATE_WORDS
from windroos.apps.compass.printing import Printed
from windroos.apps.regions.faults import told
from windroos.cases import Case
from windroos.cases.fields import ID, NAME, TEXT
from windroos.cases.tables import EFFORTS, QUANTITY_KINDS, QUANTITY_STATES
from windroos.cases.taking_over import FIELDS, QUANTITIES, Plan
from windroos.sources.documents.cells import Doubt
from windroos.sources.documents.grids import Cell, Column, Line

# What must be filled in of a table, a row, a column and a word, where it is taken over.
_NEEDED = {
    "table": ("authority", "decided", "period_start", "period_end"),
    QUANTITIES: ("subject", "label_nl", "label_en", "kind"),
    "decisions": ("region",),
    "columns": ("role",),
}
_LABELS = {
    "name_nl": gettext_lazy("What the case calls the table, in Dutch"),
    "name_en": gettext_lazy("What the case calls the table, in English"),
    "authority": gettext_lazy("Who decided?"),
    "decided": gettext_lazy("When was it decided?"),
    "period_start": gettext_lazy("From which year?"),
    "period_end": gettext_lazy("Up to and including which year?"),
    "subject": gettext_lazy("Id of the series"),
    "label_nl": gettext_lazy("What it is a figure of, in Dutch"),
    "label_en": gettext_lazy("What it is a figure of, in English"),
    "kind": gettext_lazy("Kind of figure"),
    "region": gettext_lazy("Region"),
    "indicator": gettext_lazy("Indicator it can be laid beside"),
    "unit": gettext_lazy("Unit"),
    "note_nl": gettext_lazy("Note in your own words, in Dutch"),
    "note_en": gettext_lazy("Note in your own words, in English"),
    "year": gettext_lazy("Year"),
    "role": gettext_lazy("Role"),
    "value": gettext_lazy("Figure"),
    "state": gettext_lazy("Why there is no figure"),
    "effort": gettext_lazy("Effort"),
    "footnote_nl": gettext_lazy("Footnote in Dutch"),
    "footnote_en": gettext_lazy("Footnote in English"),
}
_LONG = ("note_nl", "note_en", "footnote_nl", "footnote_en")


@dataclass(frozen=True)
class CellShown:
    """A cell as it is printed and as it is read, with what can be corrected of it."""

    column: Column
    cell: Cell
    reading: str
    doubts: Sequence[str]
    fields: Sequence[BoundField]
    there: str

    @property
    def open(self) -> bool:
        """Whether someone has to look at it."""
        return bool(self.doubts) or any(field.errors for field in self.fields)


@dataclass(frozen=True)
class RowShown:
    """A row with what is asked of it; `there`: the case has all of it already."""

    line: Line
    doubts: Sequence[str]
    taken: BoundField | None
    fields: Sequence[BoundField]
    cells: Sequence[CellShown]
    there: bool


@dataclass(frozen=True)
class ColumnShown:
    """A column with what is asked of it."""

    column: Column
    doubts: Sequence[str]
    fields: Sequence[BoundField]


class TakingOverForm(forms.Form):
    """All that is asked of a table, in fields named by what they are of: `table`, a row by the
    number of its passage, a column by its index, a cell by both, a word by its place."""

    use_required_attribute = False

    def __init__(
        self,
        case: Case,
        table: Printed,
        there: Mapping[tuple[int, int], str],
        *args: Any,
        **options: Any,
    ) -> None:
        """`there` gives the cells that the case has already, with the id they have there."""
        super().__init__(*args, **options)
        self.case, self.table, self.there = case, table, there
        self.kind = table.plan.kind
        self.spoken = list(table.plan.words)
        # In which row or column a field is, to name it by among all others.
        self.about: dict[str, str] = {}
        plan, names = table.plan, FIELDS[self.kind]
        self._add("table", "", names["table"], plan.table, _NEEDED["table"])
        for place, word in enumerate(self.spoken):
            self._effort(f"word-{place}", word, plan.words[word])
        for column in table.grid.columns:
            said = plan.columns[column.index]
            self._add(f"c{column.index}", _head(column), names["columns"], said, _NEEDED["columns"])
        for line in self._asked():
            row = plan.rows[line.number]
            self._add(f"r{line.number}", line.label, names["rows"], row, _NEEDED[self.kind])
            for cell in line.cells:
                of = plan.cells[line.number, cell.column]
                about = f"{line.label}, {_head(table.grid.columns[cell.column - 1])}"
                wanted = [
                    name
                    for name in names["cells"]
                    if not name.startswith("footnote") or cell.notes or of[name]
                ]
                self._add(f"x{line.number}-{cell.column}", about, wanted, of, ())

    def _asked(self) -> Iterator[Line]:
        """The rows of which the case does not have every cell yet."""
        for line in self.table.grid.lines:
            if any((line.number, cell.column) not in self.there for cell in line.cells):
                yield line

    def _add(
        self,
        of: str,
        about: str,
        names: Sequence[str],
        said: Mapping[str, Any],
        needed: Sequence[str],
    ) -> None:
        for name in names:
            field = self._field(name, of, name in needed)
            value = said[name]
            if name == "value" and value is not None:
                value = decimal(value, -6)
            field.initial = "" if value is None else value
            self.fields[f"{of}-{name}"] = field
            self.about[f"{of}-{name}"] = about

    def _effort(self, key: str, word: str, said: str | None) -> None:
        field = self._choice([(one, effort(one)) for one in EFFORTS], required=True)
        field.label, field.initial = _("“%(word)s” is") % {"word": word}, said or ""
        self.fields[key] = field
        self.about[key] = ""

    def _field(self, name: str, of: str, needed: bool) -> forms.Field:
        field: forms.Field
        if name == "included":
            taken = {"r": _("Take this row over"), "c": _("Take this column over")}
            label = taken.get(of[0], _("Take this cell over"))
            return forms.BooleanField(label=label, required=False)
        if name in ("year", "period_start", "period_end"):
            field = forms.IntegerField(required=needed, min_value=1800, max_value=2200)
        elif name == "kind":
            empty = _("As its row") if of[0] == "x" else _("Choose")
            kinds = [(one, KIND_WORDS[one]()) for one in QUANTITY_KINDS]
            field = self._choice(kinds, required=needed, empty=empty)
        elif name == "state":
            states = [(one, STATE_WORDS[one]()) for one in QUANTITY_STATES]
            field = self._choice(states, empty=_("There is a figure"))
        elif name == "effort":
            efforts = [(one, effort(one)) for one in EFFORTS]
            field = self._choice(efforts, empty=_("As what it says"))
        elif name == "region":
            empty = _("Choose") if needed else _("None")
            field = self._choice(region_options(self.case), required=needed, empty=empty)
        elif name == "role":
            roles = [(one.id, words(one.label)) for one in self.case.framework.roles]
            field = self._choice(roles, required=needed)
        elif name == "indicator":
            framework = self.case.framework
            known = [(id, words(one.label)) for id, one in framework.indicators.items()]
            field = self._choice(known, empty=_("None"))
        else:
            limits = {"subject": ID, "decided": 10}
            most = TEXT if name in _LONG else limits.get(name, NAME)
            field = forms.CharField(required=needed, max_length=most)
            if name in _LONG:
                field.widget = forms.Textarea(attrs={"rows": 2})
        field.label = _LABELS[name]
        if name == "decided":
            field.help_text = _("A year, month or day: 2024, 2024-06 or 2024-06-18.")
        if name == "subject":
            field.help_text = _("Small letters, digits and dashes; figures of one thing share it.")
        return field

    @staticmethod
    def _choice(
        options: Sequence[tuple[str, str]], *, required: bool = False, empty: str = ""
    ) -> forms.ChoiceField:
        return forms.ChoiceField(
            required=required, choices=[("", empty or gettext_lazy("Choose")), *options]
        )

    def clean(self) -> dict[str, Any]:
        """Figures as the reader writes them; what is left out need not be filled in."""
        given = self.cleaned_data
        out = [name.removesuffix("included") for name, said in given.items()
               if name.endswith("-included") and not said]  # fmt: skip
        used = self._used(given)
        for name in list(self.errors):
            unused = name.startswith("word-") and name not in used
            if unused or any(name.startswith(one) for one in out):
                del self._errors[name]  # type: ignore[attr-defined]
                given[name] = None
        for name in [one for one in given if one.endswith("-value")]:
            given[name] = self._figure(name, given[name])
        return given

    def _figure(self, name: str, text: str) -> float | None:
        try:
            return read_figure(text)
        except ValidationError as error:
            self.add_error(name, error)
        return None

    def _used(self, given: Mapping[str, Any]) -> set[str]:
        """The words that a cell says which is taken over and does not say otherwise."""
        found = set()
        for line in self._asked():
            for cell in line.cells:
                of = f"x{line.number}-{cell.column}"
                keys = (f"r{line.number}-included", f"c{cell.column}-included", f"{of}-included")
                if (
                    cell.text in self.spoken
                    and all(given.get(key) for key in keys)
                    and not given.get(f"{of}-effort")
                ):
                    found.add(f"word-{self.spoken.index(cell.text)}")
        return found

    @property
    def plan(self) -> Plan:
        """What was filled in."""
        table: dict[str, Any] = {}
        rows: dict[int, dict[str, Any]] = {}
        columns: dict[int, dict[str, Any]] = {}
        cells: dict[tuple[int, int], dict[str, Any]] = {}
        spoken: dict[str, str | None] = {}
        for name, given in self.cleaned_data.items():
            of, _dash, field = name.rpartition("-")
            value = None if given == "" else given
            if of == "table":
                table[field] = value
            elif of == "word":
                spoken[self.spoken[int(field)]] = value
            elif of[0] == "r":
                rows.setdefault(int(of[1:]), {})[field] = value
            elif of[0] == "c":
                columns.setdefault(int(of[1:]), {})[field] = value
            else:
                number, index = of[1:].split("-")
                cells.setdefault((int(number), int(index)), {})[field] = value
        return Plan(self.kind, table, rows, columns, cells, spoken)

    def tell(self, error: NotTakenOver) -> None:
        """Puts what is wrong with cells beside what was filled in of them."""
        names = FIELDS[self.kind]
        done: set[tuple[str | None, str]] = set()
        for place, problem in error.problems:
            number, index = error.cells[place]
            field, said = problem.field or "", told(problem)
            at = next(
                (
                    f"{of}-{field}"
                    for of, level in (
                        (f"x{number}-{index}", "cells"), (f"r{number}", "rows"),
                        (f"c{index}", "columns"), ("table", "table"),
                    )
                    if field in names[level]
                    and f"{of}-{field}" in self.fields
                    and (field != "kind" or self.cleaned_data.get(f"{of}-{field}"))
                ),
                None,
            )  # fmt: skip
            if at is None:
                line = next(one for one in self.table.grid.lines if one.number == number)
                said = f"{line.label}: {said}"
            if (at, said) not in done:
                done.add((at, said))
                self.add_error(at, said)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of its field; "" for what is of none."""
        found = [("", str(one)) for one in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            about = ", ".join(one for one in (self.about[name], str(bound.label)) if one)
            found += [(bound.auto_id, f"{about}: {one}") for one in bound.errors]
        return found

    def of_table(self) -> list[BoundField]:
        """What is asked of the table whole."""
        return [self[f"table-{name}"] for name in FIELDS[self.kind]["table"]]

    def of_words(self) -> list[BoundField]:
        """What is asked of each thing that cells say."""
        return [self[f"word-{place}"] for place in range(len(self.spoken))]

    def of_columns(self) -> list[ColumnShown]:
        """What is asked of each column."""
        doubts = self.table.proposal.of_columns
        return [
            ColumnShown(
                one,
                [said(doubt) for doubt in doubts[one.index]],
                [self[f"c{one.index}-{name}"] for name in FIELDS[self.kind]["columns"]],
            )
            for one in self.table.grid.columns
        ]

    def of_rows(self) -> list[RowShown]:
        """Every row, with what is asked of it and of its cells."""
        asked = {line.number for line in self._asked()}
        return [self._row(line, line.number in asked) for line in self.table.grid.lines]

    def _row(self, line: Line, asked: bool) -> RowShown:
        names = FIELDS[self.kind]["rows"]
        fields = [self[f"r{line.number}-{name}"] for name in names] if asked else []
        return RowShown(
            line,
            [said(one) for one in self.table.proposal.of_rows[line.number]] if asked else [],
            fields[0] if fields else None,
            fields[1:],
            [self._cell(line, cell, asked) for cell in line.cells],
            not asked,
        )

    def _cell(self, line: Line, cell: Cell, asked: bool) -> CellShown:
        of, at = f"x{line.number}-{cell.column}", (line.number, cell.column)
        names = FIELDS[self.kind]["cells"]
        fields = [self[f"{of}-{name}"] for name in names if f"{of}-{name}" in self.fields]
        there = self.there.get(at, "")
        doubts = [] if there else [said(one) for one in self.table.proposal.of_cells[at]]
        column = self.table.grid.columns[cell.column - 1]
        return CellShown(
            column, cell, self._reading(line, cell) if asked else "", doubts,
            [] if there else fields, there,
        )  # fmt: skip

    def _reading(self, line: Line, cell: Cell) -> str:
        """What a cell is taken for, in words; nothing where that has to be said."""
        of = f"x{line.number}-{cell.column}"
        if self.kind == QUANTITIES:
            value, state = self[f"{of}-value"].value(), self[f"{of}-state"].value()
            if state:
                return STATE_WORDS[state]() if state in STATE_WORDS else ""
            unit = self[f"r{line.number}-unit"].value() or ""
            return f"{value} {unit}".replace(" %", "%").strip() if value else ""
        chosen = self[f"{of}-effort"].value()
        if not chosen and cell.text in self.spoken:
            chosen = self[f"word-{self.spoken.index(cell.text)}"].value()
        return effort(chosen) if chosen in EFFORTS else ""


def said(doubt: Doubt) -> str:
    """A doubt as a sentence in the reader's language."""
    text = _(doubt.wording) % dict(doubt.values)
    return f"{text[:1].upper()}{text[1:]}."


def _head(column: Column) -> str:
    return column.head or _("column %(n)s") % {"n": column.index}
