"""Cases, who works on them, their regions and themes, in the API."""

from windroos.apps.regions.api import cases, parties
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (cases.router, parties.router)
