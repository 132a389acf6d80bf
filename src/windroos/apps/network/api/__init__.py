"""Dialogues, points to raise, referrals and the register, in the API."""

from windroos.apps.network.api import (
    chains,
    corrections,
    counting,
    dialogues,
    ecosystem,
    maps,
    people,
    points,
    referrals,
    register,
    sheets,
    taking_in,
)
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    dialogues.router,
    points.router,
    referrals.router,
    chains.router,
    register.router,
    ecosystem.router,
    counting.router,
    taking_in.router,
    sheets.router,
    corrections.router,
    people.contacts,
    people.moments,
    maps.router,
)
