"""`windroos accounts`: organisations, their people, invitations and tokens.

Who may run commands on the machine holds its database: what is not done `--as` someone, the program
itself does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.accounts import organisations, tokens
from windroos.cli.accounts.naming import (
    EmailArgument,
    OrganisationOption,
    account_named,
    actor_of,
    organisation_named,
    say,
    yes,
)
from windroos.cli.shared import AsOption, JsonOption, Language, fail, out, print_json, writing

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import Organisation, User

app = typer.Typer(help="Organisations, their people and their tokens.", no_args_is_help=True)
app.add_typer(organisations.app, name="organisation")
app.add_typer(tokens.app, name="token")


class RoleName(StrEnum):
    """What someone may do for an organisation."""

    viewer = "viewer"
    analyst = "analyst"
    decision_maker = "decision-maker"
    administrator = "administrator"


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="E-mail address to invite.")],
    role: Annotated[RoleName, typer.Option(help="What they may do.")],
    organisation: OrganisationOption = None,
    name: Annotated[str, typer.Option(help="Their name.")] = "",
    language: Annotated[Language, typer.Option(help="Language of the e-mail.")] = Language.dutch,
    send: Annotated[
        bool,
        typer.Option("--send/--no-send", help="Send the e-mail, or print the address in it."),
    ] = True,
    as_email: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Invite someone; where no e-mail is sent, print the address for you to hand over."""
    with writing():
        from django.conf import settings

        from windroos.apps.accounts import actions, mails
        from windroos.apps.accounts.queries import Role

        # The demo prints its e-mail: the address below it is enough.
        send = send and settings.WINDROOS_MAIL and not settings.WINDROOS_DEMO
        try:
            invited = actions.invite(
                actor=actor_of(as_email),
                organisation=organisation_named(organisation),
                email=email,
                name=name,
                role=Role(role),
                language=language,
                send=send,
            )
        except mails.NotSent as error:
            fail(str(error))
        told = {"email": email, "role": role, "expires": invited.invitation.expires.isoformat()}
    if not send:
        told["address"] = invited.address
    said = f"Invited {email}." if send else f"Invited {email}. Hand over this address:"
    say(told, said, as_json)
    if not send and not as_json:
        out.print(Text(invited.address), soft_wrap=True)


@app.command("list")
def account_list(organisation: OrganisationOption = None, as_json: JsonOption = False) -> None:
    """List the people of every organisation, or of one, and who was invited."""
    with writing():
        from windroos.apps.accounts import queries

        every = [organisation_named(organisation)] if organisation else queries.organisations()
        rows = [row for one in every for row in _people(one)]
        if not organisation:
            rows += [
                _person(one, "", "", queries.has_second_factor(one))
                for one in queries.people_without_role()
            ]
    if as_json:
        print_json(rows)
        return
    table = Table("Organisation", "E-mail address", "Name", "Role", "Second factor", "State")
    for row in rows:
        table.add_row(
            *(row[name] for name in ("organisation", "email", "name", "role")),
            yes(row["second_factor"]),
            row["state"],
        )
    out.print(table)


def _person(user: User, organisation: str, role: str, second_factor: bool) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "email": user.email,
        "name": user.name,
        "role": role,
        "second_factor": second_factor,
        "state": "open" if user.is_active else "closed",
        "last_login": user.last_login.isoformat() if user.last_login else None,
    }


def _people(organisation: Organisation) -> list[dict[str, Any]]:
    from windroos.apps.accounts import queries

    people = [
        _person(one.user, organisation.slug, str(one.role.value), one.second_factor)
        for one in queries.people_of(organisation)
    ]
    return people + [
        {
            "organisation": organisation.slug,
            "email": one.email,
            "name": one.name,
            "role": one.role,
            "second_factor": False,
            "state": "invited" if one.open else "invitation expired",
            "last_login": None,
        }
        for one in queries.invitations_of(organisation)
    ]


@app.command("role")
def account_role(
    email: EmailArgument,
    role: Annotated[
        RoleName | None, typer.Argument(help="Another role; none takes it away.")
    ] = None,
    organisation: OrganisationOption = None,
    as_email: AsOption = None,
) -> None:
    """Give someone another role for an organisation, or take it away."""
    with writing():
        from windroos.apps.accounts import actions
        from windroos.apps.accounts.queries import Role

        user, actor = account_named(email), actor_of(as_email)
        chosen = organisation_named(organisation)
        if role is None:
            actions.remove_role(actor=actor, user=user, organisation=chosen)
        else:
            actions.give_role(actor=actor, user=user, organisation=chosen, role=Role(role))
    out.print(f"{email} is {role or 'nothing any more'} for {chosen.slug}.")


@app.command("close")
def account_close(email: EmailArgument, as_email: AsOption = None) -> None:
    """Close an account; it is kept, and nobody gets in by it."""
    with writing():
        from windroos.apps.accounts import actions

        actions.close_account(actor=actor_of(as_email), user=account_named(email))
    out.print(f"The account {email} is closed.")


@app.command("reopen")
def account_reopen(email: EmailArgument, as_email: AsOption = None) -> None:
    """Open a closed account again."""
    with writing():
        from windroos.apps.accounts import actions

        actions.reopen_account(actor=actor_of(as_email), user=account_named(email))
    out.print(f"The account {email} is open again.")


@app.command("unlock")
def account_unlock(email: EmailArgument, as_email: AsOption = None) -> None:
    """Let someone log in again who gave too many wrong passwords."""
    with writing():
        from windroos.apps.accounts import actions

        actions.unlock_account(actor=actor_of(as_email), user=account_named(email))
    out.print(f"{email} can try to log in again.")


@app.command("reset-second-factor")
def account_reset_second_factor(email: EmailArgument, as_email: AsOption = None) -> None:
    """Take away the second factor of someone who lost it."""
    with writing():
        from windroos.apps.accounts import actions

        actions.reset_second_factor(actor=actor_of(as_email), user=account_named(email))
    out.print(f"{email} logs in with the password alone.")
