"""Under which conditions regions get effort: what is on record of the preconditions."""

from __future__ import annotations

from collections.abc import Iterator

from windroos.cases.case import Region
from windroos.cases.framework import Role
from windroos.cases.papers import weighed
from windroos.cases.papers.seen import Seen
from windroos.cases.preconditions import Gate
from windroos.report.paper import Block, Bullets, Cell, Paragraph, Row, Section, Table


def summary(seen: Seen) -> Iterator[Block]:
    """Which regions have conditions and which, and whether a precondition fails anywhere."""
    tell = seen.tell
    said: list[str] = []
    for role in _asked(seen):
        said += [
            tell.say(
                "conditions-of",
                region=seen.name(region),
                role=tell.of(role.label),
                conditions=" ".join(tell.of(gate.conditions).rstrip(".") + "." for gate in found),
            )
            for region, found in _by_region(seen, role, "conditional")
        ]
        said.append(_failing(seen, role))
        said += _silent(seen, role)
    if said:
        yield Paragraph(tell.say("conditions-lead"))
        yield Bullets(said)


def section(seen: Seen) -> Iterator[Section]:
    """What is known of the preconditions, region by region."""
    tell = seen.tell
    if not any(region.weighed for region in seen.decided):
        return
    blocks: list[Block] = []
    for role in _asked(seen):
        said = [_failing(seen, role), *_silent(seen, role)]
        blocks.append(Paragraph(" ".join(said)))
        blocks += _table(seen, role)
    free = [role for role in seen.framework.roles if role not in _asked(seen)]
    if free:
        names = tell.listing([tell.of(role.label) for role in free])
        blocks.append(Paragraph(tell.say("no-preconditions", roles=names)))
    yield Section(tell.say("conditions-title"), tuple(blocks), id="conditions")


def _table(seen: Seen, role: Role) -> Iterator[Table]:
    rows: list[Row] = []
    for region, gates in _gates(seen, role):
        known = [weighed.precondition(seen, gate) for gate in gates if gate.outcome != "unknown"]
        if known:
            rows += [Row([Cell(seen.name(region))], "group"), *map(Row, known)]
    if rows:
        caption = seen.tell.say("conditions-table", role=seen.tell.of(role.label))
        yield weighed.table_of_preconditions(seen, rows, f"conditions-{role.id}", caption)


def _asked(seen: Seen) -> list[Role]:
    """The roles in which preconditions are asked of regions."""
    return [role for role in seen.framework.roles if any(g for _, g in _gates(seen, role))]


def _gates(seen: Seen, role: Role) -> list[tuple[Region, tuple[Gate, ...]]]:
    regions = [region for region in seen.decided if region.weighed]
    return [(region, tuple(seen.weighings[role.id][region.code].gates)) for region in regions]


def _by_region(seen: Seen, role: Role, outcome: str) -> list[tuple[Region, list[Gate]]]:
    """The regions with preconditions of this outcome."""
    found = [
        (region, [gate for gate in gates if gate.outcome == outcome])
        for region, gates in _gates(seen, role)
    ]
    return [(region, gates) for region, gates in found if gates]


def _failing(seen: Seen, role: Role) -> str:
    tell = seen.tell
    failing = _by_region(seen, role, "fails")
    if not failing:
        return tell.say("fails-nowhere", role=tell.of(role.label))
    names = [
        f"{seen.name(region)} ({', '.join(gate.precondition.number for gate in gates)})"
        for region, gates in failing
    ]
    return tell.say("fails-in", role=tell.of(role.label), names=tell.listing(names))


def _silent(seen: Seen, role: Role) -> list[str]:
    """The regions of which nothing is known about any precondition."""
    names = [
        seen.name(region)
        for region, gates in _gates(seen, role)
        if gates and all(gate.outcome == "unknown" for gate in gates)
    ]
    return [seen.tell.count("silent", len(names), names=seen.tell.listing(names))] if names else []
