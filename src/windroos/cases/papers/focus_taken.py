"""Who decided what and when, and how the compass weighs: the accounts at the end of the report on
the focus regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from windroos.cases.case import Decision
from windroos.cases.papers import choosing
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.papers.words import STATES
from windroos.cases.standing import state
from windroos.report.paper import (
    Block,
    Bullets,
    Cell,
    Cite,
    Column,
    Paragraph,
    Section,
    Span,
    Table,
)

EFFORTS = ("active", "reactive", "none")
# The subjects of the choices without which an advice cannot be judged.
CHOICES = ("weights", "thresholds", "scales", "aggregation", "preconditions")


def together(
    decisions: Sequence[Decision],
) -> Mapping[tuple[str, str, tuple[int, int]], list[Decision]]:
    """Decisions by who took them, when, and for which years."""
    found: dict[tuple[str, str, tuple[int, int]], list[Decision]] = defaultdict(list)
    for one in decisions:
        found[one.authority, one.decided, one.period].append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0][2], item[0][1], item[0][0])))


def taken(seen: Seen, decisions: Sequence[Decision]) -> Section:
    """Which decisions were taken together, and those that are not in force on this day."""
    tell = seen.tell
    blocks: list[Block] = []
    rows = []
    for (authority, decided, period), ones in together(decisions).items():
        for role in seen.framework.roles:
            for name in EFFORTS:
                n = sum((one.role, one.effort) == (role.id, name) for one in ones)
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


def method(seen: Seen) -> Section:
    """How the compass weighs, with the choices an advice hangs on."""
    tell = seen.tell
    framework = seen.framework
    spans: list[Span] = [
        tell.say(
            "method",
            label=tell.of(framework.label),
            version=framework.version,
            aspects=len(framework.groups),
            components=len(framework.components),
        )
    ]
    if framework.root.passage is not None:
        spans += [" ", Cite(seen.cites.place(framework.root.passage))]
    thresholds = [
        tell.say(
            "method-thresholds",
            role=tell.of(role.label),
            active=tell.decimal(role.thresholds["active"]),
            reactive=tell.decimal(role.thresholds["reactive"]),
        )
        for role in framework.roles
    ]
    blocks: list[Block] = [Paragraph(spans), Bullets(thresholds)]
    weighing = [one for one in framework.choices if one.subject in CHOICES]
    if weighing:
        blocks.append(Paragraph(tell.say("method-choices")))
        blocks.append(
            Bullets(
                tell.say("choice", what=tell.of(one.what), why=tell.of(one.why)) for one in weighing
            )
        )
    if others := len(framework.choices) - len(weighing):
        blocks.append(Paragraph(tell.count("method-others", others)))
    return Section(tell.say("method-title"), tuple(blocks), id="method")
