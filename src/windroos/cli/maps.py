"""`windroos maps`: the ecosystem maps of a case, counted and listed."""

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
    from windroos.apps.network.map_page import MapPage
    from windroos.apps.network.models import EcosystemMap
    from windroos.apps.regions.queries import Case

app = typer.Typer(
    help="Ecosystem maps: who is where, by technology area, region and category.",
    no_args_is_help=True,
)

Several = Annotated[list[str] | None, typer.Option()]


@app.command("list")
def list_maps(
    case: CaseName = None, lang: LanguageOption = Language.dutch, as_json: JsonOption = False
) -> None:
    """The maps of the register, with how many organisations each shows."""
    with reading(None, lang):
        from windroos.apps.network.queries import mapping

        found = stored_case(case)
        rows = [_counted(found, row) for row in mapping.maps(found)]
    if as_json:
        print_json(rows)
        return
    table = Table("Id", "Map", "Companies", "Knowledge", "Partners", "Organisations", "No place")
    for row in rows:
        numbers = (*row["categories"].values(), row["organisations"], row["withoutPlace"])
        table.add_row(row["id"], Text(row["label"]), *map(str, numbers))
    print_list(
        out, table, "There is no map in the register; `windroos register save map` adds one."
    )


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(help="Id of the map, as the list gives it.")],
    area: Several = None,
    region: Several = None,
    category: Several = None,
    case: CaseName = None,
    lang: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """One map: how many stand on it by area and region, and who they are."""
    with reading(None, lang):
        from windroos.apps.network.queries import mapping

        found = stored_case(case)
        row = mapping.ecosystem_map(found, id)
        if row is None:
            fail(f"there is no map “{id}” in the register; `windroos maps list` tells which are")
        page = _page(found, row, area or (), region or (), category or ())
        told = _told(found, row, page)
    if as_json:
        print_json(told)
        return
    out.print(Text(f"{told['label']}. {page_lead(told)}", style="bold"), soft_wrap=True)
    counts = Table("Area", "Region", "Category", "Organisations")
    for one in told["counts"]:
        counts.add_row(
            Text(one["area"]), Text(one["region"]), one["category"], str(one["organisations"])
        )
    print_list(out, counts, "Nothing in the register fits.")
    table = Table("Organisation", "Place", "Categories")
    for one in told["listed"]:
        table.add_row(Text(one["name"]), Text(one["place"] or "–"), ", ".join(one["categories"]))
    print_list(out, table, "No organisation in the register fits.")


def page_lead(told: dict[str, Any]) -> str:
    """How many stand on a map, and how many of them have no place."""
    words = f"{told['organisations']} organisations"
    without = told["withoutPlace"]
    return f"{words}, {without} without a place." if without else f"{words}."


def _page(case: Case, row: EcosystemMap, area: Any, region: Any, category: Any) -> MapPage:
    from windroos.apps.network.map_page import MapPage
    from windroos.apps.network.queries.mapping import Bounds

    asked = {"area": list(area), "region": list(region), "category": list(category)}
    return MapPage(case, row, Bounds.of(row).narrowed(area, region, category), asked)


def _counted(case: Case, row: EcosystemMap) -> dict[str, Any]:
    from windroos.apps.network.wording import own_text

    page = _page(case, row, (), (), ())
    return {
        "id": row.slug,
        "label": own_text(row, "label"),
        "categories": page.counts,
        "organisations": page.total,
        "withoutPlace": page.without_place,
    }


def _told(case: Case, row: EcosystemMap, page: MapPage) -> dict[str, Any]:
    from windroos.apps.network.queries import mapping

    rows = list(mapping.on_map(case, page.wanted))
    categories = {one.slug: one.categories for one in mapping.standing(case, page.wanted, rows)}
    return {
        **_counted(case, row),
        "organisations": page.total,
        "withoutPlace": page.without_place,
        "counts": [
            {
                "area": page.areas.get(area, area),
                "region": page.regions.region(region) if region else "",
                "category": category,
                "organisations": n,
            }
            for (area, region, category), n in mapping.tally(case, page.wanted).items()
        ],
        "listed": [
            {
                "id": one.slug,
                "name": one.name,
                "place": one.place,
                "region": one.region,
                "categories": list(categories.get(one.slug, ())),
            }
            for one in rows
        ],
    }
