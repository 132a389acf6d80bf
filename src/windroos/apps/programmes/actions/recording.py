"""Recording facts and amounts: they are only added, and a correction is a later one with a reason.

Pages, the API, the terminal and files all end here. What is filled in is checked as a package is
(`cases.facts.rules`), as if it were added to what is known now. Who fills in a screen says which
entry stood in each cell; when someone else recorded another since, nothing is written and both go
to the one who came second, as a `Conflict`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.queries import records
from windroos.apps.programmes.actions.storing import MODELS, store
from windroos.apps.programmes.models import Entry
from windroos.apps.programmes.queries import accounts, assigned, reviews
from windroos.apps.regions import actions as regions
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.facts.beside import Beside
from windroos.cases.facts.rules import broken_rules
from windroos.cases.facts.tables import TABLES
from windroos.cases.facts.values import amounts_of, dimensions_of, facts_of, written
from windroos.cases.fields import ID
from windroos.cases.package import cell
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Row, read_row
from windroos.cases.references import unknown_references
from windroos.measure.results import Amount, Fact, Period, PeriodError, known

# What an entry says, apart from when and why it was said.
_SAYS = {
    "facts": ("value", "numerator", "denominator", "low", "high", "method", "status"),
    "amounts": ("amount", "approximate", "currency", "funder_kind", "status"),
}
_ALWAYS = ("said_by", "passage", "cell", "note_nl", "note_en")


@dataclass(frozen=True)
class Given:
    """A row of `facts` or `amounts` to record, by the names of its columns.

    Left out may be its id, the moment, and which entry it corrects. `seen` is the id of the entry
    that held in its cell when it was filled in, empty for none; None: nobody looked.
    """

    values: Mapping[str, Any]
    seen: str | None = None


def _assigned(arguments: Mapping[str, Any]) -> Any:
    """The actor, where asked to fill in each indicator that the facts are of."""
    wanted = [str(one.values.get("indicator")) for one in arguments["given"]]
    actor = arguments["actor"]
    return actor if assigned.all_assigned(arguments["case"], actor, wanted) else None


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, own=_assigned, program=True)
def record_facts(
    case: Case, programme: str, given: Sequence[Given], *, actor: User | None = None
) -> list[Entry]:
    """Record figures of the indicators of a programme; what says the same as holds stays.

    Raises `Invalid` with everything that is wrong, `Conflict`, and ValidationError where there is
    no such programme.
    """
    return _record(case, "facts", programme, given, "facts-recorded", actor)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def record_amounts(
    case: Case, programme: str, given: Sequence[Given], *, actor: User | None = None
) -> list[Entry]:
    """Record money of a programme; what says the same as holds stays. Raises as `record_facts`."""
    return _record(case, "amounts", programme, given, "amounts-recorded", actor)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def withdraw_fact(
    case: Case, programme: str, fact: str, *, reason: str, actor: User | None = None
) -> list[Entry]:
    """Empty the cell of a fact, with the reason; the fact itself stays in the history.

    Raises ValidationError when it does not hold now.
    """
    return _withdraw(case, "facts", programme, fact, reason, "fact-withdrawn", actor)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def withdraw_amount(
    case: Case, programme: str, amount: str, *, reason: str, actor: User | None = None
) -> list[Entry]:
    """Empty the cell of an amount, with the reason; raises as `withdraw_fact`."""
    return _withdraw(case, "amounts", programme, amount, reason, "amount-withdrawn", actor)


def _withdraw(
    case: Case, table: str, programme: str, id: str, reason: str, verb: str, actor: User | None
) -> list[Entry]:
    row = next((one for one in accounts.rows(case, table, programme) if one["id"] == id), None)
    if row is None:
        raise ValidationError(_("There is nothing with the id “%(id)s”.") % {"id": id})
    emptied = dict.fromkeys(("value", "numerator", "denominator", "low", "high", "method"))
    emptied |= dict.fromkeys(("amount", "approximate"))
    values = {name: value for name, value in row.items() if name in TABLES[table].columns}
    for name in ("id", "recorded", "corrects", *_ALWAYS):
        values.pop(name)
    values |= {name: value for name, value in emptied.items() if name in values}
    values |= {"status": "withdrawn", "reason": reason}
    return _record(case, table, programme, [Given(values, id)], verb, actor)


def _record(
    case: Case, table: str, programme: str, given: Sequence[Given], verb: str, actor: User | None
) -> list[Entry]:
    regions.lock(case)
    row = records.row(case, "programme", programme)
    if row is None:
        raise ValidationError(_("There is no programme “%(id)s”.") % {"id": programme})
    new = _Batch(case, table, programme, given).checked()
    made = store(case, table, new, actor=actor)
    if made:
        tell(
            verb,
            actor=actor,
            subject_type="programme",
            subject_id=programme,
            label_nl=row.label_nl,
            label_en=row.label_en,
            after={"count": len(made), "ids": [one.slug for one in made][:100]},
        )
    return made


class _Batch:
    """Rows that are filled in together, looked at beside what is there."""

    def __init__(self, case: Case, table: str, programme: str, given: Sequence[Given]) -> None:
        self.case, self.table, self.programme, self.given = case, table, programme, given
        self.spec = TABLES[table]
        self.beside = Beside(
            accounts.contents(case, "programme", None, [programme]),
            {
                slug: content
                for slug, content in accounts.contents(case, "indicator", None).items()
                if content["programme"] == programme
            },
        )
        self.there = [accounts.as_written(one) for one in accounts.rows(case, table, programme)]
        self.by_id = {str(one["id"]): one for one in self.there}
        self.ids: dict[str, set[str]] = {}
        self.held: Mapping[Any, Fact | Amount] = known(self._values(self.there))
        self.locked = reviews.locked(case, programme) if given else set()
        self.now = timezone.now().isoformat().replace("+00:00", "Z")
        self.problems: list[tuple[int, Problem]] = []

    def checked(self) -> list[Row]:
        """The rows to store; raises `Invalid` and `Conflict`."""
        new: list[tuple[int, Row]] = []
        for number, one in enumerate(self.given):
            typed = self._typed(number, one)
            if typed is None:
                continue
            held = self._held(typed)
            self._unchanged(one, typed, held)
            if held is not None and self._same(typed, self.by_id[held.id]):
                continue
            if held is not None:
                typed["corrects"] = held.id
            elif typed["period"] in self.locked and not typed["reason"]:
                wording = N_("this period is locked: say why a figure is added to it")
                self._wrong(number, "locked", wording, "reason")
            new.append((number, typed))
        if not self.problems:
            numbered = [(None, row) for row in self.there]
            lines = [(number + 1, row) for number, row in new]
            found = broken_rules({self.table: [*numbered, *lines]}, self.beside)
            self.problems += [(one.row - 1, one) for one in found if one.row is not None]
        if self.problems:
            raise Invalid(sorted(self.problems, key=lambda one: one[0]))
        return [row for _number, row in new]

    def _typed(self, number: int, one: Given) -> Row | None:
        """A row with its types and an id; None when that cannot be, which is told."""
        values = dict(one.values)
        self._canonical(values)
        values.setdefault("status", "final")
        if self.table == "amounts":
            values.setdefault("programme", self.programme)
        values["recorded"], values["id"] = self.now, self._id(values)
        for name in sorted(set(values) - set(self.spec.columns)):
            wording = N_("“%(name)s” is no field of it")
            self._wrong(number, "unknown-field", wording, name, name=name)
            del values[name]
        raw = {name: cell(values.get(name)).strip() for name in self.spec.columns}
        row, problems = read_row(self.spec, raw, number + 1)
        if not problems:
            problems = list(unknown_references(self.spec, [(number + 1, row)], self._known(row)))
        self.problems += [(number, problem) for problem in problems]
        return None if problems else row

    def _canonical(self, values: dict[str, Any]) -> None:
        """Period and dimensions as files write them; what cannot be read is left to the rules."""
        try:
            values["period"] = Period.of(str(values.get("period") or "")).code
            if values.get("dimensions"):
                values["dimensions"] = written(dimensions_of(str(values["dimensions"])))
        except (PeriodError, ValueError):
            return

    def _known(self, row: Row) -> dict[tuple[str, str], set[Any]]:
        """Of what a row refers to, that which is there."""
        parts = (
            part["id"]
            for content in self.beside.programmes.values()
            for part in content["programme_parts"]
        )
        found: dict[tuple[str, str], set[Any]] = {
            ("indicators", "id"): set(self.beside.indicators),
            ("programmes", "id"): set(self.beside.programmes),
            ("programme_parts", "id"): set(parts),
            (self.table, "id"): set(self.by_id),
        }
        for table, kind, field in (
            ("passages", "passage", "passage"),
            ("organisations", "organisation", "funder"),
        ):
            id = row.get(field)
            there = bool(id) and records.row(self.case, kind, str(id)) is not None
            found[table, "id"] = {id} if there else set()
        return found

    def _held(self, row: Row) -> Fact | Amount | None:
        """The entry that holds in the cell of a row."""
        try:
            [entry] = self._values([row])
        except (PeriodError, ValueError):  # the rules tell of it
            return None
        return self.held.get(entry.cell)

    def _values(self, rows: Sequence[Row]) -> list[Any]:
        if self.table == "facts":
            return list(facts_of(rows, self.beside.homes))
        return list(amounts_of(rows))

    def _same(self, row: Row, held: Row) -> bool:
        return all(row[name] == held[name] for name in (*_SAYS[self.table], *_ALWAYS))

    def _unchanged(self, one: Given, row: Row, held: Fact | Amount | None) -> None:
        """Raises `Conflict` when another entry holds than the one that was seen."""
        now = held.id if held is not None else ""
        if one.seen is None or one.seen == now:
            return
        theirs = self.by_id[now] if now else dict.fromkeys(self.spec.columns)
        raise Conflict(
            theirs=theirs,
            yours=row,
            version=len(self.there),
            at=held.recorded if held is not None else None,
        )

    def _id(self, values: Mapping[str, Any]) -> str:
        """An id that no entry of the case has, made of what the cell is."""
        of = values.get("indicator") or values.get("part") or self.programme
        said = f"{of}-{values.get('role')}-{values.get('period')}-{values.get('dimensions') or ''}"
        begin = slugify(said.replace("/", "-").replace("=", "-"))[: ID - 6].strip("-") or "entry"
        number = 1
        while (id := begin if number == 1 else f"{begin}-{number}") in self._taken(begin):
            number += 1
        self._taken(begin).add(id)
        return id

    def _taken(self, begin: str) -> set[str]:
        """The ids of the case that begin like this, with those that were given out just now."""
        if begin not in self.ids:
            there = MODELS[self.table].objects.filter(case=self.case, slug__startswith=begin)
            self.ids[begin] = set(there.values_list("slug", flat=True))
        return self.ids[begin]

    def _wrong(self, number: int, code: str, wording: str, field: str, **values: Any) -> None:
        problem = Problem(code, self.spec.path, wording, number + 1, field, values)
        self.problems.append((number, problem))
