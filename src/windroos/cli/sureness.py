"""`windroos robustness` and `windroos agenda`: how sure the verdicts are, and what is worth finding
out. Neither needs Django, but for a kept scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from windroos.cli.options import spread
from windroos.cli.shared import JsonOption, Language, LanguageOption, err, fail, out, print_json
from windroos.cli.show import STYLES
from windroos.cli.weighing import Weighing, region_code

if TYPE_CHECKING:
    from windroos.cases import Agenda, Assessment, Robustness

app = typer.Typer()


@dataclass(frozen=True)
class Drawing(Weighing):
    """The options that say what to weigh, how often to draw, and what of it to show."""

    region: Annotated[
        list[str] | None,
        typer.Option(
            "--region",
            help="Code or name of a region to show, weighed among all; may be given again.",
        ),
    ] = None
    samples: Annotated[
        int | None, typer.Option(min=2, help="Samples to draw; what the case says when left out.")
    ] = None
    seed: Annotated[
        int | None, typer.Option(min=0, help="Seed of the draws; that of the case when left out.")
    ] = None
    as_json: JsonOption = False
    language: LanguageOption = Language.dutch

    def wanted(self) -> Wanted:
        """What is drawn, and the regions to show of it."""
        asked = self.asked()
        at = asked.assessment
        draws = {
            "case": at.case,
            "role": at.role.id,
            "theme": asked.theme,
            "as_of": at.as_of,
            "scenario": at.scenario,
            "samples": self.samples,
            "seed": self.seed,
        }
        return Wanted(draws, [region_code(at, one) for one in self.region] if self.region else None)


@dataclass(frozen=True)
class Wanted:
    """The draws as `cases` takes them, and the codes of the regions to show; None: of all."""

    draws: Mapping[str, Any]
    codes: list[str] | None


@app.command()
@spread
def robustness(
    drawing: Drawing,
    threads: Annotated[int, typer.Option(min=1, help="Threads; the outcome is the same.")] = 1,
) -> None:
    """How sure every verdict is, over the weights, values and methods a case can defend."""
    from windroos import cases

    wanted = drawing.wanted()
    with _bar(drawing.as_json) as tell:
        found = cases.robustness(**wanted.draws, threads=threads, progress=tell)
    if drawing.as_json:
        print_json(found.as_dict(drawing.language.value, wanted.codes))
        return
    _print_robustness(out, found, wanted.codes, drawing.language.value)


@app.command()
@spread
def agenda(
    drawing: Drawing,
    most: Annotated[int, typer.Option(min=1, help="How many to show; with --json all.")] = 20,
) -> None:
    """What is worth finding out: what would most likely change a verdict, and whom to ask."""
    from windroos import cases

    wanted = drawing.wanted()
    found = cases.agenda(**wanted.draws)
    if drawing.as_json:
        print_json(found.as_dict(drawing.language.value, wanted.codes))
        return
    _print_agenda(out, found, wanted.codes, most, drawing.language.value)


@contextmanager
def _bar(silent: bool) -> Iterator[Any]:
    """A bar that shows how far the draws are, on the error stream; Ctrl+C ends them."""
    columns = (TextColumn("Drawing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=silent) as progress:
        progress.add_task("draws", total=None)
        (task,) = progress.tasks

        def tell(done: int, whole: int) -> None:
            task.completed, task.total = done, whole

        try:
            yield tell
        except KeyboardInterrupt:
            fail("stopped; nothing was kept")


def _weighed(assessment: Assessment, language: str) -> str:
    role = assessment.role.label.get(language)
    theme = f", {assessment.theme.label.get(language)}" if assessment.theme else ""
    return f"{role}{theme}, {assessment.as_of}"


def _print_robustness(
    console: Console, found: Robustness, codes: list[str] | None, language: str
) -> None:
    draws = f"{found.sampling.samples:,} draws, seed {found.sampling.seed}"
    table = Table(title=f"{_weighed(found.assessment, language)}: {draws}")
    table.add_column("Region")
    table.add_column("Likeliest", no_wrap=True)
    for name in ("Active", "Reactive", "None", "±", "Place", "9 in 10", "Weights", "Values"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Method", justify="right", no_wrap=True)
    shown = [one for one in found if codes is None or one.result.region.code in codes]
    for one in sorted(shown, key=lambda one: one.rank or float("inf")):
        likeliest = one.likeliest
        table.add_row(
            one.result.region.name.get(language),
            Text(likeliest or "no score", STYLES.get(likeliest or "", "dim")),
            *(f"{one.shares[effort]:.0%}" for effort in ("active", "reactive", "none")),
            f"{one.error:.1%}",
            "" if one.rank is None else f"{one.rank:.1f}",
            "" if one.ranks is None else f"{one.ranks[0]}-{one.ranks[1]}",
            *(
                f"{one.due_to[kind]:.0%}" if kind in one.due_to else ""
                for kind in ("weights", "values", "method")
            ),
        )
    console.print(table)
    console.print(
        "The last three columns: what the doubt about the verdict is due to. "
        "Preconditions play no part here; see windroos assess.",
        style="dim",
    )


def _print_agenda(
    console: Console, found: Agenda, codes: list[str] | None, most: int, language: str
) -> None:
    table = Table(title=f"{_weighed(found.assessment, language)}: what is worth finding out")
    table.add_column("Region")
    table.add_column("What")
    table.add_column("State", no_wrap=True)
    for name in ("Changes", "Gain", "Settles"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Ask")
    items = [item for item in found if codes is None or item.region.code in codes]
    for item in items[:most]:
        about = item.about.get(language)
        label = item.label.get(language)
        table.add_row(
            item.region.name.get(language),
            about if about == label else f"{about}: {label}",
            item.state,
            f"{item.chance:.0%}",
            f"{item.gain:.1%}",
            f"{item.settles:.0%}" if item.settles else "",
            item.ask.get(language) if item.ask else "",
        )
    console.print(table)
    if len(items) > most:
        console.print(f"{len(items) - most} more; see them with --most or --json", style="dim")
