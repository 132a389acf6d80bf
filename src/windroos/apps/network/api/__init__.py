"""Dialogues, points to raise and referrals, in the API."""

from windroos.apps.network.api import dialogues, maps, points, referrals
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    maps.router,
)
