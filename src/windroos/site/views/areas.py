"""The areas of a case's regions, for the maps to fill."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import queries as regions

# The address names the boundaries that it holds, so that it need never be asked again.
FOR_GOOD = 365 * 24 * 3600


def areas_url(case: regions.Case) -> str:
    """Where the areas of a case's regions are; empty while no boundaries are known."""
    mark = evidence.areas_mark(case)
    return reverse("areas", args=[case.name, mark]) if mark else ""


@require_safe
@gzip_page
@cache_control(public=True, max_age=FOR_GOOD, immutable=True)
@conditional_page
def areas(request: HttpRequest, case: str, mark: str) -> HttpResponse:  # noqa: ARG001 (in the address only)
    """The regions of a case as GeoJSON, those that have an area."""
    row = regions.case(case)
    if row is None:
        raise Http404
    features = [
        {
            "type": "Feature",
            "properties": {"code": area.region, "size": area.size},
            "geometry": area.geometry,
        }
        for area in evidence.areas(row)
    ]
    told = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return HttpResponse(told, content_type="application/geo+json")
