"""The ecosystem maps of a case: the list of them, and one map in three views."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from windroos.apps.network.map_page import MapPage, organisation_url
from windroos.apps.network.models import EcosystemMap
from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.citing import cited
from windroos.apps.network.queries.mapping import Bounds
from windroos.apps.network.queries.records import record, versions
from windroos.apps.network.views.map_points import asked
from windroos.apps.network.views.shared import Desk, crumbs, desk
from windroos.apps.network.wording import own_language, own_text

VIEWS = ("map", "list", "network")
FILTERS = ("category", "area", "region")
# For so long others may show a map again without asking, in seconds.
FRESH = 300


def maps(request: HttpRequest, case: str) -> HttpResponse:
    """The maps of the register."""
    at = desk(request, case)
    rows = mapping.maps(at.case)
    return render(
        request,
        "network/maps.html",
        {
            "at": at,
            "crumbs": crumbs((_("Ecosystem"), ""), (_("Maps"), "")),
            "maps": [_told(at, row) for row in rows],
            "may_write": at.may("save_record"),
        },
    )


def _told(at: Desk, row: EcosystemMap) -> dict[str, Any]:
    bounds = Bounds.of(row)
    shown = MapPage(at.case, row, bounds.narrowed((), (), ()), {name: [] for name in FILTERS})
    return {
        "label": own_text(row, "label"),
        "url": at.url("map", row.slug),
        "total": shown.total,
        "categories": shown.categories(),
        "areas": [shown.areas.get(one, one) for one in bounds.areas],
        "regions": [shown.regions.region(one) for one in bounds.regions],
    }


def ecosystem_map(request: HttpRequest, case: str, id: str = "") -> HttpResponse:
    """A map of the register, or with no id a selection that the address tells: both can be kept
    as a bookmark, with what they are narrowed to."""
    at = desk(request, case)
    row = _row(at, id)
    context = _shown(at, row, request) | {"at": at, "may_write": at.may("save_record")}
    if row is not None:
        found = record(at.case, "map", row.slug)
        note, language = own_language(row.note_nl or "", row.note_en or "")
        context |= {
            "note": note,
            "note_language": language,
            "place": cited(at.case, at.user, [row.passage]).get(row.passage or ""),
            "record": found,
            "history": versions(at.case, "map", row.slug),
        }
    title = context["title"]
    context["crumbs"] = crumbs((_("Ecosystem"), ""), (_("Maps"), at.url("maps")), (title, ""))
    return render(request, "network/map.html", context)


def _row(at: Desk, slug: str) -> EcosystemMap | None:
    row = mapping.ecosystem_map(at.case, slug) if slug else None
    if slug and row is None:
        raise Http404(f"no map {slug}")
    return row


def _shown(at: Desk, row: EcosystemMap | None, request: HttpRequest) -> dict[str, Any]:
    """What the page and the frame show of a selection."""
    bounds = Bounds.of(row) if row else Bounds()
    given = {name: request.GET.getlist(name) for name in FILTERS}
    page = MapPage(at.case, row, asked(request, bounds), given)
    title = own_text(row, "label") if row else _("A selection of your own")
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "map"
    chosen = urlencode([(name, one) for name in FILTERS for one in given[name]])
    here = at.url("map", row.slug) if row else at.url("ecosystem")
    named = organisation_url(at.case)("SLUG")
    context: dict[str, Any] = {
        "row": row,
        "page": page,
        "title": title,
        "view": view,
        "chosen": chosen,
        "here": here,
        "points_url": (
            (at.url("map_points", row.slug) if row else at.url("ecosystem_points"))
            + (f"?{chosen}" if chosen else "")
        ),
        "organisation_url": named,
        "views": [
            (name, label, _address(here, chosen, name))
            for name, label in (("map", _("Map")), ("list", _("List")), ("network", _("Network")))
        ],
    }
    if view == "network":
        context |= {"network": page.network()}
    else:
        context |= {"columns": page.columns()}
    if view == "map":
        context |= {"drawn": page.drawn(title), "frame": page.frame, "outlines": page.outlines()}
    return context


def _address(here: str, chosen: str, view: str) -> str:
    query = "&".join(part for part in (chosen, "" if view == "map" else f"view={view}") if part)
    return f"{here}?{query}" if query else here


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@cache_control(public=True, max_age=FRESH)
@conditional_page
def embed(request: HttpRequest, case: str, id: str) -> HttpResponse:
    """A map for other sites to show in a frame: the same for everyone."""
    try:
        at = desk(request, case)
        row = _row(at, id)
    except Http404:
        return HttpResponse(render_to_string("windroos/embed/missing.html", {}), status=404)
    context = _shown(at, row, request)
    url = context["here"] + (f"?{context['chosen']}" if context["chosen"] else "")
    return HttpResponse(
        render_to_string(
            "network/map_embed.html",
            context | {"case": at.case, "question": context["title"], "source_url": url},
        )
    )
