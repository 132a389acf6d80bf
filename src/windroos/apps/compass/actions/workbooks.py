"""Taking over what people changed in a workbook: all of it or nothing, by the same actions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import Refused, action, via
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.actions import deciding, judging
from windroos.apps.compass.actions.content import Invalid, Written, lock
from windroos.apps.compass.actions.saying import Entry
from windroos.apps.compass.files import workbooks
from windroos.apps.regions.permits import of_case, organisations_of
from windroos.apps.regions.queries import Case
from windroos.cases import workbook
from windroos.cases.problems import N_
from windroos.cases.workbook import Book, Choices, Fault, RowChange, Taken
from windroos.cases.workbook.taken import ADDED, CHANGED, REMOVED

_NO_CHOICES: Choices = {}


@dataclass(frozen=True)
class Outcome:
    """A row that a workbook changes, as it was and as it becomes.

    Without a `change` the workbook does not name it: it changes because of what it does name.
    """

    table: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    change: RowChange | None = None

    @property
    def row(self) -> Mapping[str, Any]:
        """The row as it becomes; as it was where it goes."""
        return self.after or self.before or {}


@dataclass
class Trial:
    """What a workbook does to a case, and everything that stands in its way."""

    taken: Taken
    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return self.taken.sound and not self.faults

    @property
    def all_faults(self) -> list[Fault]:
        """What is wrong with the workbook, and then what the case does not take of it."""
        return [*self.taken.faults, *self.faults]

    @property
    def fingerprint(self) -> str:
        """What is the same as long as it does exactly the same."""
        rows = [(one.table, one.before, one.after) for one in self.outcomes]
        told = json.dumps(rows, sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


class NotApplied(ValidationError):
    """A workbook of which nothing was taken over; `trial` tells why."""

    def __init__(self, trial: Trial, message: str) -> None:
        super().__init__(message)
        self.trial = trial


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def apply_workbook(
    case: Case,
    book: Book,
    *,
    reason: str = "",
    choices: Choices = _NO_CHOICES,
    seen: str | None = None,
    actor: User | None,
) -> Trial:
    """Take over every change of a workbook: judgements and findings by whoever may judge, and
    decisions by whoever may decide for their role.

    `reason` is why rows are taken back. `choices` says whose version holds of what someone else
    changed too. `seen` is the fingerprint of what was looked at before: when it would now do
    something else, nothing is done. Raises `NotApplied`.
    """
    case = lock(case)
    trial = try_workbook(case, book, reason=reason, choices=choices, actor=actor)
    if not trial.sound:
        raise NotApplied(trial, _("Nothing was taken over: something has to be mended first."))
    if seen is not None and trial.fingerprint != seen:
        raise NotApplied(
            trial, _("The case changed since you looked. Nothing was taken over: look again.")
        )
    if trial.taken.removed and not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if trial.outcomes:
        accounts.record(
            "workbook-applied",
            actor=actor,
            subject_type="case",
            subject_id=case.pk,
            label_nl=case.title,
            before={"state": book.stamp.state},
            after={"changed": len(trial.outcomes)},
        )
    return trial


def try_workbook(
    case: Case, book: Book, *, reason: str = "", choices: Choices, actor: User | None
) -> Trial:
    """Do what a workbook asks, within a transaction of the caller, who takes back what is not
    sound."""
    taken = _take(case, book, choices, actor)
    trial = Trial(taken)
    if taken.faults:
        return trial
    with via("sheet"):
        # Those that take back come first, but for corrections: they are of rows as they stand.
        for step in _steps(case, taken, reason.strip() or "–", actor):
            step(trial)
    return trial


def _take(case: Case, book: Book, choices: Choices, actor: User | None) -> Taken:
    """What a workbook asks of a case; new rows are completed as the actions complete them."""
    now = workbooks.state(case)
    base = None if book.stamp.shows(now) else workbooks.former(case, book.stamp.state)
    given = partial(_given, case, actor)
    return workbook.read(book, now, base, choices=choices, given=given)


def _given(case: Case, actor: User | None, table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the program fills in in a new row."""
    voice = next((one.name_nl for one in organisations_of(actor, case)), None)
    if table == deciding.DECISIONS:
        if not row.get("role"):
            return {}
        decided = deciding.completed(case, str(row["role"]), row, actor)
        # Who may not decide for the role is refused, not asked who decides.
        return {**decided, "authority": decided["authority"] or voice}
    return {"said_by": voice, "judged": timezone.localdate().isoformat()}


