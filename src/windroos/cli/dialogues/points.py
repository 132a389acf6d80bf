"""`windroos points`: what is to be raised with regions."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import (
    CaseName,
    Number,
    Region,
    RegionFilter,
    Who,
    changing,
    reading,
    told,
)
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    acting,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list

app = typer.Typer(help="Points to raise with regions.", no_args_is_help=True)


@app.command("list")
def points_list(
    who: Who,
    case: CaseName = None,
    region: RegionFilter = "",
    status: Annotated[str, typer.Option(help="open, raised, dropped or removed.")] = "",
    occasion: Annotated[str, typer.Option(help="For a mission or a visit.")] = "",
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List points to raise; only colleagues on the case see them."""
    with reading(who, language) as user:
        from windroos.apps.network import exports, queries, wording

        stored = stored_case(case)
        found = queries.points(stored, user, region=region, status=status, occasion=occasion)
        if as_json:
            print_json([exports.point(row) for row in found])
            return
        names = wording.region_names(stored)
        table = Table("No", "Region", "Point", "With", "Occasion", "Status")
        for row in found:
            table.add_row(
                str(row.pk),
                names.get(row.region, row.region),
                Text(wording.own_language(row.text_nl, row.text_en)[0]),
                row.reach,
                row.occasion,
                row.status,
            )
        print_list(out, table, "No point to raise. To note one: windroos points add --help")


@app.command("add")
def points_add(
    who: Who,
    region: Region,
    dutch: Annotated[str, typer.Option("--nl", help="The point in Dutch.")] = "",
    english: Annotated[str, typer.Option("--en", help="The point in English.")] = "",
    subject: Annotated[str, typer.Option(help="The criterion it is about.")] = "",
    occasion: Annotated[str, typer.Option(help="any, mission or visit.")] = "any",
    reach: Annotated[
        str, typer.Option("--with", help="institutions, official or governing.")
    ] = "official",
    source: Annotated[
        int | None, typer.Option("--dialogue", help="The dialogue it came from.")
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Note something to raise with a region."""
    with writing():
        from windroos.apps.network import actions, exports

        row = actions.add_point(
            actor=acting(who),
            case=stored_case(case),
            region=region,
            text_nl=dutch,
            text_en=english,
            subject=subject,
            occasion=occasion,
            reach=reach,
            source=source,
        )
        told(as_json, exports.point(row), f"Noted point {row.pk}.")


@app.command("raised")
def points_raised(
    number: Number,
    who: Who,
    dialogue: Annotated[int, typer.Option(help="Number of the dialogue it was raised in.")],
    answer: Annotated[str, typer.Option(help="What was answered.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Note that a point was raised, and what was answered."""
    with changing(who) as user:
        from windroos.apps.network import actions, exports, queries

        stored = stored_case(case)
        row = queries.point(stored, user, number) or fail(f"there is no point {number}")
        row = actions.raise_point(
            actor=user,
            case=stored,
            point=row.pk,
            version=row.version,
            raised_in=dialogue,
            answer=answer,
        )
        told(as_json, exports.point(row), f"Point {row.pk} was raised in dialogue {dialogue}.")
