"""What a workbook would change, in the words of the workbook, for people to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from windroos.apps.compass.actions.workbooks import Outcome, Trial
from windroos.apps.compass.presenting import measured
from windroos.cases import Case
from windroos.cases.reading import Value
from windroos.cases.tables import TABLES
from windroos.cases.workbook import Clash, Fault, Place, labels, layout
from windroos.cases.workbook.coding import Codings
from windroos.cases.workbook.values import Column


@dataclass(frozen=True)
class ShownCell:
    """A cell as it was and as it becomes; `place` is empty for what the program fills in."""

    label: str
    before: str
    after: str
    place: str


@dataclass(frozen=True)
class ShownRow:
    """A row that changes: what it is about, what happens to it, and its cells."""

    kind: str
    did: str
    sheet: str
    about: str
    table: str
    id: str
    place: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownClash:
    """Two versions to choose from; without a label it is about the whole row."""

    key: str
    about: str
    label: str
    place: str
    was: str
    yours: str
    theirs: str


@dataclass(frozen=True)
class ShownFault:
    """Something to mend: in which sheet and cell, and what."""

    sheet: str
    cell: str
    text: str


class Words:
    """The words of a case in the language of the reader, as a workbook has them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.language = get_language() or "nl"
        codings = Codings(case.package, self.language)
        self._columns: dict[tuple[str, str], Column] = {
            (table, column.name): column
            for table in TABLES
            for column in layout.columns(table, codings)
        }

    def rows(self, outcomes: Iterable[Outcome]) -> list[ShownRow]:
        """The rows that change, those of a table together."""
        order = list(layout.order())
        shown = [self._row(one) for one in outcomes]
        return sorted(shown, key=lambda row: order.index(row.table))

    def clashes(self, found: Iterable[Clash]) -> list[ShownClash]:
        """What someone else changed too."""
        return [self._clash(one) for one in found]

    def _row(self, outcome: Outcome) -> ShownRow:
        table, change = outcome.table, outcome.change
        places = {cell.field: cell.place for cell in change.cells} if change else {}
        return ShownRow(
            kind=kind(outcome),
            did=_did(outcome),
            sheet=labels.TABLES[table].get(self.language),
            about=self._about(table, outcome.row),
            table=table,
            id=str(outcome.row.get("id", "")),
            place=str(change.place) if change else "",
            cells=tuple(self._cells(outcome, places)),
        )

    def _cells(self, outcome: Outcome, places: Mapping[str, Place | None]) -> Iterator[ShownCell]:
        if outcome.after is None:
            return
        before = outcome.before or {}
        for name in TABLES[outcome.table].columns:
            was, now = before.get(name), outcome.after.get(name)
            told = name == "id" or (outcome.before is None and self._is_about(outcome.table, name))
            if told or self._columns[outcome.table, name].same(was, now):
                continue
            place = places.get(name)
            yield ShownCell(
                labels.column(outcome.table, name, self.language),
                self._text(outcome.table, name, was),
                self._text(outcome.table, name, now),
                str(place or ""),
            )

    def _clash(self, clash: Clash) -> ShownClash:
        rows = self.case.package.tables[clash.table]
        row = next((row for row in rows if row["id"] == clash.id), None)
        about = self._about(clash.table, row) if row else clash.id
        place = str(clash.place)
        if clash.field is None:
            return ShownClash(clash.key, about, "", place, "", _("taken back"), _("changed"))
        was, yours, theirs = (
            self._text(clash.table, clash.field, value)
            for value in (clash.was, clash.yours, clash.theirs)
        )
        label = labels.column(clash.table, clash.field, self.language)
        return ShownClash(clash.key, about, label, place, was, yours, theirs)

    def _about(self, table: str, row: Mapping[str, Any]) -> str:
        """What a row is about: its region, criterion, theme and role, as far as it has them."""
        names = [name for name in TABLES[table].columns if self._is_about(table, name)]
        return ", ".join(filter(None, (self._text(table, name, row.get(name)) for name in names)))

    def _is_about(self, table: str, name: str) -> bool:
        return self._columns[table, name].coding is not None and any(
            reference.field == name and not reference.several
            for reference in TABLES[table].references
        )

    def _text(self, table: str, name: str, value: Value) -> str:
        shown = self._columns[table, name].shown(value)
        if shown is None:
            return ""
        return measured(shown) if isinstance(shown, float) else str(shown)


def faults(found: Iterable[Fault]) -> list[ShownFault]:
    """What is wrong, as sentences in the language of the reader."""
    return [
        ShownFault(fault.place.sheet or "", fault.place.cell or "", said(fault)) for fault in found
    ]


def said(fault: Fault) -> str:
    """What is wrong, as a sentence in the language of the reader."""
    wording = _(fault.wording)
    values = {
        name: number_format(value) if isinstance(value, float) else value
        for name, value in fault.values.items()
    }
    sentence = wording % values if values else wording
    return sentence[:1].upper() + sentence[1:] + ("" if sentence.endswith((".", "!")) else ".")


def tally(trial: Trial) -> list[tuple[str, int]]:
    """How many rows are new, changed and taken back; those there are none of left out."""
    kinds = [kind(one) for one in trial.outcomes]
    return [(kind, kinds.count(kind)) for kind in _KINDS if kind in kinds]


_KINDS: Sequence[str] = ("added", "changed", "removed")


def kind(outcome: Outcome) -> str:
    """Whether a row is added, changed or removed."""
    if outcome.after is None:
        return "removed"
    return "changed" if outcome.before else "added"


def _did(outcome: Outcome) -> str:
    return {
        "added": pgettext("row of a workbook", "new"),
        "changed": pgettext("row of a workbook", "changed"),
        "removed": pgettext("row of a workbook", "taken back"),
    }[kind(outcome)]
