"""What the report on the focus regions says of what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from windroos.cases.framework import Role
from windroos.cases.papers.seen import Choice, Seen
from windroos.report.paper import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table


def summary(seen: Seen, choices: Sequence[Choice]) -> Iterator[Block]:
    """What is not known, counted, as a list under its own words."""
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
    if said:
        yield Paragraph(tell.say("not-known") + ":")
        yield Bullets(said)


def section(seen: Seen) -> Iterator[Section]:
    """Per precondition and component in how many of the regions decided on it is unknown."""
    tell = seen.tell
    blocks: list[Block] = [Paragraph(tell.say("unknown-lead"))]
    for role in seen.framework.roles:
        if table := _table(seen, role):
            blocks.append(table)
    if len(blocks) > 1:
        yield Section(tell.say("unknown-title"), tuple(blocks), id="unknown")


def _table(seen: Seen, role: Role) -> Table | None:
    tell = seen.tell
    results = [seen.weighings[role.id][region.code] for region in seen.decided if region.weighed]
    if not results:
        return None
    rows: list[Row] = []
    gates = [p for p in seen.framework.preconditions if p.holds_for(role.id, _theme(seen))]
    if gates:
        rows.append(Row([Cell(tell.say("gates-group"))], "group"))
    for precondition in gates:
        known = [
            seen.name(result.region)
            for result in results
            for gate in result.gates
            if gate.precondition == precondition and gate.outcome != "unknown"
        ]
        label = f"{precondition.number}. {tell.of(precondition.label)}"
        rows.append(_row(seen, label, known, len(results)))
    rows.append(Row([Cell(tell.say("components-group"))], "group"))
    for component in seen.framework.components:
        known = [seen.name(one.region) for one in results if one.nodes[component.id].known > 0]
        rows.append(_row(seen, tell.of(component.label), known, len(results)))
    return Table(
        f"unknown-{role.id}",
        tell.say("unknown-table", total=len(results), role=tell.of(role.label)),
        [
            Column(tell.say("what"), width=3.4),
            Column(tell.say("unknown-in"), "number", 0, unit=tell.say("regions-unit"), width=1.2),
            Column(tell.say("known-in"), width=4),
        ],
        rows,
        compact=True,
    )


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


def _theme(seen: Seen) -> str | None:
    return seen.theme.id if seen.theme else None
