"""The weighing of a region as tables: its components with their evidence, and its preconditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from windroos.cases.cells import Cell as Known
from windroos.cases.framework import Criterion
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.papers.words import CONFIDENCE
from windroos.cases.preconditions import Gate
from windroos.cases.results import RegionResult
from windroos.cases.values import Figure, Judgement
from windroos.report.paper import Cell, Column, Row, Table

LEVELS = ("low", "medium", "high")
# What is said of the conditions where the outcome has none.
_CONDITIONS = {
    "holds": "no-conditions",
    "conditional": "unknown",
    "fails": "no-conditions",
    "unknown": "unknown",
}


def components(seen: Seen, result: RegionResult, id: str, caption: str) -> Table:
    """Every component under its aspect: its value, how sure that is, and what it rests on."""
    tell = seen.tell
    return Table(
        id,
        caption,
        [
            Column(tell.say("component"), width=3.2),
            Column(tell.say("value"), "number", 2, width=1.5),
            Column(tell.say("between"), width=1.8),
            Column(tell.say("sure"), width=2),
            Column(tell.say("rests-on"), width=5.3),
        ],
        list(_rows(seen, result)),
        compact=True,
    )


def _rows(seen: Seen, result: RegionResult) -> Iterator[Row]:
    framework = seen.framework
    for aspect in framework.groups:
        under = framework.children(aspect.id)
        if under:
            yield Row([Cell(seen.tell.of(aspect.label))], "group")
        for component in under or (aspect,):
            yield _row(seen, result, component)


def _row(seen: Seen, result: RegionResult, component: Criterion) -> Row:
    tell = seen.tell
    node = result.nodes[component.id]
    known = node.known > 0
    cells = [
        cell
        for leaf in seen.framework.leaves_under(component.id)
        if (cell := result.cells[leaf.id]).known
    ]
    said = [sentence for cell in cells for sentence in sentences(seen, cell)]
    return Row(
        [
            Cell(tell.of(component.label)),
            Cell(node.value) if known else Cell(text=tell.say("unknown")),
            Cell(tell.range(node.lower, node.upper)),
            Cell(how_sure(seen, cells, node.known)),
            Cell(
                "; ".join(said) or tell.say("nothing-said"),
                sources=tuple(dict.fromkeys(s for cell in cells for s in sources(seen, cell))),
            ),
        ]
    )


def how_sure(seen: Seen, cells: list[Known], share: float) -> str:
    """How sure the readers of the documents were, and how much of the weight is known."""
    tell = seen.tell
    if share <= 0:
        return tell.say("unknown")
    given = {j.confidence for cell in cells for j in cell.judgements}
    parts = []
    if given:
        levels = [tell.of(CONFIDENCE[level]) for level in LEVELS if level in given]
        parts.append(tell.say("judged-sure", levels=tell.listing(levels)))
    if any(cell.figures for cell in cells):
        parts.append(tell.say("measured-sure"))
    if share < 1 - 1e-9:
        parts.append(tell.say("known-share", share=tell.percent(share)))
    return "; ".join(parts)


def sentences(seen: Seen, cell: Known) -> list[str]:
    """What a cell rests on, in a few words each."""
    said = judged(seen, cell.judgements)
    for figure in cell.figures:
        told = measured(seen, figure)
        said.append(seen.tell.say("converted", said=told) if cell.converted else told)
    if cell.inherited_from:
        region = seen.name(cell.inherited_from)
        said = [seen.tell.say("inherited", said=one, region=region) for one in said]
    return said


def judged(seen: Seen, judgements: Sequence[Judgement]) -> list[str]:
    """The reasons of judgements: of one reason once, with its themes and, without a place, who gave
    it."""
    tell = seen.tell
    themes: dict[str, list[str]] = {}
    for one in judgements:
        said = tell.of(one.reason)
        if one.passage is None:
            day = tell.day(seen.case.dated(one))
            said = tell.say("own-judgement", reason=said, by=one.said_by, day=day)
        named = themes.setdefault(said, [])
        if one.theme and seen.theme is None:
            named.append(tell.of(seen.case.themes[one.theme].label))
    return [
        tell.say("theme-said", theme=tell.listing(list(dict.fromkeys(named))), reason=said)
        if named
        else said
        for said, named in themes.items()
    ]


def measured(seen: Seen, figure: Figure) -> str:
    """A figure with what it measures, its unit and year."""
    indicator = seen.framework.indicators[figure.indicator]
    tell = seen.tell
    return tell.say(
        "figure",
        label=tell.of(indicator.label),
        value=tell.measured(figure.value),
        unit=tell.of(indicator.unit),
        year=figure.year,
    )


def sources(seen: Seen, cell: Known) -> tuple[str, ...]:
    """Where what a cell rests on stands."""
    places = seen.cites.places(j.passage for j in cell.judgements)
    return (*places, *(seen.cites.dataset(figure) for figure in cell.figures))


def preconditions(seen: Seen, result: RegionResult, id: str, caption: str) -> Table | None:
    """The preconditions with their outcome, conditions and reason; None where none is asked."""
    rows = [Row(precondition(seen, gate)) for gate in result.gates]
    return table_of_preconditions(seen, rows, id, caption) if rows else None


def precondition(seen: Seen, gate: Gate) -> list[Cell]:
    """A precondition with its outcome, conditions and reason."""
    tell = seen.tell
    reason = tell.of(gate.reason)
    if gate.inherited_from:
        region = seen.name(gate.inherited_from)
        reason = tell.say("inherited", said=reason, region=region)
    return [
        Cell(f"{gate.precondition.number}. {tell.of(gate.precondition.label)}"),
        Cell(capital(tell.outcome(gate.outcome))),
        Cell(tell.of(gate.conditions) or tell.say(_CONDITIONS[gate.outcome])),
        Cell(reason, sources=seen.cites.places(one.passage for one in gate.findings)),
    ]


def table_of_preconditions(seen: Seen, rows: list[Row], id: str, caption: str) -> Table:
    """Rows of preconditions under their heads."""
    tell = seen.tell
    columns = [
        Column(tell.say("precondition"), width=3.5),
        Column(tell.say("outcome"), width=1.8),
        Column(tell.say("conditions"), width=3),
        Column(tell.say("reason"), width=3.5),
    ]
    return Table(id, caption, columns, rows, compact=True)
