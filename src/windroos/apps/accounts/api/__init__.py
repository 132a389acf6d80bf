"""Accounts, organisations and the audit trail, in the API."""

from windroos.apps.accounts.api import events, invitations, organisations, own, people, tokens
from windroos.rest.routing import Router

routers: tuple[Router, ...] = (
    own.router,
    tokens.router,
    organisations.router,
    people.router,
    invitations.router,
    events.router,
)
