"""`windroos report`: making reports, from a package alone too, handing them out, and checking them.

Without `--output` a report is kept in the database, under a number; with it a file is written and
nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.report_checking import json_of, known_of, print_again, verify_file
from windroos.cli.shared import (
    DEFAULT_CASE,
    AsOption,
    DayOption,
    JsonOption,
    Language,
    LanguageOption,
    acting,
    case_of,
    database,
    day_of,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.reports.models import Report
    from windroos.cases.papers import PaperKind
    from windroos.report.paper import Paper

app = typer.Typer(help="Reports: made, handed out as files, and checked.", no_args_is_help=True)

CaseOption = Annotated[
    str, typer.Option("--case", "--package", help="Name of a case, or path to a package.")
]
CaseName = Annotated[str | None, typer.Option("--case", help="The case they belong to.")]
Number = Annotated[int, typer.Argument(help="Number of a report.", min=1)]
Who = Annotated[
    str, typer.Option("--as", help="E-mail address of the account in whose name this is done.")
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", help="File to write: .pdf, .docx, .xlsx, .zip, .html or .json."),
]


@app.command("kinds")
def report_kinds(
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """List the kinds of report, with their options and what can be chosen."""
    from windroos.cases.papers import PAPERS

    value = case_of(case)
    given = known_of(case, None).beside
    if as_json:
        print_json(
            [
                {
                    "id": kind.id,
                    "title": kind.title.get(language.value),
                    "about": kind.about.get(language.value),
                    "options": [
                        {
                            "id": option.id,
                            "label": option.label.get(language.value),
                            "required": option.required,
                            "type": option.type,
                            "default": option.default,
                            "choices": {
                                id: text.get(language.value)
                                for id, text in option.choices(value, given)
                            },
                        }
                        for option in kind.options
                    ],
                }
                for kind in PAPERS.values()
            ]
        )
        return
    table = Table("Kind", "What it is", "Options")
    for kind in PAPERS.values():
        options = "\n".join(
            f"{option.id}{' (needed)' if option.required else ''}: "
            + (", ".join(id for id, _label in option.choices(value, given)) or option.type)
            for option in kind.options
        )
        about = f"{kind.title.get(language.value)}: {kind.about.get(language.value)}"
        table.add_row(kind.id, Text(about), Text(options or "-"))
    print_list(out, table, "This program makes no reports.")


@app.command("make")
def report_make(
    kind: Annotated[str, typer.Argument(help="The kind of report; windroos report kinds.")],
    option: Annotated[
        list[str] | None, typer.Option("--option", help="NAME=VALUE; may be repeated.")
    ] = None,
    case: CaseOption = DEFAULT_CASE,
    as_of: DayOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write this file and keep nothing: see report file."),
    ] = None,
    who: AsOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Make a report: keep it in the database, or write it to a file straight from a package."""
    wanted, day, options = _kind(kind), day_of(as_of), _options(option or ())
    if day is not None and day > date.today():
        fail(f"{day} is still to come; name a day that is not in the future")
    if output is not None:
        _write_new(wanted, options, case, day, output, language.value)
        out.print(f"The report is in {output}.")
        return
    if who is None:
        fail("say where to: --output FILE writes a file, --as EMAIL keeps it in the database")
    with writing():
        from windroos.apps.reports import actions

        made = actions.make_report(stored_case(case), kind, options, day=day, actor=acting(who))
        if as_json:
            print_json(_data(made))
            return
        out.print(Text(f"Made report {made.number}: {made.title_en}."), soft_wrap=True)


@app.command("list")
def report_list(case: CaseName = None, who: AsOption = None, as_json: JsonOption = False) -> None:
    """List the reports that were released; with --as, all that the account may know of."""
    with database():
        from windroos.apps.reports import queries

        found = queries.visible(stored_case(case), acting(who) if who else None)
        rows = [_data(one) for one in found]
    if as_json:
        print_json(rows)
        return
    table = Table("No", "Report", "Kind", "As of", "Made", "Status")
    for row in rows:
        table.add_row(
            str(row["number"]),
            Text(row["title"]["en"]),
            row["kind"],
            row["asOf"],
            row["made"][:10],
            row["status"],
        )
    print_list(out, table, "No report. To make one: windroos report make --help")


@app.command("show")
def report_show(
    number: Number, case: CaseName = None, who: AsOption = None, as_json: JsonOption = False
) -> None:
    """Tell of a report what was asked, when it was made, and from what."""
    with database():
        one = _report(case, number, who)
        row = _data(one) | {"inputs": one.inputs}
    if as_json:
        print_json(row)
        return
    out.print(Text(f"{number}. {row['title']['en']} ({row['status']})"), soft_wrap=True)
    for name in ("kind", "options", "asOf", "knownAt", "made", "program", "reason", "sha256"):
        if row[name]:
            out.print(Text(f"  {name}: {row[name]}"), soft_wrap=True)
    for name, sha256 in row["inputs"].items():
        out.print(Text(f"  {sha256[:12]}  {name}"), soft_wrap=True)


