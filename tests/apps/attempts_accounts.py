"""How each action on accounts is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from tests.apps.world import PASSWORD, Actor, World

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.models import User
from windroos.apps.accounts.roles import Role

Attempt = Callable[[World, Any], object]


def request(user: User | None = None) -> HttpRequest:
    """What a browser asks, with a session of its own."""
    made = HttpRequest()
    made.session = SessionStore()
    made.user = user or AnonymousUser()
    made.META = {"REMOTE_ADDR": "127.0.0.1"}
    return made


def own_code(world: World, actor: Actor) -> object:
    return accounts.confirm_second_factor(actor=actor, code=world.code(actor, "begun"))  # type: ignore[arg-type]


def reset(world: World) -> object:
    someone = world.row("someone")
    token = default_token_generator.make_token(someone)
    return accounts.reset_password(user=someone, token=token, password="helemaal anders gekozen")


def invited(world: World, actor: Actor) -> object:
    return accounts.invite(
        actor=actor,  # type: ignore[arg-type]
        organisation=world.row("university"),
        email="nieuw@elders.example",
        role=Role.ANALYST,
    )


ACCOUNTS: Mapping[str, Attempt] = {
    "accounts.accept_invitation": lambda w, _by: accounts.accept_invitation(
        secret=w.secret, name="Comes", password=PASSWORD
    ),
    "accounts.account_by_openid": lambda _w, _by: accounts.account_by_openid(
        email="waits@elders.example", name="Waits"
    ),
    "accounts.ask_password_reset": lambda w, _by: accounts.ask_password_reset(
        email=w.row("someone").email
    ),
    "accounts.begin_second_factor": lambda _w, by: accounts.begin_second_factor(actor=by),
    "accounts.change_language": lambda _w, by: accounts.change_language(actor=by, language="en"),
    "accounts.change_name": lambda _w, by: accounts.change_name(actor=by, name="Another"),
    "accounts.change_password": lambda _w, by: accounts.change_password(
        actor=by, password="helemaal anders gekozen"
    ),
    "accounts.close_account": lambda w, by: accounts.close_account(actor=by, user=w.row("someone")),
    "accounts.confirm_second_factor": own_code,
    "accounts.create_account": lambda _w, by: accounts.create_account(
        actor=by, email="nieuw@elders.example", name="New"
    ),
    "accounts.create_organisation": lambda _w, by: accounts.create_organisation(
        actor=by, name_nl="De kade"
    ),
    "accounts.create_token": lambda _w, by: accounts.create_token(actor=by, name="Script"),
    "accounts.give_role": lambda w, by: accounts.give_role(
        actor=by, user=w.row("someone"), organisation=w.row("university"), role=Role.ANALYST
    ),
    "accounts.invite": invited,
    "accounts.join": lambda w, by: accounts.join(actor=by, invitation=w.own("invitation", by)),
    "accounts.log_in": lambda w, _by: accounts.log_in(request(), w.row("someone")),
    "accounts.log_out": lambda w, _by: accounts.log_out(request(w.row("someone"))),
    "accounts.log_out_everywhere": lambda _w, by: accounts.log_out_everywhere(actor=by),
    "accounts.make_recovery_codes": lambda _w, by: accounts.make_recovery_codes(actor=by),
    "accounts.note_lock": lambda w, by: accounts.note_lock(actor=by, email=w.row("someone").email),
    "accounts.remove_role": lambda w, by: accounts.remove_role(
        actor=by, user=w.row("someone"), organisation=w.row("university")
    ),
    "accounts.remove_second_factor": lambda _w, by: accounts.remove_second_factor(actor=by),
    "accounts.rename_organisation": lambda w, by: accounts.rename_organisation(
        actor=by, organisation=w.row("university"), name_nl="De hogeschool"
    ),
    "accounts.reopen_account": lambda w, by: accounts.reopen_account(actor=by, user=w.row("shut")),
    "accounts.require_second_factor": lambda w, by: accounts.require_second_factor(
        actor=by, organisation=w.row("university"), required=True
    ),
    "accounts.resend_invitation": lambda w, by: accounts.resend_invitation(
        actor=by, invitation=w.row("waits")
    ),
    "accounts.reset_password": lambda w, _by: reset(w),
    "accounts.reset_second_factor": lambda w, by: accounts.reset_second_factor(
        actor=by, user=w.row("someone")
    ),
    "accounts.revoke_token": lambda w, by: accounts.revoke_token(actor=by, token=w.row("token")),
    "accounts.unlock_account": lambda w, by: accounts.unlock_account(
        actor=by, user=w.row("someone")
    ),
    "accounts.use_code": lambda w, _by: accounts.use_code(
        user=w.row("someone"), code=w.recovery[0]
    ),
    "accounts.withdraw_invitation": lambda w, by: accounts.withdraw_invitation(
        actor=by, invitation=w.row("waits")
    ),
}
