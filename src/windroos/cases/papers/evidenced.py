"""The components of a region one by one, each with all that it rests on and the words it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from windroos.cases.case import last_day
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
    leaves = seen.framework.leaves_under(component.id)
    cells = [cell for leaf in leaves if (cell := result.cells[leaf.id]).known]
    blocks: list[Block] = [Paragraph(_value(seen, result.nodes[component.id]))]
    items = [item for cell in cells for item in _items(seen, cell)]
    aside = [one for leaf in leaves for one in _aside(seen, result, result.cells[leaf.id])]
    for one in aside:
        told = tell.say("also-said", said=_judged(seen, one))
        items.append([told, *_cited(seen, one.passage)])
    if items:
        blocks.append(Bullets(items))
    counted = [judgement for cell in cells for judgement in cell.judgements]
    said = [judgement.passage for judgement in (*counted, *aside)]
    blocks += quoted(seen, quotes, said)
    if not items and component.ask is not None:
        asked = tell.say("ask", whom=tell.of(component.ask))
        blocks.append(Paragraph([asked, *_cited(seen, component.ask_passage)]))
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
        said = _judged(seen, judgement)
        if parent:
            said = tell.say("judgement-parent", said=said, region=parent)
        yield [said, *_cited(seen, judgement.passage)]
    for figure in cell.figures:
        told = weighed.measured(seen, figure)
        said = tell.say("measured-cell", figure=told, cell=figure.cell)
        if cell.converted:
            said = tell.say("measured-converted", said=said)
        if parent:
            said = tell.say("judgement-parent", said=said, region=parent)
        yield [said, " ", Cite(seen.cites.dataset(figure))]


def _cited(seen: Seen, passage: str | None) -> list[Span]:
    return [] if passage is None else [" ", Cite(seen.cites.place(passage))]


def _aside(seen: Seen, result: RegionResult, cell: Known) -> Iterator[Judgement]:
    """What was said of the region by this day and does not count, as other evidence is closer."""
    counted = {judgement.id for judgement in cell.judgements}
    for one in seen.case.judgements:
        here = (one.region, one.criterion) == (result.region.code, cell.leaf.id)
        if here and one.id not in counted and last_day(seen.case.dated(one)) <= seen.day:
            yield one


def _judged(seen: Seen, judgement: Judgement) -> str:
    tell = seen.tell
    rating = seen.framework.by_id[judgement.criterion].rating
    assert rating is not None  # the package has been checked
    scale = seen.framework.scales[rating.scale]
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
