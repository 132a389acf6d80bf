"""The evidence of a case, and the open sources, in the API."""

from windroos.apps.evidence.api import (
    differences,
    documents,
    figures,
    imports,
    observations,
    sources,
    tables,
)
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    tables.router,
    figures.router,
    documents.router,
    sources.router,
    differences.router,
    observations.router,
    imports.router,
)
