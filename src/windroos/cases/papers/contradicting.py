"""Contradictions as remarks: what about, every side with its place, and what was made of it."""

from __future__ import annotations

from windroos.cases.contradictions import HARD, OPEN, REOPENED, Contradiction
from windroos.cases.contradictions.found import Said
from windroos.cases.naming import leaf_name
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.weighed import measured
from windroos.cases.papers.words import CONTRADICTIONS, RELATIONS
from windroos.cases.text import Text
from windroos.cases.values import (
    Decision,
    Figure,
    Finding,
    Judgement,
    Quantity,
    Relation,
    Statement,
)
from windroos.report.paper import Cite, Remark, Span

__all__ = ["about", "remark"]


def about(seen: Seen, found: Contradiction) -> str:
    """What a contradiction is about: its region, its subject, the role and theme."""
    tell, framework = seen.tell, seen.framework
    named: list[Text] = []
    if found.precondition is not None:
        named += [p.label for p in framework.preconditions if p.id == found.precondition]
    if found.criterion is not None:
        named.append(leaf_name(framework, framework.by_id[found.criterion]))
    if found.measured is not None:
        named.append(framework.by_id[found.measured].label)
    if found.indicator is not None:
        named.append(framework.indicators[found.indicator].label)
    if found.series is not None:
        named.append(found.quantities[0].label)
    subject = ", ".join(tell.of(text) for text in named or [CONTRADICTIONS[found.kind]])
    told: list[str] = []
    if found.role is not None:
        told.append(tell.of(framework.role(found.role).label))
    if found.theme is not None:
        told.append(tell.of(seen.case.themes[found.theme].label))
    if found.region is not None:
        told.append(seen.name(found.region))
    return f"{subject} ({', '.join(told)})" if told else subject


def remark(seen: Seen, found: Contradiction) -> Remark:
    """A contradiction with all of its sides."""
    tell = seen.tell
    spans: list[Span] = [
        tell.say("hard" if found.grade == HARD else "soft", about=about(seen, found))
    ]
    for one in found.said:
        key = "side-decision" if isinstance(one, Decision) else "side"
        spans.append(tell.say(key, who=_who(seen, one), says=_says(seen, one)))
        if isinstance(one, Figure):
            spans += [" ", Cite(seen.cites.dataset(one))]
        elif one.passage is not None:
            spans += [" ", Cite(seen.cites.place(one.passage))]
        spans.append(".")
    made = found.settlement
    if found.state == OPEN:
        spans.append(tell.say("contradiction-open"))
    elif made is not None:
        reason, day = tell.of(made.reason), tell.day(made.settled)
        spans.append(tell.say("contradiction-settled", by=made.settled_by, day=day, reason=reason))
        if found.state == REOPENED:
            spans.append(tell.say("contradiction-reopened"))
    return Remark(spans, "warning")


def _who(seen: Seen, said: Said) -> str:
    if isinstance(said, Figure):
        return seen.case.sources[said.source].publisher
    if isinstance(said, Relation):
        return seen.case.sources[seen.case.locators[said.passage].document].publisher
    who = said.authority if isinstance(said, Decision) else said.said_by
    if said.passage is None:
        return who
    return seen.tell.say("under", who=who, where=seen.case.locators[said.passage].section)


def _says(seen: Seen, said: Said) -> str:
    tell = seen.tell
    match said:
        case Statement() | Decision():
            return tell.effort(said.effort)
        case Finding():
            return tell.outcome(said.outcome)
        case Judgement():
            leaf = seen.framework.by_id[said.criterion]
            if leaf.rating is None:
                return tell.measured(said.rating)
            return tell.rating(said.rating, seen.framework.scales[leaf.rating.scale])
        case Relation():
            return tell.of(RELATIONS[said.kind])
        case Figure():
            return measured(seen, said)
        case Quantity():
            value = tell.say("unknown") if said.value is None else tell.measured(said.value)
            return " ".join(filter(None, (value, said.unit, f"({said.cell})")))
