"""`windroos moments`: when there was contact, and how often a year."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import (
    CaseName,
    Number,
    RegionFilter,
    Who,
    changing,
    day,
    told,
)
from windroos.cli.people.contacts import seen
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import print_list

app = typer.Typer(
    help="Contact moments: when there was contact, for who may see data of persons.",
    no_args_is_help=True,
)

Organisation = Annotated[str, typer.Option(help="Only with this organisation, by id.")]


@app.command("list")
def moments_list(
    who: Who,
    case: CaseName = None,
    region: RegionFilter = "",
    organisation: Organisation = "",
    contact: Annotated[int, typer.Option(help="Only with this contact, by number.", min=0)] = 0,
    level: Annotated[str, typer.Option(help="official, governing or none.")] = "",
    year: Annotated[int | None, typer.Option(help="Only of this year.")] = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List contact moments."""
    with seen(who, case, language) as (stored, user):
        from windroos.apps.network import exports, queries

        found = queries.moments(
            stored,
            user,
            region=region,
            organisation=organisation,
            contact=contact,
            level=level,
            year=year,
        )
        if as_json:
            print_json([exports.moment(row) for row in found])
            return
        table = Table("No", "Day", "How", "Level", "Subject", "Organisations")
        for row in found:
            table.add_row(
                str(row.pk),
                row.day.isoformat(),
                row.kind,
                row.level,
                Text(row.subject),
                ", ".join(row.organisations),
            )
        print_list(out, table, "No contact moment. To record one: windroos moments add --help")


@app.command("add")
def moments_add(
    who: Who,
    kind: Annotated[str, typer.Option(help="meeting, call, visit, event or correspondence.")],
    subject: Annotated[str, typer.Option(help="What it was about.")],
    on: Annotated[
        str | None, typer.Option("--day", help="A day, YYYY-MM-DD; today if left out.")
    ] = None,
    level: Annotated[str, typer.Option(help="official, governing or none.")] = "none",
    organisation: Annotated[
        list[str] | None, typer.Option(help="Id of an organisation; may be given again.")
    ] = None,
    contact: Annotated[
        list[int] | None, typer.Option(help="Number of a contact; may be given again.")
    ] = None,
    region: Annotated[str, typer.Option(help="Code of the region.")] = "",
    summary: Annotated[str, typer.Option(help="What was said.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Record that there was contact."""
    with changing(who) as user:
        from django.utils import timezone

        from windroos.apps.network import actions, exports

        row = actions.add_moment(
            actor=user,
            case=stored_case(case),
            day=day(on, "--day") if on else timezone.localdate(),
            kind=kind,
            subject=subject,
            level=level,
            organisations=organisation or [],
            contacts=contact or [],
            region=region,
            summary=summary,
        )
        told(as_json, exports.moment(row), f"Recorded contact moment {row.pk}.")


@app.command("change")
def moments_change(
    number: Number,
    who: Who,
    on: Annotated[str | None, typer.Option("--day", help="A day, YYYY-MM-DD.")] = None,
    kind: Annotated[str | None, typer.Option(help="How there was contact.")] = None,
    level: Annotated[str | None, typer.Option(help="official, governing or none.")] = None,
    subject: Annotated[str | None, typer.Option(help="What it was about.")] = None,
    summary: Annotated[str | None, typer.Option(help="What was said.")] = None,
    organisation: Annotated[
        list[str] | None, typer.Option(help="Id of an organisation, instead of those there.")
    ] = None,
    contact: Annotated[
        list[int] | None, typer.Option(help="Number of a contact, instead of those there.")
    ] = None,
    region: Annotated[str | None, typer.Option(help="Code of the region.")] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Change a contact moment; what is left out stays."""
    given = {
        "day": day(on, "--day") if on else None,
        "kind": kind,
        "level": level,
        "subject": subject,
        "summary": summary,
        "organisations": organisation or None,
        "contacts": contact or None,
        "region": region,
    }
    with changing(who) as user:
        from windroos.apps.network import actions, exports, queries

        stored = stored_case(case)
        row = queries.moment(stored, user, number) or fail(f"there is no contact moment {number}")
        row = actions.change_moment(
            actor=user,
            case=stored,
            moment=number,
            version=row.version,
            changes={field: value for field, value in given.items() if value is not None},
        )
        told(as_json, exports.moment(row), f"Contact moment {number} is at version {row.version}.")


@app.command("remove")
def moments_remove(number: Number, who: Who, case: CaseName = None) -> None:
    """Take a contact moment out of the list; nothing is erased, it can be put back."""
    with changing(who) as user:
        from windroos.apps.network import actions, queries

        stored = stored_case(case)
        row = queries.moment(stored, user, number) or fail(f"there is no contact moment {number}")
        actions.remove(actor=user, case=stored, kind="moment", number=number, version=row.version)
        out.print(f"Took contact moment {number} out of the list.")


@app.command("years")
def moments_years(
    who: Who,
    case: CaseName = None,
    region: RegionFilter = "",
    organisation: Organisation = "",
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Count contact moments per year: by level, organisation and region."""
    with seen(who, case, language) as (stored, _user):
        from windroos.apps.network import queries

        found = queries.moments_by_year(stored, region, organisation)
    parts = {
        "level": found.by_level,
        "organisation": found.by_organisation,
        "region": found.by_region,
    }
    if as_json:
        print_json({"years": list(found.years), "total": list(found.total), **parts})
        return
    table = Table("", "", *map(str, found.years))
    for name, part in parts.items():
        for id, counts in part.items():
            table.add_row(name, Text(id), *map(str, counts))
    if found.years:
        table.add_row("all", "", *map(str, found.total))
    print_list(out, table, "No contact moment has been recorded.")
