"""What must hold of the figures that documents print: a value or why there is none, each cell once,
and one name and unit to a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from windroos.cases.framework import Framework
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Row
from windroos.cases.tables import TABLES

Numbered = Sequence[tuple[int | None, Row]]
# What the rows of a series share.
_SHARED = ("label_nl", "label_en", "region", "indicator")


def held_once(_table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    """Each has a value, or a state that says why there is none."""
    for line, row in rows:
        value, state = row["value"], row["state"]
        if value is None and state is None:
            wording = N_("needs a value, or the state that says why there is none")
            yield _at(line, "value", "no-value", wording)
        if value is not None and state is not None:
            yield _at(line, "state", "value-and-state", N_("has a value, so it has no state"))
        if state == "to-be-measured" and row["kind"] not in ("baseline", "actual"):
            wording = N_("only a baseline or a realised figure is yet to be measured")
            yield _at(line, "state", "not-measured", wording)


def quantities_together(rows: Numbered) -> Iterator[Problem]:
    """A cell stands there once, and the rows of a series are of one thing."""
    cells: set[tuple[object, object]] = set()
    first: dict[object, Row] = {}
    units: dict[object, object] = {}
    for line, row in rows:
        cell = row["passage"], row["cell"]
        if None not in cell and cell in cells:
            wording = N_("“%(cell)s” of “%(passage)s” stands there already")
            values = {"cell": row["cell"], "passage": row["passage"]}
            yield _at(line, "cell", "cell-twice", wording, **values)
        cells.add(cell)
        subject = row["subject"]
        before = first.setdefault(subject, row)
        for name in _SHARED:
            if row[name] != before[name]:
                wording = N_("“%(other)s” of the same series has “%(value)s”: make them alike")
                values = {"other": before["id"], "value": before[name] or ""}
                yield _at(line, name, "series-differs", wording, **values)
        if row["value"] is not None and units.setdefault(subject, row["unit"]) != row["unit"]:
            wording = N_("the series is in “%(unit)s”: convert it, or make it a series of its own")
            yield _at(line, "unit", "series-unit", wording, unit=units[subject] or "")


def _at(line: int | None, field: str, code: str, wording: str, /, **values: object) -> Problem:
    return Problem(code, TABLES["quantities"].path, wording, line, field, values)
