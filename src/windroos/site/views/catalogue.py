"""The data catalogue: for programs as Turtle and JSON-LD, for people as a page, and its files.

The addresses carry no language and know nobody: everyone gets the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from itertools import groupby
from operator import itemgetter
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from windroos.apps.regions import queries as regions
from windroos.report.catalogue import Dataset
from windroos.report.catalogue.text import FORMATS
from windroos.report.catalogue.vocabularies import FORMS, LICENCES
from windroos.rest.etags import known
from windroos.site.catalogue import kept, snapshots
from windroos.site.catalogue.addresses import Addresses, site
from windroos.site.tables.files import TYPES
from windroos.sources import handing_on
from windroos.sources.lake import LakeError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# For so long a harvester may take what it has without asking, in seconds.
_FRESH = 300
# A snapshot never changes.
_FOR_EVER = int(timedelta(days=365).total_seconds())
_HTML = "text/html"
_SPDX = {uri: name for name, uri in LICENCES.items()}


def harvested(view: View[P]) -> View[P]:
    """What programs of other sites may read."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Last-Modified, Link"
        return response

    return answer


@harvested
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The catalogue in the form that is asked for; the page for a reader."""
    return _negotiated(request, reverse("open_data"), lambda form: catalogue_file(request, form))


@harvested
def catalogue_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The catalogue as Turtle or JSON-LD, with a tag that costs nothing to compare."""
    at = Addresses(site(request))
    made = f'{kept.mark(at)[:-1]}-{form}"'
    if known(request, made):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(kept.text(at, form), content_type=_media_type(form))
        modified = kept.catalogue(at).modified
        if isinstance(modified, datetime):
            response["Last-Modified"] = http_date(modified.timestamp())
    response["ETag"] = made
    response["Cache-Control"] = f"public, max-age={_FRESH}"
    return response


@harvested
def dataset(request: HttpRequest, name: str) -> HttpResponseBase:
    """What stands in the catalogue of one dataset; on the page for a reader."""

    def described(form: str) -> HttpResponseBase:
        text = kept.text_of(Addresses(site(request)), name, form)
        if text is None:
            raise Http404(f"no dataset {name}")
        return HttpResponse(text, content_type=_media_type(form))

    return _negotiated(request, f"{reverse('open_data')}#{anchor(name)}", described)


@harvested
def snapshot(request: HttpRequest, sha256: str, form: str) -> HttpResponseBase:
    """A snapshot of an open source as a file, where it may be passed on."""
    found = snapshots.offers(sha256)
    if found is None or form not in handing_on.FORMS:
        raise Http404(f"no snapshot {sha256}")
    made = f'"{sha256}-{form}"'
    if known(request, made):
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        made_here = settings.WINDROOS_DATA / "handed-on"
        try:
            path = handing_on.file(settings.WINDROOS_LAKE, made_here, found.table, sha256, form)
            opened = path.open("rb")
        except (LakeError, FileNotFoundError) as error:
            raise Http404(str(error)) from error
        name = f"{found.origin.source.partition('?')[0]}-{sha256[:12]}.{form}"
        response = FileResponse(opened, content_type=TYPES[form], as_attachment=True, filename=name)
    response["ETag"] = made
    response["Cache-Control"] = f"public, max-age={_FOR_EVER}, immutable"
    return response


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The catalogue for people: what there is, from where, and on what terms."""
    at = Addresses(site(request))
    told = kept.catalogue(at, checked=False)
    titles = {row.name: row.title for row in regions.cases()}
    listed = [_listed(one, at, titles) for one in told.datasets]
    groups = [list(group) for _key, group in groupby(listed, key=itemgetter("case"))]
    return render(
        request,
        "windroos/data/open_data.html",
        {
            "told": told,
            "publisher": _said(told.publisher.name),
            "groups": groups,
            "count": len(listed),
            "addresses": {form: f"{at.site}{reverse(f'catalogue_{form}')}" for form in FORMATS},
            "address": at.catalogue,
            "cases": titles.items(),
        },
    )


def anchor(name: str) -> str:
    """Where a dataset stands on the page, by its name in the catalogue."""
    return "dataset-" + name.replace("/", "-")


def _listed(told: Dataset, at: Addresses, titles: Mapping[str, str]) -> dict[str, Any]:
    """A dataset as the page shows it; its name begins with `cases/` and the case, or `sources/`."""
    language = get_language() or "nl"
    name = told.uri.removeprefix(f"{at.catalogue}/")
    kind, case, *_rest = name.split("/")
    case = case if kind == "cases" else ""
    # Of files in two languages, those of the reader.
    files = [one for one in told.files if language in one.languages] or told.files
    rights = files[0].rights.statement if files else told.restricted
    return {
        "anchor": anchor(name),
        "case": case,
        "case_title": titles.get(case, ""),
        # The title of the case stands above its tables.
        "title": _said(told.title).removeprefix(f"{titles.get(case, '')}: "),
        "description": _said(told.description),
        "creator": _said(told.creator.name),
        "landing_page": told.landing_page,
        "modified": told.modified,
        "files": [{"label": FORMS[one.form].label, "url": one.url} for one in files],
        "licence": _SPDX.get(files[0].rights.licence, "") if files else "",
        "rights": _said(rights) if rights else "",
    }


def _said(words: Any) -> str:
    """Words in the language of the reader."""
    return str(getattr(words, get_language() or "nl"))


def _negotiated(
    request: HttpRequest, page: str, made: Callable[[str], HttpResponseBase]
) -> HttpResponseBase:
    """The form that is asked for: a reader is led to the page, a program gets its own."""
    preferred = request.get_preferred_type([_HTML, *FORMATS.values()])
    forms = {media_type: form for form, media_type in FORMATS.items()}
    # Who asks for nothing in particular is a program; browsers ask for HTML by name.
    names_html = _HTML in request.headers.get("Accept", "")
    if preferred == _HTML and names_html:
        response: HttpResponseBase = redirect(page)
        response.status_code = 303
    else:
        response = made(forms.get(preferred or "", "ttl"))
    patch_vary_headers(response, ("Accept",))
    return response


def _media_type(form: str) -> str:
    # Turtle is UTF-8 by its definition, but not every program knows.
    return f"{FORMATS[form]}; charset=utf-8" if form == "ttl" else FORMATS[form]
