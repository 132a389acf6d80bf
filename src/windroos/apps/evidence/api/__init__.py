"""The evidence of a case, in the API."""

from windroos.apps.evidence.api import documents, figures, tables
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (tables.router, figures.router, documents.router)
