"""The labour market across borders: shared shortages, border information points, agreements."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.network import wording
from windroos.apps.network import words as said
from windroos.apps.network.queries import labour as queries
from windroos.apps.network.register_told import Telling, labour_told, shared_told
from windroos.apps.network.views.record_pages import RecordPages
from windroos.apps.network.views.shared import chosen, crumbs, desk
from windroos.cases.register.site_tables import LABOUR_KINDS

PAGES = RecordPages(
    kind="labour",
    pages="labour_record",
    list_page="labour",
    list_label=gettext_lazy("Labour market"),
    new_question=gettext_lazy("What is known of a labour market?"),
    name=lambda _at, content: wording.own_language(
        content.get("label_nl") or "", content.get("label_en") or content["id"]
    )[0],
    stem=lambda given: f"{given.get('kind')}-{given.get('label_en') or given.get('label_nl')}",
    asked=("region", "other_region", "kind"),
)


def labour(request: HttpRequest, case: str) -> HttpResponse:
    """What is known of labour markets, at home and across borders."""
    at = desk(request, case)
    everything = queries.labour(at.case)
    regions = {code for one in everything for code in (one.region, one.other_region) if code}
    filters = {
        "kind": chosen(request, "kind", LABOUR_KINDS),
        "region": chosen(request, "region", regions),
    }
    found = queries.labour(at.case, **filters)
    told = Telling(at.case, at.user, [one.passage for one in everything])
    names = told.names
    shared = queries.shared_shortages(everything, names.home, names.home_country)
    partners = list(dict.fromkeys(names.region(one.partner) for one in shared))
    kinds = [kind for kind in _ORDER if any(one.kind == kind for one in found)]
    context = {
        "crumbs": crumbs((_("Labour market"), "")),
        "at": at,
        "total": len(everything),
        "n": len(found),
        "home": names.region(names.home) if names.home else "",
        "partners": said.enumerated(partners),
        "points": sum(one.kind == "border-information-point" for one in everything),
        "shared": [
            shared_told(one, told)
            for one in shared
            if filters["kind"] in ("", "shortage")
            and filters["region"] in ("", one.partner, names.home)
        ],
        "sections": [
            {
                "id": kind,
                "title": _TITLES[kind],
                "rows": [labour_told(one, told) for one in found if one.kind == kind],
            }
            for kind in kinds
        ],
        "filters": filters,
        "kinds": [(one, capfirst(str(said.LABOUR_KINDS[one]))) for one in LABOUR_KINDS],
        "regions": sorted(((c, names.region(c)) for c in regions), key=lambda row: row[1]),
        "may_write": at.may("save_record"),
    }
    return render(request, "network/labour.html", context)


# In the order in which the page asks: what helps across the border first.
_ORDER = ("border-information-point", "shortage", "agreement", "education", "workforce")
_TITLES = {
    "border-information-point": gettext_lazy("Border information points"),
    "shortage": gettext_lazy("Shortages"),
    "agreement": gettext_lazy("Agreements and programmes"),
    "education": gettext_lazy("Education"),
    "workforce": gettext_lazy("Workforce"),
}
