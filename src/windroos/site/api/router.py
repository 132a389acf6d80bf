"""The API put together from the routers of the apps."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from pydantic import Field

from windroos.apps.accounts.api import routers as accounts
from windroos.apps.compass.api import routers as compass
from windroos.apps.evidence.api import routers as evidence
from windroos.apps.network.api import routers as network
from windroos.apps.programmes.api import routers as programmes
from windroos.apps.regions.api import routers as regions
from windroos.apps.reports.api import routers as reports
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema
from windroos.site.api import errors
from windroos.site.api.catalogue import router as catalogue
from windroos.site.api.mentions import router as mentions
from windroos.site.api.proposals import router as proposals
from windroos.site.api.search import router as search
from windroos.site.api.serving import StrictParser, served
from windroos.site.api.terms import router as terms
from windroos.site.api.version import VERSION

root = Router()


class Root(Schema):
    """Where to begin."""

    title: str
    version: str = Field(examples=[VERSION])
    document: str = Field(description="The address of the OpenAPI document.")
    cases: str = Field(description="The address of the cases.")
    catalog: str = Field(description="The address of the data catalogue.")


@root.get("/", response=Root, summary=_("Where to begin"), operation_id="getRoot", tags=["service"])
def begin(request: HttpRequest) -> Any:
    return {
        "title": api.title,
        "version": VERSION,
        "document": request.build_absolute_uri("/api/v1/openapi.json"),
        "cases": request.build_absolute_uri("/api/v1/cases"),
        "catalog": request.build_absolute_uri("/api/v1/catalog"),
    }


api = NinjaAPI(
    title="Windroos",
    version=VERSION,
    urls_namespace="api",
    # The document is ours to serve, as we complete it: see `openapi`.
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
)
errors.install(api)
api.add_decorator(served, mode="view")
for router in (
    root,
    *regions,
    *evidence,
    *network,
    *compass,
    *programmes,
    *reports,
    mentions,
    proposals,
    search,
    terms,
    catalogue,
    *accounts,
):
    api.add_router("", router)
