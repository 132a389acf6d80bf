"""Taking decisions on regions: by whoever may decide for a role."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Invalid, Written, change_rows, lock
from windroos.apps.compass.decisions.advised import advised
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.history.versions import taken_over
from windroos.apps.regions import journal
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import deciding, organisations_of
from windroos.apps.regions.queries import Case
from windroos.cases.case import Decision, first_day, last_day
from windroos.cases.problems import N_, Problem
from windroos.cases.tables import TABLES

DECISIONS = "decisions"


@action(Role.DECISION_MAKER, within=deciding)
def decide(
    case: Case, role: str, rows: Sequence[Mapping[str, Any]], *, actor: User | None
) -> list[Written]:
    """Take decisions on regions for a role: all of them or none.

    Each row has the columns of `decisions`. Without `decided` it is taken today, without
    `authority` by the organisation of who decides. What the compass advised on that day is kept
    with it (`advice`), and the decisions it takes the place of (`replaces`): those on the same
    themes in the same years, and what `replaces` names besides. Raises `Invalid` with all that is
    wrong, also when it departs from the advice without a reason (`departure`).
    """
    case = lock(case)
    taken = set(journal.keys(case, DECISIONS))
    changes: list[Change] = []
    problems: list[tuple[int, Problem]] = []
    for number, given in enumerate(rows):
        row = completed(case, role, given, actor)
        row["id"] = _new_id(row, taken)
        taken.add(row["id"])
        changes.append(Change(DECISIONS, row["id"], row))
        problems += [(number, problem) for problem in _too_soon_or_late(case, row)]
    try:
        written = change_rows(case, changes, actor=actor)
    except Invalid as error:
        raise Invalid(sorted([*problems, *error.problems], key=lambda one: one[0])) from None
    if problems:  # what was written goes back with the transaction
        raise Invalid(problems)
    for one in written:
        _record(case, "decision-taken", one, actor)
    return written


def put_printed(
    case: Case, rows: Mapping[str, Mapping[str, Any]], *, actor: User | None
) -> list[Written]:
    """Write down decisions that a document prints, by the id they are to have.

    They were taken elsewhere: by the authority and on the day that the document gives. So nothing
    is advised or replaced; where one contradicts a decision of the case it is refused. Called
    within the transaction of an action on a case that is locked; raises `Invalid`.
    """
    problems = [
        (number, problem)
        for number, row in enumerate(rows.values())
        for problem in _too_soon_or_late(case, row)
    ]
    if problems:
        raise Invalid(problems)
    changes = [Change(DECISIONS, id, {**row, "id": id}) for id, row in rows.items()]
    written = change_rows(case, changes, actor=actor)
    for one in written:
        _record(case, "decision-taken-over", one, actor)
    return written


def remove_printed(
    case: Case, rows: Mapping[str, int | None], *, actor: User | None
) -> list[Written]:
    """Undo the taking over of printed decisions, by id with the version that was seen.

    Called within the transaction of an action on a case that is locked. Raises ValidationError
    where one was not taken over, or something was done to it since.
    """
    for id in rows:
        if not taken_over(case, id):
            told = _("“%(id)s” was not taken over from a table just now: who decides revokes it.")
            raise ValidationError(told % {"id": id})
    changes = [Change(DECISIONS, id, None, version) for id, version in rows.items()]
    written = change_rows(case, changes, actor=actor)
    for one in written:
        _record(case, "decision-untaken", one, actor)
    return written


@action(Role.DECISION_MAKER, within=deciding)
def correct_decision(
    case: Case,
    role: str,
    id: str,
    row: Mapping[str, Any],
    *,
    version: int | None = None,
    actor: User | None,
) -> list[Written]:
    """Mend the wording of a decision: motivation, conditions, footnote, reason to depart.

    What was decided (region, role, effort, period, themes, day, authority) stays: for another
    decision there is `decide`.
    """
    case = lock(case)
    held = _held(case, role, id)
    fixed = {
        name
        for name in row
        if name.rpartition("_")[0] not in _WORDING and row[name] != held.get(name)
    }
    if fixed:
        raise ValidationError(
            {name: _("What was decided cannot be changed; decide anew.") for name in fixed}
        )
    written = change_rows(case, [Change(DECISIONS, id, {**held, **row}, version)], actor=actor)
    for one in written:
        _record(case, "decision-corrected", one, actor)
    return written


@action(Role.DECISION_MAKER, within=deciding)
def revoke(
    case: Case,
    role: str,
    id: str,
    *,
    reason: str,
    version: int | None = None,
    actor: User | None,
) -> list[Written]:
    """Take a decision back that should not have been recorded; it stays in the history.

    What came in its place now comes in the place of what it had replaced.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    case = lock(case)
    held = _held(case, role, id)
    later = [d.id for d in queries.value(case).decisions if id in d.replaces]
    there = journal.current(case, DECISIONS, later)
    relinked = [
        Change(DECISIONS, key, {**row, "replaces": _without(row, id, held)})
        for key, row in ((key, there[key].row or {}) for key in later)
    ]
    written = change_rows(case, [Change(DECISIONS, id, None, version), *relinked], actor=actor)
    for one in written:
        if one.change.key == id:
            _record(case, "decision-revoked", one, actor, why=reason.strip())
        else:
            _record(case, "decision-relinked", one, actor)
    return written


