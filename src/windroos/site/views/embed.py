"""The verdict on a region, the map and the table, for other sites to show in a frame.

These pages alone may be framed. They read no session and set no cookie: everyone gets the same
page, and only what is public.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from html import escape
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urljoin

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.compass.contradictions.naming import regions_named
from windroos.apps.compass.presenting import (
    Choice,
    asked_day,
    assess,
    case_or_404,
    choice,
    petals,
    thresholds,
    words,
)
from windroos.apps.compass.region import answers
from windroos.apps.compass.weighing.filters import Filters
from windroos.apps.compass.weighing.rows import Row, Tally, by_verdict, region_url
from windroos.link.text import fold

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# For so long others may show a page again without asking, in seconds.
FRESH = 300


def framed(view: View[P]) -> View[P]:
    """A page that any site may show in a frame; what is not there is said within the frame."""

    @require_safe
    @xframe_options_exempt
    @csp_replace({"frame-ancestors": ["*"]})
    @cache_control(public=True, max_age=FRESH)
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return HttpResponse(_page("missing", {}), status=404)

    return shown


def _page(name: str, context: dict[str, Any]) -> str:
    """A page of its own: without the request no reader, session or message gets into it."""
    return render_to_string(f"windroos/embed/{name}.html", context)


def _weighed(request: HttpRequest, case: str) -> dict[str, Any]:
    """What every embedded page says: which weighing it is of."""
    row, value = case_or_404(case, asked_day(request))
    chosen = choice(request, value)
    assessment = assess(row, chosen)
    return {
        "row": row,
        "value": value,
        "chosen": chosen,
        "assessment": assessment,
        "source_url": f"{reverse('compass:overview', args=[case])}?{chosen.query}",
    }


@framed
def region(request: HttpRequest, case: str, code: str) -> HttpResponse:
    """The verdict on a region: advice and decision, its rose, and the sentence that answers."""
    context = _weighed(request, case)
    value, chosen = context["value"], context["chosen"]
    if code not in value.regions:
        raise Http404(f"no region {code} in {case}")
    here = value.regions[code]
    name = words(here.name)
    context |= {
        "name": name,
        "question": answers.question(name, here.weighed),
        "source_url": region_url(value, code, chosen),
    }
    if here.weighed:
        result = context["assessment"][code]
        context |= {
            "result": result,
            "answer": answers.answer(value, result, chosen),
            "petals": petals(result, value),
            "caption": answers.caption(value, result),
            "contradictions_open": queries.open_on(context["row"], code, chosen.role, chosen.day),
        }
    return HttpResponse(_page("region", context))


@framed
def regions_map(request: HttpRequest, case: str) -> HttpResponse:
    """The map of the weighed regions, with the same regions as a table."""
    return HttpResponse(_page("map", _listed(request, case)))


@framed
def table(request: HttpRequest, case: str) -> HttpResponse:
    """The weighed regions from most to least effort."""
    return HttpResponse(_page("table", _listed(request, case)))


def _listed(request: HttpRequest, case: str) -> dict[str, Any]:
    """The regions of the overview, with its filters."""
    context = _weighed(request, case)
    assessment, value, chosen = context["assessment"], context["value"], context["chosen"]
    shown = by_verdict(filter(Filters.of(request, value).show, assessment))
    rows = [Row(result, value, chosen) for result in shown]
    return context | {
        "question": _("With which regions do we work?"),
        "contradicted": _contradicted(context, rows),
        "tally": Tally(assessment.regions),
        "rows": rows,
        "map_regions": [one.on_map for one in rows],
        "thresholds": thresholds(assessment.role.thresholds),
    }


def _contradicted(context: dict[str, Any], rows: Sequence[Row]) -> str:
    """Those of the regions on which the sources contradict each other, in a sentence."""
    chosen = context["chosen"]
    found = [
        one
        for one in queries.contradictions(context["row"], chosen.day)
        if one.open and any(one.concerns(shown.code, chosen.role) for shown in rows)
    ]
    return regions_named(context["value"], found)


# The page that gives the lines to copy


@dataclass(frozen=True)
class Kind:
    """Something that can be embedded; `height` holds it at the width of a column of text (px)."""

    id: str
    label: Promise
    view: str
    height: int


KINDS = (
    Kind("region", gettext_lazy("The verdict on a region"), "embed_region", 460),
    Kind("map", gettext_lazy("The map"), "embed_map", 640),
    Kind("table", gettext_lazy("The table of regions"), "embed_table", 640),
)


def embed(request: HttpRequest, case: str) -> HttpResponse:
    """What to copy to show a verdict, the map or the table on another site."""
    _row, value = case_or_404(case, asked_day(request))
    chosen = choice(request, value)
    regions = sorted(
        ((region.code, words(region.name)) for region in value.weighed),
        key=lambda option: fold(option[1]),
    )
    codes = [code for code, _name in regions]
    code = request.GET.get("region", "")
    code = code if code in codes else next(iter(codes), "")
    kinds = [kind for kind in KINDS if kind.id != "region" or codes]
    kind = next((one for one in kinds if one.id == request.GET.get("what")), kinds[0])
    language = request.GET.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else get_language() or "nl"
    with translation.override(language):
        shown = _shown(value, chosen, kind, code)
    return render(
        request,
        "windroos/embed/embed.html",
        {
            "value": value,
            "chosen": chosen,
            "regions": regions,
            "region": code,
            "kinds": kinds,
            "kind": kind,
            "languages_of_embed": [
                (one, translation.get_language_info(one)["name_local"])
                for one, _name in settings.LANGUAGES
            ],
            "language_of_embed": language,
            "frame_url": shown.frame,
            "frame_title": shown.title,
            "page_url": shown.page,
            "snippets": _snippets(request, shown, kind.height),
        },
    )


@dataclass(frozen=True)
class Shown:
    """What is embedded: the address of the frame, that of the whole page, and its title."""

    frame: str
    page: str
    title: str
    link: str


def _shown(case: cases.Case, chosen: Choice, kind: Kind, code: str) -> Shown:
    """In the language of the moment, which is that of the embedded page."""
    if kind.id == "region":
        name = words(case.regions[code].name)
        frame = reverse(kind.view, args=[case.name, code])
        page, title = region_url(case, code, chosen), answers.question(name, True)
    else:
        frame = reverse(kind.view, args=[case.name])
        page = f"{reverse('compass:overview', args=[case.name])}?{chosen.query}"
        title = _("With which regions do we work?")
    return Shown(
        frame=f"{frame}?{chosen.query}",
        page=page,
        title=f"{title} – {case.title}",
        link=_("%(question)s See the answer, with its sources") % {"question": title},
    )


def _snippets(request: HttpRequest, shown: Shown, height: int) -> dict[str, str]:
    """The lines to copy: the frame, the script that fits its height, and a mere link.

    They are shown as text, so they are no safe strings: the template escapes them once more.
    """
    # The script keeps its plain name, which stays the same when the program is renewed.
    script = urljoin(settings.STATIC_URL, "windroos/dist/embed.js")
    frame, page, fit = (
        escape(request.build_absolute_uri(url)) for url in (shown.frame, shown.page, script)
    )
    return {
        "frame": f'<iframe data-windroos src="{frame}" title="{escape(shown.title)}" width="100%"'
        f' height="{height}" loading="lazy" style="border: 0"></iframe>',
        "script": f'<script src="{fit}" async></script>',
        "link": f'<a href="{page}">{escape(shown.link)}</a>',
    }
