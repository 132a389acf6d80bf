"""What was decided on a region and what the compass says of it, in words."""

from __future__ import annotations

from collections.abc import Iterable

from windroos.cases.case import Case, Decision
from windroos.cases.papers.seen import Choice, Seen
from windroos.cases.papers.telling import Teller, capital
from windroos.cases.results import RegionResult
from windroos.cases.standing import openness
from windroos.report.paper import Cell


def themes(case: Case, tell: Teller, ids: Iterable[str]) -> str:
    return tell.listing([tell.of(case.themes[id].label) for id in ids])


def effort(seen: Seen, decision: Decision) -> str:
    """The effort of a decision, with the themes it is limited to."""
    said = seen.tell.effort(decision.effort)
    if not decision.themes:
        return said
    limited = themes(seen.case, seen.tell, decision.themes)
    return seen.tell.say("on-themes", effort=said, themes=limited)


def decided(seen: Seen, choice: Choice) -> str:
    """What was decided, or that nothing was."""
    if not choice.decisions:
        return seen.tell.say("no-decision")
    return "; ".join(effort(seen, one) for one in choice.decisions)


def decision_cell(seen: Seen, choice: Choice, notes: tuple[str, ...] = ()) -> Cell:
    """The decisions of a region in a role, with where they stand."""
    places = seen.cites.places(one.passage for one in choice.decisions)
    return Cell(capital(decided(seen, choice)), notes=notes, sources=places)


def advice(seen: Seen, result: RegionResult | None) -> str:
    """The advice, and as long as there is none what the score points to."""
    tell = seen.tell
    if result is None:
        return tell.say("not-weighed")
    if result.advice != "undetermined":
        return tell.effort(result.advice)
    if result.leaning is None:
        return tell.say("no-score")
    return tell.say("leans", effort=tell.effort(result.leaning))


def advice_short(seen: Seen, result: RegionResult | None) -> str:
    """The same in as few words as a narrow column takes."""
    if result is None or result.leaning is None:
        return advice(seen, result)
    return seen.tell.say("leans-short", effort=seen.tell.effort(result.leaning))


def why_open(seen: Seen, result: RegionResult) -> str:
    """What can still change what the score points to."""
    tell, still = seen.tell, openness(result)
    reasons = []
    if still.wide and still.components:
        reasons.append(tell.count("why-components", still.components))
    elif still.wide:
        reasons.append(tell.say("why-doubt"))
    if still.gates and result.provisional != "none":
        reasons.append(tell.count("why-gates", still.gates))
    return tell.say("why-open", reasons=tell.listing(reasons))


def score(seen: Seen, result: RegionResult) -> str:
    """The score with the bounds between which it may come to lie."""
    tell = seen.tell
    if result.score is None:
        return tell.say("unknown")
    bounds = tell.range(result.lower, result.upper)
    return tell.say("scored", score=tell.decimal(result.score), range=bounds)
