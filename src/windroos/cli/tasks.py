"""`windroos tasks`: who finds out what of the evidence agenda, and what came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Reason, staffed
from windroos.cli.dialogues.shared import CaseName, Number, Who, changing, day, reading, told
from windroos.cli.judging.shared import RegionName, region_of
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    acting,
    fail,
    out,
    print_json,
)
from windroos.cli.show import print_list
from windroos.link.text import fold

if TYPE_CHECKING:
    from windroos.apps.compass.models import AgendaTask
    from windroos.apps.regions.queries import Case as Stored
    from windroos.cases.framework import Framework

app = typer.Typer(help="Tasks of the evidence agenda: who finds out what.", no_args_is_help=True)

Assignee = Annotated[
    str | None, typer.Option("--assignee", help="E-mail address of whoever finds it out.")
]
Due = Annotated[str | None, typer.Option(help="By which day, YYYY-MM-DD.")]


class State(StrEnum):
    """Which tasks are listed."""

    open = "open"
    closed = "closed"
    all = "all"


@app.command("list")
def tasks_list(
    who: Who,
    case: CaseName = None,
    state: Annotated[State, typer.Option(help="Which tasks.")] = State.open,
    mine: Annotated[bool, typer.Option("--mine", help="Only one's own.")] = False,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List tasks, the one that is due first above; only colleagues on the case see them."""
    with reading(who, language) as user:
        from windroos.apps.compass import queries
        from windroos.apps.compass.agenda import tasks as agenda_tasks

        stored = staffed(case, user)
        found = agenda_tasks.tasks(stored, user)
        if mine:
            found = found.filter(assignee=user)
        shown = [
            one
            for one in agenda_tasks.shown(stored, queries.value(stored), found)
            if state is State.all or one.open == (state is State.open)
        ]
        if as_json:
            print_json([_data(stored, one.task) for one in shown])
            return
        table = Table("No", "Region", "What", "For", "Who", "Due", "State")
        for one in shown:
            due = one.task.due.isoformat() if one.task.due else ""
            answered = "open, evidence came in" if one.open and one.answered else one.task.status
            table.add_row(
                str(one.task.pk),
                Text(one.region),
                Text(one.what),
                Text(one.where),
                one.task.assignee.name if one.task.assignee else "whoever comes first",
                f"{due} (late)" if one.late else due,
                answered,
            )
        print_list(
            out,
            table,
            "No task. See what is worth finding out with: windroos agenda; take it up with:"
            " windroos tasks take-up --help",
        )


@app.command("take-up")
def take_up(
    region: RegionName,
    subject: Annotated[str, typer.Argument(help="Id or name of what to find out.")],
    who: Who,
    role: RoleOption = None,
    theme: Annotated[str | None, typer.Option(help="For one theme; for all if left out.")] = None,
    assignee: Assignee = None,
    due: Due = None,
    note: Annotated[str, typer.Option(help="What is good to know about it.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take up something that is on the agenda, for someone or for whoever comes first."""
    until = day(due, "--due") if due else None
    with changing(who) as user:
        from windroos.apps.compass import actions, queries

        stored = staffed(case, user)
        value = queries.value(stored)
        kind, id = _sought(value.framework, subject)
        about = {
            "role": role or value.framework.roles[0].id,
            "theme": theme,
            "region": region_of(value, region),
            "kind": kind,
            "subject": id,
        }
        task = actions.take_up_task(
            stored,
            about,
            assignee=acting(assignee) if assignee else None,
            due=until,
            note=note,
            actor=user,
        )
        _told(as_json, stored, task, f"Taken up as number {task.pk}.")


@app.command("change")
def change(
    number: Number,
    who: Who,
    assignee: Assignee = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="For whoever comes first.")] = False,
    due: Due = None,
    no_due: Annotated[bool, typer.Option("--no-due", help="By no day in particular.")] = False,
    note: Annotated[str | None, typer.Option(help="What is good to know about it.")] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Give an open task to someone else or to nobody, or change its day or note."""
    if (assignee and nobody) or (due and no_due):
        fail("give either --assignee or --nobody, and either --due or --no-due")
    changes: dict[str, Any] = {}
    if due or no_due:
        changes["due"] = day(due, "--due") if due else None
    if note is not None:
        changes["note"] = note
    if not (changes or assignee or nobody):
        fail("say what to change: --assignee, --nobody, --due, --no-due or --note")
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        if assignee or nobody:
            changes["assignee"] = acting(assignee) if assignee else None
        task = actions.change_task(stored, number, changes, actor=user)
        _told(as_json, stored, task, f"Changed task {number}.")


@app.command("finish")
def finish(
    number: Number,
    who: Who,
    reason: Annotated[
        str, typer.Option(help="What came of it; needed where no evidence has come in since.")
    ] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Close a task of which the answer is known."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        task = actions.finish_task(stored, number, reason=reason, actor=user)
        _told(as_json, stored, task, f"Task {number} is done.")


@app.command("drop")
def drop(
    number: Number, who: Who, reason: Reason, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Close a task without an answer."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        task = actions.drop_task(stored, number, reason=reason, actor=user)
        undo = f"windroos tasks reopen {number} --as {who}"
        _told(as_json, stored, task, f"Dropped task {number}. Undo: {undo}")


@app.command("reopen")
def reopen(number: Number, who: Who, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Take up a task again that was closed."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        task = actions.reopen_task(stored, number, actor=user)
        _told(as_json, stored, task, f"Task {number} is open again.")


def _sought(framework: Framework, wanted: str) -> tuple[str, str]:
    """The kind and id of a leaf or precondition given by its id or name, capitals and accents
    aside; a component stands for its leaf where it has one only."""
    from windroos.cases.naming import component_of, sought_name

    known = [("precondition", one.id) for one in framework.preconditions]
    known += [("leaf", one.id) for one in framework.leaves]
    named: dict[str, set[tuple[str, str]]] = {}
    for kind, id in known:
        called = sought_name(framework, kind, id)
        names = {id, called.nl, called.en}
        if kind == "leaf":
            names.add(component_of(framework, framework.by_id[id]).id)
        for name in map(fold, names):
            named.setdefault(name, set()).add((kind, id))
    found = named.get(fold(wanted), set())
    if len(found) != 1:
        ids = ", ".join(sorted(id for _kind, id in found or known))
        fail(f"“{wanted}” is not one thing to find out; there are: {ids}")
    return found.pop()


def _told(as_json: bool, stored: Stored, task: AgendaTask, sentence: str) -> None:
    told(as_json, _data(stored, task), sentence)


def _data(stored: Stored, task: AgendaTask) -> dict[str, Any]:
    from windroos.apps.compass import queries
    from windroos.apps.compass.agenda import tasks as agenda_tasks

    (one,) = agenda_tasks.shown(stored, queries.value(stored), [task])
    return {
        "number": task.pk,
        "version": task.version,
        "status": str(task.status),
        **task.about,
        "name": one.region,
        "what": one.what,
        "assignee": task.assignee.name if task.assignee else None,
        "due": task.due.isoformat() if task.due else None,
        "late": one.late,
        "note": task.note or None,
        "answered": one.answered,
        "reason": task.reason or None,
        "made": task.made.isoformat(),
        "changed": task.changed.isoformat(),
    }
