"""What programmes account for, in the API."""

from windroos.apps.programmes.api import accounts, assigning, entries, reviews
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    accounts.router,
    entries.router,
    reviews.router,
    assigning.router,
)
