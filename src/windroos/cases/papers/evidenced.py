"""The components of a region one by one, each with all that it rests on and the words it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from windroos.cases.cells import Cell as Known
from windroos.cases.framework import Criterion
from windroos.cases.papers import weighed
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.words import CONFIDENCE
from windroos.cases.results import NodeResult, RegionResult
from windroos.cases.values import Judgement
from windroos.report.paper import Block, Bullets, Cite, Paragraph, Quote, Section, Span

Quotes = Mapping[str, str]


def aspects(seen: Seen, result: RegionResult, quotes: Quotes, prefix: str) -> Iterator[Section]:
    """A part for each aspect, with one for each of its components."""
    framework, tell = seen.framework, seen.tell
    for aspect in framework.groups:
        under = framework.children(aspect.id)
        if not under:
            yield _component(seen, result, aspect, quotes, prefix)
            continue
        parts = tuple(_component(seen, result, one, quotes, prefix) for one in under)
        question = tell.of(aspect.question)
        blocks = (Paragraph(question),) if question else ()
        yield Section(tell.of(aspect.label), blocks, parts, id=f"{prefix}-{aspect.id}")


def quoted(seen: Seen, quotes: Quotes, passages: list[str | None]) -> Iterator[Quote]:
    """The words of passages as far as they were given, each once."""
    for passage in dict.fromkeys(passages):
        if passage is not None and quotes.get(passage, "").strip():
            yield Quote(quotes[passage].strip(), seen.cites.place(passage))


def _component(
    seen: Seen, result: RegionResult, component: Criterion, quotes: Quotes, prefix: str
) -> Section:
    tell = seen.tell
    cells = [
        cell
        for leaf in seen.framework.leaves_under(component.id)
        if (cell := result.cells[leaf.id]).known
    ]
    blocks: list[Block] = [Paragraph(_value(seen, result.nodes[component.id]))]
    items = [item for cell in cells for item in _items(seen, cell)]
    if items:
        blocks.append(Bullets(items))
    said = [judgement.passage for cell in cells for judgement in cell.judgements]
    blocks += quoted(seen, quotes, said)
    if not items and component.ask is not None:
        spans: list[Span] = [tell.say("ask", whom=tell.of(component.ask))]
        if component.ask_passage is not None:
            spans += [" ", Cite(seen.cites.place(component.ask_passage))]
        blocks.append(Paragraph(spans))
    id = f"{prefix}-{component.id}"
    return Section(tell.of(component.label), tuple(blocks), id=id)


def _value(seen: Seen, node: NodeResult) -> str:
    tell = seen.tell
    if node.known <= 0:
        return tell.say("value-unknown")
    value, bounds = tell.decimal(node.value), tell.range(node.lower, node.upper)
    key = "value-certain" if value == bounds else "value-says"
    return tell.say(key, value=value, range=bounds)


def _items(seen: Seen, cell: Known) -> Iterator[list[Span]]:
    """Every judgement and figure of a cell, with where it stands."""
    tell = seen.tell
    parent = seen.name(cell.inherited_from) if cell.inherited_from else ""
    for judgement in cell.judgements:
        said = _judged(seen, cell, judgement)
        if parent:
            said = tell.say("judgement-parent", said=said, region=parent)
        spans: list[Span] = [said]
        if judgement.passage is not None:
            spans += [" ", Cite(seen.cites.place(judgement.passage))]
        yield spans
    for figure in cell.figures:
        told = weighed.measured(seen, figure)
        said = tell.say("measured-cell", figure=told, cell=figure.cell)
        if cell.converted:
            said = tell.say("measured-converted", said=said)
        if parent:
            said = tell.say("judgement-parent", said=said, region=parent)
        yield [said, " ", Cite(seen.cites.dataset(figure))]


def _judged(seen: Seen, cell: Known, judgement: Judgement) -> str:
    tell = seen.tell
    assert cell.leaf.rating is not None
    scale = seen.framework.scales[cell.leaf.rating.scale]
    given: dict[str, Any] = {
        "rating": tell.rating(judgement.rating, scale),
        "reason": tell.of(judgement.reason).rstrip("."),
        "by": judgement.said_by,
        "confidence": tell.of(CONFIDENCE[judgement.confidence]),
    }
    said = tell.say("judgement", **given)
    if judgement.theme:
        theme = tell.of(seen.case.themes[judgement.theme].label)
        said = tell.say("judgement-theme", said=said, theme=theme)
    if judgement.passage is None and judgement.grounds is not None:
        grounds = tell.of(judgement.grounds).rstrip(".")
        said = tell.say("judgement-grounds", said=said, grounds=grounds)
    return said
