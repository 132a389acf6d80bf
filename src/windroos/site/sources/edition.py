"""The page of an edition: where it comes from, what is in it, what was odd, what changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from windroos.apps.evidence import actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.queries import Edition
from windroos.site.sources import contents, differences, words
from windroos.site.sources.at import At
from windroos.site.sources.forms import HoldForm
from windroos.sources import contents as derived
from windroos.sources import handing_on, lake, looking
from windroos.sources.asked import named
from windroos.sources.lake import LakeError
from windroos.sources.shape import PERSONAL, Dataset, SourceError

_MOST_WARNINGS = 100
_ON_A_PAGE = 50


def edition_or_404(number: int) -> Edition:
    found = evidence.edition_numbered(number)
    if found is None:
        raise Http404(f"no edition {number}")
    return found


def dataset_of(edition: Edition) -> Dataset | None:
    """The dataset of an edition; None for one that was loaded by a mapping of someone's own."""
    try:
        return named(edition.source).dataset
    except SourceError:
        return None


@require_safe
def snapshot(request: HttpRequest, sha256: str, case: str = "") -> HttpResponse:
    """On to the last edition with this content: where a figure was read from. With an indicator
    (`id`) on to that in it, with the regions, unit and dimensions of the address."""
    at = At(request, case)
    found = evidence.with_content(sha256).order_by("taken", "pk").last()
    if found is None:
        raise Http404(f"no edition of {sha256}")
    if "id" in request.GET:
        query = urlencode(list(request.GET.lists()), doseq=True)
        return redirect(f"{at.to('source_indicator', found.pk)}?{query}")
    return redirect(at.to("source_edition", found.pk))


@require_safe
def edition(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """An edition of a source: its manifest, its content, and the differences to the one before."""
    at, one = At(request, case), edition_or_404(number)
    title = words.title_of(one.source)
    current = evidence.edition_at(one.source)
    before = evidence.edition_before(one)
    warnings = words.told(one.warnings)
    dataset = dataset_of(one)
    context: dict[str, Any] = {
        "at": at,
        "edition": one,
        "title": title,
        "kind": words.kind(one.table),
        "source_url": at.source(one.source),
        "holds": current is not None and current.pk == one.pk,
        "again_url": _again(at, one, current),
        "before": before,
        "before_url": at.to("source_edition", before.pk) if before else "",
        "warnings": warnings[:_MOST_WARNINGS],
        "warnings_more": max(0, len(warnings) - _MOST_WARNINGS),
        "licence": dataset.licence if dataset else None,
        "personal": _hidden(at, one),
        "files": [
            (form.upper() if form != "parquet" else "Parquet", _file(one, form))
            for form in handing_on.FORMS
        ]
        if dataset is not None and dataset.redistribute
        else [],
        "crumbs": at.crumbs((title, at.source(one.source)), (_("Edition"), "")),
    }
    try:
        kept = lake.manifest(settings.WINDROOS_LAKE, one.table, one.sha256)
        context |= {"snapshot": kept, **_inside(at, one), **_differences(at, one, before)}
    except LakeError:
        context["lost"] = True
    return render(request, "windroos/sources/edition.html", context)


def _hidden(at: At, one: Edition) -> bool:
    """Whether its rows are not for this reader: persons are in them."""
    return one.table in PERSONAL and not at.brings


def _file(one: Edition, form: str) -> str:
    return reverse("catalogue_snapshot", args=[one.sha256, form])


def _again(at: At, one: Edition, current: Edition | None) -> str:
    """Where an earlier edition is let hold again, for who may; empty where it says the same."""
    holds = current is not None and current.sha256 == one.sha256
    return at.to("source_edition_hold", one.pk) if at.brings and not holds else ""


def _differences(at: At, one: Edition, before: Edition | None) -> dict[str, Any]:
    """What differs from the edition before; of very many rows only when that is asked for."""
    if before is None or before.table != one.table:
        return {}
    if one.rows + before.rows > differences.AT_ONCE and "changes" not in at.request.GET:
        return {"changes_url": at.to("source_edition", one.pk, changes=1) + "#section_changes"}
    try:
        return {"differences": differences.shown(one, before, rows=not _hidden(at, one))}
    except LakeError:
        return {"before_lost": True}


def _inside(at: At, one: Edition) -> dict[str, Any]:
    """What is in it: of figures the indicators, of all else what each column holds; some rows."""
    if one.table != derived.TABLE:
        return {
            "columns": (columns := contents.columns(one.table, one.sha256)),
            "heads": [column.name for column in columns],
            "sample": [] if _hidden(at, one) else contents.sample(one.table, one.sha256),
        }
    wanted = at.request.GET.get("q", "").strip()
    dataset = dataset_of(one)

    def label(indicator: looking.Indicator) -> str:
        return words.indicator_label(dataset, indicator.id)

    found = [
        indicator
        for indicator in looking.indicators(settings.WINDROOS_LAKE, one.sha256)
        if wanted.casefold() in f"{indicator.id} {label(indicator)}".casefold()
    ]
    page = Paginator(found, _ON_A_PAGE).get_page(at.request.GET.get("page"))
    return {
        "q": wanted,
        "kept": urlencode({"q": wanted}) if wanted else "",
        "page": page,
        "indicators": [
            (indicator, label(indicator), at.to("source_indicator", one.pk, id=indicator.id))
            for indicator in page
        ],
        "heads": [column.name for column in contents.columns(one.table, one.sha256, counted=False)],
        "sample": contents.sample(one.table, one.sha256),
    }


@login_required
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, number: int, case: str = "") -> HttpResponse:
    """Let an earlier edition hold again, with the reason."""
    at, one = At(request, case), edition_or_404(number)
    at.must("evidence.hold_again")
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hold_again(one, reason=form.cleaned_data["reason"], actor=at.user)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("This is what the source says from now on."))
            return redirect(at.to("source_edition", made.pk))
    title = words.title_of(one.source)
    back = at.to("source_edition", one.pk)
    context = {
        "at": at,
        "edition": one,
        "title": title,
        "form": form,
        "back": back,
        "current": evidence.edition_at(one.source),
        "crumbs": at.crumbs(
            (title, at.source(one.source)), (_("Edition"), back), (_("Hold again"), "")
        ),
    }
    return render(
        request, "windroos/sources/hold.html", context, status=400 if form.errors else 200
    )
