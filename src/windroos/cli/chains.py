"""`windroos chains`: who holds which link of a value chain, what is weak, and who could help."""

from __future__ import annotations

import re
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
    from windroos.apps.network.chain_telling import Telling

app = typer.Typer(
    help="Value chains: links, who holds which, gaps, weak spots.", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(help="Id of the chain, as `windroos chains list` gives it.")]
From = Annotated[
    list[str] | None,
    typer.Option("--from", help="Region or country to see it from (NL41); may be repeated."),
]


@app.command("list")
def chains_list(
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List the chains, with what is held and which links hang on one."""
    with reading(None, language):
        from windroos.apps.network.queries import chains

        tellings = [_telling(case, kept.slug, []) for kept in chains.chains(stored_case(case))]
        rows = [
            {
                "id": one.seen.kept.slug,
                "links": len(one.rows),
                "held": len(one.seen.now.of_state("held")),
                "open": list(one.seen.open),
                "alone": sorted(one.weak),
            }
            for one in tellings
        ]
    if as_json:
        print_json(rows)
        return
    table = Table("Chain", "Links", "Held", "Nobody known", "One alone holds it")
    for row in rows:
        table.add_row(
            row["id"], str(row["links"]), str(row["held"]),
            ", ".join(row["open"]), ", ".join(row["alone"]),
        )  # fmt: skip
    print_list(out, table, "No value chain has been written down yet.")


@app.command("show")
def chains_show(
    id: Id,
    scope: From = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """One chain from a region: the answer, the links with their holders, and what hangs on one."""
    with reading(None, language):
        telling = _telling(case, id, scope or [])
        lines, singles, sets = telling.lines({}), telling.singles(), telling.sets()
        answer = telling.answer()
    if as_json:
        print_json(_data(telling))
        return
    out.print(Text(" ".join(answer)), soft_wrap=True)
    table = Table("Link", "State", "Who, and where")
    for line in lines:
        who = ", ".join(f"{one['name']} ({one['where']})" for one in line.holders)
        table.add_row(line.label, line.state_word, Text(who))
    out.print(table)
    table = Table("Without", "Is lost", "Stops after it")
    for one in singles:
        table.add_row(one["name"], one["loses"], one["stops"])
    print_list(out, table, "Nothing hangs on one alone, or the chain does not come to its end.")
    for one in sets["regions"]:
        out.print(Text(f"Completed by: {one}"), soft_wrap=True)


@app.command("compare")
def chains_compare(
    id: Id,
    regions: Annotated[list[str], typer.Argument(help="Two regions or countries, or more.")],
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """A chain from several regions: what each holds, and what it could add to another."""
    if len(set(regions)) < 2:
        fail("name two different regions or more, such as: NL213 NL414")
    with reading(None, language):
        from windroos.measure import compare_chains

        told = {code: _telling(case, id, [code]) for code in regions}
        compared = compare_chains({code: one.seen.now for code, one in told.items()})
        lines = {code: one.lines({}) for code, one in told.items()}
        adds = [
            {"region": one, "to": other, "links": list(links)}
            for one in told
            for other in told
            if one != other and (links := compared.adds(one, other))
        ]
    if as_json:
        print_json({"regions": {code: _data(one) for code, one in told.items()}, "adds": adds})
        return
    table = Table("Link", *regions)
    for n, line in enumerate(lines[regions[0]]):
        table.add_row(line.label, *(lines[code][n].state_word for code in regions))
    out.print(table)
    labels = told[regions[0]]
    for one in adds:
        said = f"{one['region']} could add to {one['to']}: {labels.listed(one['links'])}"
        out.print(Text(said), soft_wrap=True)


def _telling(case: str | None, id: str, scope: list[str]) -> Telling:
    from django.utils import timezone

    from windroos.apps.network.chain_telling import Telling
    from windroos.apps.network.queries import chains
    from windroos.apps.network.queries.places import Places
    from windroos.cases.fields import REGION

    stored = stored_case(case)
    kept = chains.chain(stored, id)
    if kept is None:
        there = ", ".join(one.slug for one in chains.chains(stored)) or "none"
        fail(f"there is no chain “{id}”; there are: {there}")
    for code in scope:
        if not re.fullmatch(REGION, code):
            fail(f"“{code}” is no code of a region; write NUTS codes such as NL41, or JP")
    try:
        seen = chains.see(kept, scope, timezone.localdate())
    except chains.ChainError as error:
        fail(str(error))
    return Telling(seen, chains.holder_names(stored, [kept]), Places(stored))


def _data(telling: Telling) -> dict[str, Any]:
    seen = telling.seen
    return {
        "id": seen.kept.slug,
        "scope": sorted(seen.scope.codes),
        "reached": seen.now.reached,
        "links": [
            {
                "id": one.id,
                "state": one.state,
                "inside": list(one.inside),
                "perhaps": list(one.perhaps),
                "outside": list(one.outside),
            }
            for one in seen.now.links
        ],
        "gaps": [{"id": one.id, "stops": list(one.stops)} for one in seen.now.gaps],
        "supposed": list(seen.open),
        "single_points": [
            {"kind": one.kind, "id": one.id, "loses": list(one.loses), "stops": list(one.stops)}
            for one in seen.supposing.single_points
        ],
        "completed_by": [list(one) for one in seen.by_region.sets],
    }
