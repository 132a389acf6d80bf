"""The data catalogue, in the API."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from windroos.report.catalogue.text import JSON_LD
from windroos.rest import files
from windroos.rest.etags import unless_tagged
from windroos.rest.routing import Router
from windroos.site.catalogue import kept
from windroos.site.catalogue.addresses import Addresses, site

router = Router(tags=["service"])

CATALOGUE = files.Kind(JSON_LD, "jsonld", 0)


@router.get(
    "/catalog",
    gives=CATALOGUE,
    summary=_("The data catalogue: DCAT-AP-NL as JSON-LD"),
    operation_id="getCatalog",
)
def catalogue(request: HttpRequest) -> Any:
    at = Addresses(site(request))
    unless_tagged(request, kept.mark(at))
    return files.answer(kept.text(at, "jsonld").encode(), CATALOGUE, "catalog")
