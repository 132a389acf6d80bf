"""Tasks of the evidence agenda, for who works on the case: the list, one, and taking one up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from windroos import cases
from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions
from windroos.apps.compass.agenda import tasks as agenda_tasks
from windroos.apps.compass.agenda.shown import Sought, sought
from windroos.apps.compass.agenda.tasks import Tasked
from windroos.apps.compass.forms.agenda import CloseForm, TaskForm
from windroos.apps.compass.history.steps import steps
from windroos.apps.compass.models import AgendaTask
from windroos.apps.compass.presenting import choice, words
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.views.decisions.shared import fill_in, press, staff_desk
from windroos.apps.compass.views.scenario_desk import Desk, sent_number
from windroos.apps.regions.conflicts import Conflict

Status = AgendaTask.Status


@require_safe
def all_tasks(request: HttpRequest, case: str) -> HttpResponse:
    """The tasks of a case: one's own, those of others, those of nobody, and those closed."""
    at = staff_desk(request, case)
    found = agenda_tasks.shown(at.case, at.value, agenda_tasks.tasks(at.case, at.user))
    open_ones = [one for one in found if one.open]
    mine = [one for one in open_ones if one.task.assignee == at.user]
    context = {
        "at": at,
        "crumbs": _crumbs(at),
        "mine": mine,
        "free": [one for one in open_ones if one.task.assignee is None],
        "others": [one for one in open_ones if one.task.assignee not in (None, at.user)],
        "closed": sorted(
            (one for one in found if not one.open), key=lambda one: one.task.changed, reverse=True
        ),
        "answered": sum(one.answered for one in mine),
        "total": len(found),
    }
    return render(request, "compass/agenda/tasks.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, case: str) -> HttpResponse:
    """Taking something up; the address says what."""
    at = staff_desk(request, case)
    at.must("take_up_task")
    chosen = choice(request, at.value)
    about = {
        "role": chosen.role,
        "theme": chosen.theme,
        **{name: request.GET.get(name, "") for name in ("region", "kind", "subject")},
    }
    if about["region"] not in at.value.regions:
        raise Http404(f"no region {about['region']}")
    finders = agenda_tasks.finders(at.case)
    own = str(at.user.pk) if at.user in finders else ""
    form = TaskForm(finders, request.POST or None, initial={"assignee": own})
    back = f"{at.url('agenda')}?{chosen.query}&region={about['region']}"

    def save() -> str:
        made = actions.take_up_task(at.case, about, actor=at.user, **form.values)  # type: ignore[arg-type]
        messages.success(request, _("It stands on the list to find out."))
        return at.url("agenda_task", made.pk)

    context = {
        "crumbs": _crumbs(at, (_("Take up"), "")),
        "what": words(agenda_tasks.label(at.value, about)),
        "cancel": back,
        "submit": _("Take up"),
    }
    return fill_in(at, form, "compass/agenda/task_form.html", context, save=save)


@require_safe
def task(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """One task: what to find out, who does, and what came of it."""
    at = staff_desk(request, case)
    return _task(at, _task_or_404(at, number))


def _task(
    at: Desk, one: Tasked, form: CloseForm | None = None, *, overtaken: bool = False
) -> HttpResponse:
    form = form or CloseForm(initial={"version": one.task.version})
    context: dict[str, Any] = {
        "at": at,
        "crumbs": _crumbs(at, (one.region, "")),
        "one": one,
        "item": _item(at, one),
        "form": form,
        "overtaken": overtaken,
        "history": steps(at.value, one.events),
        "may_change": at.may("change_task"),
        "may_judge": at.may("judge"),
    }
    status = 409 if overtaken else 400 if form.errors else 200
    return render(at.request, "compass/agenda/task.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Giving a task to someone else, or changing its day or note."""
    at = staff_desk(request, case)
    at.must("change_task")
    one = _task_or_404(at, number)
    held = one.task
    form = TaskForm(
        agenda_tasks.finders(at.case),
        request.POST or None,
        initial={
            "assignee": str(held.assignee.pk) if held.assignee else "",
            "due": held.due,
            "note": held.note,
            "version": held.version,
        },
    )

    def save() -> str:
        actions.change_task(
            at.case, number, form.values, version=form.cleaned_data["version"], actor=at.user
        )
        messages.success(request, _("The task was changed."))
        return one.url

    context = {
        "crumbs": _crumbs(at, (one.region, one.url), (_("Change"), "")),
        "what": words(agenda_tasks.label(at.value, held.about)),
        "cancel": one.url,
        "submit": _("Save"),
    }
    return fill_in(at, form, "compass/agenda/task_form.html", context, save=save)


@require_POST
def close(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Finishing or dropping a task, as the button says."""
    at = staff_desk(request, case)
    one = _task_or_404(at, number)
    acts: dict[str, Callable[..., AgendaTask]] = {
        "finish": actions.finish_task,
        "drop": actions.drop_task,
    }
    act = acts.get(request.POST.get("do", ""))
    if act is None:
        raise Http404("a task is finished or dropped")
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _task(at, one, form)
    try:
        act(
            at.case,
            number,
            reason=form.texts()["reason"],
            version=form.cleaned_data["version"],
            actor=at.user,
        )
    except ValidationError as error:
        tell(form, error)
        return _task(at, one, form)
    except Conflict as conflict:
        form.replace(version=str(conflict.version))
        return _task(at, _task_or_404(at, number), form, overtaken=True)
    said = _("The task is done.") if act is actions.finish_task else _("The task was dropped.")
    messages.success(request, said)
    return HttpResponseRedirect(one.url)


@require_POST
def reopen(request: HttpRequest, case: str, number: int) -> HttpResponse:
    """Taking a closed task up again."""
    at = staff_desk(request, case)
    one = _task_or_404(at, number)

    def do() -> str:
        version = sent_number(request, "version") or None
        actions.reopen_task(at.case, number, version=version, actor=at.user)
        return _("The task is open again.")

    return press(at, do, one.url)


def _item(at: Desk, one: Tasked) -> Sought | None:
    """What the agenda says of it now; None where it is on the agenda no more."""
    try:
        found = drawn.agenda(
            at.case,
            cases.Scenario(one.task.role),
            one.task.theme or None,
            timezone.localdate(),
        )
    except cases.CaseError:
        return None
    wanted = (one.task.region, one.task.kind, one.task.subject)
    listed = sought(
        found,
        one.chosen,
        at.readable.resolve(at.value.locators),
        {},
        may_rate=at.may("judge"),
        show=lambda item, _task: (item.region.code, item.kind, item.id) == wanted,
    )
    return listed[0] if listed else None


def _task_or_404(at: Desk, number: int) -> Tasked:
    found = agenda_tasks.tasks(at.case, at.user).filter(pk=number)
    for one in agenda_tasks.shown(at.case, at.value, found):
        return one
    raise Http404(f"no task {number}")


def _crumbs(at: Desk, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of tasks; the page itself has no address."""
    tasks = (_("Tasks"), at.url("agenda_tasks") if steps else "")
    first = (_("To find out"), at.url("agenda"))
    return [{"label": label, "url": url} for label, url in (first, tasks, *steps)]
