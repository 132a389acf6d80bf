"""Looking at programmes: the track record, one programme, its entries, what is due and changed."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName
from windroos.cli.programmes.shared import (
    AsOf,
    Programme,
    app,
    asked,
    number,
    period_of,
    plain,
    seen_on,
)
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    database,
    day_of,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import print_list

Holding = Annotated[
    bool, typer.Option("--holding", help="Only what holds: of each cell the last entry.")
]


@app.command("list")
def list_programmes(
    case: CaseName = None,
    as_of: AsOf = None,
    language: LanguageOption = Language.english,
    as_json: JsonOption = False,
) -> None:
    """The track record: programmes with their money, and what nobody said of them."""
    from windroos.cases.facts.plain import added_told, standing_told

    with database():
        from windroos.apps.programmes.queries import accounts

        today, at = seen_on(as_of)
        found = accounts.track_record(stored_case(case), today=today, at=at)
    standings = [standing_told(one) for one in found.standings]
    totals = [added_told(one) for one in found.totals]
    if as_json:
        print_json(plain({"programmes": standings, "totals": totals}))
        return
    table = Table("Id", "Programme", "Start", "Partners", "Money", "Multiplied", "Not said")
    for one in standings:
        table.add_row(
            one["id"],
            Text(_label(one, language)),
            one["start"] or "",
            str(one["partners"]),
            Text("\n".join(f"{s['role']} {_money(s)}" for s in one["sums"])),
            number(one["multiplied"]),
            Text(", ".join(one["gaps"])),
        )
    print_list(out, table, "There are no programmes in the register.")
    for one in totals:
        left = f"; not known of {len(one['unknown'])} programmes" if one["unknown"] else ""
        out.print(Text(f"All together: {one['role']} {_money(one)}{left}."), soft_wrap=True)


@app.command("show")
def show(
    programme: Programme,
    as_reported: Annotated[
        str | None,
        typer.Option(help="As it stood when the report on this period was last locked."),
    ] = None,
    case: CaseName = None,
    as_of: AsOf = None,
    language: LanguageOption = Language.english,
    as_json: JsonOption = False,
) -> None:
    """One programme: its parts with their money, its indicators, and the reports on periods."""
    from windroos.cases.facts.plain import account_told

    with asked(case, programme, as_of) as (_case, found):
        if as_reported is not None:
            reported = found.as_reported(period_of(as_reported))
            if reported is None:
                fail(f"the report on {as_reported} was never locked")
            found = reported
        told = account_told(found)
    if as_json:
        print_json(plain(told))
        return
    out.print(Text(f"{_label(told, language)} ({told['period'] or 'period not known'})"))
    parts = Table("Part", "Money")
    parts.add_row(Text("The whole"), Text(_sums(told)))
    for part in told["parts"]:
        code = f"{part['code']} " if part["code"] else ""
        name = f"{'  ' * (part['depth'] - 1)}{code}{_label(part, language)}"
        parts.add_row(Text(name), Text(_sums(part)))
    out.print(parts)
    table = Table("Indicator", "Part", "Status", "What is known")
    for one in told["indicators"]:
        table.add_row(
            Text(_label(one, language)),
            one["part"] or "",
            one["status"] or "",
            Text("\n".join(_series(series) for series in one["series"])),
        )
    print_list(out, table, "It has no indicators.")
    for report in told["reports"]:
        locked = f", locked {report['locked']:%Y-%m-%d}" if report["locked"] else ""
        out.print(Text(f"Report on {report['period']}: {report['state']}{locked}."))


@app.command("facts")
def facts(
    programme: Programme,
    indicator: Annotated[
        list[str] | None, typer.Option(help="Only of this indicator; more may be named.")
    ] = None,
    holding: Holding = False,
    case: CaseName = None,
    as_of: AsOf = None,
    as_json: JsonOption = False,
) -> None:
    """The figures of a programme as they were recorded, the first first."""
    among = {"indicator": indicator} if indicator else None
    found = _entries("facts", programme, case, as_of, holding=holding, among=among)
    if as_json:
        print_json(found)
        return
    table = Table("Id", "Indicator", "Part", "What", "Period", "Value", "Status", "Recorded", "Why")
    for one in found:
        value = number(one["value"])
        if one["value"] is None and one["denominator"] is not None:
            value = f"{number(one['numerator'])}/{number(one['denominator'])}"
        table.add_row(
            one["id"], one["indicator"], one["part"] or "", one["role"], one["period"], value,
            one["status"], one["recorded"][:10], Text(one["reason"] or ""),
        )  # fmt: skip
    print_list(out, table, "Nothing was recorded.")


@app.command("amounts")
def amounts(
    programme: Programme,
    holding: Holding = False,
    case: CaseName = None,
    as_of: AsOf = None,
    as_json: JsonOption = False,
) -> None:
    """The money of a programme as it was recorded, the first first."""
    found = _entries("amounts", programme, case, as_of, holding=holding)
    if as_json:
        print_json(found)
        return
    table = Table("Id", "Part", "What", "Period", "Funder", "Amount", "Status", "Recorded", "Why")
    for one in found:
        funder = one["funder"] or one["funder_en"] or one["funder_nl"] or one["funder_kind"] or ""
        table.add_row(
            one["id"], one["part"] or "", one["role"], one["period"], Text(funder), _money(one),
            one["status"], one["recorded"][:10], Text(one["reason"] or ""),
        )  # fmt: skip
    print_list(out, table, "Nothing was recorded.")


@app.command("due")
def due(
    programme: Programme, case: CaseName = None, as_of: AsOf = None, as_json: JsonOption = False
) -> None:
    """The figures of a programme that are not there of periods that are over."""
    from windroos.cases.facts.plain import due_told

    with asked(case, programme, as_of) as (_case, found):
        told = [due_told(one) for one in found.due]
    if as_json:
        print_json(plain(told))
        return
    table = Table("Indicator", "Part", "Period", "In time until", "Days late")
    for one in told:
        table.add_row(
            one["indicator"], one["part"] or "", one["period"], str(one["day"]),
            str(one["days_late"] or ""),
        )  # fmt: skip
    print_list(out, table, "Nothing is due.")


@app.command("compare")
def compare(
    programme: Programme,
    then: Annotated[str, typer.Option(help="The former day, YYYY-MM-DD.")],
    case: CaseName = None,
    as_of: AsOf = None,
    as_json: JsonOption = False,
) -> None:
    """What became of figures and amounts after one day, until another."""
    from windroos.cases.facts.plain import changed_told

    former = day_of(then)
    assert former is not None
    with asked(case, programme, as_of) as (_case, found):
        from windroos.apps.programmes.queries import accounts

        told = changed_told(found.compare(accounts.evening(former), found.at), found)
    if as_json:
        print_json(plain(told))
        return
    table = Table("What", "Of", "Period", "Before", "After", "Why")
    for change in (*told["facts"], *told["amounts"]):
        before, after = change["before"], change["after"]
        row = after or before
        of = row.get("indicator") or row["part"] or row["programme"]
        table.add_row(
            change["kind"], f"{of} {row['role']}", row["period"], _value(before), _value(after),
            Text(change["reason"] or ""),
        )  # fmt: skip
    print_list(out, table, "Nothing changed.")


def _entries(
    table: str, programme: str, case: str | None, as_of: str | None, **asked_for: Any
) -> list[dict[str, Any]]:
    with asked(case, programme, as_of) as (stored, found):
        from windroos.apps.programmes.queries import accounts, entries

        rows = entries.entries(stored, table, programme, at=found.at, **asked_for)
        return [accounts.as_written(accounts.row_of(table, one)) for one in rows]


def _label(told: dict[str, Any], language: str) -> str:
    return told["label"][str(language)] if told["label"] else told["id"]


def _sums(told: dict[str, Any]) -> str:
    return "\n".join(f"{one['role']} {_money(one)}" for one in told["money"]["sums"])


def _money(one: dict[str, Any]) -> str:
    if one["amount"] is None:
        return "not known"
    about = {"about": "about ", "at-least": "at least ", "at-most": "at most "}
    so = about.get(one["approximate"] or "", "")
    return f"{so}{one['currency']} {number(one['amount'])}"


def _series(series: dict[str, Any]) -> str:
    cells = (f"{one['period']} {_cell(one)}" for one in series["cells"] if one["state"] != "none")
    return f"{series['role']}: {'; '.join(cells)}"


def _cell(one: dict[str, Any]) -> str:
    if one["value"] is not None:
        return number(one["value"])
    if one["state"] == "value" or (one["low"] is not None and one["high"] is not None):
        return f"{number(one['low'])} to {number(one['high'])}"
    return str(one["state"]).replace("-", " ")


def _value(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    found = row.get("value", row.get("amount"))
    if found is None and row.get("denominator") is not None:
        return f"{number(row['numerator'])}/{number(row['denominator'])}"
    return number(found) or row["status"]
