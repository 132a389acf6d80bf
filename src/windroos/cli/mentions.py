"""`windroos documents mentions`: what the passages of the documents are about."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from windroos.cli.documents import app
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    database,
    fail,
    out,
    print_json,
    stored_case,
)

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document
    from windroos.apps.regions.queries import Case as StoredCase

# The columns of a file with marks, and the kind that each marks.
MARKED = {"regions": "region", "themes": "theme"}


class Kind(StrEnum):
    """What a passage can be about."""

    region = "region"
    theme = "theme"
    technology = "technology"
    challenge = "challenge"
    organisation = "organisation"
    group = "group"


@app.command("mentions")
def documents_mentions(
    case: Annotated[str, typer.Argument(help="Name of the case.")],
    document: Annotated[
        str | None, typer.Argument(help="One of its documents; all when left out.")
    ] = None,
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Only these kinds; may be given more than once.")
    ] = None,
    marked: Annotated[
        Path | None,
        typer.Option(
            help="A CSV file of passages marked by hand (document, sha256, regions, themes, codes "
            "apart by ;): tell precision and recall."
        ),
    ] = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Only what a person accepted or added.")
    ] = False,
    score: Annotated[
        bool,
        typer.Option("--score", help="Tell how many of the proposals that were judged stand."),
    ] = False,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Tell who and what each passage of the added documents is about.

    Names in it propose it; a person accepts or rejects it (windroos documents mark). What was
    rejected is not told.
    """
    with database():
        stored = stored_case(case)
        documents = _documents(stored, document)
        if score:
            _score(stored, documents, kind or (), as_json)
            return
        rows = [
            row for one in documents for row in _rows(stored, one, kind or (), accepted, language)
        ]
    if marked is not None:
        _agreement(marked, rows, as_json)
    elif as_json:
        print_json(rows)
    else:
        _print(rows)


def _documents(stored: StoredCase, source: str | None) -> Sequence[Document]:
    from windroos.apps.evidence import queries as evidence

    added = evidence.everything(stored).documents
    if source is not None:
        added = [one for one in added if one.source == source]
    if not added:
        which = f"document “{source}” has" if source else "no document has"
        not_ = "not " if source else ""
        fail(
            f"{which} {not_}been added; see them with: windroos documents list --case {stored.name}"
        )
    return added


def _rows(
    stored: StoredCase, document: Document, kinds: Sequence[str], accepted: bool, language: str
) -> list[dict[str, Any]]:
    from windroos.apps.compass import queries as compass
    from windroos.apps.evidence import queries as evidence
    from windroos.site import mentions

    called = mentions.names(compass.value(stored), mentions.gazetteer_of(stored), language)
    return [
        {
            "document": document.source,
            "number": one.passage.number,
            "section": one.passage.section,
            "paragraph": one.passage.paragraph,
            "sha256": one.passage.sha256,
            "about": [
                {
                    "kind": what.kind,
                    "id": what.id,
                    "name": called.get((what.kind, what.id), what.id),
                    "score": None if what.score is None else round(what.score, 4),
                    "state": what.state,
                    "mentions": mentions.rows(one.passage.text, what.mentions),
                }
                for what in one.about
            ],
        }
        for one in mentions.told(
            evidence.everything(stored),
            document,
            kinds,
            ("accepted",) if accepted else mentions.ABOUT,
        )
    ]


def _score(
    stored: StoredCase, documents: Sequence[Document], kinds: Sequence[str], as_json: bool
) -> None:
    from windroos.apps.evidence import queries as evidence
    from windroos.site import mentions

    readable = evidence.everything(stored)
    found = mentions.score(
        one
        for document in documents
        for one in mentions.told(readable, document, kinds, mentions.EVERY)
    )
    if as_json:
        names = ("judged", "accepted", "rejected", "open", "added", "share")
        print_json({name: getattr(found, name) for name in names})
        return
    if found.share is None:
        out.print(f"Unknown: none of {found.open} proposals was judged; {found.added} added.")
        return
    out.print(
        f"{found.accepted} of the {found.judged} proposals that were judged were accepted "
        f"({found.share:.1%}); {found.open} are open; {found.added} added by people."
    )


def _print(rows: Sequence[dict[str, Any]]) -> None:
    table = Table("Document", "Section", "Paragraph", "About", "State", "Score", "By")
    for row in rows:
        for what in row["about"]:
            by = dict.fromkeys(mention["text"] for mention in what["mentions"])
            table.add_row(
                row["document"],
                row["section"],
                str(row["paragraph"]),
                f"{what['name']} ({what['kind']} {what['id']})",
                what["state"],
                "-" if what["score"] is None else f"{what['score']:.2f}",
                ", ".join(by),
            )
    out.print(table)


def _agreement(file: Path, rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    from windroos.link.marking import agreement

    marks = _marks(file)
    here = {(row["document"], row["sha256"]): row for row in rows}
    gone = [key for key in marks if key not in here]
    if gone:
        fail(f"{len(gone)} of the {len(marks)} marked passages are not in the documents added here")
    told = {}
    for column, kind in MARKED.items():
        pairs = [
            ({what["id"] for what in here[key]["about"] if what["kind"] == kind}, codes[column])
            for key, codes in marks.items()
        ]
        told[column] = agreement(pairs)
    if as_json:
        print_json(
            {
                column: {
                    "right": one.right,
                    "missed": one.missed,
                    "wrong": one.wrong,
                    "precision": one.precision,
                    "recall": one.recall,
                }
                for column, one in told.items()
            }
        )
        return
    table = Table("Marked", "Right", "Missed", "Wrong", "Precision", "Recall")
    for column, one in told.items():
        shares = ("-" if share is None else f"{share:.3f}" for share in (one.precision, one.recall))
        table.add_row(column, str(one.right), str(one.missed), str(one.wrong), *shares)
    out.print(table)


def _marks(file: Path) -> dict[tuple[str, str], dict[str, set[str]]]:
    """The codes that each passage was marked with, by document and hash of the passage."""
    needed = {"document", "sha256", *MARKED}
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = sorted(needed - set(reader.fieldnames or ()))
            if missing:
                fail(f"{file} has no column {', '.join(missing)}")
            return {
                (row["document"], row["sha256"]): {
                    column: {code.strip() for code in (row[column] or "").split(";")} - {""}
                    for column in MARKED
                }
                for row in reader
            }
    except OSError as error:
        fail(f"{file}: {error.strerror}")
    except (UnicodeDecodeError, csv.Error) as error:
        fail(f"{file} cannot be read as a CSV file: {error}")
