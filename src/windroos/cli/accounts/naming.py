"""What the commands about accounts share: whom and what they name, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from windroos.cli.shared import acting, fail, out, print_json

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import Organisation, User

EmailArgument = Annotated[str, typer.Argument(help="E-mail address of the account.")]
SlugArgument = Annotated[str, typer.Argument(help="Name of the organisation in addresses.")]
OrganisationOption = Annotated[
    str | None, typer.Option(help="Organisation, by name in addresses; the only one if left out.")
]


def actor_of(email: str | None) -> User | None:
    """In whose name a command writes; the program itself when nobody is named."""
    return acting(email) if email else None


def account_named(email: str) -> User:
    """The account with that address, closed ones too."""
    from windroos.apps.accounts import queries

    user = queries.account(email)
    if user is None:
        fail(f"there is no account {email}; see them with: windroos accounts list")
    return user


def organisation_named(slug: str | None) -> Organisation:
    """The organisation of that name, or the only one."""
    from windroos.apps.accounts import queries

    there = {one.slug: one for one in queries.organisations()}
    chosen = next(iter(there)) if slug is None and len(there) == 1 else slug
    if not there:
        fail("there is no organisation yet; add one with: windroos accounts organisation add NAME")
    if chosen is None or chosen not in there:
        asked = "name the organisation" if slug is None else f"there is no organisation “{slug}”"
        fail(f"{asked}; there are: {', '.join(there)}")
    return there[chosen]


def say(told: dict[str, Any], words: str, as_json: bool) -> None:
    """Tells what was done, to people or to machines."""
    if as_json:
        print_json(told)
    else:
        out.print(Text(words), soft_wrap=True)


def yes(value: bool) -> str:
    """Yes or no."""
    return "yes" if value else "no"
