"""Tasks of the evidence agenda: taken up, given to someone, finished, dropped, reopened."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.compass import queries
from windroos.apps.compass.agenda import tasks as agenda_tasks
from windroos.apps.compass.agenda.tasks import FINDERS
from windroos.apps.compass.models import AgendaTask
from windroos.apps.compass.robustness import drawn
from windroos.apps.regions.actions import lock
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.cells import Evidence
from windroos.cases.fields import TEXT

Status = AgendaTask.Status
NOT_A_FINDER = gettext_lazy("Choose someone who works on this case as analyst or decision-maker.")


@action(*FINDERS, within=of_case)
def take_up_task(
    case: Case,
    about: Mapping[str, Any],
    *,
    assignee: User | None = None,
    due: date | None = None,
    note: str = "",
    actor: User | None,
) -> AgendaTask:
    """Take up something that is on the evidence agenda, for someone or for whoever comes first.

    `about` names it by role, theme (None for all), region, kind and subject. Raises ValidationError
    by field, and where it is not on the agenda or was taken up already.
    """
    case = lock(case)  # of two who take up the same, the second is told
    asked = {name: about.get(name) for name in ("role", "theme", "region", "kind", "subject")}
    _on_the_agenda(case, asked)
    task = AgendaTask(case=case, made_by=actor, **{**asked, "theme": asked["theme"] or ""})
    if AgendaTask.objects.filter(
        case=case, status=Status.OPEN, **task.about | {"theme": task.theme}
    ).exists():
        raise ValidationError({"": _("This was taken up already.")})
    known = Evidence(queries.value(case), timezone.localdate())
    task.evidence = agenda_tasks.evidence(known, task.about) or []
    _put(task, {"assignee": assignee, "due": due, "note": note}, {})
    return _save(task, _taken(task, actor) or "task-made", actor, {}, _stored(task))


@action(*FINDERS, within=of_case)
def change_task(
    case: Case,
    task: int,
    changes: Mapping[str, Any],
    *,
    version: int | None = None,
    actor: User | None,
) -> AgendaTask:
    """Give an open task to someone else or to nobody, or change its day or note.

    `changes` holds some of `AgendaTask.FIELDS`. Raises ValidationError by field, and `Conflict`
    when someone else saved since `version`.
    """
    held = _fetch(case, task, version, Status.OPEN, _in_words(changes))
    before, was = _stored(held), held.assignee
    _put(held, changes, before)
    now = _stored(held)
    if now == before:
        return held
    held.version += 1
    given = _taken(held, actor) if held.assignee != was else ""
    return _save(held, given or "task-changed", actor, before, now)


@action(*FINDERS, within=of_case)
def finish_task(
    case: Case, task: int, *, reason: str = "", version: int | None = None, actor: User | None
) -> AgendaTask:
    """Close a task of which the answer is known.

    Where no evidence has come in since it was taken up it asks what came of it: then the cell is as
    unknown as it was. Raises ValidationError by field, and `Conflict`.
    """
    held = _fetch(case, task, version, Status.OPEN, {"reason": reason})
    (one,) = agenda_tasks.shown(case, queries.value(case), [held])
    if not one.answered and not reason.strip():
        raise ValidationError(
            {"reason": _("No evidence has come in since. Say what came of it, then finish.")}
        )
    return _end(held, Status.DONE, "task-finished", reason, actor)


@action(*FINDERS, within=of_case)
def drop_task(
    case: Case, task: int, *, reason: str, version: int | None = None, actor: User | None
) -> AgendaTask:
    """Close a task without an answer, with the reason. Raises ValidationError, and `Conflict`."""
    held = _fetch(case, task, version, Status.OPEN, {"reason": reason})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    return _end(held, Status.DROPPED, "task-dropped", reason, actor)


@action(*FINDERS, within=of_case)
def reopen_task(
    case: Case, task: int, *, version: int | None = None, actor: User | None
) -> AgendaTask:
    """Take up a task again that was closed. Raises ValidationError, and `Conflict`."""
    held = _fetch(case, task, version)
    if held.status == Status.OPEN:
        raise ValidationError(_("This task is open already."))
    same = {**held.about, "theme": held.theme}
    if AgendaTask.objects.filter(case=case, status=Status.OPEN, **same).exists():
        raise ValidationError(_("Someone took this up again already."))
    before = {"status": str(held.status)}
    held.status, held.reason = Status.OPEN, ""
    held.version += 1
    return _save(held, "task-reopened", actor, before, {"status": str(held.status)})


def _on_the_agenda(case: Case, asked: Mapping[str, Any]) -> None:
    """Raises ValidationError unless there is something to find out."""
    try:
        agenda = drawn.agenda(
            case,
            cases.Scenario(str(asked["role"] or "")),
            asked["theme"] or None,
            timezone.localdate(),
        )
    except cases.CaseError as error:
        raise ValidationError({"role": str(error)}) from error
    wanted = (asked["region"], asked["kind"], asked["subject"])
    if wanted not in {(one.region.code, one.kind, one.id) for one in agenda}:
        raise ValidationError(
            {"": _("This is not on the agenda: it is known, or the compass does not ask it.")}
        )


def _fetch(
    case: Case,
    number: int,
    version: int | None,
    status: str | None = None,
    yours: Mapping[str, Any] | None = None,
) -> AgendaTask:
    """The task of that number, held for this transaction."""
    held = (
        AgendaTask.objects.select_for_update(of=("self",))
        .select_related("assignee", "changed_by")
        .filter(case=case, pk=number)
        .first()
    )
    if held is None:
        raise ValidationError(_("There is no task of this number."))
    if version is not None and held.version != version:
        theirs = {**_shown(held), "status": str(held.status), "reason": held.reason}
        raise Conflict(
            theirs=theirs,
            yours={**theirs, **(yours or {})},
            version=held.version,
            by=held.changed_by.name if held.changed_by else "",
            at=held.changed,
        )
    if status is not None and held.status != status:
        state = held.get_status_display()  # type: ignore[attr-defined]
        raise ValidationError(_("This task is %(status)s.") % {"status": state})
    return held


def _put(task: AgendaTask, given: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Fill in fields of a task. Raises ValidationError by field."""
    errors: dict[str, str] = {
        name: _("There is no such field.") for name in given if name not in AgendaTask.FIELDS
    }
    for name in AgendaTask.FIELDS:
        if name in given:
            value = given[name]
            setattr(task, name, (value or "").strip() if name == "note" else value)
    if task.assignee is not None and task.assignee not in agenda_tasks.finders(task.case):
        errors["assignee"] = str(NOT_A_FINDER)
    passed = task.due is not None and task.due < timezone.localdate()
    if passed and task.due is not None and task.due.isoformat() != before.get("due"):
        errors["due"] = _("This day has passed.")
    if len(task.note) > TEXT:
        errors["note"] = _("At most %(n)s characters fit.") % {"n": TEXT}
    elif "\0" in task.note:
        errors["note"] = _("A character in it cannot be kept; type it anew.")
    if errors:
        raise ValidationError(errors)


