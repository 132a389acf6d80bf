"""The page of one source, and asking for it: from its publisher, or from files at hand."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from windroos.apps.evidence import actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.importing import places, runner
from windroos.apps.evidence.queries import Import, Standing
from windroos.site.sources import reading, words
from windroos.site.sources.at import At, key_of
from windroos.site.sources.forms import FetchForm, LoadForm, OptionsForm
from windroos.site.sources.listed import Row, of_kind
from windroos.sources.asked import Asked
from windroos.sources.shape import SourceError

_Form = TypeVar("_Form", bound=OptionsForm)

# So many editions and imports are shown; the terminal and the API list all.
_MOST = 50


def _standing(request: HttpRequest, dataset: str) -> Standing:
    found = evidence.standing(key_of(request, dataset))
    if found is None:
        raise Http404(f"no source {dataset}")
    return found


@require_safe
def source(request: HttpRequest, dataset: str, case: str = "") -> HttpResponse:
    """One source: what it is, its editions, what rests on it, and how to bring it in."""
    at = At(request, case)
    return _page(at, _standing(request, dataset))


def _page(
    at: At,
    one: Standing,
    fetch: OptionsForm | None = None,
    load: OptionsForm | None = None,
) -> HttpResponse:
    row = Row(one, at)
    wrong = any(form is not None and form.errors for form in (fetch, load))
    editions = list(evidence.editions(one.key)[: _MOST + 1])
    context: dict[str, Any] = {
        "at": at,
        "one": one,
        "row": row,
        "dataset": one.dataset,
        "options": sorted(one.asked.options.items()) if one.asked else [],
        "kind": words.kind(of_kind(one)),
        "editions": [
            (edition, at.to("source_edition", edition.pk)) for edition in editions[:_MOST]
        ],
        "more": len(editions) > _MOST,
        "files": _addresses(one),
        "others": _others(at, one),
        "wrong": wrong,
        "read": (read := reading.read(at, one.key)),
        "choice_url": reading.choice_url(at, read),
        "crumbs": at.crumbs((row.title, "")),
    }
    if at.brings:
        context["imports"] = [
            (found, words.state(found), at.to("source_import", found.pk))
            for found in evidence.imports(one.key)[:_MOST]
        ]
        if one.asked:
            context["fetch"] = fetch or _form(FetchForm, one.asked)
            context["load"] = load or _form(LoadForm, one.asked)
            context["can_fetch"] = bool(context["files"]) or any(
                not usual for usual in one.asked.dataset.options.values()
            )
            tail = f"?{one.key.partition('?')[2]}" if "?" in one.key else ""
            context["fetch_url"] = at.to("source_fetch", one.asked.dataset.id) + tail
            context["load_url"] = at.to("source_load", one.asked.dataset.id) + tail
    return render(at.request, "windroos/sources/one.html", context, status=400 if wrong else 200)


def _form(kind: type[_Form], wanted: Asked, *given: Any) -> _Form:
    """Two forms stand on the page: each has its own names."""
    return kind(wanted, *given, prefix="fetch" if kind is FetchForm else "load")


def _addresses(one: Standing) -> list[str]:
    """Where the publisher keeps the files; none while an option is still to be chosen."""
    if one.asked is None:
        return []
    try:
        return [file.url for file in one.asked.dataset.addresses(one.asked.options)]
    except SourceError:
        return []


def _others(at: At, one: Standing) -> list[tuple[str, str]]:
    """The sources of the same dataset with other options."""
    dataset = one.key.partition("?")[0]
    keys = {key for key in evidence.latest() if key.partition("?")[0] == dataset} - {one.key}
    return [(words.title_of(key), at.source(key)) for key in sorted(keys)]


@login_required
@require_POST
def fetch(request: HttpRequest, dataset: str, case: str = "") -> HttpResponse:
    """Ask for a source to be fetched from its publisher, and on to the page that shows how far."""
    at = At(request, case)
    at.must("evidence.ask_import")
    one = _standing(request, dataset)
    if one.asked is None:
        raise Http404(f"no dataset {dataset}")
    form = _form(FetchForm, one.asked, request.POST)
    if form.is_valid():
        made = _ask(at, form, anew=form.cleaned_data["anew"])
        if made is not None:
            return redirect(at.to("source_import", made.pk))
    return _page(at, one, fetch=form)


@login_required
@require_POST
def load(request: HttpRequest, dataset: str, case: str = "") -> HttpResponse:
    """Hand files of a source in, and on to the page that shows what became of them."""
    at = At(request, case)
    at.must("evidence.ask_import")
    one = _standing(request, dataset)
    if one.asked is None:
        raise Http404(f"no dataset {dataset}")
    form = _form(LoadForm, one.asked, request.POST, request.FILES)
    if form.is_valid():
        folder, names = places.receive(form.cleaned_data["files"])
        made = _ask(at, form, names, folder)
        if made is not None:
            return redirect(at.to("source_import", made.pk))
        places.drop(folder)
    return _page(at, one, load=form)


def _ask(
    at: At,
    form: OptionsForm,
    names: list[str] | None = None,
    folder: str = "",
    *,
    anew: bool = True,
) -> Import | None:
    """Ask for what a form says; None when that cannot be, which the form then says."""
    try:
        made = actions.ask_import(form.wanted, names or [], folder=folder, anew=anew, actor=at.user)
    except ValidationError as error:
        form.add_error(None, forms.ValidationError(error.messages))
        return None
    runner.wake()
    return made
