"""A printed table taken over into a case: what its rows, columns and cells are proposed to be, and
the rows of the package that follow once a person has settled what was not understood.

Nothing is guessed: what a table does not say stays empty in the `Plan`, or is told as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from windroos.cases.case import Case
from windroos.cases.fields import ID
from windroos.cases.proposing import period
from windroos.cases.tables import EFFORTS, QUANTITY_KINDS, QUANTITY_STATES
from windroos.cases.text import Text
from windroos.link import Gazetteer, about, fold
from windroos.problems import N_
from windroos.sources.documents.cells import Doubt, State, doubt
from windroos.sources.documents.grids import Cell, Column, Grid, Line

QUANTITIES, DECISIONS = "quantities", "decisions"
KINDS = (QUANTITIES, DECISIONS)

# What is said of a table whole, of a row, a column and a cell, by what it is taken over as.
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    QUANTITIES: {
        "table": ("name_nl", "name_en"),
        "rows": (
            "included", "subject", "label_nl", "label_en", "kind", "region", "indicator", "unit",
            "note_nl", "note_en",
        ),
        "columns": ("included", "year"),
        "cells": ("included", "value", "state", "kind"),
    },
    DECISIONS: {
        "table": ("name_nl", "name_en", "authority", "decided", "period_start", "period_end"),
        "rows": ("included", "region"),
        "columns": ("included", "role"),
        "cells": ("included", "effort", "footnote_nl", "footnote_en"),
    },
}  # fmt: skip
ENUMS: Mapping[str, Sequence[str]] = {
    "effort": EFFORTS, "kind": QUANTITY_KINDS, "state": QUANTITY_STATES
}  # fmt: skip

# Which effort a cell says in so many words; what is not here is asked.
EFFORT_WORDS: Mapping[str, str] = {
    "inzet": "active", "actieve inzet": "active", "actief": "active", "active": "active",
    "active effort": "active", "reactieve inzet": "reactive", "reactief": "reactive",
    "reactive": "reactive", "reactive effort": "reactive", "geen": "none", "geen inzet": "none",
    "none": "none", "no effort": "none",
}  # fmt: skip
# A mark in a cell says that there is effort, not which: that is told.
_TICKS = frozenset("xX×✓✔☑vV●•")
_FIGURE = re.compile(r"(figuur|figure|tabel|table)\s+(\d+[a-z]?)\b", re.IGNORECASE)
_KIND_OF_FIGURE = {
    "figuur": ("Figuur", "Figure"), "figure": ("Figuur", "Figure"),
    "tabel": ("Tabel", "Table"), "table": ("Tabel", "Table"),
}  # fmt: skip
_SUBJECT = 40


@dataclass(frozen=True)
class Plan:
    """What a table is taken over as (`kind`), with what is said of it: of the table whole, of its
    rows by the number of their passage, its columns by their index, its cells by both; and `words`,
    which effort each thing that a cell says stands for. `FIELDS` names what can be said of each.
    """

    kind: str
    table: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    columns: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], Mapping[str, Any]] = field(default_factory=dict)
    words: Mapping[str, str | None] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The plan as plain data, to correct and hand in again (`Plan.of`)."""
        return {
            "kind": self.kind,
            "table": dict(self.table),
            "columns": [{"column": index, **said} for index, said in self.columns.items()],
            "words": dict(self.words),
            "rows": [{"number": number, **said} for number, said in self.rows.items()],
            "cells": [
                {"number": number, "column": index, **said}
                for (number, index), said in self.cells.items()
            ],
        }

    @classmethod
    def of(cls, kind: str, data: Mapping[str, Any]) -> Plan:
        """The plan that such data give; raises ValueError where they have another form."""
        try:
            return cls(
                kind,
                dict(data.get("table") or {}),
                {int(one["number"]): _rest(one, "number") for one in data.get("rows") or ()},
                {int(one["column"]): _rest(one, "column") for one in data.get("columns") or ()},
                {
                    (int(one["number"]), int(one["column"])): _rest(one, "number", "column")
                    for one in data.get("cells") or ()
                },
                dict(data.get("words") or {}),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(
                "it is no plan of a table: give `table`, `rows` by `number`, `columns` by `column`,"
                " `cells` by both, and `words`"
            ) from error

    def corrected(self, by: Plan) -> Plan:
        """This with what another says in its place; what that does not say stays."""
        return replace(
            self,
            table={**self.table, **by.table},
            rows=_merged(self.rows, by.rows),
            columns=_merged(self.columns, by.columns),
            cells=_merged(self.cells, by.cells),
            words={**self.words, **by.words},
        )


@dataclass(frozen=True)
class Proposal:
    """What a table is proposed to be taken over as, and what a person has to look at: of the table,
    by row, by column and by cell."""

    grid: Grid
    plan: Plan
    doubts: tuple[Doubt, ...]
    of_rows: Mapping[int, tuple[Doubt, ...]]
    of_columns: Mapping[int, tuple[Doubt, ...]]
    of_cells: Mapping[tuple[int, int], tuple[Doubt, ...]]


@dataclass(frozen=True)
class Taken:
    """A row of the package that a cell becomes, with the place it rests on: the passage `number` of
    the document, by the id and label that the case is to give it (None: what it gives any)."""

    number: int
    column: int
    id: str
    row: Mapping[str, Any]
    passage: str | None
    label: Text | None


@dataclass(frozen=True)
class Misplaced:
    """Something said of a row, column or cell that the table does not have, or not as it can be."""

    where: str
    told: Doubt


def proposal(case: Case, gazetteer: Gazetteer, grid: Grid, document: str, kind: str) -> Proposal:
    """What a table of a document is proposed to be taken over as; `kind` is one of `KINDS`."""
    of = {QUANTITIES: _quantities, DECISIONS: _decisions}[kind]
    return of(case, gazetteer, grid, document)


def likely(case: Case, gazetteer: Gazetteer, grid: Grid) -> str:
    """What a table seems to be: decisions where half of its rows or more are regions and no cell
    is a figure."""
    figures = sum(cell.held.value is not None for line in grid.lines for cell in line.cells)
    regions = sum(bool(_regions(case, gazetteer, line.label)) for line in grid.lines)
    return DECISIONS if not figures and 2 * regions >= len(grid.lines) else QUANTITIES


def taken(case: Case, grid: Grid, plan: Plan, document: str) -> list[Taken]:
    """The rows of the package that a settled plan gives, in the order of the table. They are not
    checked: what is missing is told where rows are checked."""
    source = case.sources.get(document)
    said_by = source.publisher if source else ""
    made: list[Taken] = []
    for line in grid.lines:
        if not plan.rows[line.number]["included"]:
            continue
        for cell, column in zip(line.cells, grid.columns, strict=True):
            if (
                plan.columns[column.index]["included"]
                and plan.cells[line.number, column.index]["included"]
            ):
                made.append(
                    _quantity(plan, document, line, column, said_by)
                    if plan.kind == QUANTITIES
                    else _decision(plan, document, line, cell, column)
                )
    return made


def misplaced(grid: Grid, plan: Plan) -> Iterator[Misplaced]:
    """What a correction says that the table has no place for, or that is none of what can stand
    there."""
    numbers = {line.number for line in grid.lines}
    indices = {column.index for column in grid.columns}
    fields = FIELDS[plan.kind]
    entries: list[tuple[str, bool, str, Mapping[str, Any]]] = [("table", True, "table", plan.table)]
    entries += [(f"rows/{n}", n in numbers, "rows", row) for n, row in plan.rows.items()]
    entries += [(f"columns/{n}", n in indices, "columns", one) for n, one in plan.columns.items()]
    entries += [
        (f"cells/{n}/{index}", n in numbers and index in indices, "cells", one)
        for (n, index), one in plan.cells.items()
    ]
    for where, there, level, said in entries:
        if not there:
            yield Misplaced(where, doubt(N_("the table has no such place")))
        for name, value in said.items():
            if name not in fields[level]:
                yield Misplaced(f"{where}/{name}", doubt(N_("there is nothing of that name here")))
            elif value and name in ENUMS and value not in ENUMS[name]:
                told = doubt(N_("it is one of: %(all)s"), all=", ".join(ENUMS[name]))
                yield Misplaced(f"{where}/{name}", told)
    for word, effort in plan.words.items():
        if effort and effort not in EFFORTS:
            told = doubt(N_("it is one of: %(all)s"), all=", ".join(EFFORTS))
            yield Misplaced(f"words/{word}", told)


def _quantities(case: Case, gazetteer: Gazetteer, grid: Grid, document: str) -> Proposal:
    language = _language(case, document)
    rows, cells = {}, {}
    of_rows: dict[int, tuple[Doubt, ...]] = {}
    of_cells: dict[tuple[int, int], tuple[Doubt, ...]] = {}
    for line in grid.lines:
        found = _regions(case, gazetteer, line.label)
        region, told = _narrowest(case, found)
        rows[line.number] = {
            "included": True, "subject": _slug(line.label, _SUBJECT),
            "label_nl": line.label if language == "nl" else "",
            "label_en": line.label if language == "en" else "",
            "kind": None, "region": region, "indicator": None, "unit": line.unit or None,
            "note_nl": "", "note_en": "",
        }  # fmt: skip
        of_rows[line.number] = (*line.doubts, *told)
        for cell in line.cells:
            held = cell.held
            to_be_measured = held.state is State.TO_BE_MEASURED
            cells[line.number, cell.column] = {
                "included": bool(cell.text), "value": held.value,
                "state": str(held.state) if held.state else None,
                "kind": "baseline" if to_be_measured else None,
            }  # fmt: skip
            of_cells[line.number, cell.column] = (*cell.doubts, *_of_cell(cell, line.unit))
    columns = {one.index: {"included": True, "year": one.year} for one in grid.columns}
    plan = Plan(QUANTITIES, _named(grid), rows, columns, cells)
    of_columns = {one.index: one.doubts for one in grid.columns}
    return Proposal(grid, plan, grid.doubts, of_rows, of_columns, of_cells)


def _of_cell(cell: Cell, unit: str) -> Iterator[Doubt]:
    if not cell.text:
        yield doubt(N_("this cell is empty, and stays out"))
    elif not cell.held.anything:
        yield doubt(N_("“%(cell)s” is no figure: say what it is"), cell=cell.text)
    elif cell.held.value is not None and cell.held.unit and cell.held.unit != unit:
        yield doubt(N_("its own unit is “%(unit)s”"), unit=cell.held.unit)


def _decisions(case: Case, gazetteer: Gazetteer, grid: Grid, document: str) -> Proposal:
    language = _language(case, document)
    source = case.sources.get(document)
    years = period(grid.caption) or period(" ".join(one.head for one in grid.columns))
    table = {
        **_named(grid),
        "authority": source.publisher if source else "",
        "decided": source.published if source else "",
        "period_start": years[0] if years else None,
        "period_end": years[1] if years else None,
    }
    rows, cells = {}, {}
    words: dict[str, str | None] = {}
    of_rows: dict[int, tuple[Doubt, ...]] = {}
    of_cells: dict[tuple[int, int], tuple[Doubt, ...]] = {}
    for line in grid.lines:
        found = _regions(case, gazetteer, line.label)
        region, told = _narrowest(case, found)
        if not found:
            told = (doubt(N_("no region of the case is recognised in this")),)
        rows[line.number] = {"included": True, "region": region}
        of_rows[line.number] = (*line.doubts, *told)
        for cell in line.cells:
            effort, asked = effort_of(cell)
            words.setdefault(cell.text, effort)
            note = " ".join(one.text for one in cell.notes)
            cells[line.number, cell.column] = {
                "included": bool(cell.text), "effort": None,
                "footnote_nl": note if language == "nl" else "",
                "footnote_en": note if language == "en" else "",
            }  # fmt: skip
            missing = [one for one in cell.doubts if one not in cell.held.doubts]
            of_cells[line.number, cell.column] = (*missing, *asked)
    columns, of_columns = {}, {}
    for column in grid.columns:
        role = _role(case, column.head)
        columns[column.index] = {"included": True, "role": role}
        asked = () if role else (doubt(N_("which role this column is of is not clear")),)
        of_columns[column.index] = (*column.doubts, *asked)
    words.pop("", None)
    plan = Plan(DECISIONS, table, rows, columns, cells, words)
    return Proposal(grid, plan, grid.doubts, of_rows, of_columns, of_cells)


def effort_of(cell: Cell) -> tuple[str | None, tuple[Doubt, ...]]:
    """Which effort a cell says, and what is to be asked of it."""
    said = cell.text.strip()
    if not said:
        return None, (doubt(N_("this cell is empty, and stays out")),)
    if known := EFFORT_WORDS.get(said.lower()):
        return known, ()
    if cell.held.state is State.NONE:
        return "none", cell.held.doubts
    if said in _TICKS:
        return "active", (doubt(N_("“%(cell)s” is taken for active effort"), cell=said),)
    return None, (doubt(N_("which effort “%(cell)s” is has to be said"), cell=said),)


def _quantity(plan: Plan, document: str, line: Line, column: Column, said_by: str) -> Taken:
    row, of = plan.rows[line.number], plan.cells[line.number, column.index]
    year = plan.columns[column.index]["year"]
    subject = row["subject"] or ""
    label = Text(row["label_nl"] or "", row["label_en"] or "")
    held = {
        "subject": subject, "label_nl": label.nl, "label_en": label.en,
        "kind": of["kind"] or row["kind"], "region": row["region"] or None,
        "indicator": row["indicator"] or None, "year": year, "value": of["value"],
        "unit": row["unit"] or None, "state": of["state"], "cell": column.anchor,
        "note_nl": row["note_nl"] or None, "note_en": row["note_en"] or None,
        "said_by": said_by,
    }  # fmt: skip
    about_when = str(year or column.period or column.anchor)
    id = _slug(f"{subject or line.number} {about_when}")
    passage = _slug(f"{document} {subject}") if subject else None
    return Taken(line.number, column.index, id, held, passage, _label(plan, label))


def _decision(plan: Plan, document: str, line: Line, cell: Cell, column: Column) -> Taken:
    of, table = plan.cells[line.number, column.index], plan.table
    role = plan.columns[column.index]["role"]
    held = {
        "region": plan.rows[line.number]["region"] or None, "role": role,
        "effort": of["effort"] or plan.words.get(cell.text),
        "period_start": table["period_start"], "period_end": table["period_end"],
        "authority": table["authority"] or None, "decided": table["decided"] or None,
        "label": line.label,
        "footnote_nl": of["footnote_nl"] or None, "footnote_en": of["footnote_en"] or None,
    }  # fmt: skip
    id = _slug(f"{line.label} {role or column.index}")
    named = table["name_en"] or table["name_nl"]
    passage = _slug(f"{document} {named} {line.label}") if named else None
    return Taken(
        line.number, column.index, id, held, passage, _label(plan, Text(line.label, line.label))
    )


def _label(plan: Plan, of: Text) -> Text | None:
    """What the case calls the place of a row: the name of its table, and what the row is about."""
    nl, en = plan.table["name_nl"], plan.table["name_en"]
    if not (nl or en) or not (of.nl or of.en):
        return None
    return Text(f"{nl or en}: {of.nl or of.en}", f"{en or nl}: {of.en or of.nl}")


def _named(grid: Grid) -> dict[str, str]:
    """What the case calls the table: by the number of its figure, where its caption gives one."""
    found = _FIGURE.match(grid.caption)
    if not found:
        return {"name_nl": "", "name_en": ""}
    nl, en = _KIND_OF_FIGURE[found[1].lower()]
    return {"name_nl": f"{nl} {found[2]}", "name_en": f"{en} {found[2]}"}


def _regions(case: Case, gazetteer: Gazetteer, label: str) -> list[str]:
    """The regions of the case that a label names, the surest first."""
    return [
        one.id
        for one in about(gazetteer.find(label))
        if one.kind == "region" and one.id in case.regions
    ]


def _narrowest(case: Case, found: Sequence[str]) -> tuple[str | None, tuple[Doubt, ...]]:
    """The one that lies within all others that are named; none where they lie apart."""
    if len(found) < 2:
        return (found[0] if found else None), ()
    within = [one for one in found if set(found) <= set(case.lineage(one))]
    names = ", ".join(f"{case.regions[one].name.nl} ({one})" for one in found)
    told = doubt(N_("this names more than one region: %(regions)s"), regions=names)
    return (within[0] if within else None), (told,)


def _role(case: Case, head: str) -> str | None:
    """The role that shares the most words with the head of a column; none where two share as
    many."""
    words = _words(head)
    named = {
        role.id: _words(f"{role.label.nl} {role.label.en} {role.body.nl} {role.id}")
        for role in case.framework.roles
    }
    counted = sorted(((len(words & of), id) for id, of in named.items()), reverse=True)
    best = [id for count, id in counted if count and count == counted[0][0]]
    return best[0] if len(best) == 1 else None


def _words(text: str) -> set[str]:
    return {one for one in re.findall(r"[^\W_]+", fold(text)) if len(one) > 2}


def _language(case: Case, document: str) -> str:
    source = case.sources.get(document)
    return (source.language if source else None) or "nl"


def _slug(text: str, most: int = ID) -> str:
    """An id as the packages have them, of whole words."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    while len(words) > 1 and len("-".join(words)) > most:
        words.pop()
    return "-".join(words)[:most]


def _rest(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}


def _merged(first: Mapping[Any, Mapping[str, Any]], then: Mapping[Any, Mapping[str, Any]]) -> Any:
    return {key: {**first.get(key, {}), **then.get(key, {})} for key in {**first, **then}}
