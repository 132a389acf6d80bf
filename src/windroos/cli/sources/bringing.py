"""`windroos sources fetch` and `load`: from the publisher, and from files at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from windroos.cli.shared import AsOption, JsonOption, acting, err, fail, out, print_json, writing
from windroos.cli.sources.shared import Key, LakeOption, Options, app, import_data, wanted

if TYPE_CHECKING:
    from windroos.apps.evidence.queries import Import
    from windroos.sources.asked import Asked

Files = Annotated[
    list[Path],
    typer.Option("--file", help="A file of the publisher; repeat it where there are several."),
]
Anew = Annotated[
    bool, typer.Option("--anew", help="Read it also when the publisher has nothing new.")
]
MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", help="A mapping (TOML) that says how the file is laid out."),
]

# So many notes are told; a file of patents has a hundred places that are no region.
_MOST_NOTES = 10
_STEPS = {"fetch": "fetching", "read": "reading", "keep": "keeping"}


@app.command("fetch")
def fetch(
    key: Key,
    option: Options = None,
    anew: Anew = False,
    lake: LakeOption = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch a source from its publisher, and keep what it says."""
    asked = wanted(key, option)
    if lake is not None:
        _into(lake, asked, [], as_json)
    else:
        _bring_in(asked, [], anew, who, as_json)


@app.command("load")
def load(
    key: Key,
    file: Files,
    option: Options = None,
    mapping: MappingOption = None,
    lake: LakeOption = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load a source from files at hand, as the publisher gives them."""
    asked = _mapped(key, mapping) if mapping else wanted(key, option)
    if lake is not None:
        _into(lake, asked, file, as_json)
    else:
        _bring_in(asked, file, True, who, as_json)


def _mapped(key: str, mapping: Path) -> Asked:
    """A source whose file is read by a mapping of one's own."""
    from windroos.sources.asked import Asked
    from windroos.sources.mapping import dataset_of
    from windroos.sources.shape import SourceError

    try:
        dataset = dataset_of(mapping)
    except SourceError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{mapping}: {error.strerror or error}")
    if dataset.id != key:
        fail(f"{mapping.name} says that it is of “{dataset.id}”, and not of “{key}”")
    return Asked(dataset, {})


def _bring_in(asked: Asked, files: list[Path], anew: bool, who: str | None, as_json: bool) -> None:
    with writing():
        from windroos.apps.evidence.importing.foreground import bring_in

        actor = acting(who) if who else None
        with _progress(asked.key) as told:
            one = bring_in(asked, files, anew=anew, actor=actor, told=told)
        _tell(one, as_json)


def _tell(one: Import, as_json: bool) -> None:
    """What came of an import; stops with what was wrong where nothing did."""
    from windroos.apps.evidence import faults

    if as_json:
        print_json(import_data(one))
    edition = one.edition
    if one.status not in (one.Status.DONE, one.Status.UNCHANGED) or edition is None:
        told = faults.in_words(one.faults)
        shown = "\n".join(f"  {fault}" for fault in told[:20])
        more = f"\n  and {len(told) - 20} more" if len(told) > 20 else ""
        fail(f"{one.source} was not brought in ({one.status}):\n{shown}{more}".rstrip(":\n"))
    if as_json:
        return
    if one.status == one.Status.UNCHANGED:
        out.print(Text(f"{one.source}: nothing new; {_shown(edition.rows, edition.sha256)}."))
        return
    out.print(Text(f"{one.source}: a new edition, {_shown(edition.rows, edition.sha256)}."))
    _tell_notes(faults.in_words(edition.warnings))


def _into(lake: Path, asked: Asked, files: list[Path], as_json: bool) -> None:
    """Keep a source in a folder alone: as a library does, with no word of it anywhere else."""
    from dataclasses import asdict

    from windroos.sources.bringing import bring
    from windroos.sources.fetching import FetchError
    from windroos.sources.importing import take_in
    from windroos.sources.shape import SourceError

    try:
        with _progress(asked.key) as told:
            brought = None
            if not files:
                brought = bring(asked, lake / "fetched", progress=lambda *at: told("fetch", *at))
            taken = take_in(
                lake,
                asked,
                brought.files if brought else files,
                address=brought.address if brought else None,
                fetched=brought.fetched if brought else None,
                progress=lambda step: told(step, 0, None),
            )
    except (SourceError, FetchError) as error:
        fail(str(error))
    snapshot = taken.snapshot
    if as_json:
        print_json({"source": asked.key, **asdict(snapshot)})
        return
    out.print(Text(f"{asked.key}: {_shown(snapshot.rows, snapshot.sha256)}, in {lake}."))
    _tell_notes([str(warning) for warning in taken.warnings])


def _tell_notes(notes: Sequence[str]) -> None:
    for note in notes[:_MOST_NOTES]:
        out.print(Text.assemble(("  note: ", "yellow"), note), soft_wrap=True)
    if len(notes) > _MOST_NOTES:
        more = len(notes) - _MOST_NOTES
        out.print(f"  and {more} more; with --json all of them are told.")


def _shown(rows: int, sha256: str) -> str:
    return f"{rows} rows, snapshot {sha256[:12]}"


@contextmanager
def _progress(key: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar of how far it is, on a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(key, total=None)

        def told(step: str, done: int, total: int | None) -> None:
            progress.update(task, description=f"{_STEPS[step]} {key}", completed=done, total=total)

        yield told
