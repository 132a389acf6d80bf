"""The `windroos` command: the same actions as the product, from a terminal.

What only reads a package (`assess`, `explain`, `case check`) needs no Django and no database.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case as StoredCase
    from windroos.cases import Assessment, Case

app = typer.Typer(
    help="Windroos weighs with whom a region works abroad.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
case_app = typer.Typer(help="Check, load and export cases.", no_args_is_help=True)
documents_app = typer.Typer(help="Add policy documents and list them.", no_args_is_help=True)
app.add_typer(case_app, name="case")
app.add_typer(documents_app, name="documents")

# Without a terminal to measure (a pipe, a log) a table gets room enough for its words.
_WIDTH = None if sys.stdout.isatty() else 120
out = Console(width=_WIDTH)
err = Console(stderr=True, width=_WIDTH)

STYLES = {"active": "green", "reactive": "yellow", "none": "dim", "undetermined": "magenta"}


class Language(StrEnum):
    """The language of names, labels and reasons."""

    dutch = "nl"
    english = "en"


CaseOption = Annotated[
    str, typer.Option("--case", help="Name of a case, or path to a package.", show_default=True)
]
RoleOption = Annotated[str | None, typer.Option(help="Role to advise; the first when left out.")]
ThemeOption = Annotated[str | None, typer.Option(help="Theme to weigh on; all when left out.")]
DayOption = Annotated[
    str | None, typer.Option("--as-of", help="Weigh as of this day, YYYY-MM-DD; today if left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
LanguageOption = Annotated[Language, typer.Option(help="Language of names and reasons.")]

DEFAULT_CASE = "noord_brabant"


def main() -> None:
    """Run the command; a user's mistake ends in one clear message and exit code 1."""
    from windroos.cases import CaseError, PackageError
    from windroos.sources.lake import LakeError

    try:
        app()
    except PackageError as error:
        fail(_problem_lines(error))
    except (CaseError, LakeError) as error:  # anything else is our fault and keeps its trace
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what went wrong and stop."""
    err.print(Text.assemble(("Error: ", "bold red"), message), soft_wrap=True)
    raise SystemExit(1)


# Weighing


@app.command()
def assess(
    case: CaseOption = DEFAULT_CASE,
    role: RoleOption = None,
    theme: ThemeOption = None,
    as_of: DayOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Weigh every region of a case for a role."""
    assessment = _weigh(case, role, theme, as_of)
    if as_json:
        _print_json(assessment.as_dict(language.value))
        return
    _print_assessment(assessment, language.value)


