"""`windroos register`: the register of a case as files, and its records one by one."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli import organisation_files
from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.shared import (
    DEFAULT_CASE,
    AsOption,
    JsonOption,
    acting,
    database,
    day_of,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list
from windroos.cli.taking_in import take_in

app = typer.Typer(
    help="The register: organisations, sites, chains and programmes as records and files.",
    no_args_is_help=True,
)
organisation_files.join(app, write_as="export-sheet")

app.command("take-in")(take_in)


class Kind(StrEnum):
    """What a record is."""

    passage = "passage"
    area = "area"
    organisation = "organisation"
    map = "map"
    relation = "relation"
    site = "site"
    condition = "condition"
    labour = "labour"
    chain = "chain"
    programme = "programme"
    indicator = "indicator"


KindArgument = Annotated[Kind, typer.Argument(help="What the record is.")]
Id = Annotated[str, typer.Argument(help="Id of the record.")]
Place = Annotated[
    str, typer.Argument(help="Name of a case that comes with the program, or path to a folder.")
]


@app.command("check")
def check(package: Place = DEFAULT_CASE, as_json: JsonOption = False) -> None:
    """Tell everything that is wrong with a register in files."""
    from windroos.cases import register

    problems = register.check(package)
    if as_json:
        names = ("code", "file", "row", "field", "message")
        print_json([{name: getattr(problem, name) for name in names} for problem in problems])
    else:
        for problem in problems:
            out.print(Text(str(problem)), soft_wrap=True)
        count = len(problems)
        out.print("No problems found." if not count else f"{count} problem(s) found.")
    if problems:
        raise SystemExit(1)


@app.command("load")
def load(package: Place = DEFAULT_CASE, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Bring the register of a case into line with files; what people wrote here stays."""
    from windroos.cases import register

    checked = register.read(package)
    with writing():
        from windroos.apps.network import actions

        loaded = actions.load_register(stored_case(case or checked.name), checked)
    if as_json:
        kept = [{"kind": kind, "id": record} for kind, record in loaded.kept]
        print_json({"changed": loaded.changed, "removed": loaded.removed, "kept": kept})
        return
    out.print(f"{loaded.changed} records changed, {loaded.removed} removed.")
    for kind, record in loaded.kept:
        out.print(Text(f"Left as it is, since it was changed here: {kind} {record}"))


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="New or empty folder for the files.")],
    case: CaseName = None,
) -> None:
    """Write the register of a case as files equal to those it could be loaded from."""
    with database():
        from windroos.apps.network.queries import records

        made = records.register(stored_case(case))
    made.write(folder)
    out.print(f"Wrote the register of {made.name} to {folder}.", soft_wrap=True)


@app.command("list")
def list_records(kind: KindArgument, case: CaseName = None, as_json: JsonOption = False) -> None:
    """List the records of a kind."""
    with database():
        from windroos.apps.network.queries import records

        found = [
            one.content | {"version": one.number}
            for one in records.current(stored_case(case), kind.value).values()
            if one.content is not None
        ]
    found.sort(key=lambda content: content["id"])
    if as_json:
        print_json(found)
        return
    table = Table("Id", "Name")
    for content in found:
        table.add_row(content["id"], Text(_name(content)))
    print_list(out, table, f"There is no {kind.value} in the register.")


@app.command("show")
def show(kind: KindArgument, id: Id, case: CaseName = None) -> None:
    """One record as JSON, as `save` takes it back, with its version."""
    with database():
        from windroos.apps.network.queries import records

        found = records.record(stored_case(case), kind.value, id)
    if found is None or found.content is None:
        fail(f"there is no {kind.value} “{id}” in the register")
    print_json(found.content | {"version": found.number})


@app.command("save")
def save(
    kind: KindArgument,
    who: Who,
    file: Annotated[
        Path | None, typer.Argument(help="JSON file with the record; standard input if left out.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept in the history.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Add a record, or change one: the JSON that `show` gives, with the version it was made on."""
    content = _read(file)
    version = content.pop("version", 0)
    if not isinstance(version, int):
        fail("“version” is not a whole number; give the one that `windroos register show` gave")
    with changing(who) as user:
        from windroos.apps.network import actions

        written = actions.save_record(
            stored_case(case), kind.value, content, version=version, reason=reason, actor=user
        )
    if as_json:
        print_json({"written": written is not None, "version": written and written.number})
        return
    out.print(f"Saved as version {written.number}." if written else "Nothing was changed.")


@app.command("remove")
def remove(
    kind: KindArgument,
    id: Id,
    who: Who,
    reason: Reason,
    version: Annotated[int, typer.Option(help="The version that you saw.")],
    case: CaseName = None,
) -> None:
    """Take a record out of the register; its history stays."""
    with changing(who) as user:
        from windroos.apps.network import actions

        actions.remove_record(
            stored_case(case), kind.value, id, version=version, reason=reason, actor=user
        )
    out.print(f"Took {kind.value} {id} out of the register.")


@app.command("history")
def history(kind: KindArgument, id: Id, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Every version of a record, the newest first: when, from where, and why."""
    with database():
        from windroos.apps.network.queries import records

        found = [
            {
                "version": one.number,
                "at": one.at.isoformat(),
                "origin": one.origin,
                "reason": one.reason,
                "content": one.content,
            }
            for one in records.versions(stored_case(case), kind.value, id)
        ]
    if as_json:
        print_json(found)
        return
    table = Table("Version", "When", "From", "Why")
    for one in found:
        table.add_row(str(one["version"]), one["at"][:16], one["origin"], Text(one["reason"]))
    print_list(out, table, f"There never was a {kind.value} “{id}” in the register.")


@app.command("count")
def count(
    case: CaseName = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="A day, YYYY-MM-DD; today if left out.")
    ] = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Count what the register holds of each region, and keep it as an edition of a source."""
    on = day_of(as_of)
    with writing():
        from windroos.apps.network import actions

        made = actions.count_register(stored_case(case), day=on, actor=acting(who) if who else None)
    if as_json:
        counts = [
            {
                "region": one.region,
                "indicator": one.indicator,
                "kind": one.kind or None,
                "year": one.year,
                "value": one.value,
                "records": one.records,
            }
            for one in made.counts
        ]
        edition = {"source": made.edition.source, "sha256": made.edition.sha256, "new": made.new}
        print_json({**edition, "counts": counts})
        return
    table = Table("Region", "What", "Kind", "Number")
    for one in made.counts:
        if one.value or not one.kind:
            table.add_row(one.region, one.indicator, one.kind, str(one.value))
    print_list(out, table, "Nothing was counted.")
    kept = "Kept as a new edition of" if made.new else "The same as the current edition of"
    out.print(f"{kept} {made.edition.source}.", soft_wrap=True)


def _name(content: dict[str, Any]) -> str:
    names = [row["name"] for row in content.get("names", ()) if row["kind"] == "official"]
    return str((names or [content.get("name") or content.get("label_en") or ""])[0])


def _read(file: Path | None) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if file is None else file.read_text("utf-8")
        content = json.loads(text)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    except (ValueError, RecursionError) as error:
        fail(f"{file or 'standard input'} is not JSON that can be read: {error}")
    if not isinstance(content, dict):
        fail(f"{file or 'standard input'} holds no record: give one JSON object")
    return content
