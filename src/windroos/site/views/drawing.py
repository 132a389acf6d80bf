"""Drawing something from words of a document: choosing them, saying what kind of thing it is, and
writing it down with what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from windroos import cases
from windroos.apps.accounts.forms import tell
from windroos.apps.compass import actions
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.contradictions.coming import coming
from windroos.apps.compass.forms.stating import (
    FigureForm,
    RelationForm,
    SourceForm,
    StatedForm,
    StatementForm,
    SubjectForm,
)
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.judging.effects import effects, summary
from windroos.apps.compass.placing import Selected, selected
from windroos.apps.compass.presenting import words
from windroos.apps.compass.writing import tell_done, writable, writer
from windroos.apps.regions.queries import Case
from windroos.cases.naming import component_of, leaf_name
from windroos.cases.proposing import Proposed
from windroos.site.proposals import proposed


@dataclass(frozen=True)
class Kind:
    """Something that can be drawn from words; `key` chooses it by keyboard in the document."""

    id: str
    key: str
    label: str | Promise
    question: str | Promise
    about: str | Promise


KINDS = (
    Kind(
        "rating",
        "1",
        gettext_lazy("A rating"),
        gettext_lazy("Which region do these words rate, and on what?"),
        gettext_lazy("How a region does on a component of the compass"),
    ),
    Kind(
        "precondition",
        "2",
        gettext_lazy("A condition"),
        gettext_lazy("Which precondition do these words speak of?"),
        gettext_lazy("Whether a precondition holds for a region, or under which conditions"),
    ),
    Kind(
        "effort",
        "3",
        gettext_lazy("A statement of effort"),
        gettext_lazy("Which effort do these words speak of?"),
        gettext_lazy("Which effort a region gets, in a role and period"),
    ),
    Kind(
        "relation",
        "4",
        gettext_lazy("A relation or contact"),
        gettext_lazy("Which relation do these words speak of?"),
        gettext_lazy(
            "Which relation there is with a region, and at which levels there are contacts"
        ),
    ),
    Kind(
        "figure",
        "5",
        gettext_lazy("A figure"),
        gettext_lazy("Which figure do these words give?"),
        gettext_lazy("A target, a baseline, an amount or what came of it, with its unit"),
    ),
)
_FORMS: Mapping[str, type[StatedForm]] = {
    "effort": StatementForm,
    "relation": RelationForm,
    "figure": FigureForm,
}


@dataclass(frozen=True)
class Desk:
    """Where something is drawn: the case, the words, and what they seem to speak of."""

    request: HttpRequest
    row: Case
    value: cases.Case
    chosen: Selected
    proposed: Proposed

    @property
    def document_url(self) -> str:
        url = reverse("document", args=[self.row.name, self.chosen.place.document])
        return f"{url}#p{self.chosen.place.number}"

    def page(self, kind: str, **context: Any) -> HttpResponse:
        """The page on which the words stand beside what is asked."""
        listed = {
            "label": _("Documents"),
            "url": reverse("documents", args=[self.row.name]),
        }
        title = {"label": self.chosen.title, "url": self.document_url}
        bound = context.get("form")
        return render(
            self.request,
            "windroos/draw.html",
            {
                "crumbs": [listed, title, {"label": _("Draw from it"), "url": ""}],
                "chosen": self.chosen,
                "sentences": [
                    (n, text, meant) for n, (text, meant) in enumerate(self.chosen.parts, start=1)
                ],
                "kinds": KINDS,
                "kind": next((one for one in KINDS if one.id == kind), None),
                "document_url": self.document_url,
                **context,
            },
            status=400 if bound is not None and bound.is_bound and bound.errors else 200,
        )


@login_required
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, case: str, source: str, number: int) -> HttpResponse:
    """Draw something from sentences (`?s=2&s=3`) of a passage of a document, of a `?kind=`."""
    row, value = writable(request, case, "compass.state")
    chosen = selected(row, value, _at(source, number, request.GET.getlist("s")))
    if chosen is None:
        raise Http404(f"no such words in {source}")
    desk = Desk(request, row, value, chosen, proposed(row, value, chosen))
    kind = request.GET.get("kind", "")
    if source not in value.sources:
        return _name(desk, kind)
    if kind in ("rating", "precondition"):
        return _subject(desk, kind)
    if kind in _FORMS:
        return _state(desk, kind)
    return desk.page("")


def _at(source: str, number: int, sentences: Sequence[str]) -> str:
    """The words in an address; sentences that do not follow each other take those between along."""
    numbers = sorted(int(one) for one in sentences if one.isdecimal() and len(one) < 6)
    meant = f":{numbers[0]}-{numbers[-1]}" if numbers else ""
    return f"{source}:{number}{meant}"


def _name(desk: Desk, kind: str) -> HttpResponse:
    """First say what the document is, where the case does not know it yet."""
    data = desk.request.POST if desk.request.method == "POST" else None
    form = SourceForm(data, initial={"title": desk.chosen.title, "language": "nl"})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.name_source(
                desk.row,
                desk.chosen.place.document,
                **{**given, "language": given["language"] or None},
                actor=writer(desk.request),
            )
        except ValidationError as error:
            tell(form, error)
        else:
            told = _("“%(title)s” is a source of the case now.") % {"title": given["title"]}
            messages.success(desk.request, told)
            return redirect(desk.request.get_full_path())
    return desk.page(kind, form=form, naming=True)


def _subject(desk: Desk, kind: str) -> HttpResponse:
    """Of which region and on what; the rest is asked where ratings and findings are written."""
    framework = desk.value.framework
    if kind == "rating":
        leaves = {
            component_of(framework, leaf).id: leaf for leaf in framework.leaves if leaf.rating
        }
        subjects = [(leaf.id, words(leaf_name(framework, leaf))) for leaf in leaves.values()]
        likely = [leaves[one].id for one in desk.proposed.components if one in leaves]
    else:
        subjects = [(p.id, f"{p.number}. {words(p.label)}") for p in framework.preconditions]
        likely = list(desk.proposed.preconditions)
    data = desk.request.GET if "subject" in desk.request.GET else None
    form = SubjectForm(desk.value, desk.proposed, subjects, likely, data)
    if form.is_valid():
        given = form.cleaned_data
        page = "compass:judge" if kind == "rating" else "compass:find"
        url = reverse(page, args=[desk.row.name, given["region"], given["subject"]])
        asked = {"at": desk.chosen.at}
        for name, likely in (("role", desk.proposed.roles), ("theme", desk.proposed.themes)):
            if likely:
                asked[name] = likely[0]
        return redirect(f"{url}?{urlencode(asked)}")
    return desk.page(kind, form=form, asks_subject=True)


def _state(desk: Desk, kind: str) -> HttpResponse:
    """What the words state: shown what it does, and written."""
    made = _FORMS[kind]
    data = desk.request.POST if desk.request.method == "POST" else None
    form = made(desk.value, desk.proposed, data)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        entry = actions.Entry(form.row, place=desk.chosen.place)
        act: Callable[[], list[actions.Written]] = lambda: actions.state(  # noqa: E731
            desk.row, made.table, [entry], actor=writer(desk.request)
        )
        try:
            if desk.request.POST.get("do") == "preview":
                context |= _preview(desk, form, act)
            else:
                return _save(desk, form, act())
        except ValidationError as error:
            tell(form, error)
    return desk.page(kind, **context)


def _preview(
    desk: Desk, form: StatedForm, act: Callable[[], list[actions.Written]]
) -> dict[str, Any]:
    trial = tried(desk.row, act)
    codes = [code for code in [form.cleaned_data["region"]] if code]
    found = effects(trial.before, trial.after, timezone.localdate(), codes)
    return {
        "effects": found,
        "effects_summary": summary(found),
        "clashes": coming(trial.before, trial.after),
    }


def _save(desk: Desk, form: StatedForm, written: Sequence[actions.Written]) -> HttpResponse:
    region = desk.value.regions.get(form.cleaned_data["region"])
    about = subject(desk.value, form.table, form.row) if form.table == "quantities" else None
    text = _("Written down from “%(title)s”: %(about)s.")
    told = text % {
        "title": desk.chosen.title,
        "about": words(about or (region and region.name)),
    }
    tell_done(desk.request, desk.row, told, written, desk.document_url)
    return redirect(desk.document_url)