Step = Callable[[Trial], None]


def _steps(case: Case, taken: Taken, reason: str, actor: User | None) -> Iterator[Step]:
    """The actions that together do what a workbook asks."""

    def of(table: str, *kinds: str) -> list[RowChange]:
        return [c for c in taken.changes if c.table == table and c.kind in kinds]

    for one in of(deciding.DECISIONS, CHANGED):
        yield partial(_do, [one], partial(_correct, case, one, actor))
    for one in of(deciding.DECISIONS, REMOVED):
        yield partial(_do, [one], partial(_revoke, case, one, reason, actor))
    for table, write in (("judgements", judging.judge), ("findings", judging.find)):
        if gone := of(table, REMOVED):
            rows = {one.id: one.version for one in gone}
            act = partial(judging.retract, case, table, rows, reason=reason, actor=actor)
            yield partial(_do, gone, act)
        if changes := of(table, CHANGED, ADDED):
            entries = [_entry(one) for one in changes]
            yield partial(_do, changes, partial(write, case, entries, actor=actor))
    new = of(deciding.DECISIONS, ADDED)
    for role in dict.fromkeys(_role(one.row) for one in new):
        mine = [one for one in new if _role(one.row) == role]
        rows = [_without_id(one) for one in mine]
        yield partial(_do, mine, partial(deciding.decide, case, role, rows, actor=actor))


def _do(changes: Sequence[RowChange], act: Callable[[], list[Written]], trial: Trial) -> None:
    """One action for some changes: what it wrote, or what is wrong by cell."""
    try:
        written = act()
    except Invalid as error:
        for number, problem in error.problems:
            place = changes[number].at(problem.field)
            trial.faults.append(Fault(problem.code, place, problem.wording, problem.values))
    except Refused as error:
        trial.faults += [Fault("refused", one.place, str(error)) for one in changes]
    except ValidationError as error:
        for one in changes:
            trial.faults += _faults(one, error)
    else:
        trial.outcomes += _outcomes(changes, written)
        trial.faults += _lost(trial.outcomes[-len(written) :] if written else [])


def _outcomes(changes: Sequence[RowChange], written: Iterable[Written]) -> Iterator[Outcome]:
    """What was written, each with the change it comes from."""
    there = {one.id: one for one in changes if one.kind != ADDED}
    new = iter([one for one in changes if one.kind == ADDED])
    for one in written:
        change = next(new) if one.before is None else there.get(one.change.key)
        yield Outcome(one.change.table, one.before, one.after, change)


def _lost(outcomes: Iterable[Outcome]) -> Iterator[Fault]:
    """The cells that say something which was not taken over: the program fills them in itself."""
    for one in outcomes:
        for cell in one.change.cells if one.change and one.after else ():
            kept = (one.after or {}).get(cell.field)
            ids = set(str(cell.after).split()) <= set(str(kept).split())
            if cell.place is not None and cell.after not in (None, kept) and not ids:
                wording = N_("the program fills this in itself, with “%(value)s”; empty this cell")
                yield Fault("given", cell.place, wording, {"value": kept})


def _faults(change: RowChange, error: ValidationError) -> Iterator[Fault]:
    if not hasattr(error, "error_dict"):
        yield from (Fault("refused", change.place, message) for message in error.messages)
        return
    for name, messages in error.message_dict.items():
        yield from (Fault("refused", change.at(name), message) for message in messages)


def _entry(change: RowChange) -> Entry:
    """A judgement or finding to write; it says itself who says so and when, if the sheet does."""
    row = _without_id(change)
    if change.kind == ADDED:
        return Entry(row)
    fields = {"said_by", "judged", *(cell.field for cell in change.cells)}
    return Entry({name: row[name] for name in fields}, change.id, change.version)


def _without_id(change: RowChange) -> dict[str, Any]:
    return {name: value for name, value in (change.row or {}).items() if name != "id"}


def _correct(case: Case, change: RowChange, actor: User | None) -> list[Written]:
    cells = {cell.field: cell.after for cell in change.cells}
    role = _role(change.before)
    return deciding.correct_decision(
        case, role, change.id, cells, version=change.version, actor=actor
    )


def _revoke(case: Case, change: RowChange, reason: str, actor: User | None) -> list[Written]:
    role = _role(change.before)
    return deciding.revoke(
        case, role, change.id, reason=reason, version=change.version, actor=actor
    )


def _role(row: Mapping[str, Any] | None) -> str:
    return str((row or {}).get("role"))
