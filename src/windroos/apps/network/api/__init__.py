"""Dialogues, points to raise, referrals and the ecosystem, in the API."""

from windroos.apps.network.api import dialogues, ecosystem, points, referrals
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    ecosystem.router,
)
