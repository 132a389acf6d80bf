"""Dialogues, points to raise and referrals, in the API."""

from windroos.apps.network.api import corrections, dialogues, points, referrals, sheets
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    sheets.router,
    corrections.router,
)
