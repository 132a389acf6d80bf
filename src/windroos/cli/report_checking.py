"""Checking a report from the terminal: of a file or of the database, with what it was made from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from windroos.cli.shared import database, fail, kept_case, out, print_json

if TYPE_CHECKING:
    from windroos.cases.reports import Again, Known


def known_of(case: str, day: date | None) -> Known:
    """What a report is made from: of a case in the database with the words of its documents."""
    from windroos.cases import load
    from windroos.cases.facts.told import told_of
    from windroos.cases.reports import Known

    stored = kept_case(case)
    if stored is None:
        today = day or date.today()
        return Known(load(case), today, programmes=told_of(case, today=today))
    with database():
        from windroos.apps.reports import queries

        return queries.known(stored, queries.moment(stored, day))


def json_of(file: Path) -> Any:
    """What a JSON file holds."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    except ValueError as error:
        fail(f"{file} is not JSON: {error}")


def verify_file(
    record: Any, case: str | None, *, alone: bool = False, as_json: bool = False
) -> None:
    """Check a report that was written as JSON, against a case or by itself alone."""
    from windroos.cases import reports

    frozen = reports.read(record)
    known = None if alone else known_of(case or frozen.case, frozen.day)
    print_again(reports.verify(record, known), as_json)


def print_again(again: Again, as_json: bool) -> None:
    """Print what came of making a report again; ends with code 1 where it is another."""
    if as_json:
        print_json(again.as_dict())
    else:
        for check in again.checks:
            mark = Text("holds ", "green") if check.holds else Text("FAILS ", "bold red")
            out.print(mark + Text(check.what + (f": {check.told}" if check.told else "")))
        for language, found in again.differences.items():
            for one in found:
                place = f"{language}: {one.place or 'before the first heading'}"
                out.print(Text(f"  {place}: {_quoted(one.was)} → {_quoted(one.now)}"))
        for reason in again.reasons:
            out.print(Text(f"  {reason.what}: {reason.told}"), soft_wrap=True)
    if not again.holds:
        raise SystemExit(1)


def _quoted(said: str | None) -> str:
    return "nothing" if said is None else f"“{said}”"
