"""Runs: asking for draws that take long, cancelling them, and what the program says of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.models import Run
from windroos.apps.compass.robustness import runs
from windroos.apps.compass.robustness.outcome import SAMPLES, Wanted, spaces
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.scenario import problems

# More of one case are not kept: those that ended first go.
_MOST_KEPT = 50
# More of one person do not wait at a time, so that others have their turn.
_MOST_WAITING = 3


@action(*Role, within=of_case)
def ask_run(case: Case, wanted: Wanted, *, actor: User | None) -> Run:
    """Ask for draws; where the same ones are under way already, those.

    They are made once the program takes them up. Raises ValidationError for what cannot be drawn,
    and when someone has more waiting than is fair.
    """
    assert actor is not None
    found = runs.find(case, wanted)
    if found is not None and (found.under_way or found.status == Run.Status.DONE):
        return found
    _check(case, wanted, actor)
    made = Run.objects.create(**runs.columns(case, wanted), asked_by=actor)
    older = [run.pk for run in runs.of_case(case) if not run.under_way][_MOST_KEPT:]
    Run.objects.filter(pk__in=older).delete()
    return made


def _check(case: Case, wanted: Wanted, actor: User) -> None:
    """Whether it can be drawn, and whether there is room."""
    value = queries.value(case, wanted.day)
    framework = value.framework
    cannot = _("These draws cannot be made in this case.")
    errors: dict[str, str] = {}
    if wanted.role not in {role.id for role in framework.roles}:
        errors["role"] = _("The case has no such role.")
    elif problems(framework, wanted.scenario):
        errors[""] = cannot
    if wanted.theme is not None and wanted.theme not in value.themes:
        errors["theme"] = _("The case has no such theme.")
    if wanted.space not in spaces(framework):
        errors["space"] = cannot
    if wanted.samples not in SAMPLES:
        errors["samples"] = cannot
    if errors:
        raise ValidationError(errors)
    own = [run for run in runs.of_case(case).filter(asked_by=actor) if run.under_way]
    if len(own) >= _MOST_WAITING:
        raise ValidationError(
            _("You have %(n)s runs under way. Wait until one is done, or cancel one.")
            % {"n": len(own)}
        )


@action(*Role, within=of_case)
def cancel_run(case: Case, run: Run, *, actor: User | None) -> None:
    """Stop a run that waits or is busy; one that ended stays as it is."""
    open_ = (Run.Status.WAITING, Run.Status.RUNNING)
    Run.objects.filter(pk=run.pk, case=case, status__in=open_).update(
        status=Run.Status.CANCELLED, ended=timezone.now(), cancelled_by=actor
    )


@action(program=True)
def take_run(*, actor: User | None = None) -> Run | None:  # noqa: ARG001 (`action` asks it)
    """The run that waits longest, to be made by who called this; None when none waits."""
    while (run := runs.waiting().first()) is not None:
        now = timezone.now()
        # Another process may have been first.
        if (
            runs.waiting()
            .filter(pk=run.pk)
            .update(status=Run.Status.RUNNING, started=now, seen=now)
        ):
            return run
    return None


@action(program=True)
def note_run(
    run: Run,
    drawn: int,
    *,
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> bool:
    """Say how far a run is; whether it is to go on, as it may have been cancelled."""
    going = Run.objects.filter(pk=run.pk, status=Run.Status.RUNNING)
    return bool(going.update(drawn=drawn, seen=timezone.now()))


@action(program=True)
def end_run(
    run: Run,
    result: dict[str, Any] | None,
    fault: str = "",
    *,
    actor: User | None = None,  # noqa: ARG001 (`action` asks it)
) -> None:
    """Keep what a run gave, or why it gave nothing; one that was cancelled stays cancelled."""
    status = Run.Status.DONE if result is not None else Run.Status.FAILED
    drawn = {"drawn": run.samples} if result is not None else {}
    Run.objects.filter(pk=run.pk, status=Run.Status.RUNNING).update(
        status=status, result=result, fault=fault, ended=timezone.now(), **drawn
    )
