"""`windroos accounts organisation`: organisations, and the cases they work on."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from windroos.cli.accounts.naming import SlugArgument, actor_of, organisation_named, say, yes
from windroos.cli.shared import AsOption, JsonOption, out, print_json, stored_case, writing

app = typer.Typer(help="Organisations, and the cases they work on.", no_args_is_help=True)

CaseOption = Annotated[
    str | None, typer.Option("--case", help="Name of the case; the only one if left out.")
]


@app.command("add")
def organisation_add(
    name: Annotated[str, typer.Argument(help="Its name in Dutch.")],
    english: Annotated[str, typer.Option(help="Its name in English, if another.")] = "",
    slug: Annotated[
        str, typer.Option(help="Its name in addresses; from its name if left out.")
    ] = "",
    as_email: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an organisation."""
    with writing():
        from windroos.apps.accounts import actions

        made = actions.create_organisation(
            actor=actor_of(as_email), name_nl=name, name_en=english, slug=slug
        )
    say({"slug": made.slug}, f"Added {made.name_nl} as {made.slug}.", as_json)


@app.command("list")
def organisation_list(as_json: JsonOption = False) -> None:
    """List the organisations, and what they do on which case."""
    with writing():
        from windroos.apps.accounts import queries
        from windroos.apps.regions import queries as regions

        parties = [party for case in regions.cases() for party in regions.parties(case)]
        rows = [
            {
                "slug": one.slug,
                "name_nl": one.name_nl,
                "name_en": one.name_en,
                "second_factor": one.second_factor,
                "cases": [
                    {"case": party.case.name, "lead": party.lead, "decides": party.decides}
                    for party in parties
                    if party.organisation == one
                ],
            }
            for one in queries.organisations()
        ]
    if as_json:
        print_json(rows)
        return
    table = Table("Organisation", "Name", "Second factor", "Works on")
    for row in rows:
        table.add_row(row["slug"], row["name_nl"], yes(row["second_factor"]), _works_on(row))
    out.print(table)


def _works_on(row: dict[str, Any]) -> str:
    lines = []
    for case in row["cases"]:
        does = ["leads"] * case["lead"] + [f"decides {role}" for role in case["decides"]]
        lines.append(f"{case['case']} ({', '.join(does)})" if does else case["case"])
    return "\n".join(lines)


@app.command("attach")
def organisation_attach(
    slug: SlugArgument,
    case: CaseOption = None,
    lead: Annotated[
        bool, typer.Option("--lead", help="It looks after the framework and the package.")
    ] = False,
    decides: Annotated[
        list[str] | None, typer.Option(help="A role of the framework for which it decides.")
    ] = None,
    as_email: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let an organisation work on a case, or change what it does there."""
    with writing():
        from windroos.apps.regions import actions

        party = actions.attach_organisation(
            actor=actor_of(as_email),
            case=stored_case(case),
            organisation=organisation_named(slug),
            lead=lead,
            decides=decides or [],
        )
        told = {"case": party.case.name, "lead": party.lead, "decides": party.decides}
    say({"slug": slug, **told}, f"{slug} works on {told['case']}.", as_json)


@app.command("detach")
def organisation_detach(
    slug: SlugArgument,
    case: CaseOption = None,
    as_email: AsOption = None,
) -> None:
    """End that an organisation works on a case; what its people did there stays."""
    with writing():
        from windroos.apps.regions import actions

        stored = stored_case(case)
        actions.detach_organisation(
            actor=actor_of(as_email), case=stored, organisation=organisation_named(slug)
        )
    out.print(f"{slug} no longer works on {stored.name}.")


@app.command("second-factor")
def organisation_second_factor(
    slug: SlugArgument,
    required: Annotated[bool, typer.Option("--required/--voluntary")] = True,
    as_email: AsOption = None,
) -> None:
    """Ask a second factor of everyone of an organisation, or leave it to them."""
    with writing():
        from windroos.apps.accounts import actions

        actions.require_second_factor(
            actor=actor_of(as_email), organisation=organisation_named(slug), required=required
        )
    out.print(f"A second factor is {'compulsory' if required else 'voluntary'} for {slug}.")
