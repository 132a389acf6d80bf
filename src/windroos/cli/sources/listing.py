"""`windroos sources list`, `show`, `snapshots` and `imports`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import reading
from windroos.cli.shared import JsonOption, Language, LanguageOption, out, print_json
from windroos.cli.show import print_list
from windroos.cli.sources.shared import Key, Options, app, edition_data, import_data, known

if TYPE_CHECKING:
    from windroos.apps.evidence.queries import Standing

OneKey = Annotated[str | None, typer.Argument(help="Only those of this source.")]


@app.command("list")
def sources_list(language: LanguageOption = Language.dutch, as_json: JsonOption = False) -> None:
    """List the sources: how old what they say is, and what came of the last import."""
    with reading(None, language):
        from windroos.apps.evidence import queries

        found = queries.standings()
        if as_json:
            print_json([_data(one, language) for one in found])
            return
        table = Table("Source", "Title", "Rows", "From", "Last import", "Used by")
        for one in found:
            table.add_row(
                one.key,
                Text(_title(one, language)),
                str(one.edition.rows) if one.edition else "-",
                _day(one.as_of),
                Text(str(one.last.Status(one.last.status).label) if one.last else "-"),
                ", ".join(dependent.case for dependent in one.dependents) or "-",
            )
        print_list(out, table, "No source is known.")


@app.command("show")
def show(
    key: Key,
    option: Options = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Show one source: publisher, licence, current edition, last import, and what rests on it."""
    with reading(None, language):
        from windroos.apps.evidence import faults

        one = known(key, option)
        data = _data(one, language)
        if as_json:
            print_json(data)
            return
        table = Table(title=_title(one, language), show_header=False)
        edition, licence = data["edition"], data["licence"]
        dependents = [
            f"{of['case']}: {', '.join(of['indicators']) or '-'}" for of in data["dependents"]
        ]
        rows = {
            "source": one.key,
            "publisher": data["publisher"],
            "homepage": data["homepage"],
            "licence": licence and f"{licence['name']} ({licence['url']})",
            "options": ", ".join(f"{name}={value}" for name, value in data["options"].items()),
            "edition": edition and f"{edition['rows']} rows, snapshot {edition['sha256']}",
            "from": _day(one.as_of),
            "address": edition and edition["address"],
            "last import": str(one.last.Status(one.last.status).label) if one.last else None,
            "used by": "\n".join(dependents),
        }
        for name, value in rows.items():
            table.add_row(name, Text(value or "-"))
        out.print(table)
        for fault in faults.in_words(one.last.faults if one.last else []):
            out.print(Text.assemble(("  fault: ", "bold red"), fault), soft_wrap=True)


@app.command("snapshots")
def snapshots(
    key: Key,
    option: Options = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List the editions of a source, the current one first."""
    with reading(None, language):
        from django.utils import timezone

        from windroos.apps.evidence import queries

        found = list(queries.editions(known(key, option).key))
        if as_json:
            print_json([edition_data(one) for one in found])
            return
        table = Table("No", "Taken", "By", "Rows", "Snapshot", "Notes")
        for one in found:
            table.add_row(
                str(one.pk),
                f"{timezone.localtime(one.taken):%Y-%m-%d %H:%M}",
                one.taken_by.name if one.taken_by else "-",
                str(one.rows),
                one.sha256[:12],
                str(len(one.warnings)),
            )
        print_list(out, table, f"No edition yet. Bring it in with: windroos sources fetch {key}")


@app.command("imports")
def imports(
    key: OneKey = None, language: LanguageOption = Language.dutch, as_json: JsonOption = False
) -> None:
    """List what was asked to be brought in, the last one first."""
    with reading(None, language):
        from django.utils import timezone

        from windroos.apps.evidence import queries

        found = list(queries.imports(known(key).key if key else None)[:100])
        if as_json:
            print_json([import_data(one) for one in found])
            return
        table = Table("No", "Source", "Asked", "By", "State", "Tries")
        for one in found:
            state = "broken off" if one.broken_off else str(one.Status(one.status).label)
            table.add_row(
                str(one.pk),
                one.source,
                f"{timezone.localtime(one.asked):%Y-%m-%d %H:%M}",
                one.asked_by.name if one.asked_by else "-",
                Text(state),
                str(one.tries),
            )
        print_list(out, table, "Nothing was asked to be brought in yet.")


def _title(one: Standing, language: Language) -> str:
    if one.dataset is None:
        return one.key
    return one.dataset.title_nl if language is Language.dutch else one.dataset.title_en


def _day(moment: Any) -> str:
    from django.utils import timezone

    return timezone.localtime(moment).date().isoformat() if moment else "-"


def _data(one: Standing, language: Language) -> dict[str, Any]:
    dataset = one.dataset
    licence = dataset.licence if dataset else None
    return {
        "source": one.key,
        "title": _title(one, language),
        "publisher": dataset.publisher if dataset else None,
        "homepage": dataset.homepage if dataset else None,
        "gives": dataset.gives if dataset else None,
        "options": dict(one.asked.options) if one.asked else {},
        "licence": licence
        and {"name": licence.name, "url": licence.url, "attribution": licence.attribution},
        "edition": edition_data(one.edition) if one.edition else None,
        "ageDays": one.age.days if one.age else None,
        "lastImport": import_data(one.last) if one.last else None,
        "dependents": [
            {"case": of.case, "title": of.title, "indicators": list(of.indicators)}
            for of in one.dependents
        ],
    }
