"""`windroos dialogues`: what was said about regions."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import (
    CaseName,
    Day,
    Number,
    Region,
    RegionFilter,
    Who,
    changing,
    day,
    reading,
    told,
)
from windroos.cli.shared import (
    AsOption,
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

app = typer.Typer(help="Dialogues about regions.", no_args_is_help=True)


@app.command("list")
def dialogues_list(
    case: CaseName = None,
    region: RegionFilter = "",
    kind: Annotated[str, typer.Option(help="Only with this kind of party.")] = "",
    subject: Annotated[str, typer.Option(help="Only on this criterion.")] = "",
    year: Annotated[int | None, typer.Option(help="Only of this year.")] = None,
    state: Annotated[str, typer.Option(help="internal, released or removed.")] = "",
    words: Annotated[str, typer.Option(help="Only those with all these words.")] = "",
    who: AsOption = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List dialogues: those made public; with --as, all that the account may read."""
    with reading(who, language) as user:
        from windroos.apps.network import exports, queries, wording
        from windroos.apps.regions.permits import roles_on

        stored = stored_case(case)
        staff = bool(roles_on(user, stored))
        found = queries.dialogues(
            stored,
            user,
            region=region,
            kind=kind,
            subject=subject,
            year=year,
            state=state,
            words=words,
        )
        if as_json:
            persons = queries.sees_persons(stored, user)
            print_json([exports.dialogue(row, staff=staff, persons=persons) for row in found])
            return
        names = wording.region_names(stored)
        table = Table("No", "Date", "With whom", "Region", "About", "Who may read it")
        for row in found:
            named = staff or row.names_organisation
            table.add_row(
                str(row.pk),
                row.held.isoformat(),
                Text(row.organisation if named else str(row.get_kind_display())),  # type: ignore[attr-defined]
                names.get(row.region, row.region),
                ", ".join(row.subjects),
                "internal" if row.internal else "public",
            )
        empty = "No dialogue here that you may read. To record one: windroos dialogues add --help"
        print_list(out, table, empty)


@app.command("add")
def dialogues_add(
    who: Who,
    region: Region,
    held: Day,
    kind: Annotated[str, typer.Option(help="Kind of party: ministry, post, civil-society, …")],
    organisation: Annotated[str, typer.Option(help="With which organisation.")],
    summary: Annotated[str, typer.Option(help="What was said; - reads it from standard input.")],
    conclusions: Annotated[str, typer.Option(help="What is concluded.")] = "",
    contact: Annotated[str, typer.Option(help="Contact persons; only colleagues see them.")] = "",
    level: Annotated[str, typer.Option(help="official, governing or none.")] = "none",
    subject: Annotated[
        list[str] | None, typer.Option(help="A criterion it was about; may be given again.")
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(help="A passage, source or web address; may be given again."),
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Record a dialogue; it is internal until it is released."""
    with writing():
        from windroos.apps.network import actions, exports

        row = actions.add_dialogue(
            actor=acting(who),
            case=stored_case(case),
            region=region,
            held=day(held, "--held"),
            kind=kind,
            organisation=organisation,
            contact=contact,
            level=level,
            subjects=subject or [],
            summary=_text(summary),
            conclusions=conclusions,
            places=place or [],
        )
        made = exports.dialogue(row, staff=True, persons=True)
        told(as_json, made, f"Recorded dialogue {row.pk}; internal.")


@app.command("release")
def dialogues_release(
    number: Number,
    who: Who,
    dutch: Annotated[str, typer.Option("--nl", help="The public text in Dutch.")] = "",
    english: Annotated[str, typer.Option("--en", help="The public text in English.")] = "",
    name: Annotated[
        bool, typer.Option("--name-organisation", help="Name the organisation in public.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether all may read it.")] = False,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Make a text of a dialogue public, after showing what everyone will read."""
    with changing(who) as user:
        from windroos.apps.network import actions, exports, queries

        stored = stored_case(case)
        row = queries.dialogue(stored, user, number) or fail(f"there is no dialogue {number}")
        if not yes:
            _confirm(row, dutch, english, name)
        row = actions.release_dialogue(
            actor=user,
            case=stored,
            dialogue=row.pk,
            version=row.version,
            public_nl=dutch,
            public_en=english,
            names_organisation=name,
        )
        made = exports.dialogue(row, staff=True, persons=True)
        told(as_json, made, f"Dialogue {row.pk} is public.")


def _confirm(row: Any, dutch: str, english: str, name: bool) -> None:
    """Shows what everyone will read, and stops unless that is meant."""
    shown = {
        "Date": row.held.isoformat(),
        "Region": row.region,
        "With whom": row.organisation if name else row.kind,
        "Level": "" if row.level == "none" else row.level,
        "About": ", ".join(row.subjects),
        "Dutch": dutch,
        "English": english,
    }
    out.print("Everyone will read this, and nothing else:")
    for label, value in shown.items():
        if value:
            out.print(Text(f"  {label}: {value}"), soft_wrap=True)
    if not sys.stdin.isatty():
        fail("nothing was made public; say --yes when this may be read")
    if not typer.confirm("Make this public?"):
        fail("nothing was made public")


def _text(given: str) -> str:
    return sys.stdin.read() if given == "-" else given