def _end(task: AgendaTask, status: str, verb: str, reason: str, actor: User | None) -> AgendaTask:
    if len(reason) > TEXT or "\0" in reason:
        raise ValidationError({"reason": _("At most %(n)s characters fit.") % {"n": TEXT}})
    before = {"status": str(task.status)}
    task.status, task.reason = status, reason.strip()
    task.version += 1
    return _save(task, verb, actor, before, {"status": str(status), "reason": task.reason})


def _save(
    task: AgendaTask,
    verb: str,
    actor: User | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> AgendaTask:
    """Keep a task and tell of it: what differs, field by field."""
    task.changed, task.changed_by = timezone.now(), actor
    task.save()
    about = agenda_tasks.label(queries.value(task.case), task.about)
    changed = [name for name in after if after[name] != before.get(name, "")]
    told = {name: after[name] for name in {*changed, *_TOLD.get(verb, ())}}
    accounts.record(
        verb,
        actor=actor,
        subject_type="agenda-task",
        subject_id=task.pk,
        label_nl=about.nl,
        label_en=about.en,
        before={name: before[name] for name in changed if name in before},
        after={**told, "version": task.version},
    )
    return task


def _taken(task: AgendaTask, actor: User | None) -> str:
    """The verb by which someone got the task: took it up, or was given it; "" where nobody has."""
    if task.assignee is None:
        return ""
    return "task-taken-up" if task.assignee == actor else "task-assigned"


# What the sentence of a verb says, whether it changed or not.
_TOLD = {
    "task-assigned": ("assignee",),
    "task-dropped": ("reason",),
}


def _stored(task: AgendaTask) -> dict[str, Any]:
    """What people filled in, as the audit trail keeps it."""
    return {
        "assignee": task.assignee.name if task.assignee else "",
        "due": task.due.isoformat() if task.due else "",
        "note": task.note,
    }


def _shown(task: AgendaTask) -> dict[str, Any]:
    """The same as the form of a task holds it, for who compares two versions."""
    return _in_words({name: getattr(task, name) for name in AgendaTask.FIELDS})


def _in_words(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: str(value.pk) if isinstance(value, User) else value for name, value in given.items()
    }
