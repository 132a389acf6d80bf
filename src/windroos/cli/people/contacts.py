"""`windroos contacts`: people known at organisations; only who may see them gets anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

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
    reading,
    told,
)
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
    help="Contacts: people known at organisations, for who may see their data.",
    no_args_is_help=True,
)

Until = Annotated[str, typer.Option(help="Until when the data are needed, YYYY-MM-DD.")]
Basis = Annotated[
    str,
    typer.Option(help="Legal ground: public-task, consent, contract or legitimate-interest."),
]


class Form(StrEnum):
    """How the data of a person are written."""

    json = "json"
    csv = "csv"


@contextmanager
def seen(who: str, case: str | None, language: Language) -> Iterator[tuple[Any, Any]]:
    """The case and the account, of which is known that it may see data of persons."""
    with reading(who, language) as user:
        from windroos.apps.network import queries

        stored = stored_case(case)
        if not queries.sees_persons(stored, user):
            fail(f"{who} may not see data of persons in this case")
        yield stored, user


@app.command("list")
def contacts_list(
    who: Who,
    case: CaseName = None,
    words: Annotated[str, typer.Option(help="Only those with all these words.")] = "",
    organisation: Annotated[str, typer.Option(help="Only at this organisation, by id.")] = "",
    region: RegionFilter = "",
    state: Annotated[str, typer.Option(help="due (to be removed), removed or erased.")] = "",
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List contacts."""
    if state not in ("", "due", "removed", "erased"):
        fail(f"--state: “{state}” is not due, removed or erased")
    with seen(who, case, language) as (stored, user):
        from windroos.apps.network import exports, queries, wording

        found = queries.contact_persons(
            stored, user, words=words, organisation=organisation, region=region, state=state
        )
        if as_json:
            print_json([exports.contact(row) for row in found])
            return
        names = queries.organisation_names(stored, (row.organisation for row in found))
        table = Table("No", "Name", "Function", "Organisation", "Kept until")
        for row in found:
            table.add_row(
                str(row.pk),
                Text(row.name),
                Text(wording.own_language(row.function_nl, row.function_en)[0]),
                Text(names.get(row.organisation, row.organisation)),
                row.kept_until.isoformat(),
            )
        print_list(out, table, "No contact. To add one: windroos contacts add --help")


