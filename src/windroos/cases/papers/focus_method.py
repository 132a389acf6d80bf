"""How the compass weighs, as the report on the focus regions tells it."""

from __future__ import annotations

from windroos.cases.papers.seen import Seen
from windroos.report.paper import Block, Bullets, Cite, Paragraph, Section, Span

# The subjects of the choices without which an advice cannot be judged.
CHOICES = ("weights", "thresholds", "scales", "aggregation", "preconditions")


def section(seen: Seen) -> Section:
    """What the compass is made of, and the choices without which no advice can be judged."""
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