_WORDING = ("motivation", "conditions", "footnote", "departure")


def _held(case: Case, role: str, id: str) -> Mapping[str, Any]:
    held = journal.current(case, DECISIONS, [id]).get(id)
    if held is None or held.row is None or held.row["role"] != role:
        raise ValidationError(_("There is no decision “%(id)s” any more.") % {"id": id})
    return held.row


def _without(row: Mapping[str, Any], id: str, gone: Mapping[str, Any]) -> str | None:
    """What a decision replaces when one of these is taken back."""
    kept = [*_ids(row, "replaces"), *_ids(gone, "replaces")]
    return " ".join(one for one in dict.fromkeys(kept) if one != id) or None


def completed(
    case: Case, role: str, given: Mapping[str, Any], actor: User | None
) -> dict[str, Any]:
    """A decision with what the program knows: by whom, when, the advice, what it replaces."""
    today = timezone.localdate()
    row = {**given, "role": role}
    row["decided"] = row.get("decided") or today.isoformat()
    row["authority"] = row.get("authority") or authority(case, role, actor)
    row["advice"] = advice(case, role, row, min(_day(row), today))
    replaced = dict.fromkeys([*_replaced(case, row), *_ids(row, "replaces")])
    row["replaces"] = " ".join(replaced) or None
    return row


def authority(case: Case, role: str, actor: User | None) -> str:
    """Who decides for a role in public: the organisation of the writer that may, not the person."""
    own = organisations_of(actor, case)
    deciders = deciding({"case": case, "role": role})
    return next((one.name_nl for one in own if one.pk in deciders), "")


def advice(case: Case, role: str, row: Mapping[str, Any], day: date) -> str | None:
    """What the compass advised on a day for the region and themes of a decision; None: nothing."""
    return advised(case, role, str(row.get("region")), _ids(row, "themes"), day).advice


def _replaced(case: Case, row: Mapping[str, Any]) -> list[str]:
    """The decisions that a new one comes in the place of: on its themes, and in its years still."""
    themes = set(_ids(row, "themes")) or {None}
    return [d.id for d, held in _at_once(case, row) if held & themes]


def on_single_themes(case: Case, role: str, row: Mapping[str, Any]) -> list[str]:
    """The decisions on single themes that hold beside one on all themes in its years."""
    return [d.id for d, _held in _at_once(case, {**row, "role": role}) if d.themes]


def _at_once(
    case: Case, row: Mapping[str, Any]
) -> Iterator[tuple[Decision, AbstractSet[str | None]]]:
    """The decisions on a region and role that hold in some of the same years, and on what still;
    None for all themes."""
    start, end = (_year(row.get(name)) for name in ("period_start", "period_end"))
    value = queries.value(case)
    for d in value.decisions:
        if None in (start, end) or (d.region, d.role) != (row.get("region"), row["role"]):
            continue
        held = {
            theme
            for theme in d.themes or (None,)
            if d.period[0] <= end and start <= value.last_year(d, theme)  # type: ignore[operator]
        }
        if held:
            yield d, held


def _too_soon_or_late(case: Case, row: Mapping[str, Any]) -> Iterator[Problem]:
    """Why a decision cannot be of the day it is said to be."""
    earliest, day = _day(row, first_day), _day(row)
    if earliest > timezone.localdate():
        yield _problem("decided", "future", N_("lies in the future: record it once it is taken"))
    replaced = set(_ids(row, "replaces"))
    for d in queries.value(case).decisions:
        if d.id in replaced and first_day(d.decided) > day:
            yield _problem(
                "decided",
                "decided-later",
                N_("comes before “%(other)s”, which was decided on %(date)s on the same"),
                other=d.id,
                date=d.decided,
            )


def _problem(field: str, code: str, wording: str, **values: object) -> Problem:
    return Problem(code, TABLES[DECISIONS].path, wording, None, field, values)


def _ids(row: Mapping[str, Any], name: str) -> list[str]:
    """The ids in one cell."""
    return str(row.get(name) or "").split()


def _year(value: Any) -> int | None:
    return int(value) if str(value).strip().isdecimal() else None


def _new_id(row: Mapping[str, Any], taken: set[str]) -> str:
    base = f"{str(row.get('region') or '').lower()}-{row['role']}-{_day(row).isoformat()}"
    number = 1
    while (id := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return id


def _day(row: Mapping[str, Any], of: Callable[[str], date] = last_day) -> date:
    """The day of a decision; that of now where it is none, which is told as a fault of the row."""
    try:
        return of(str(row["decided"]))
    except ValueError:
        return timezone.localdate()


def _record(case: Case, verb: str, one: Written, actor: User | None, **more: str) -> None:
    about = subject(queries.value(case), DECISIONS, one.after or one.before or {})
    accounts.record(
        verb,
        actor=actor,
        subject_type="decision",
        subject_id=f"{case.name}/{one.change.key}",
        label_nl=about.nl,
        label_en=about.en,
        before=one.before,
        after={**(one.after or {}), **more},
    )
