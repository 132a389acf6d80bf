"""The rose of a region as a figure that stands by itself."""

from __future__ import annotations

from windroos.cases.framework import Role
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.results import RegionResult
from windroos.cases.rings import rings
from windroos.report.alone import alone
from windroos.report.paper import Cell, Column, Figure, Table
from windroos.report.rose import Mark, Petal, rose

_SIZE = 460


def figure(seen: Seen, result: RegionResult, id: str, role: str, roles: list[Role]) -> Figure:
    """The rose of a result; `role` names the roles it is of, whose preconditions are its marks."""
    tell = seen.tell
    petals = [_petal(seen, result, component.id) for component in seen.framework.components]
    known = sum(petal.value is not None for petal in petals)
    region = seen.name(result.region)
    caption = tell.say("rose-caption", region=region, known=known, total=len(petals), role=role)
    told = " ".join(petal.text for petal in petals)
    groups = len(seen.framework.groups)
    alt = tell.say("rose-alt", total=len(petals), groups=groups, told=told)
    drawn = rose(
        petals,
        size=_SIZE,
        title=caption,
        rings=rings(seen.framework),
        marks=_marks(seen, result, roles),
    )
    table = Table(
        f"{id}-table",
        tell.say("rose-table", role=role),
        [
            Column(tell.say("component"), width=3),
            Column(tell.say("aspect"), width=3),
            Column(tell.say("value"), "number", 2),
            Column(tell.say("between")),
        ],
        [
            [
                Cell(petal.label),
                Cell(petal.group),
                Cell(petal.value) if petal.value is not None else Cell(text=tell.say("unknown")),
                Cell(
                    tell.range(
                        result.nodes[petal.id].lower,
                        result.nodes[petal.id].upper,
                    )
                ),
            ]
            for petal in petals
        ],
    )
    return Figure(id, caption, alt, table=table, svg=alone(drawn))


def _petal(seen: Seen, result: RegionResult, id: str) -> Petal:
    tell = seen.tell
    node = result.nodes[id]
    known = node.known > 0
    label = tell.of(node.criterion.label)
    value = tell.decimal(node.value) if known else tell.say("unknown")
    return Petal(
        id=id,
        label=label,
        group=tell.of(seen.framework.group_of(id).label),
        value=node.value if known else None,
        lower=node.lower if known else None,
        upper=node.upper if known else None,
        text=tell.say("petal", label=label, value=value),
    )


def _marks(seen: Seen, result: RegionResult, roles: list[Role]) -> list[Mark]:
    """The preconditions of the roles, each once."""
    tell = seen.tell
    gates = [gate for role in roles for gate in seen.weighings[role.id][result.region.code].gates]
    return [
        Mark(
            gate.precondition.id,
            gate.outcome,
            f"{gate.precondition.number}. {tell.of(gate.precondition.label)}: "
            f"{capital(tell.outcome(gate.outcome))}",
        )
        for gate in {gate.precondition.id: gate for gate in gates}.values()
    ]
