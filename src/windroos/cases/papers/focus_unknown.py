"""What the report on the focus regions says of what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from windroos.cases.agenda import agenda
from windroos.cases.case import Region
from windroos.cases.framework import Role
from windroos.cases.papers import asking
from windroos.cases.papers.asking import Asked
from windroos.cases.papers.seen import Choice, Seen
from windroos.report.paper import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table

# How many points are named to begin with.
FIRST = 5


def first(seen: Seen) -> list[Asked]:
    """What is most worth finding out about the regions decided on, as the evidence agenda has it;
    only what may change a verdict."""
    theme = seen.theme.id if seen.theme else None
    codes = [region.code for region in seen.decided if region.weighed]
    roles = seen.framework.roles
    found = {
        role.id: agenda(seen.case, role.id, theme, as_of=seen.day, regions=codes).items
        for role in roles
    }
    return [one for one in asking.together(found, roles) if one.item.chance > 0][:FIRST]


def summary(seen: Seen, choices: Sequence[Choice], first: Sequence[Asked]) -> Iterator[Block]:
    """What is not known, counted, as a list under its own words, and what to find out first."""
    tell = seen.tell
    said = []
    results = [choice.result for choice in choices if choice.result is not None]
    open_ones = [one for one in results if one.advice == "undetermined"]
    if open_ones:
        said.append(tell.say("unknown-advice", n=len(open_ones), total=len(results)))
    gates = [gate for one in results for gate in one.gates]
    unknown = [gate for gate in gates if gate.outcome == "unknown"]
    if unknown:
        said.append(tell.say("unknown-gates", n=len(unknown), total=len(gates)))
    nodes = [
        one.nodes[component.id]
        for one in {one.region.code: one for one in results}.values()
        for component in seen.framework.components
    ]
    silent = [node for node in nodes if node.known <= 0]
    if silent:
        said.append(tell.say("unknown-components", n=len(silent), total=len(nodes)))
    clashes = [one for one in seen.contradictions if one.open and one.region is not None]
    if clashes:
        names = dict.fromkeys(seen.name(str(one.region)) for one in clashes)
        said.append(tell.say("unknown-contradictions", names=tell.listing(list(names))))
    if seen.undecided:
        names = tell.listing([seen.name(region) for region in seen.undecided])
        said.append(tell.say("unknown-undecided", names=names))
    if first:
        item = first[0].item
        what, whom = asking.what(seen, item), asking.whom(seen, item)
        said.append(tell.say("first-of-all", what=what, region=seen.name(item.region), whom=whom))
    said.append(tell.say("no-money"))
    yield Paragraph(tell.say("not-known") + ":")
    yield Bullets(said)


def section(seen: Seen, first: Sequence[Asked]) -> Iterator[Section]:
    """Per precondition and component, of how many of the regions decided on it is unknown; and what
    to find out first."""
    tell = seen.tell
    regions = [region for region in seen.decided if region.weighed]
    if not regions:
        return
    rows: list[Row] = []
    for role in seen.framework.roles:
        rows += _preconditions(seen, role, regions)
    known = {
        role.id: [_knowing(seen, role, one.id, regions) for one in seen.framework.components]
        for role in seen.framework.roles
    }
    # Where the roles know the same, once.
    one_for_all = len({str(found) for found in known.values()}) == 1
    for role in seen.framework.roles[: 1 if one_for_all else None]:
        rows.append(_heading(seen, "components-group", None if one_for_all else role))
        rows += [
            _row(seen, tell.of(component.label), names, len(regions))
            for component, names in zip(seen.framework.components, known[role.id], strict=True)
        ]
    table = Table(
        "unknown-table",
        tell.say("unknown-table", total=len(regions)),
        [
            Column(tell.say("what"), width=3.4),
            Column(tell.say("unknown-in"), "number", 0, unit=tell.say("regions-unit"), width=1.2),
            Column(tell.say("known-in"), width=4),
        ],
        rows,
        compact=True,
    )
    blocks: list[Block] = [Paragraph(tell.say("unknown-lead")), table]
    if first:
        blocks.append(Paragraph(tell.say("first-lead")))
        caption = tell.say("first-table")
        blocks.append(asking.table(seen, first, "first-to-find", caption, regions=True))
    blocks.append(Paragraph(tell.say("no-money")))
    yield Section(tell.say("unknown-title"), tuple(blocks), id="unknown")


def _preconditions(seen: Seen, role: Role, regions: Sequence[Region]) -> list[Row]:
    theme = seen.theme.id if seen.theme else None
    asked = [one for one in seen.framework.preconditions if one.holds_for(role.id, theme)]
    rows = [_heading(seen, "gates-group", role)] if asked else []
    for precondition in asked:
        known = [
            seen.name(region)
            for region in regions
            for gate in seen.weighings[role.id][region.code].gates
            if gate.precondition == precondition and gate.outcome != "unknown"
        ]
        label = f"{precondition.number}. {seen.tell.of(precondition.label)}"
        rows.append(_row(seen, label, known, len(regions)))
    return rows


def _knowing(seen: Seen, role: Role, component: str, regions: Sequence[Region]) -> list[str]:
    """The regions of which something of a component is known."""
    weighing = seen.weighings[role.id]
    return [seen.name(one) for one in regions if weighing[one.code].nodes[component].known > 0]


def _heading(seen: Seen, key: str, role: Role | None) -> Row:
    label = seen.tell.say(key)
    return Row([Cell(f"{label}, {seen.tell.of(role.label)}" if role else label)], "group")


def _row(seen: Seen, label: str, known: Sequence[str], total: int) -> Row:
    """How many regions it is unknown of; the others by name where they are few."""
    tell = seen.tell
    if not known:
        said = tell.say("nothing-known")
    elif len(known) == total:
        said = tell.say("all-known")
    elif len(known) <= total / 2:
        said = tell.listing(known)
    else:
        said = tell.say("several-known", n=len(known))
    return Row([Cell(label), Cell(total - len(known)), Cell(said)])