@app.command()
def explain(
    region: Annotated[str, typer.Argument(help="Code or name of the region.")],
    case: CaseOption = DEFAULT_CASE,
    role: RoleOption = None,
    theme: ThemeOption = None,
    as_of: DayOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell why a region comes out as it does, down to the passage or figure."""
    from windroos.cases import explain as explain_region
    from windroos.terminal import print_explanation

    assessment = _weigh(case, role, theme, as_of)
    explanation = explain_region(assessment, _region_code(assessment, region), language.value)
    if as_json:
        _print_json(explanation)
        return
    print_explanation(out, explanation)


# Cases


@case_app.command("list")
def case_list(as_json: JsonOption = False) -> None:
    """List the cases that come with the program and those in the database."""
    from windroos.cases import shipped

    with _database():
        from windroos.apps.regions import queries

        loaded = {case.name: case for case in queries.cases()}
    rows = [
        {
            "name": name,
            "shipped": name in shipped(),
            "loaded": loaded[name].loaded.isoformat() if name in loaded else None,
            "title": loaded[name].title if name in loaded else None,
        }
        for name in sorted({*shipped(), *loaded})
    ]
    if as_json:
        _print_json(rows)
        return
    table = Table("Case", "Comes with the program", "In the database since")
    for row in rows:
        table.add_row(row["name"], "yes" if row["shipped"] else "no", row["loaded"] or "not loaded")
    out.print(table)


@case_app.command("check")
def case_check(
    package: Annotated[str, typer.Argument(help="Name of a case, or path to a package.")],
    as_json: JsonOption = False,
) -> None:
    """Tell everything that is wrong with a package."""
    from windroos.cases import check
    from windroos.cases.package import locate

    problems = check(package)
    if as_json:
        _print_json(
            [
                {
                    "code": p.code,
                    "file": p.file,
                    "row": p.row,
                    "field": p.field,
                    "message": p.message,
                }
                for p in problems
            ]
        )
    else:
        for problem in problems:
            out.print(Text(str(problem)), soft_wrap=True)
        count = len(problems)
        out.print(Text(f"Checked {locate(package)}."), soft_wrap=True)
        said = "No problems found." if not count else f"{count} problem{'s' * (count > 1)} found."
        out.print(said)
    if problems:
        raise SystemExit(1)


@case_app.command("load")
def case_load(
    package: Annotated[
        str, typer.Argument(help="Name of a case, or path to a package.")
    ] = DEFAULT_CASE,
    as_json: JsonOption = False,
) -> None:
    """Load a package into the database: all of it, or nothing."""
    from windroos.cases.check import read

    checked = read(package)
    with _database():
        from windroos.apps.compass import actions

        loaded = actions.load_case(checked)
    if as_json:
        _print_json(
            {"case": loaded.case.name, "changed": loaded.changed, "removed": loaded.removed}
        )
    elif loaded.anything:
        out.print(
            f"Loaded {loaded.case.name}: {loaded.changed} rows changed, {loaded.removed} removed."
        )
    else:
        out.print(f"{loaded.case.name} was loaded already; nothing changed.")


@case_app.command("export")
def case_export(
    name: Annotated[str, typer.Argument(help="Name of a case in the database.")],
    folder: Annotated[Path, typer.Argument(help="New or empty folder for the package.")],
) -> None:
    """Write a case from the database as a package equal to the one loaded."""
    with _database():
        from windroos.apps.compass import queries

        package = queries.package(_stored(name))
    package.write(folder)
    out.print(f"Wrote {name} to {folder}.", soft_wrap=True)


# Documents


@documents_app.command("add")
def documents_add(
    files: Annotated[list[Path], typer.Argument(help="Text files (UTF-8) of documents.")],
    case: Annotated[str | None, typer.Option("--case", help="The case they belong to.")] = None,
    source: Annotated[
        str | None, typer.Option("--as", help="Which document of the case a file is.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add documents, and tell whether the places the case points at are in them."""
    if source is not None and len(files) > 1:
        fail("--as takes one file at a time")
    rows, sound = [], True
    with _database():
        stored = _stored(case)
        for file in files:
            row = _add_document(stored, file, source)
            rows.append(row)
            sound = sound and not row["error"] and not row["broken"]
    if as_json:
        _print_json(rows)
    else:
        _print_added(rows)
    if not sound:
        raise SystemExit(1)


@documents_app.command("list")
def documents_list(
    case: Annotated[str | None, typer.Option("--case", help="The case they belong to.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the documents of a case, added or not, and the state of their locators."""
    with _database():
        from windroos.apps.compass import queries as compass
        from windroos.apps.evidence import queries as evidence

        stored = _stored(case)
        value = compass.value(stored)
        added = {document.source: document for document in evidence.documents(stored)}
        states = evidence.resolve(stored, value.locators)
        titles = {s.id: s.title for s in value.sources.values() if s.kind == "document"}
        titles |= {source: document.title for source, document in added.items()}
    rows = []
    for id, title in sorted(titles.items()):
        counts = {"found": 0, "moved": 0, "broken": 0, "absent": 0}
        for resolved in states.values():
            if resolved.locator.document == id:
                counts[resolved.state] += 1
        broken = sorted(
            r.locator.id
            for r in states.values()
            if r.locator.document == id and r.state == "broken"
        )
        rows.append(
            {"id": id, "title": title, "added": id in added, "locators": counts, "broken": broken}
        )
    if as_json:
        _print_json(rows)
        return
    table = Table("Document", "Title", "Added", "Found", "Moved", "Broken")
    for row in rows:
        counts = row["locators"]
        table.add_row(
            row["id"],
            row["title"],
            "yes" if row["added"] else "no",
            *(
                str(counts[state]) if row["added"] else "-"
                for state in ("found", "moved", "broken")
            ),
        )
    out.print(table)


# Serving


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="Prepare everything, but do not serve.")
    ] = False,
) -> None:
    """Load the case of Noord-Brabant, make demo accounts, and serve on this machine."""
    from windroos.cases.check import read

    with _database():
        from windroos.apps.accounts import actions as accounts
        from windroos.apps.compass import actions as compass
        from windroos.site import server

        loaded = compass.load_case(read(DEFAULT_CASE))
        accounts.create_demo_accounts()
        server.prepare_static_files()
        out.print(f"The case {loaded.case.name} is loaded.")
        if not prepare:
            server.serve(port=port)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
) -> None:
    """Serve the product."""
    with _database():
        from windroos.site import server

        server.prepare_static_files()
        server.serve(host, port)


@app.command()
def migrate() -> None:
    """Bring the tables of the database up to date with this version."""
    _django()
    from windroos.site import server

    server.migrate()
    out.print("The database is up to date.")


# What the commands share


def _weigh(case: str, role: str | None, theme: str | None, as_of: str | None) -> Assessment:
    from windroos.cases import weigh

    value = _case(case)
    chosen = value.framework.roles[0].id if role is None else role
    try:
        day = date.fromisoformat(as_of) if as_of is not None else None
    except ValueError:
        fail(f"“{as_of}” is not a day; write YYYY-MM-DD, such as 2026-11-21")
    return weigh(value, chosen, theme, as_of=day)


def _case(name: str) -> Case:
    """A shipped case or a package by its path; else a case of that name in the database."""
    from windroos.cases import load, shipped
    from windroos.cases.package import CASE_NAME, locate

    if name in shipped() or locate(name).is_dir() or not re.fullmatch(CASE_NAME, name):
        return load(name)
    try:
        with _database():
            from windroos.apps.compass import queries
            from windroos.apps.regions import queries as regions

            stored = regions.case(name)
            if stored is not None:
                return queries.value(stored)
    except ModuleNotFoundError:
        pass  # without the product there is no database to look in
    return load(name)


