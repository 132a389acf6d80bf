"""Tables of projects, participations, topics or organisations in any layout, by a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.readable import Origin
from windroos.sources.records import MADE, RECORDS, records
from windroos.sources.shape import COLUMNS, Gives, Reading, Workspace
from windroos.sources.staging import literal, quoted
from windroos.sources.tables import stage_table

_FIELD_KEYS = frozenset({"column", "part", "value", "values"})


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field stands: in a column, in a part of one (from 1), or the same in every row.

    `values` says what another word in the column means; one that is not among them stays.
    """

    column: str | None = None
    part: int | None = None
    value: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """How a table of records is laid out; rows whose columns `place_withheld` are all empty are of
    natural persons."""

    gives: Gives
    fields: Mapping[str, Field]
    place_withheld: tuple[str, ...]
    delimiter: str
    encoding: str
    missing: tuple[str, ...]
    sheet: str | None

    @property
    def columns(self) -> tuple[str, ...]:
        named = (one.column for one in self.fields.values() if one.column is not None)
        return tuple(dict.fromkeys((*named, *self.place_withheld)))


def faults(file: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with the fields of a mapping of records."""
    fields = given.get("fields", {})
    if given["gives"] not in RECORDS:
        wording = N_("%(found)s is none of %(known)s")
        values = {"found": given["gives"], "known": ", ".join(("observations", *RECORDS))}
        yield Problem("mapping", file, wording, field="gives", values=values)
        return
    gives: Gives = given["gives"]
    if not isinstance(fields, dict):
        yield Problem("mapping", file, N_("should be a table"), field="fields")
        return
    known = [name for name in COLUMNS[gives] if name not in MADE]
    for name, source in fields.items():
        place = f"[fields] {name}"
        if name not in known:
            wording = N_("is no field of %(gives)s, which has %(known)s")
            values = {"gives": gives, "known": ", ".join(known)}
            yield Problem("mapping", file, wording, field=place, values=values)
        if isinstance(source, str):
            continue
        if not isinstance(source, dict) or ("column" in source) == ("value" in source):
            yield Problem("mapping", file, N_("give either column or value"), field=place)
        elif set(source) - _FIELD_KEYS:
            yield Problem("mapping", file, N_("is no key of a mapping"), field=place)


def layout_of(given: Mapping[str, Any]) -> RecordLayout:
    """The layout that a mapping without `faults` declares."""
    file = given.get("file", {})
    return RecordLayout(
        gives=given["gives"],
        fields={
            name: Field(source) if isinstance(source, str) else Field(**source)
            for name, source in given["fields"].items()
        },
        place_withheld=tuple(given.get("place_withheld", ())),
        delimiter=file.get("delimiter", ","),
        encoding=file.get("encoding", "utf-8"),
        missing=tuple(file.get("missing", ())),
        sheet=file.get("sheet"),
    )


def read(workspace: Workspace, path: Path, layout: RecordLayout) -> Reading:
    """The records of a file. Raises `SourceError` as `stage_table` and `records` do."""
    staged = stage_table(
        workspace,
        path,
        columns=layout.columns,
        only=layout.columns,
        delimiter=layout.delimiter,
        encoding=layout.encoding,
        sheet=layout.sheet,
    )
    chosen = [
        f"{_sql(source, layout.missing)} AS {quoted(name)}"
        for name, source in layout.fields.items()
    ]
    if layout.place_withheld:
        places = ", ".join(_unless_missing(name, layout.missing) for name in layout.place_withheld)
        chosen.append(f"coalesce({places}) IS NULL AS place_withheld")
    query = f"SELECT _row, {', '.join(chosen)} FROM {staged.name}"
    fields = {
        name: source.column for name, source in layout.fields.items() if source.column is not None
    }
    origin = Origin(file=path.name, fields=fields, persons="name" in COLUMNS[layout.gives])
    return records(workspace, query, layout.gives, origin)


def _sql(source: Field, missing: Sequence[str]) -> str:
    if source.column is None:
        return literal(source.value or "")
    given = _unless_missing(source.column, missing)
    if source.values:
        pairs = source.values.items()
        cases = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in pairs)
        given = f"CASE {given} {cases} ELSE {given} END"
    return given if source.part is None else f"split_part({given}, ',', {int(source.part)})"


def _unless_missing(column: str, missing: Sequence[str]) -> str:
    markers = ", ".join(literal(marker) for marker in ("", *missing))
    return f"CASE WHEN trim({quoted(column)}) NOT IN ({markers}) THEN trim({quoted(column)}) END"
