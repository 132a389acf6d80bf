"""`windroos accounts token`: API tokens."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.accounts.naming import yes
from windroos.cli.shared import JsonOption, acting, fail, out, print_json, writing
from windroos.cli.show import print_list

app = typer.Typer(help="API tokens.", no_args_is_help=True)


@app.command("create")
def token_create(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    as_email: Annotated[
        str, typer.Option("--as", help="E-mail address of the account that the token is of.")
    ],
    days: Annotated[int, typer.Option(help="Days it lasts, a year at most.")] = 90,
    writes: Annotated[bool, typer.Option("--writes", help="It may also write.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a token; its secret is printed this once."""
    with writing():
        from windroos.apps.accounts import actions

        token, secret = actions.create_token(
            actor=acting(as_email), name=name, days=days, writes=writes
        )
    told = {"name": token.name, "secret": secret, "expires": token.expires.isoformat()}
    if as_json:
        print_json(told)
    else:
        out.print(Text(secret), soft_wrap=True)


@app.command("list")
def token_list(
    as_email: Annotated[str, typer.Option("--as", help="E-mail address of the account.")],
    as_json: JsonOption = False,
) -> None:
    """List the tokens of an account."""
    with writing():
        from windroos.apps.accounts import queries

        rows = [
            {
                "prefix": one.prefix,
                "name": one.name,
                "writes": one.writes,
                "holds": one.holds,
                "expires": one.expires.isoformat(),
                "used": one.used.isoformat() if one.used else None,
            }
            for one in queries.tokens_of(acting(as_email))
        ]
    if as_json:
        print_json(rows)
        return
    table = Table("Begins with", "What it is for", "Writes", "Works", "Until")
    for row in rows:
        until = row["expires"][:10]
        table.add_row(row["prefix"], row["name"], yes(row["writes"]), yes(row["holds"]), until)
    print_list(out, table, "No token. To make one: windroos accounts token create --help")


@app.command("revoke")
def token_revoke(
    prefix: Annotated[str, typer.Argument(help="How the token begins.")],
    as_email: Annotated[str, typer.Option("--as", help="E-mail address of its owner.")],
) -> None:
    """Make a token void."""
    with writing():
        from windroos.apps.accounts import actions, queries

        owner = acting(as_email)
        token = queries.tokens_of(owner).filter(prefix=prefix).first()
        if token is None:
            fail(f"{as_email} has no token that begins with {prefix}")
        actions.revoke_token(actor=owner, token=token)
    out.print(f"The token {prefix}… is void.")
