"""`windroos organisations`: the organisations of the register, found and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, reading
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

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case

app = typer.Typer(
    help="The organisations of the register: find them, and see what one is and does.",
    no_args_is_help=True,
)


@app.command("list")
def list_organisations(
    q: Annotated[str, typer.Option(help="Words of any of their names.")] = "",
    kind: Annotated[str, typer.Option(help="Kind, such as company or campus.")] = "",
    area: Annotated[str, typer.Option(help="Id of a technology area.")] = "",
    category: Annotated[str, typer.Option(help="company, knowledge or partner.")] = "",
    region: Annotated[str, typer.Option(help="Code of a region or country, as NL41.")] = "",
    place: Annotated[str, typer.Option(help="Part of the name of a place.")] = "",
    limit: Annotated[int, typer.Option(help="So many at most; 0 for all.", min=0)] = 50,
    language: LanguageOption = Language.dutch,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """List the organisations that fit everything asked, by name."""
    with reading(None, language):
        from windroos.apps.network import words as said
        from windroos.apps.network.queries import organisations as found
        from windroos.apps.network.queries.organisations import CATEGORIES, KINDS, Wanted
        from windroos.apps.network.queries.places import Places

        stored = stored_case(case)
        areas = [one.slug for one in found.areas(stored)]
        _among("kind", kind, KINDS)
        _among("area", area, areas)
        _among("category", category, CATEGORIES)
        asked = {"q": q, "kind": kind, "area": area, "category": category, "place": place}
        wanted = Wanted.of(asked | {"region": region})
        total = wanted.rows(stored).count()
        rows = list(wanted.rows(stored)[: limit or None])
        roles = found.roles(rows)
        places = Places(stored)
        made = [
            {
                "id": one.slug,
                "name": one.name,
                "kind": one.kind,
                "place": one.place,
                "region": one.region,
                "country": one.country,
                "roles": [
                    {"area": role.area, "category": role.category} for role in roles.get(one.pk, ())
                ],
            }
            for one in rows
        ]
        table = Table("Id", "Name", "Kind", "Where", "Areas")
        for one in made:
            where = places.region(one["region"]) or places.country(one["country"])
            in_areas = dict.fromkeys(role["area"] for role in one["roles"])
            table.add_row(
                one["id"],
                Text(one["name"]),
                Text(str(said.KINDS[one["kind"]])),
                Text(", ".join(filter(None, (one["place"], where)))),
                Text(", ".join(in_areas)),
            )
    if as_json:
        print_json(made)
        return
    print_list(out, table, "No organisation is like that.")
    if total > len(made):
        out.print(f"{len(made)} of {total}; --limit 0 shows all.")


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(help="Id of the organisation.")],
    language: LanguageOption = Language.dutch,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """One organisation: what it is called, where it is, what it does, and its relations."""
    with reading(None, language):
        stored = stored_case(case)
        told = _told(stored, id)
        if told is None:
            near = _near(stored, id)
            fail(f"there is no organisation “{id}” in the register{near}")
        content, facts, relations = told
    if as_json:
        print_json(content)
        return
    for line in facts:
        out.print(Text(line), soft_wrap=True)
    if relations:
        out.print()
        for line in relations:
            out.print(Text(line), soft_wrap=True)


def _told(case: Case, id: str) -> tuple[dict[str, Any], list[str], list[str]] | None:
    """An organisation as data, and in lines of words."""
    from windroos.apps.network import words as said
    from windroos.apps.network.queries import organisations as found
    from windroos.apps.network.queries import records
    from windroos.apps.network.queries.places import Places

    one, version = found.organisation(case, id), records.record(case, "organisation", id)
    if one is None or version is None or version.content is None:
        return None
    ties = found.ties(one)
    content = version.content | {
        "version": version.number,
        "relations": [
            {
                "id": tie.slug,
                "organisation": tie.organisation.slug,
                "other": tie.other.slug,
                "kind": tie.kind,
                "start": tie.start,
                "end": tie.end,
                "basis": tie.basis,
                "passage": tie.passage,
            }
            for tie in ties
        ],
    }
    places = Places(case)
    where = (one.place, places.region(one.region), places.country(one.country))
    kept = version.content
    facts = [f"{one.name}: {said.KINDS[one.kind]}"]
    facts += [f"{said.NAME_KINDS[row['kind']]}: {row['name']}" for row in kept["names"]]
    facts += [
        f"{label}: {value}"
        for label, value in (
            (said.FIELDS["place"], ", ".join(filter(None, where))),
            (said.FIELDS["website"], one.website),
            (said.FIELDS["parent"], one.parent),
        )
        if value
    ]
    facts += [f"{said.SCHEMES[row['scheme']]}: {row['value']}" for row in kept["identifiers"]]
    facts += [
        f"{said.FIELDS['area']}: {row['area']}, {said.CATEGORIES[row['category']]}"
        f" ({said.BASES[row['basis']]})"
        for row in kept["roles"]
    ]
    relations = []
    for tie in ties:
        first = tie.organisation.slug == id
        other = tie.other if first else tie.organisation
        words = said.RELATIONS[tie.kind][0 if first else 1]
        when = said.period(tie.start, tie.end)
        relations.append(
            f"{words} {other.name} ({other.slug}){f', {when}' if when else ''}"
            f" ({said.BASES[tie.basis]})"
        )
    return content, facts, relations


def _near(case: Case, asked: str) -> str:
    """Which organisations have a name like what was asked for."""
    from windroos.apps.network.queries.organisations import Wanted

    found = [f"{one.slug} ({one.name})" for one in Wanted(words=asked).rows(case)[:3]]
    return f"; perhaps {', '.join(found)}" if found else ""


def _among(name: str, value: str, known: Any) -> None:
    if value and value not in known:
        fail(f"there is no {name} “{value}”; choose from {', '.join(known) or 'none'}")
