"""Relations, dialogues, points to raise and referrals, in the API."""

from windroos.apps.network.api import dialogues, points, referrals, relations
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    relations.router,
    dialogues.router,
    points.router,
    referrals.router,
)
