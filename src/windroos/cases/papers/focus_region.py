"""The weighing behind the decisions on each focus region."""

from __future__ import annotations

from collections.abc import Iterator

from windroos.cases.case import Region
from windroos.cases.framework import Role
from windroos.cases.papers import choosing, weighed
from windroos.cases.papers.contradicting import remark
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.results import RegionResult
from windroos.report.paper import Block, Cite, Facts, Paragraph, Row, Section, Span


def section(seen: Seen) -> Section:
    """A part for each region on which a decision is in force."""
    parts = tuple(_region(seen, region) for region in seen.decided)
    return Section(seen.tell.say("regions-title"), sections=parts, id="regions")


def _region(seen: Seen, region: Region) -> Section:
    blocks: list[Block] = [Facts(facts(seen, region))]
    blocks += [remark(seen, one) for one in seen.contradicting(region)]
    if region.weighed:
        blocks += tables(seen, region)
    return Section(seen.name(region), tuple(blocks), id=f"region-{region.code}")


def facts(seen: Seen, region: Region) -> list[tuple[str, list[Span]]]:
    """Per role what was decided, by whom and until when, and what the compass says."""
    tell = seen.tell
    rows: list[tuple[str, list[Span]]] = []
    for choice in seen.choices(region):
        role = tell.of(choice.role.label)
        spans: list[Span] = []
        for one in choice.decisions:
            if spans:
                spans.append("; ")
            effort = capital(choosing.effort(seen, one))
            period = f"{tell.span(one.period)}, {one.authority}"
            spans.append(
                tell.say("decision-fact", effort=effort, period=period, day=tell.day(one.decided))
            )
            if one.passage is not None:
                spans += [" ", Cite(seen.cites.place(one.passage))]
        rows.append(
            (tell.say("fact-decision", role=role), spans or [capital(tell.say("no-decision"))])
        )
        rows.append((tell.say("fact-advice", role=role), [compass(seen, choice.result)]))
    return rows


def compass(seen: Seen, result: RegionResult | None) -> str:
    """What the compass says of a region, with its score and what can still change it."""
    tell = seen.tell
    said = capital(choosing.advice(seen, result))
    if result is None:
        return f"{said}."
    score = choosing.score(seen, result)
    if result.leaning is None:
        return tell.say("advice-fact", advice=said, score=score) + "."
    why = capital(choosing.why_open(seen, result))
    return tell.say("open-fact", advice=said, score=score, why=why) + "."


def tables(seen: Seen, region: Region) -> Iterator[Block]:
    """The components, once where the roles see the same, and of each role the preconditions of
    which something is known, and the numbers of the others."""
    tell = seen.tell
    name = seen.name(region)
    for roles in alike(seen, region):
        result = seen.weighings[roles[0].id][region.code]
        caption = tell.say("components-title", name=name, role=role_names(seen, roles))
        yield weighed.components(seen, result, f"{roles[0].id}-{region.code}", caption)
    for role in seen.framework.roles:
        gates = seen.weighings[role.id][region.code].gates
        known = [gate for gate in gates if gate.outcome != "unknown"]
        if known:
            caption = tell.say("preconditions-title", name=name, role=tell.of(role.label))
            rows = [Row(weighed.precondition(seen, gate)) for gate in known]
            id = f"gates-{role.id}-{region.code}"
            yield weighed.table_of_preconditions(seen, rows, id, caption)
        if len(known) < len(gates):
            numbers = [gate.precondition.number for gate in gates if gate not in known]
            key = "gates-unknown-rest" if known else "gates-unknown"
            told = tell.listing(numbers)
            said = tell.count(key, len(numbers), role=tell.of(role.label), numbers=told)
            yield Paragraph(said)


def alike(seen: Seen, region: Region) -> list[list[Role]]:
    """The roles by what the compass makes of the components of a region: alike in one list."""
    found: dict[tuple[object, ...], list[Role]] = {}
    for role in seen.framework.roles:
        result = seen.weighings[role.id][region.code]
        nodes = [result.nodes[component.id] for component in seen.framework.components]
        said = tuple(
            judgement.id for cell in result.cells.values() for judgement in cell.judgements
        )
        key = (*((str(n.value), n.lower, n.upper, n.known) for n in nodes), said)
        found.setdefault(key, []).append(role)
    return list(found.values())


def role_names(seen: Seen, roles: list[Role]) -> str:
    """Roles in a caption; all of them as such."""
    if len(roles) == len(seen.framework.roles) > 1:
        return seen.tell.say("all-roles")
    return seen.tell.listing([seen.tell.of(role.label) for role in roles])
