"""Who may write what: each action says whom it is for, and is refused to everyone else.

An action is a function in some app's `actions` that writes. `@action` runs it in one transaction,
after it has seen that `actor` may do it; what it refuses has written nothing. Web, API, terminal
and spreadsheet call the same function, so none of them can forget to ask.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from windroos.apps.accounts.models import Membership, User
from windroos.apps.accounts.roles import Role

P = ParamSpec("P")
R = TypeVar("R")
# Which organisations' roles count, by primary key, from the arguments of the action.
Within = Callable[[Mapping[str, Any]], Collection[int]]
# Whose own thing an action is about, from its arguments.
Own = Callable[[Mapping[str, Any]], User]


class Anyone(Enum):
    """Actions that ask no role: of everyone with an account, or of every visitor."""

    ACCOUNT = "account"
    PUBLIC = "public"


@dataclass(frozen=True)
class Action:
    """A function that writes: for whom it is, and whether the program itself may run it.

    `roles` is empty for an action that asks no role; `anyone` then says whom it is open to. Where
    that is nobody, it is for the program alone. What is someone's `own` they may do without a role.
    """

    name: str
    function: Callable[..., Any]
    roles: tuple[Role, ...]
    anyone: Anyone | None
    within: Within | None
    program: bool
    own: Own | None = None

    def allows(self, actor: User | AnonymousUser | None, arguments: Mapping[str, Any]) -> bool:
        """Whether `actor` may do this with these arguments; None is the program itself."""
        if self.anyone is Anyone.PUBLIC:
            return True
        if actor is None:
            return self.program
        if not isinstance(actor, User) or not actor.is_active:
            return False
        if self.anyone is Anyone.ACCOUNT or (self.own and self.own(arguments) == actor):
            return True
        memberships = Membership.objects.filter(user=actor, role__in=self.roles)
        if self.within is not None:
            memberships = memberships.filter(organisation__in=self.within(arguments))
        return memberships.exists()


# Every action of the product by name: "<app>.<function>".
ACTIONS: dict[str, Action] = {}


class Refused(PermissionDenied):
    """Someone tried what is not theirs to do; the message says who may. Nothing was written."""

    def __init__(self, wanted: Action) -> None:
        self.action = wanted
        roles = [str(role.label) for role in wanted.roles]
        if roles:
            message = _("Only someone with the role %(roles)s for this may do this.") % {
                "roles": get_text_list(roles, _("or"))
            }
        elif wanted.anyone:
            message = _("Log in with an account to do this.")
        else:
            message = _("Only an operator does this, on the machine where the program runs.")
        super().__init__(message)


def action(
    *roles: Role | Anyone,
    within: Within | None = None,
    own: Own | None = None,
    program: bool = False,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function an action: asked of `roles`, in one transaction, known in `ACTIONS`.

    The function takes a keyword `actor`. `within` narrows which organisations' roles count;
    `own` lets someone without these roles do it to what is theirs; `program` lets the program
    itself, an actor of None, run it too, or alone where nobody else is named.
    """
    asked = tuple(role for role in roles if isinstance(role, Role))
    anyone = next((role for role in roles if isinstance(role, Anyone)), None)
    if (asked and anyone) or not (asked or anyone or program):
        raise ValueError("an action asks roles, or is for anyone, or for the program alone")

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        parameters = signature(function)
        app = function.__module__.split(".apps.")[-1].partition(".")[0]
        made = Action(f"{app}.{function.__name__}", function, asked, anyone, within, program, own)

        @wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            bound = parameters.bind(*args, **kwargs)
            bound.apply_defaults()
            case = bound.arguments.get("case")
            with transaction.atomic(), about(getattr(case, "name", None) or case_told()):
                if not made.allows(bound.arguments.get("actor"), bound.arguments):
                    raise Refused(made)
                return function(*args, **kwargs)

        if ACTIONS.setdefault(made.name, made) is not made:
            raise ValueError(f"two actions are called {made.name}")
        return act

    return decorate


def may(actor: User | AnonymousUser | None, name: str, **arguments: Any) -> bool:
    """Whether someone may do an action: what a page asks before it shows the button."""
    return ACTIONS[name].allows(actor, {"actor": actor, **arguments})


# Where a write comes from, kept with its event in the audit trail.
_via: ContextVar[str] = ContextVar("via", default="program")


@contextmanager
def via(channel: str):
    """Says of everything written inside where it comes from: web, api, terminal or sheet."""
    token = _via.set(channel)
    try:
        yield
    finally:
        _via.reset(token)


def channel() -> str:
    """Where what is written now comes from."""
    return _via.get()


# The case that is written to, by name: kept with its events, so that who works on it may read them.
_case: ContextVar[str | None] = ContextVar("case", default=None)


@contextmanager
def about(case: str | None):
    """Says of everything written inside which case it is about; an action with a `case` does."""
    token = _case.set(case)
    try:
        yield
    finally:
        _case.reset(token)


def case_told() -> str | None:
    """The name of the case that what is written now is about, if it is about one."""
    return _case.get()
