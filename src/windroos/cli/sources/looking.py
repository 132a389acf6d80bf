"""`windroos sources diff`, `indicators` and `series`: what a source says, and said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import reading
from windroos.cli.shared import JsonOption, Language, fail, out, print_json
from windroos.cli.show import print_list
from windroos.cli.sources.shared import Key, app, known

if TYPE_CHECKING:
    from windroos.apps.evidence.queries import Edition
    from windroos.sources.differing import Change

Held = Annotated[
    str | None, typer.Argument(help="An edition: its number, or the beginning of its hash.")
]
EditionOption = Annotated[
    str | None, typer.Option("--edition", help="An earlier edition: its number, or its hash.")
]
Most = Annotated[int, typer.Option(help="How many rows are shown of each kind.", min=0)]
Dimensions = Annotated[
    list[str] | None, typer.Option("--dimension", help="Only this code in a dimension, as freq=A.")
]


@app.command("diff")
def diff(
    key: Key, old: Held = None, new: Held = None, most: Most = 20, as_json: JsonOption = False
) -> None:
    """Tell what differs between two editions: the last two, or those named."""
    with reading(None, Language.english):
        from windroos.apps.evidence import queries

        later = _edition(key, new)
        earlier = _edition(key, old) if old else queries.edition_before(later)
        if earlier is None:
            fail(f"{key} has one edition only: there is nothing to compare it with")
        found = queries.difference(earlier, later, most)
        if as_json:
            counts = {
                way: getattr(found, way) for way in ("added", "gone", "changed", "moved", "same")
            }
            changes = [
                {"way": one.way, "old": one.old, "new": one.new, "fields": list(one.fields)}
                for one in found.changes
            ]
            print_json({"old": earlier.pk, "new": later.pk, **counts, "changes": changes})
            return
        out.print(
            Text(
                f"{key}, edition {earlier.pk} → {later.pk}: {found.added} rows added,"
                f" {found.gone} gone, {found.changed} changed, {found.moved} only moved in the"
                f" file, {found.same} the same"
            ),
            soft_wrap=True,
        )
        table = Table("What", "Row", "Before", "After")
        for one in found.changes:
            table.add_row(one.way, *(Text(cell) for cell in _cells(one, later.table)))
        if table.row_count:
            out.print(table)


@app.command("indicators")
def indicators(key: Key, edition: EditionOption = None, as_json: JsonOption = False) -> None:
    """List what a source measures, and how much of it there is."""
    with reading(None, Language.english):
        from dataclasses import asdict

        from django.conf import settings

        from windroos.sources import looking

        sha256 = _observed(key, edition)
        found = looking.indicators(settings.WINDROOS_LAKE, sha256)
        if as_json:
            print_json([asdict(one) for one in found])
            return
        table = Table("Indicator", "Units", "Places", "Periods", "Rows", "Missing", "Dimensions")
        for one in found:
            table.add_row(
                Text(one.id),
                Text(", ".join(unit or "-" for unit in one.units)),
                str(one.regions),
                f"{one.first}-{one.last}",
                str(one.rows),
                str(one.missing),
                Text(", ".join(one.dimensions) or "-"),
            )
        print_list(out, table, f"{key} measures nothing.")


@app.command("series")
def series(
    key: Key,
    indicator: Annotated[str, typer.Argument(help="What the source calls it.")],
    region: Annotated[str | None, typer.Option(help="Only of this region, as NL41.")] = None,
    unit: Annotated[str | None, typer.Option(help="Only in this unit.")] = None,
    dimension: Dimensions = None,
    since: Annotated[str | None, typer.Option(help="From this period on.")] = None,
    until: Annotated[str | None, typer.Option(help="To this period, which counts too.")] = None,
    edition: EditionOption = None,
    most: Annotated[int, typer.Option(help="How many figures at most.", min=1)] = 200,
    as_json: JsonOption = False,
) -> None:
    """Show the figures of an indicator, as the publisher has them."""
    with reading(None, Language.english):
        from dataclasses import asdict

        from django.conf import settings

        from windroos.sources import looking

        of = (settings.WINDROOS_LAKE, _observed(key, edition))
        if looking.indicator(*of, indicator) is None:
            fail(f"{key} has no indicator {indicator}; see: windroos sources indicators {key}")
        choice = looking.Choice(indicator, _chosen(dimension), unit, (region,) if region else ())
        total = looking.count(*of, choice, since=since, until=until)
        found = looking.figures(*of, choice, since=since, until=until, most=most)
        if as_json:
            rows = [{**asdict(one), "dimensions": dict(one.dimensions)} for one in found]
            print_json({"count": total, "figures": rows})
            return
        table = Table("Region", "Period", "Value", "Unit", "Flag", "Dimensions", "Cell")
        for one in found:
            table.add_row(
                Text(one.region or f"({one.region_given})"),
                one.period,
                "missing" if one.value is None else f"{one.value:g}",
                Text(one.unit or "-"),
                Text(one.flag or ""),
                Text(", ".join(f"{name}={code}" for name, code in one.dimensions.items())),
                Text(one.cell),
            )
        print_list(out, table, f"{key} has no figures of {indicator} so chosen.")
        if total > len(found):
            out.print(Text(f"The first {len(found)} of {total}."))


def _cells(one: Change, table: str) -> tuple[str, str, str]:
    """The key of a row, and what of it was and is."""
    from windroos.sources.shape import KEYS

    row: dict[str, Any] = dict(one.new or one.old or {})
    key = " ".join(_text(row[name]) for name in dict(KEYS)[table] if row.get(name))  # type: ignore[index]
    if one.fields:
        was, now = (
            "\n".join(f"{name}: {_text(side[name])}" for name in one.fields)
            for side in (one.old or {}, one.new or {})
        )
        return key, was, now
    value = _text(row["value"]) if "value" in row else ""
    return key, value if one.old else "", value if one.new else ""


def _text(value: Any) -> str:
    if value is None:
        return "missing"
    if isinstance(value, dict):
        return " ".join(f"{name}={code}" for name, code in value.items())
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _chosen(given: list[str] | None) -> dict[str, str]:
    chosen = {}
    for one in given or []:
        name, sign, code = one.partition("=")
        if not sign:
            fail(f"--dimension: “{one}” should be name=code")
        chosen[name] = code
    return chosen


def _observed(key: str, held: str | None) -> str:
    """The snapshot of an edition of a source that gives observations."""
    edition = _edition(key, held)
    if edition.table != "observations":
        fail(f"{key} gives {edition.table}, and no figures")
    return edition.sha256


def _edition(key: str, held: str | None) -> Edition:
    """An edition of a source: the current one, or the one named."""
    from windroos.apps.evidence import queries

    source = known(key).key
    editions = list(queries.editions(source))
    if held is not None:
        numbered = [one for one in editions if held == str(one.pk)]
        editions = numbered or [one for one in editions if one.sha256.startswith(held.lower())]
    if not editions:
        what = f"no edition {held}" if held else "no edition yet"
        fail(f"{key} has {what}; see: windroos sources snapshots {key}")
    return editions[0]
