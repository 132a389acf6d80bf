"""What a sheet of organisations would do to a register: row by row, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from windroos.cases.problems import N_, Problem
from windroos.cases.references import Known
from windroos.cases.register.check import examine_record
from windroos.cases.register.records import Content
from windroos.cases.register.sheet import Flat, flat, free_id, merged, same
from windroos.cases.register.sheet_files import Sheet
from windroos.cases.register.sheet_rows import read_cells
from windroos.cases.register.tables import KINDS
from windroos.link.organisations import SAME, Names
from windroos.link.text import fold

NEW, CHANGED, SAME_ROW, CONFLICT, DOUBTFUL, SKIPPED, FAULTY = STATES = (
    "new",
    "changed",
    "same",
    "conflict",
    "doubtful",
    "skipped",
    "faulty",
)
# What is chosen for a row: whose version holds, or whether it is new, left out, or a known one.
YOURS, THEIRS, IS_NEW, SKIP, IS = "yours", "theirs", "new", "skip", "is:"
Choices = Mapping[str, str]
# The choice for all doubtful rows for which none was made.
REST = "rest"
_BASIS = "source"
_FIELD_OF = {
    ("names", "name"): "name",
    ("roles", "area"): "roles",
    ("roles", "category"): "roles",
    ("identifiers", "value"): "ror",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it stands: its version, and its content; None of one that was taken out."""

    version: int
    content: Content | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A field that changes, as `flat` has it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that the row changes and someone else changed too since the sheet was made."""

    field: str
    was: Any
    yours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Alike:
    """A known organisation that a row may be: why, and how surely, from 0 to 1.

    `rule` is one of `link.organisations.REASONS`, or ror, kvk or row (an earlier row).
    """

    id: str
    name: str
    place: str
    rule: str
    score: float


@dataclass(slots=True)
class Line:
    """A row of the sheet: what it does, and what it needs someone to choose or to mend."""

    row: int
    state: str
    id: str
    name: str
    cells: tuple[Cell, ...] = ()
    clashes: tuple[Clash, ...] = ()
    alike: tuple[Alike, ...] = ()
    faults: tuple[Problem, ...] = ()
    content: Content | None = None
    version: int = 0
    chosen: str = ""


@dataclass(frozen=True)
class Register:
    """What the sheet is laid beside: all organisations by id, former versions that the sheet was
    made of, the areas with their labels, and what records may refer to, by table and key.

    `looked_up` keeps which organisations a name may be: (id, rule, score) by name. Most of the time
    goes into that, so who lays the same sheet beside the same register again hands it back.
    """

    now: Mapping[str, Kept]
    former: Mapping[tuple[str, int], Content]
    areas: Mapping[str, Any]
    known: Known
    looked_up: dict[str, list[tuple[str, str, float]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What a sheet does, row by row, and whether it can be taken over as it stands."""

    sheet: Sheet
    lines: tuple[Line, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not any(self.counts[state] for state in (CONFLICT, DOUBTFUL, FAULTY))

    @property
    def writing(self) -> list[Line]:
        """The rows that would be written."""
        return [line for line in self.lines if line.state in (NEW, CHANGED)]

    @cached_property
    def fingerprint(self) -> str:
        """What is the same as long as it does exactly the same."""
        told = [(line.row, line.state, line.id, line.version, line.content) for line in self.lines]
        text = json.dumps(told, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def outdated(sheet: Sheet, now: Mapping[str, Kept]) -> set[tuple[str, int]]:
    """The former versions, by id and number, that rows of the sheet were made of."""
    found = set()
    for _line, cells in sheet.rows:
        id = str(cells["id"].value).strip() if "id" in cells else ""
        number = _whole(cells["version"].value) if "version" in cells else None
        if number is not None and id in now and number != now[id].version:
            found.add((id, number))
    return found


def _whole(value: Any) -> int | None:
    """A version as a cell holds it; None for what is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if 0 <= value < 10**9 and value == int(value) else None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def plan(sheet: Sheet, register: Register, choices: Choices) -> Plan:
    """Lay a sheet beside the register. `choices` are those made so far, by number of the row."""
    return _Planning(sheet, register, choices).done()


class _Planning:
    def __init__(self, sheet: Sheet, register: Register, choices: Choices) -> None:
        self.sheet, self.register, self.choices = sheet, register, choices
        self.taken = set(register.now)
        self.seen: dict[str, int] = {}
        self.fresh: dict[str, tuple[int, str]] = {}
        self.numbers: dict[tuple[str, str], tuple[int, str]] = {}
        self.known = dict(register.known)
        self.org_key = (KINDS["organisation"].table, "id")

    def done(self) -> Plan:
        read = [
            (line, *read_cells(self.sheet, line, cells, self.register.areas))
            for line, cells in self.sheet.rows
        ]
        # Ids that rows give themselves are no free ones for rows without.
        self.taken |= {str(values["id"]) for _n, values, _f in read if values.get("id")}
        lines = tuple(self._line(*one) for one in read)
        counts = {state: sum(line.state == state for line in lines) for state in STATES}
        return Plan(self.sheet, lines, counts)

    def _line(self, row: int, values: Flat, faults: list[Problem]) -> Line:
        id = str(values.pop("id", None) or "")
        version = values.pop("version", None)
        name = str(values.get("name") or id)
        if id and id in self.seen:
            wording = N_("“%(id)s” stands on row %(row)s already; keep one of the two")
            faults.append(self._fault("twice", wording, row, "id", id=id, row=self.seen[id]))
        if id:
            self.seen.setdefault(id, row)
        if faults:
            return Line(row, FAULTY, id, name, faults=tuple(faults))
        chosen = self.choices.get(str(row), "")
        kept = self.register.now.get(id)
        if kept is not None and kept.content is not None:
            made = self._known(row, id, kept, kept.content, version, values, chosen)
        elif kept is not None and version:
            wording = N_("“%(id)s” was taken out of the register; empty its id to add it again")
            fault = self._fault("gone", wording, row, "id", id=id)
            made = Line(row, FAULTY, id, name, faults=(fault,))
        else:
            made = self._unknown(row, id, values, chosen)
        if made.content is not None:
            self._examine(made)
        return made

    def _known(
        self,
        row: int,
        id: str,
        kept: Kept,
        content: Content,
        version: int | None,
        values: Flat,
        chosen: str,
    ) -> Line:
        """A row about an organisation of the register."""
        now = flat(content)
        line = Line(row, SAME_ROW, id, now["name"], version=kept.version, chosen=chosen)
        base = now
        if version is not None and version != kept.version:
            former = self.register.former.get((id, version))
            if former is None:
                wording = N_("version %(version)s of “%(id)s” never was; leave it as exported")
                line.faults = (self._fault("no-version", wording, row, "version", version=version,
                                           id=id),)  # fmt: skip
                line.state = FAULTY
                return line
            base = flat(former)
        mine = {n: value for n, value in values.items() if not same(n, value, base[n])}
        clashes = [
            Clash(n, base[n], value, now[n])
            for n, value in mine.items()
            if not same(n, now[n], base[n]) and not same(n, now[n], value)
        ]
        if clashes and chosen not in (YOURS, THEIRS):
            line.state, line.clashes = CONFLICT, tuple(clashes)
            return line
        if chosen == THEIRS:
            mine = {n: v for n, v in mine.items() if n not in {clash.field for clash in clashes}}
        line.clashes = tuple(clashes)
        return self._changing(line, content, now, mine)

    def _changing(self, line: Line, content: Content, now: Flat, values: Flat) -> Line:
        changes = {n: value for n, value in values.items() if not same(n, value, now[n])}
        line.cells = tuple(Cell(n, now[n], value) for n, value in changes.items())
        if changes:
            line.state = CHANGED
            line.content = merged(content, line.id, changes, basis=_BASIS)
            line.name = str(changes.get("name") or now["name"])
        return line

    def _unknown(self, row: int, id: str, values: Flat, chosen: str) -> Line:
        """A row about an organisation that is not in the register, as far as its id says."""
        name = str(values.get("name") or "")
        if not name:
            wording = N_("is empty; fill in what the organisation is called")
            fault = self._fault("no-name", wording, row, "name")
            return Line(row, FAULTY, id, id, faults=(fault,))
        alike = self._alike(row, name, values)
        line = Line(row, NEW, id, name, alike=alike, chosen=chosen)
        chosen = chosen or (self.choices.get(REST, "") if alike else "")
        if alike:
            ids = {one.id for one in alike if one.rule != "row"}
            if chosen == SKIP:
                line.state = SKIPPED
                return line
            if chosen.startswith(IS) and chosen.removeprefix(IS) in ids:
                return self._joined(line, chosen.removeprefix(IS), values)
            if chosen != IS_NEW:
                line.state = DOUBTFUL
                return line
        line.id = id or free_id(name, self.taken)
        self.taken.add(line.id)
        self.fresh.setdefault(fold(name), (row, str(values.get("place") or "")))
        blank = flat(None)
        line.cells = tuple(
            Cell(n, blank[n], value) for n, value in values.items() if value not in (None, ())
        )
        line.content = merged(None, line.id, values, basis=_BASIS)
        return line

    def _joined(self, line: Line, id: str, values: Flat) -> Line:
        """A row that is an organisation we know: what the row tells is added, nothing is emptied.

        Its own official name stays; another one in the row becomes one of the other names.
        """
        kept = self.register.now[id]
        assert kept.content is not None
        if id in self.seen:
            wording = N_("“%(id)s” stands on row %(row)s already; leave one of the two out")
            fault = self._fault("twice", wording, line.row, "id", id=id, row=self.seen[id])
            line.state, line.faults = FAULTY, (fault,)
            return line
        self.seen[id] = line.row
        now = flat(kept.content)
        added = {n: v for n, v in values.items() if v not in (None, ()) and n != "name"}
        names = (*now["other_names"], *values.get("other_names", ()), values["name"])
        known = {fold(name) for name in (now["name"], *now["other_names"])}
        new = [name for name in names if fold(name) not in known]
        added["other_names"] = (*now["other_names"], *dict.fromkeys(new))
        for several in ("roles", "ror", "kvk"):
            if several in added:
                there = now[several]
                more = [
                    value
                    for value in added[several]
                    if not any(same(several, (value,), (other,)) for other in there)
                ]
                added[several] = (*there, *more)
        line.id, line.version, line.state = id, kept.version, SAME_ROW
        return self._changing(line, kept.content, now, added)

    def _alike(self, row: int, name: str, values: Flat) -> tuple[Alike, ...]:
        """The organisations that a row may be: by number, by name and place, or an earlier row."""
        found: dict[str, Alike] = {}
        place = fold(str(values.get("place") or ""))
        for scheme in ("ror", "kvk"):
            for value in values.get(scheme) or ():
                id = self._identified.get((scheme, value))
                if id is not None:
                    found[id] = self._of(id, scheme, 1.0)
        for id, rule, score in self._likely(name):
            there = fold(str(self._content(id).get("place") or ""))
            # A name that is only perhaps the same is asked about where the place is the same.
            if score >= SAME or (place and place == there):
                found.setdefault(id, self._of(id, rule, score))
        before = self.fresh.get(fold(name))
        if before is not None and before[1] == str(values.get("place") or ""):
            found[f"row {before[0]}"] = Alike(str(before[0]), name, before[1], "row", 1.0)
        return tuple(sorted(found.values(), key=lambda one: (-one.score, one.id)))

    def _likely(self, name: str) -> list[tuple[str, str, float]]:
        known = self.register.looked_up
        if name not in known:
            known[name] = [
                (one.id, one.likeness.reasons[0].rule, one.likeness.score)
                for one in self._names.find(name, most=5)
            ]
        return known[name]

    def _of(self, id: str, rule: str, score: float) -> Alike:
        content = self._content(id)
        return Alike(id, str(flat(content)["name"]), str(content.get("place") or ""), rule, score)

    def _content(self, id: str) -> Content:
        content = self.register.now[id].content
        assert content is not None
        return content

    @cached_property
    def _names(self) -> Names:
        return Names(
            (id, [row["name"] for row in kept.content["names"]])
            for id, kept in self.register.now.items()
            if kept.content is not None
        )

    @cached_property
    def _identified(self) -> dict[tuple[str, str], str]:
        return {
            (row["scheme"], row["value"]): id
            for id, kept in self.register.now.items()
            if kept.content is not None
            for row in kept.content["identifiers"]
        }

    def _examine(self, line: Line) -> None:
        """Tell what the register would not take of a row."""
        assert line.content is not None
        there = self.register.known.get(self.org_key, set())
        known = self.known if line.id in there else {**self.known, self.org_key: {line.id}}
        if line.content["parent"] is not None:
            known = {**self.known, self.org_key: set(there) | {line.id}}
        content, problems = examine_record(KINDS["organisation"], line.content, known)
        faults = [
            Problem(p.code, self.sheet.name, p.wording, line.row, _field(p), p.values)
            for p in problems
        ]
        for row in line.content["identifiers"]:
            key = (row["scheme"], row["value"])
            other = self._identified.get(key, line.id)
            if other != line.id:
                wording = N_("“%(value)s” is the number of %(id)s already")
                faults.append(self._fault("identifier-taken", wording, line.row, row["scheme"],
                                          value=row["value"], id=other))  # fmt: skip
            elif self.numbers.setdefault(key, (line.row, line.id))[1] != line.id:
                told = {"value": row["value"], "row": self.numbers[key][0]}
                wording = N_("“%(value)s” stands on row %(row)s already; keep one of the two")
                fault = self._fault("identifier-twice", wording, line.row, row["scheme"], **told)
                faults.append(fault)
        if faults:
            line.state, line.faults, line.content = FAULTY, tuple(faults), None
        else:
            line.content = content

    def _fault(self, code: str, wording: str, line: int, name: str, **values: Any) -> Problem:
        return Problem(code, self.sheet.name, wording, line, name, values)


def _field(problem: Problem) -> str | None:
    """The column of the sheet in which a fault of a record is mended."""
    table = problem.file.removesuffix(".csv")
    if table == "organisations" and problem.code == "no-name":
        return "name"
    return (
        problem.field if table == "organisations" else _FIELD_OF.get((table, problem.field or ""))
    )


def given(lines: Iterable[Line]) -> list[tuple[str, Content, int]]:
    """What is written of rows: id, content, and the version that each was made on."""
    return [(line.id, line.content, line.version) for line in lines if line.content is not None]