def _region_code(assessment: Assessment, wanted: str) -> str:
    for result in assessment:
        region = result.region
        if wanted.casefold() in (
            region.code.casefold(),
            region.name.nl.casefold(),
            region.name.en.casefold(),
        ):
            return region.code
    names = ", ".join(f"{r.region.code} ({r.region.name.nl})" for r in assessment)
    fail(f"no weighed region “{wanted}”; there are: {names}")


def _django() -> None:
    """Get Django ready; the demo's settings unless others are asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windroos.site.settings.demo")
    try:
        import django
    except ModuleNotFoundError:
        fail("this needs the product: install it with pip install 'windroos[app]'")
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        fail(str(error))


@contextmanager
def _database() -> Iterator[None]:
    """The database, made or brought up to date where it is ours; its errors in one sentence."""
    _django()
    from windroos.site.server import NotReady, prepare_database

    try:
        prepare_database()
        yield
    except NotReady as error:
        fail(str(error))


def _stored(name: str | None) -> StoredCase:
    """A case in the database: the one named, or the only one."""
    from windroos.apps.regions import queries

    loaded = queries.cases()
    if name is None and len(loaded) == 1:
        return loaded[0]
    chosen = next((case for case in loaded if case.name == name), None)
    if chosen is not None:
        return chosen
    if not loaded:
        fail("no case is loaded yet; load one with: windroos case load noord_brabant")
    names = ", ".join(case.name for case in loaded)
    fail(
        f"name the case with --case; there are: {names}"
        if name is None
        else f"no case “{name}” is loaded; there are: {names}"
    )


def _add_document(stored: StoredCase, file: Path, source: str | None) -> dict[str, Any]:
    from windroos.apps.evidence import actions
    from windroos.sources.documents import DocumentError

    row: dict[str, Any] = {"file": str(file), "document": None, "error": None, "broken": []}
    try:
        added = actions.add_document(stored, file.name, file.read_bytes(), source=source)
    except DocumentError as error:
        return row | {"error": str(error)}
    except OSError as error:
        return row | {"error": error.strerror or str(error)}
    return row | {
        "document": added.document.source,
        "title": added.document.title,
        "new": added.new,
        "recognised": added.recognised,
        "found": added.count("found"),
        "moved": added.count("moved"),
        "broken": [
            {
                "passage": r.locator.id,
                "section": r.locator.section,
                "paragraph": r.locator.paragraph,
                "label": r.locator.label.nl,
            }
            for r in added.broken
        ],
    }


def _print_added(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        name = Path(row["file"]).name
        if row["error"]:
            err.print(
                Text.assemble(("Error: ", "bold red"), f"{name}: {row['error']}"), soft_wrap=True
            )
            continue
        taken = f"as {row['document']}" if row["recognised"] else "as a document outside the case"
        state = "added" if row["new"] else "was added already,"
        out.print(
            Text(
                f"{name}: {state} {taken} ({row['title']});"
                f" {row['found']} locators found, {row['moved']} moved, {len(row['broken'])} broken"
            ),
            soft_wrap=True,
        )
        for broken in row["broken"]:
            where = f"{broken['section']} ¶{broken['paragraph']}".strip()
            out.print(
                Text.assemble(
                    ("  broken: ", "bold red"),
                    f"{broken['passage']} ({where}, “{broken['label']}”): the words that stood"
                    " there are no longer in the document",
                ),
                soft_wrap=True,
            )


def _print_json(data: Any) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def _problem_lines(error: Any) -> str:
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    count = len(error.problems)
    return f"the package is not sound ({count} problem{'s' * (count > 1)}):\n{lines}"


def _print_assessment(assessment: Assessment, language: str) -> None:
    role = assessment.role
    theme = f", {assessment.theme.label.get(language)}" if assessment.theme else ""
    table = Table(
        title=f"{role.label.get(language)} ({role.body.get(language)}){theme}, {assessment.as_of}",
    )
    for name in ("Region", "Advice", "Provisional", "Decision"):
        table.add_column(name, no_wrap=name != "Region")
    for name in ("Score", "Bounds", "Known"):
        table.add_column(name, justify="right", no_wrap=True)
    ordered = sorted(assessment, key=lambda r: -1 if r.score is None else r.score, reverse=True)
    for r in ordered:
        table.add_row(
            r.region.name.get(language),
            Text(r.advice, STYLES[r.advice]),
            Text(r.provisional or "no score", STYLES.get(r.provisional or "", "dim")),
            Text(r.decision or "no decision", STYLES.get(r.decision or "", "dim")),
            "unknown" if r.score is None else f"{r.score:.2f}",
            f"{r.lower:.2f}-{r.upper:.2f}",
            f"{r.known:.0%}",
        )
    out.print(table)


if __name__ == "__main__":
    sys.exit(main())
