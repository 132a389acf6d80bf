"""What these commands share: how regions and criteria are named, and what a change does."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from windroos.cli.shared import Language, fail, out
from windroos.link.text import fold

if TYPE_CHECKING:
    from windroos.apps.compass.actions import Place, Written
    from windroos.apps.compass.judging.effects import Effect
    from windroos.apps.regions.queries import Case as Stored
    from windroos.cases import Case

RegionName = Annotated[str, typer.Argument(help="Code or name of the region.")]
Criterion = Annotated[str, typer.Argument(help="Id or name of the component or leaf.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why, in your own words.")]
GroundsOption = Annotated[
    str | None, typer.Option("--grounds", help="On which grounds, where there is no passage.")
]
PassageOption = Annotated[
    str | None, typer.Option("--passage", help="Id of the passage it rests on.")
]
PLACE = typer.Option(
    "--at", help="The words it rests on: document:passage[:sentences], as 001:57:2-3."
)
PlaceOption = Annotated[str, PLACE]
DialogueOption = Annotated[
    int | None,
    typer.Option("--dialogue", help="Number of the dialogue it rests on; see: dialogues list."),
]
ConfidenceOption = Annotated[
    str | None, typer.Option("--confidence", help="high, medium or low; medium if left out.")
]
DateOption = Annotated[
    str | None, typer.Option("--date", help="From which day it counts; today if left out.")
]
ChangeOption = Annotated[
    str | None, typer.Option("--change", help="Change the one of this id, instead of adding one.")
]
TryOption = Annotated[bool, typer.Option("--try", help="Tell what it would do, and write nothing.")]


def region_of(case: Case, wanted: str) -> str:
    """The code of a region given by its code or its name, capitals and accents aside."""
    named = {
        fold(name): region.code
        for region in case.regions.values()
        for name in (region.name.en, region.name.nl, region.code)
    }
    if fold(wanted) not in named:
        fail(f"there is no region “{wanted}”; there are: {', '.join(case.regions)}")
    return named[fold(wanted)]


def criterion_of(case: Case, wanted: str) -> str:
    """The id of a rated leaf given by its own id or name, or by those of its component."""
    from windroos.cases.naming import component_of, leaf_name

    framework = case.framework
    rated = [leaf for leaf in framework.leaves if leaf.rating]
    named: dict[str, set[str]] = {}
    for leaf in rated:
        component = component_of(framework, leaf)
        called = leaf_name(framework, leaf)
        for name in (leaf.id, component.id, called.nl, called.en):
            named.setdefault(fold(name), set()).add(leaf.id)
    found = named.get(fold(wanted), set())
    if len(found) != 1:
        ids = ", ".join(leaf.id for leaf in rated)
        fail(f"“{wanted}” is not one that is rated; there are: {ids}")
    return found.pop()


def basis(
    language: Language,
    *,
    reason: str | None,
    grounds: str | None,
    passage: str | None,
    confidence: str | None,
    date: str | None,
) -> dict[str, Any]:
    """What was given of these, by the columns of the table."""
    row = {
        f"reason_{language.value}": reason,
        f"grounds_{language.value}": grounds,
        "passage": passage,
        "confidence": confidence,
        "judged": date,
    }
    return {name: value for name, value in row.items() if value is not None}


def doing(
    stored: Stored,
    act: Callable[[], list[Written]],
    regions: Collection[str],
    language: Language,
    *,
    trial: bool,
) -> tuple[list[Written], list[Effect]]:
    """What was written, or would be, and what that does to the verdicts, named in a language."""
    from django.utils import timezone
    from django.utils.translation import override

    from windroos.apps.compass.actions.trying import tried
    from windroos.apps.compass.judging.effects import effects

    seen = tried(stored, act)
    with override(language.value):
        found = effects(seen.before, seen.after, timezone.localdate(), regions)
    return (seen.given if trial else act()), found


def table_of(stored: Stored, id: str, *also: str) -> str:
    """In which of the tables that analysts write in, or of `also`, the row of an id stands."""
    from windroos.apps.compass.actions import CELLS
    from windroos.apps.regions import journal

    tables = [t for t in (*CELLS, *also) if journal.current(stored, t, [id])]
    if not tables:
        fail(f"there is no judgement or finding “{id}”, nor anything else that analysts write")
    return tables[0]


def place_at(stored: Stored, at: str, label: str | None = None) -> Place:
    """The words of a document that `at` means; fails where there are none."""
    from dataclasses import replace

    from windroos.apps.compass import queries
    from windroos.apps.compass.placing import selected
    from windroos.cases.framework import Text as Label

    chosen = selected(stored, queries.value(stored), at)
    if chosen is None:
        fail(f"there are no words at “{at}”; write it as document:passage[:sentences], as 001:57:2")
    return replace(chosen.place, label=Label(label, label)) if label else chosen.place


def effects_data(found: list[Effect]) -> list[dict[str, Any]]:
    """What a change does, as plain data."""
    return [
        {
            "region": one.code,
            "role": one.role,
            "themes": list(one.themes),
            "advice": [one.before.advice, one.after.advice],
            "provisional": [one.before.leaning, one.after.leaning],
            "score": [one.before.score, one.after.score],
        }
        for one in found
    ]


def print_effects(found: list[Effect]) -> None:
    from windroos.apps.compass.judging.effects import summary

    out.print(Text(summary(found)), soft_wrap=True)
    for one in found:
        themes = f", {', '.join(one.themes)}" if one.themes else ""
        said = [
            f"{result.advice} ({result.leaning})" if result.leaning else result.advice
            for result in (one.before, one.after)
        ]
        advice = " → ".join(dict.fromkeys(said))
        score = " → ".join(dict.fromkeys((one.score_before, one.score_after)))
        line = f"  {one.name} ({one.role}{themes}): {advice}, {score}"
        out.print(Text(line, "bold" if one.moved else ""), soft_wrap=True)
