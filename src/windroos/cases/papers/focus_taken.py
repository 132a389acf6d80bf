"""Who decided what on the focus regions, when, and for which years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from windroos.cases.case import Decision
from windroos.cases.papers import choosing
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.papers.words import STATES
from windroos.cases.standing import state
from windroos.report.paper import Block, Cell, Column, Paragraph, Section, Table

EFFORTS = ("active", "reactive", "none")


def section(seen: Seen, decisions: Sequence[Decision]) -> Section:
    """The decisions in force, counted, and those that are not."""
    tell = seen.tell
    blocks: list[Block] = []
    rows = []
    for (authority, decided, period), taken in together(decisions).items():
        for role in seen.framework.roles:
            for name in EFFORTS:
                n = sum((one.role, one.effort) == (role.id, name) for one in taken)
                if n:
                    rows.append(
                        [
                            Cell(tell.of(role.label)),
                            Cell(capital(tell.effort(name))),
                            Cell(n),
                            Cell(authority),
                            Cell(tell.day(decided)),
                            Cell(tell.span(period)),
                        ]
                    )
    if rows:
        columns = [
            Column(tell.say("role")),
            Column(tell.say("decision")),
            Column(tell.say("number"), "number", 0),
            Column(tell.say("authority")),
            Column(tell.say("decided")),
            Column(tell.say("period")),
        ]
        blocks.append(Table("taken", tell.say("taken-table"), columns, rows))
    blocks.append(_others(seen, decisions))
    return Section(tell.say("taken-title"), tuple(blocks), id="taken")


def _others(seen: Seen, decisions: Sequence[Decision]) -> Block:
    """The decisions of the case that are not in force on this day."""
    tell = seen.tell
    theme = seen.theme.id if seen.theme else None
    shown = {one.id for one in decisions}
    others = [
        one
        for one in seen.case.decisions
        if one.id not in shown and (theme is None or one.holds_for(theme))
    ]
    if not others:
        return Paragraph(tell.say("no-other"))
    columns = [
        Column(tell.say(key))
        for key in ("region", "role", "decision", "authority", "decided", "period", "state")
    ]
    rows = [
        [
            Cell(seen.name(one.region), sources=seen.cites.places([one.passage])),
            Cell(tell.of(seen.framework.role(one.role).label)),
            Cell(capital(choosing.effort(seen, one))),
            Cell(one.authority),
            Cell(tell.day(one.decided)),
            Cell(tell.span(one.period)),
            Cell(tell.of(STATES[state(seen.case, one, seen.day)])),
        ]
        for one in sorted(others, key=lambda one: (seen.name(one.region), one.period))
    ]
    return Table("others", tell.say("other-table"), columns, rows)


def together(
    decisions: Sequence[Decision],
) -> Mapping[tuple[str, str, tuple[int, int]], list[Decision]]:
    """Decisions by who took them, when, and for which years."""
    found: dict[tuple[str, str, tuple[int, int]], list[Decision]] = defaultdict(list)
    for one in decisions:
        found[one.authority, one.decided, one.period].append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0][2], item[0][1], item[0][0])))