@app.command("file")
def report_file(
    number: Number,
    output: Output,
    case: CaseName = None,
    who: AsOption = None,
    language: LanguageOption = Language.dutch,
) -> None:
    """Write a report that was kept to a file; the form is that of the name's ending."""
    form = _form(output)
    with database():
        from windroos.apps.reports import outputs

        content, _kind, _name = outputs.content(_report(case, number, who), form, language.value)
    _write(output, content)
    out.print(f"The report is in {output}.")


@app.command("release")
def report_release(
    number: Number, who: Who, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Let everyone read a report."""
    with writing():
        from windroos.apps.reports import actions

        one = actions.release_report(stored_case(case), number, actor=acting(who))
        if as_json:
            print_json(_data(one))
            return
        out.print(f"Everyone can read report {number} now.")


@app.command("withdraw")
def report_withdraw(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why; everyone reads it.")],
    who: Who,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take a released report back; others then read why."""
    with writing():
        from windroos.apps.reports import actions

        stored, actor = stored_case(case), acting(who)
        one = actions.withdraw_report(stored, number, reason=reason, actor=actor)
        if as_json:
            print_json(_data(one))
            return
        out.print(f"Report {number} is withdrawn.")


@app.command("verify")
def report_verify(
    which: Annotated[str, typer.Argument(help="Number of a report, or a file made as .json.")],
    case: Annotated[
        str | None,
        typer.Option("--case", "--package", help="Case or package to check against."),
    ] = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a report again, and tell what it then says otherwise."""
    if which.isascii() and which.isdigit():
        with database():
            from windroos.apps.reports import queries

            print_again(queries.made_again(_report(case, int(which), who)), as_json)
        return
    verify_file(json_of(Path(which)), case, as_json=as_json)


def _kind(id: str) -> PaperKind:
    from windroos.cases.papers import PAPERS

    if id not in PAPERS:
        fail(f"there is no kind of report “{id}”; there are: {', '.join(PAPERS) or 'none'}")
    return PAPERS[id]


def _options(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            fail(f"write an option as NAME=VALUE, and not “{one}”")
        found[name.strip()] = value.strip()
    return found


def _write_new(
    kind: PaperKind,
    options: Mapping[str, Any],
    case: str,
    day: date | None,
    output: Path,
    language: str,
) -> None:
    from windroos.cases import reports

    form, known = _form(output), known_of(case, day)
    frozen = reports.freeze(kind, known, options)
    if form == "json":
        text = json.dumps(frozen.as_dict(), indent=1, ensure_ascii=False)
        _write(output, f"{text}\n".encode())
    else:
        papers: Mapping[str, Paper] = frozen.papers  # type: ignore[assignment]
        _write(output, written(papers[language], form))


def written(paper: Paper, form: str) -> bytes:
    """A paper as a file of this form."""
    from windroos.report.paper.files import FORMS

    return FORMS[form](paper)


def _form(output: Path) -> str:
    """The form of a file by the ending of its name."""
    from windroos.report.paper.files import FORMS

    form = {"zip": "csv"}.get(ending := output.suffix.lower().lstrip("."), ending)
    if form not in FORMS and form != "json":
        fail(f"{output}: end the name in .pdf, .docx, .xlsx, .zip, .html or .json")
    return form


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")


def _report(case: str | None, number: int, who: str | None) -> Report:
    """The report of that number, for who may read it."""
    from windroos.apps.reports import queries

    reader = acting(who) if who else None
    found = queries.find(stored_case(case), number, reader)
    if found is None or not queries.may_read(found, reader):
        hint = "" if who else "; --as EMAIL reads internal ones"
        fail(f"there is no report {number} to read{hint}")
    return found


def _data(one: Report) -> dict[str, Any]:
    """A report that was kept, as plain data without what it says."""
    return {
        "number": one.number,
        "kind": one.kind,
        "title": {"nl": one.title_nl, "en": one.title_en},
        "options": one.options,
        "asOf": one.day.isoformat(),
        "knownAt": one.as_of.isoformat(),
        "status": "withdrawn" if one.withdrawn else "released" if one.released else "internal",
        "made": one.made.isoformat(),
        "released": one.released.isoformat() if one.released else None,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
        "reason": one.reason or None,
        "program": one.program,
        "sha256": {"nl": one.sha256_nl, "en": one.sha256_en},
    }
