"""Where the organisations of an ecosystem map stand within a view, as JSON for the map to draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.mapping import Bounds, Box, Cell, View, Wanted
from windroos.apps.network.queries.organisations import mark
from windroos.apps.network.views.shared import desk
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case
from windroos.rest.etags import tag

# Decimals of a degree: a centimetre or so.
_PLACE = 6


def bounds_of(case: Case, slug: str) -> Bounds:
    """What a map may show; of the free selection (no id) everything. Raises Http404."""
    if not slug:
        return Bounds()
    row = mapping.ecosystem_map(case, slug)
    if row is None:
        raise Http404(f"no map {slug}")
    return Bounds.of(row)


def asked(request: HttpRequest, bounds: Bounds) -> Wanted:
    """What the address asks of a map: `area`, `region` and `category`, each as often as wanted."""
    get = request.GET.getlist
    return bounds.narrowed(get("area"), get("region"), get("category"))


def box_of(text: str) -> Box | None:
    """West, south, east and north in degrees; None where it is no box.

    >>> box_of("4,51,6.5,52")
    (4.0, 51.0, 6.5, 52.0)
    >>> box_of("6,51,4,52") is box_of("a,b") is None
    True
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not all(math.isfinite(one) for one in (west, south, east, north)):
        return None
    return (west, south, east, north) if west <= east and south <= north else None


def zoom_of(text: str) -> float | None:
    """A level of zoom; None where it is none."""
    try:
        zoom = float(text)
    except ValueError:
        return None
    return zoom if math.isfinite(zoom) else None


def told(view: View) -> dict[str, Any]:
    """A view as it goes over the line; the API has the same."""
    return {
        "total": view.total,
        "leftOut": view.left_out,
        "marks": [_mark(cell) for cell in view.cells],
    }


def _mark(cell: Cell) -> dict[str, Any]:
    one_place = cell.one_place
    # Of one place the mean is the place, to the last digit.
    x, y = cell.box[:2] if one_place else (cell.longitude, cell.latitude)
    return {
        "longitude": x if one_place else round(x, _PLACE),
        "latitude": y if one_place else round(y, _PLACE),
        "box": list(cell.box),
        "total": cell.total,
        "counts": {name: n for name, n in cell.counts.items() if n},
        "organisations": [
            {
                "id": one.slug,
                "name": one.name,
                "categories": list(one.categories),
                "reading": one.reading,
            }
            for one in cell.named
        ],
    }


def _state(request: HttpRequest, case: str, id: str = "") -> str | None:
    """The answer depends on the register and on what is asked, and on nothing else."""
    found = regions.case(case)
    if found is None:
        return None
    return tag(found.pk, id, mark(found)[0], request.META.get("QUERY_STRING", ""))


def _tagged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Kept by whoever asked, and asked about again: until the register changes, a 304 is enough."""

    @require_safe
    @gzip_page
    @cache_control(public=True, no_cache=True)
    @condition(etag_func=_state)
    @wraps(view)
    def tagged(*args: Any, **kwargs: Any) -> HttpResponse:
        return view(*args, **kwargs)

    return tagged


@_tagged
def points(request: HttpRequest, case: str, id: str = "") -> HttpResponse:
    """The marks within `bbox` (west, south, east, north) at `zoom`."""
    at = desk(request, case)
    wanted = asked(request, bounds_of(at.case, id))
    box, zoom = box_of(request.GET.get("bbox", "")), zoom_of(request.GET.get("zoom", ""))
    if box is None or zoom is None:
        wrong = "bbox takes west,south,east,north in degrees; zoom takes a number"
        return JsonResponse({"error": wrong}, status=400)
    return JsonResponse(
        told(mapping.view(at.case, wanted, box, zoom)),
        json_dumps_params={"separators": (",", ":"), "ensure_ascii": False},
    )
