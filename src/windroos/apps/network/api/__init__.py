"""Dialogues, points to raise and referrals, in the API."""

from windroos.apps.network.api import counting, dialogues, points, referrals, taking_in
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    counting.router,
    taking_in.router,
)
