"""`windroos documents`: add policy documents, list and search them, tell what they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from windroos.cli.shared import (
    JsonOption,
    database,
    err,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_added, print_found

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case as StoredCase

app = typer.Typer(
    help="Add policy documents, list and search them, tell what they are about.",
    no_args_is_help=True,
)


@app.command("add")
def documents_add(
    files: Annotated[
        list[Path], typer.Argument(help="Documents: PDF, DOCX, HTML or text (UTF-8).")
    ],
    case: Annotated[str | None, typer.Option("--case", help="The case they belong to.")] = None,
    source: Annotated[
        str | None, typer.Option("--as", help="Which document of the case a file is.")
    ] = None,
    release: Annotated[
        bool,
        typer.Option("--release", help="Let everyone read them, after showing what was found."),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --release: do not ask whether all may read it.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add documents, and tell whether the places the case points at are in them.

    They are internal to who works on the case until they are released.
    """
    if source is not None and len(files) > 1:
        fail("--as takes one file at a time")
    rows, sound = [], True
    with writing():
        stored = stored_case(case)
        for file in files:
            row = _add(stored, file, source)
            rows.append(row)
            sound = sound and not row["error"] and not row["broken"]
            if release and not row["error"]:
                from windroos.cli import releasing

                releasing.release(stored, row["document"], [], [], "", None, yes, as_json)
    if as_json:
        print_json(rows)
    else:
        print_added(out, err, rows)
    if not sound:
        raise SystemExit(1)


@app.command("list")
def documents_list(
    case: Annotated[str | None, typer.Option("--case", help="The case they belong to.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the documents of a case, added or not, and the state of their locators."""
    with database():
        from windroos.apps.compass import queries as compass
        from windroos.apps.evidence import queries as evidence

        stored = stored_case(case)
        value = compass.value(stored)
        documents = evidence.everything(stored)
        added = {document.source: document for document in documents.documents}
        released = {id: one.released for id, one in added.items() if one.released}
        states = documents.resolve(value.locators)
        became = documents.changed(states.values())
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
            {
                "id": id,
                "title": title,
                "added": id in added,
                "released": released[id].isoformat() if id in released else None,
                "locators": counts,
                "broken": broken,
                "changed": {
                    passage: {
                        "before": became[passage].before.text,
                        "now": now.text if (now := became[passage].now) else None,
                    }
                    for passage in broken
                    if passage in became
                },
            }
        )
    if as_json:
        print_json(rows)
        return
    table = Table("Document", "Title", "Added", "Read by", "Found", "Moved", "Broken")
    for row in rows:
        counts = row["locators"]
        table.add_row(
            row["id"],
            row["title"],
            "yes" if row["added"] else "no",
            ("everyone" if row["released"] else "staff") if row["added"] else "-",
            *(
                str(counts[state]) if row["added"] else "-"
                for state in ("found", "moved", "broken")
            ),
        )
    out.print(table)


@app.command("search")
def documents_search(
    words: Annotated[
        list[str],
        typer.Argument(help="Words, found in any form; several in quotes are an exact phrase."),
    ],
    case: Annotated[str | None, typer.Option("--case", help="The case they belong to.")] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Only of this document; may be given more than once.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many passages at most.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find the passages that hold these words, in any form and in compounds, the best first.

    Where none holds all of them, those that hold most.
    """
    from windroos.link.search import asked

    # A shell takes the quotation marks off: an argument of several words is a phrase.
    wanted = asked(
        " ".join(f'"{one}"' if " " in one.strip() and '"' not in one else one for one in words)
    )
    with database():
        from windroos.apps.evidence import queries as evidence

        stored = stored_case(case)
        answer = evidence.everything(stored).find(wanted, limit, sources=document or ())
    rows = [
        {
            "document": one.passage.document.source,
            "number": one.passage.number,
            "section": one.passage.section,
            "paragraph": one.passage.paragraph,
            "sha256": one.passage.sha256,
            "text": one.passage.text,
            "score": round(one.score, 4),
            "missing": list(one.missing),
            "places": [list(place) for place in wanted.places(one.passage.text)],
        }
        for one in answer.passages
    ]
    if as_json:
        told = {"whole": answer.whole, "total": answer.total(document or ()), "passages": rows}
        print_json(told | {"documents": dict(answer.counts)})
    else:
        print_found(out, rows, answer.total(document or ()), whole=answer.whole)


def _add(stored: StoredCase, file: Path, source: str | None) -> dict[str, Any]:
    from windroos.apps.evidence import actions
    from windroos.sources.documents import MOST_BYTES, DocumentError

    row: dict[str, Any] = {"file": str(file), "document": None, "error": None, "broken": []}
    try:
        with file.open("rb") as opened:
            # One byte too many is enough to know that it is too large.
            content = opened.read(MOST_BYTES + 1)
        added = actions.add_document(stored, file.name, content, source=source)
    except DocumentError as error:
        return row | {"error": str(error)}
    except OSError as error:
        return row | {"error": error.strerror or str(error)}
    return row | {
        "document": added.document.source,
        "title": added.document.title,
        "new": added.new,
        "restored": added.restored,
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
