"""What the commands about sources share: which source, which options, and how they are told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from windroos.cli.shared import fail

if TYPE_CHECKING:
    from windroos.apps.evidence.queries import Edition, Import, Standing
    from windroos.sources.asked import Asked

app = typer.Typer(help="The open sources of figures.", no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="The source, as the list gives it: wgi.")]
Options = Annotated[
    list[str] | None,
    typer.Option("--option", help="What is asked of it, as dataset=pat_ep_rtot; may be repeated."),
]
LakeOption = Annotated[
    Path | None,
    typer.Option("--lake", help="Keep it in this folder alone, without a database."),
]


def wanted(key: str, options: list[str] | None = None) -> Asked:
    """The source that a key and options name; stops with what is wrong with them."""
    from windroos.sources.asked import asked, named
    from windroos.sources.shape import SourceError

    given: dict[str, str] = {}
    for option in options or []:
        name, sign, value = option.partition("=")
        if not sign:
            fail(f"--option: “{option}” should be name=value")
        given[name] = value
    try:
        known = named(key)
        return asked(known.dataset.id, {**known.options, **given})
    except SourceError as error:
        fail(str(error))


def known(key: str, options: list[str] | None = None) -> Standing:
    """How the source stands that a key and options name; one that is not known ends in those
    that are."""
    from windroos.apps.evidence import queries

    found = queries.standing(wanted(key, options).key if options else key)
    if found is None:
        wanted(key)
        fail(f"there is no source {key}")
    return found


def edition_data(one: Edition) -> dict[str, Any]:
    from windroos.apps.evidence import faults

    return {
        "number": one.pk,
        "source": one.source,
        "table": one.table,
        "sha256": one.sha256,
        "rows": one.rows,
        "taken": one.taken.isoformat(),
        "takenBy": one.taken_by.name if one.taken_by else None,
        "address": one.address or None,
        "fetched": one.fetched.isoformat() if one.fetched else None,
        "fileSha256": one.file_sha256 or None,
        "warnings": faults.in_words(one.warnings),
    }


def import_data(one: Import) -> dict[str, Any]:
    from windroos.apps.evidence import faults

    return {
        "number": one.pk,
        "source": one.source,
        "status": one.outcome,
        "files": one.files,
        "asked": one.asked.isoformat(),
        "askedBy": one.asked_by.name if one.asked_by else None,
        "step": one.step or None,
        "done": one.done,
        "total": one.total,
        "tries": one.tries,
        "again": one.again.isoformat() if one.again else None,
        "ended": one.ended.isoformat() if one.ended else None,
        "edition": edition_data(one.edition) if one.edition else None,
        "faults": faults.in_words(one.faults),
    }