@app.command("add")
def contacts_add(
    who: Who,
    name: Annotated[str, typer.Option(help="Name of the person.")],
    basis: Basis,
    purpose: Annotated[str, typer.Option(help="Why these data are kept.")],
    until: Until,
    function: Annotated[str, typer.Option("--function", help="Function, in Dutch.")] = "",
    function_en: Annotated[str, typer.Option("--function-en", help="And in English.")] = "",
    organisation: Annotated[str, typer.Option(help="Id of the organisation.")] = "",
    region: Annotated[str, typer.Option(help="Code of the region.")] = "",
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    phone: Annotated[str, typer.Option(help="Phone number.")] = "",
    languages: Annotated[str, typer.Option(help="In which languages one can speak.")] = "",
    note: Annotated[str, typer.Option(help="What the work needs further.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Add a contact."""
    with changing(who) as user:
        from windroos.apps.network import actions, exports

        row = actions.add_contact(
            actor=user,
            case=stored_case(case),
            name=name,
            basis=basis,
            purpose=purpose,
            kept_until=day(until, "--until"),
            function_nl=function,
            function_en=function_en,
            organisation=organisation,
            region=region,
            email=email,
            phone=phone,
            languages=languages,
            note=note,
        )
        told(as_json, exports.contact(row), f"Added contact {row.pk}.")


@app.command("change")
def contacts_change(
    number: Number,
    who: Who,
    name: Annotated[str | None, typer.Option(help="Name of the person.")] = None,
    basis: Annotated[str | None, typer.Option(help="Legal ground.")] = None,
    purpose: Annotated[str | None, typer.Option(help="Why these data are kept.")] = None,
    until: Annotated[str | None, typer.Option(help="Until when, YYYY-MM-DD.")] = None,
    function: Annotated[str | None, typer.Option(help="Function, in Dutch.")] = None,
    function_en: Annotated[str | None, typer.Option(help="And in English.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Id of the organisation.")] = None,
    region: Annotated[str | None, typer.Option(help="Code of the region.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail address.")] = None,
    phone: Annotated[str | None, typer.Option(help="Phone number.")] = None,
    languages: Annotated[str | None, typer.Option(help="In which languages.")] = None,
    note: Annotated[str | None, typer.Option(help="What the work needs further.")] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Change a contact; what is left out stays. Keep the data longer with --until."""
    given = {
        "name": name,
        "basis": basis,
        "purpose": purpose,
        "kept_until": day(until, "--until") if until else None,
        "function_nl": function,
        "function_en": function_en,
        "organisation": organisation,
        "region": region,
        "email": email,
        "phone": phone,
        "languages": languages,
        "note": note,
    }
    with changing(who) as user:
        from windroos.apps.network import actions, exports

        stored = stored_case(case)
        row = _contact(stored, user, number)
        row = actions.change_contact(
            actor=user,
            case=stored,
            contact=number,
            version=row.version,
            changes={field: value for field, value in given.items() if value is not None},
        )
        told(as_json, exports.contact(row), f"Contact {number} is at version {row.version}.")


@app.command("remove")
def contacts_remove(number: Number, who: Who, case: CaseName = None) -> None:
    """Take a contact out of the list; nothing is erased, it can be put back."""
    with changing(who) as user:
        from windroos.apps.network import actions

        stored = stored_case(case)
        row = _contact(stored, user, number)
        actions.remove(actor=user, case=stored, kind="contact", number=number, version=row.version)
        out.print(f"Took contact {number} out of the list.")


@app.command("export")
def contacts_export(
    number: Number,
    who: Who,
    file: Annotated[Path | None, typer.Argument(help="File; the terminal if left out.")] = None,
    form: Annotated[Form, typer.Option("--format", help="json or csv.")] = Form.json,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
) -> None:
    """Write everything that is held about a person, to give to them."""
    with seen(who, case, language) as (stored, user):
        from windroos.apps.network import data_of_person, queries

        held = queries.held_about(stored, user, number) or fail(f"there is no contact {number}")
        text, _kind = data_of_person.written(held, str(form))
    if file is None:
        print(text, end="")
        return
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    out.print(f"Wrote what is held about contact {number} to {file}.", soft_wrap=True)


@app.command("erase")
def contacts_erase(
    number: Number,
    who: Who,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without, only show what goes.")
    ] = False,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Erase a person for good; without --yes it shows where they are named and does nothing."""
    with changing(who) as user:
        from windroos.apps.network import actions, exports, queries

        stored = stored_case(case)
        row = _contact(stored, user, number)
        if not yes:
            for place in queries.naming(row):
                known = place.told()
                sure = "named" if place.certain else "perhaps named (same surname)"
                out.print(f"{known['kind']} {known['id']}, {known['field']}: {sure}")
            fail("nothing was erased; to erase this person for good, say --yes")
        done = actions.erase_contact(actor=user, case=stored, contact=number, version=row.version)
        places = [dict(zip(("kind", "id", "field"), one, strict=True)) for one in done.left]
        if as_json:
            taken = [dict(zip(("kind", "id", "field"), one, strict=True)) for one in done.taken_out]
            print_json(
                {"contact": exports.contact(done.contact), "takenOut": taken, "left": places}
            )
            return
        out.print(f"Erased contact {number}; taken out of {len(done.taken_out)} other texts.")
        for place in places:
            out.print(f"Look at {place['kind']} {place['id']}, {place['field']}.")


def _contact(case: Any, user: Any, number: int) -> Any:
    from windroos.apps.network import queries

    if not queries.sees_persons(case, user):
        fail("this account may not see data of persons in this case")
    return queries.contact_person(case, user, number) or fail(f"there is no contact {number}")
