"""`windroos sites`, `conditions` and `labour`: where to test, what presses, what is shared."""

from __future__ import annotations

from typing import Annotated, Any

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

sites = typer.Typer(help="Where an innovation can be tested, made or shared.", no_args_is_help=True)
app = typer.Typer()

RegionCode = Annotated[
    str, typer.Option("--region", help="Code of a region or a country, as NL41; all in it.")
]


@sites.command("list")
def sites_list(
    case: CaseName = None,
    kind: Annotated[str, typer.Option(help="Kind, as test-environment.")] = "",
    area: Annotated[str, typer.Option(help="Id of a technology area.")] = "",
    region: RegionCode = "",
    words: Annotated[
        str, typer.Option("--q", help="Words in the name or in what a site offers.")
    ] = "",
    level: Annotated[
        int | None, typer.Option(min=1, max=9, help="Readiness level of the innovation.")
    ] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Also sites whose readiness is not known.")
    ] = False,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List sites, all or those that fit."""
    with reading(None, language):
        from windroos.apps.network import ecosystem_exports as exports
        from windroos.apps.network.queries import sites as queries
        from windroos.apps.network.queries.places import Places
        from windroos.cases.register.site_tables import SITE_KINDS

        if kind and kind not in SITE_KINDS:
            fail(f"there is no kind “{kind}”; there are: {', '.join(SITE_KINDS)}")
        stored = stored_case(case)
        wanted = queries.WantedSites(kind, area, region, words, level, unknown)
        found = queries.sites(stored, wanted)
        if as_json:
            print_json([exports.site(one, level) for one in found.sites])
            return
        names = Places(stored)
        table = Table("Id", "Site", "Kind", "Where", "Readiness")
        for one in found.sites:
            code = queries.code(one)
            where = ", ".join(
                part for part in (one.place, names.region(code) if code else "") if part
            )
            table.add_row(
                one.slug, Text(one.name), one.kind, Text(where or "not said"), _levels(one)
            )
        print_list(out, table, "No site fits.")
        if found.left_unknown:
            count = found.left_unknown
            told = f"Of {count} more the readiness is not known; see them with --unknown."
            out.print(Text(told), soft_wrap=True)


@sites.command("show")
def sites_show(
    id: Annotated[str, typer.Argument(help="Id of the site.")],
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """What a site offers, with its figures and what presses on it."""
    with reading(None, language):
        from windroos.apps.network import ecosystem_exports as exports
        from windroos.apps.network.queries import sites as queries

        one = queries.site(stored_case(case), id)
        if one is None:
            fail(f"there is no site “{id}”; see them with: windroos sites list")
        told = exports.site(one) | {
            "figures": exports.figures(one),
            "conditions": [exports.condition(row) for row in queries.conditions_of(one)],
        }
    del told["fits"]
    if as_json:
        print_json(told)
        return
    out.print(Text(f"{told['name']} ({told['kind']})", "bold"))
    for label, name in (
        ("Where", "place"), ("Region", "region"), ("Country", "country"), ("Run by", "operator"),
        ("What is there", "facilities"), ("What is done", "services"), ("Who may use it", "access"),
    ):  # fmt: skip
        out.print(Text(f"{label}: {_text(told[name], language) or 'not said'}"), soft_wrap=True)
    out.print(Text(f"Readiness: {_levels(one)}"))
    table = Table("Figure", "Year", "What it is", "Value")
    for row in told["figures"]:
        value = row["state"] if row["value"] is None else f"{row['value']:g} {row['unit'] or ''}"
        table.add_row(row["measure"], str(row["year"]), row["role"], value.strip())
    print_list(out, table, "No figures are known.")
    for row in told["conditions"]:
        out.print(f"{row['condition']}: {row['state']}")


@app.command("conditions")
def conditions(
    case: CaseName = None, language: LanguageOption = Language.dutch, as_json: JsonOption = False
) -> None:
    """What presses where: conditions by region, with how often each state is said."""
    with reading(None, language):
        from windroos.apps.network import ecosystem_exports as exports
        from windroos.apps.network.queries import conditions as queries
        from windroos.apps.network.queries.places import Places
        from windroos.cases.register.site_tables import CONDITIONS

        stored = stored_case(case)
        names = Places(stored)
        made = queries.matrix(queries.conditions(stored), names)
        if as_json:
            print_json(exports.cells(made))
            return
        table = Table("Condition", *(_column(one, names) for one in made.columns))
        for condition in CONDITIONS if made.cells else ():
            cells = [made.cell(condition, column).states for column in made.columns]
            table.add_row(
                condition,
                *(
                    ", ".join(f"{state} ({n})" for state, n in cell.items()) or "-"
                    for cell in cells
                ),
            )
        print_list(out, table, "No condition stands in the register.")


@app.command("labour")
def labour(
    case: CaseName = None,
    kind: Annotated[str, typer.Option(help="Kind, as shortage.")] = "",
    region: Annotated[
        str, typer.Option("--region", help="Code of the region on either side, as JP.")
    ] = "",
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """The labour market across borders: the shortages partners share with home, and the rest."""
    with reading(None, language):
        from windroos.apps.network import ecosystem_exports as exports
        from windroos.apps.network import wording
        from windroos.apps.network.queries import labour as queries
        from windroos.apps.network.queries.places import Places
        from windroos.cases.register.site_tables import LABOUR_KINDS

        if kind and kind not in LABOUR_KINDS:
            fail(f"there is no kind “{kind}”; there are: {', '.join(LABOUR_KINDS)}")
        stored = stored_case(case)
        names = Places(stored)
        shared = [
            one
            for one in queries.shared_shortages(
                queries.labour(stored), names.home, names.home_country
            )
            if region in ("", names.home, one.partner)
        ]
        found = queries.labour(stored, kind=kind, region=region)
        if as_json:
            records = [
                {
                    "id": row.slug,
                    "kind": row.kind,
                    "region": row.region,
                    "other_region": row.other_region,
                    "label": {"nl": row.label_nl, "en": row.label_en},
                    "value": row.value,
                    "unit": row.unit,
                    "year": row.year,
                    "passage": row.passage,
                }
                for row in found
            ]
            print_json({"shared": [exports.shortage(one) for one in shared], "records": records})
            return
        table = Table("Partner", "Shared shortage")
        for pair in shared:
            label = wording.own_language(pair.ours.label_nl, pair.ours.label_en)[0]
            table.add_row(names.region(pair.partner), Text(label))
        print_list(out, table, "No partner is said to share a shortage with home.")
        table = Table("Kind", "Region", "What", "Value")
        for row in found:
            where = [names.region(code) for code in (row.region, row.other_region) if code]
            value = "" if row.value is None else f"{row.value:g} {row.unit or ''} {row.year or ''}"
            label = wording.own_language(row.label_nl, row.label_en)[0]
            table.add_row(row.kind, Text(", ".join(where)), Text(label), " ".join(value.split()))
        print_list(out, table, "Nothing is known of the labour market.")


def _levels(one: Any) -> str:
    low, high = one.trl_from, one.trl_to
    if low is None and high is None:
        return "not known"
    return f"{'?' if low is None else low}-{'?' if high is None else high}"


def _text(value: Any, language: Language) -> str:
    if isinstance(value, dict):
        return str(value[language.value] or value["nl" if language.value == "en" else "en"] or "")
    return str(value or "")


def _column(code: str, names: Any) -> str:
    return "abroad" if code == "abroad" else names.region(code) if code else "not said where"
