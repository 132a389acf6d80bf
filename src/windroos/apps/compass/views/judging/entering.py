"""Rating a region, and saying whether a precondition holds: one judgement or finding at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from windroos import cases
from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions
from windroos.apps.compass.actions.trying import Tried, tried
from windroos.apps.compass.forms.judging import (
    SELECTED,
    Choices,
    FindingForm,
    RatingForm,
    SaidForm,
    filled,
    in_form,
)
from windroos.apps.compass.judging.effects import effects, summary
from windroos.apps.compass.placing import selected
from windroos.apps.compass.presenting import Choice, basis, choice, readable, words
from windroos.apps.compass.region.leaves import Leaves
from windroos.apps.compass.region.records import Records
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.compass.writing import tell_done, writable, writer
from windroos.apps.network import queries as network
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case, Version
from windroos.cases.case import Region
from windroos.cases.cells import Evidence
from windroos.cases.framework import Text
from windroos.cases.naming import component_of, leaf_name
from windroos.cases.preconditions import gates


@dataclass(frozen=True)
class Subject:
    """What is spoken of: a region, on a criterion (`judgements`) or a precondition (`findings`)."""

    case: Case
    value: cases.Case
    chosen: Choice
    table: str
    region: Region
    about: Mapping[str, str]
    label: str
    anchor: str

    @property
    def name(self) -> str:
        return words(self.region.name)

    @property
    def back(self) -> str:
        """The place on the page of the region."""
        return f"{region_url(self.value, self.region.code, self.chosen)}#{self.anchor}"

    def held(self, id: str) -> Version | None:
        """The row of this id, if it is about this subject and still there."""
        found = journal.current(self.case, self.table, [id]).get(id)
        wanted = {"region": self.region.code, **self.about}
        if found is None or found.row is None:
            return None
        return found if all(found.row[name] == value for name, value in wanted.items()) else None


@login_required
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, case: str, code: str, criterion: str) -> HttpResponse:
    """Rate a region on a leaf, or change a rating (`?id=`)."""
    row, value = writable(request, case)
    leaf = value.framework.by_id.get(criterion)
    if code not in value.regions or leaf is None or leaf.rating is None:
        raise Http404(f"{code} is not rated on {criterion}")
    component = component_of(value.framework, leaf)
    subject = Subject(
        row,
        value,
        choice(request, value),
        "judgements",
        value.regions[code],
        {"criterion": criterion},
        words(leaf_name(value.framework, leaf)),
        component.id,
    )
    by_theme = criterion == value.framework.theme_criterion
    initial = {"theme": subject.chosen.theme if by_theme else None}

    def make(held: Mapping[str, Any], **options: Any) -> SaidForm:
        return RatingForm(
            value, leaf, now=held.get("rating"), dialogues=_dialogues(request, subject), **options
        )

    resolved = readable(request, row).resolve(value.locators)
    leaves = Leaves(value, code, subject.chosen, resolved, {})
    known = Evidence(value, timezone.localdate())
    cell = known.cell(code, leaf, subject.chosen.role, subject.chosen.theme)
    there = leaves.leaf(cell, component)
    context = {
        "heading": _("How do you rate %(region)s on %(criterion)s?")
        % {"region": subject.name, "criterion": subject.label},
        "question": words(leaf.question) or words(component.question),
        "leaf": there,
        "silent": there.silent,
    }
    return _enter(request, subject, make, initial, context)


@login_required
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest, case: str, code: str, precondition: str) -> HttpResponse:
    """Say whether a precondition holds for a region, or change what was said (`?id=`)."""
    row, value = writable(request, case, "compass.find")
    gate = next((p for p in value.framework.preconditions if p.id == precondition), None)
    if code not in value.regions or gate is None:
        raise Http404(f"no precondition {precondition} for {code}")
    subject = Subject(
        row,
        value,
        choice(request, value),
        "findings",
        value.regions[code],
        {"precondition": precondition},
        f"{gate.number}. {words(gate.label)}",
        f"precondition_{gate.id}",
    )

    def make(_held: Mapping[str, Any], **options: Any) -> SaidForm:
        return FindingForm(value, dialogues=_dialogues(request, subject), **options)

    records = Records(value, readable(request, row).resolve(value.locators))
    known = gates(Evidence(value, timezone.localdate()), code, gate.roles[0], None)
    there = [one for one in records.preconditions(known) if one.id == precondition]
    context = {
        "heading": _("Does this precondition hold for %(region)s?") % {"region": subject.name},
        "question": f"{subject.label}.",
        "preconditions": there,
        "silent": not any(one.findings for one in there),
    }
    return _enter(request, subject, make, {}, context)


def _enter(
    request: HttpRequest,
    subject: Subject,
    make: Callable[..., SaidForm],
    initial: Mapping[str, Any],
    context: dict[str, Any],
) -> HttpResponse:
    """The page on which something is said: asked, shown what it does, and written."""
    id = request.GET.get("id") or None
    chosen = selected(subject.case, subject.value, request.GET.get("at", ""))
    make = partial(make, selected=chosen)
    context["chosen_words"] = chosen
    held = subject.held(id) if id else None
    if id and held is None and request.method == "GET":
        messages.info(request, _("That is no longer there: someone took it back."))
        return redirect(subject.back)
    there = (held.row or {}) if held else {}
    cell = {"region": subject.region.code, **subject.about}
    version = held.pk if held else actions.seen(subject.case, subject.table, cell)
    if request.method == "GET":
        shown = {**initial, **filled(there), "judged": timezone.localdate(), "version": version}
        if chosen:
            shown["passage"] = SELECTED
        context["form"] = make(there, initial=shown)
        return _page(request, subject, id, context)
    form = make(there, data=request.POST)
    context["form"] = form
    if form.is_valid():
        entry = _entry(subject, form, held, id)
        try:
            if request.POST.get("do") == "preview":
                context |= _preview(request, subject, entry)
            else:
                return _save(request, subject, entry)
        except Conflict as conflict:
            data = request.POST.copy()
            data["version"] = str(conflict.version)
            context |= {"form": make(there, data=data), "conflict": in_form(conflict)}
        except ValidationError as error:
            tell(form, error)
    else:
        _tell_rest(request, subject, form, held, id)
    return _page(request, subject, id, context)


def _tell_rest(
    request: HttpRequest, subject: Subject, form: SaidForm, held: Version | None, id: str | None
) -> None:
    """Of a form that is wrong already, what the action finds wrong with its other fields."""
    entry = _entry(subject, form, held, id)
    try:
        tried(subject.case, lambda: _act(subject, entry, request))
    except Conflict:
        return  # told when the form is right
    except ValidationError as error:
        faulty = error.message_dict if hasattr(error, "error_dict") else {}
        for field, faults in faulty.items():
            if field in form.fields and field not in form.errors:
                form.add_error(field, faults)


def _entry(subject: Subject, form: SaidForm, held: Version | None, id: str | None) -> actions.Entry:
    row = {**dict.fromkeys(form.errors), **form.row, "region": subject.region.code, **subject.about}
    there = held.row if held else None
    if there and all(there[name] == value for name, value in row.items() if name != "judged"):
        row["judged"] = there["judged"]  # the same again is no other judgement
    given = form.cleaned_data
    return actions.Entry(row, id, given.get("version"), given.get("dialogue"), form.place)


def _dialogues(request: HttpRequest, subject: Subject) -> Choices:
    """The dialogues about the region, and about the regions it is part of."""
    found: list[tuple[str, str]] = []
    code: str | None = subject.region.code
    while code:
        place = subject.value.regions[code]
        for one in network.dialogues(subject.case, writer(request), region=code):
            known = network.reference(one)
            named = words(Text(known.staff_nl, known.staff_en))
            part = "" if code == subject.region.code else f" ({words(place.name)})"
            found.append((str(one.pk), named + part))
        code = place.parent
    return found


def _act(subject: Subject, entry: actions.Entry, request: HttpRequest) -> list[actions.Written]:
    write = actions.judge if subject.table == "judgements" else actions.find
    return write(subject.case, [entry], actor=writer(request))


def _preview(request: HttpRequest, subject: Subject, entry: actions.Entry) -> dict[str, Any]:
    """What it would do to the verdicts, and the place it rests on."""
    trial = tried(subject.case, lambda: _act(subject, entry, request))
    theme = entry.row.get("theme") or subject.chosen.theme
    found = effects(
        trial.before,
        trial.after,
        timezone.localdate(),
        [subject.region.code],
        {None, theme},
        every=True,
    )
    return {
        "effects": found,
        "effects_summary": summary(found),
        "place": _place(request, subject, trial),
        "unchanged": not trial.given,
    }


def _place(request: HttpRequest, subject: Subject, trial: Tried[list[actions.Written]]) -> Any:
    if not trial.given:
        return None
    after = trial.after
    said = after.judgements if subject.table == "judgements" else after.findings
    one = next(one for one in said if one.id == trial.given[0].change.key)
    places = [after.locators[one.passage]] if one.passage else []
    return basis(after, one, readable(request, subject.case).resolve(places))


def _save(request: HttpRequest, subject: Subject, entry: actions.Entry) -> HttpResponse:
    written = _act(subject, entry, request)
    if not written:
        messages.info(request, _("Nothing was changed."))
        return redirect(subject.back)
    given = {"region": subject.name, "criterion": subject.label}
    if subject.table == "findings":
        text = _("Saved what you found: %(region)s, %(criterion)s.")
    elif written[0].before:
        text = _("The rating was changed: %(region)s, %(criterion)s.")
    else:
        text = _("The rating was added: %(region)s, %(criterion)s.")
    tell_done(request, subject.case, text % given, written, subject.back)
    return redirect(subject.back)


def _page(
    request: HttpRequest, subject: Subject, id: str | None, context: dict[str, Any]
) -> HttpResponse:
    code, chosen = subject.region.code, subject.chosen
    overview = f"{reverse('compass:overview', args=[subject.case.name])}?{chosen.query}"
    region = region_url(subject.value, code, chosen)
    context |= {
        "subject": subject,
        "id": id,
        "region": subject.region,
        "name": subject.name,
        "chosen": chosen,
        "may_judge": True,
        "entering": True,
        "theirs_url": f"{request.path}?{urlencode({'id': id})}" if id else request.path,
        "crumbs": [
            {"label": _("Overview"), "url": overview},
            {"label": subject.name, "url": region},
            {"label": subject.label, "url": ""},
        ],
    }
    return render(request, "compass/judging/enter.html", context)
