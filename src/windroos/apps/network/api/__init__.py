"""Dialogues, points to raise, referrals and the register, in the API."""

from windroos.apps.network.api import chains, dialogues, ecosystem, points, referrals, register
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    chains.router,
    register.router,
    ecosystem.router,
)
