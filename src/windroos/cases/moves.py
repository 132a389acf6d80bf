"""What moves when a case changes: verdicts, advice, preconditions and contradictions.

A person wrote a judgement, a new figure came in, a weight changed: what would the compass now say
differently, of which region, in which role and on which theme?
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from windroos.cases.case import Case
from windroos.cases.contradictions import SETTLED, Contradiction, contradictions
from windroos.cases.weighing import RegionResult, weigh

ADVICE = "advice"
VERDICT = "verdict"
PRECONDITION = "precondition"
CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class Move:
    """Something that the compass says of a region and that is now another.

    `what` is advice, verdict (that of the score while there is no advice), precondition or
    contradiction; `subject` the id of the precondition or contradiction; `theme` is None for all
    themes. `before` and `after` are efforts, outcomes or grades, of a contradiction that a person
    settled `settled`; None for nothing.
    """

    region: str
    role: str
    what: str
    theme: str | None
    subject: str | None
    before: str | None
    after: str | None


def moves(
    before: Case, after: Case, day: date, regions: Collection[str] | None = None
) -> tuple[Move, ...]:
    """What moved between two states of a case, weighed on the same day.

    Only regions and roles that are weighed in both count. `regions` limits it to some codes, and
    the regions within them, which may inherit from them.
    """
    both = {r.code for r in before.weighed} & {r.code for r in after.weighed}
    if regions is not None:
        both = {code for code in both if not set(regions).isdisjoint(after.lineage(code))}
    chosen = sorted(both)
    if not chosen:
        return ()
    roles = [r.id for r in before.framework.roles if r.id in {a.id for a in after.framework.roles}]
    themes = [None, *(id for id in before.themes if id in after.themes)]
    found = [
        move
        for role in roles
        for theme in themes
        for old, new in zip(
            weigh(before, role, theme, as_of=day, regions=chosen),
            weigh(after, role, theme, as_of=day, regions=chosen),
            strict=True,
        )
        for move in moved(old, new, role, theme)
    ]
    return (*found, *_contradicted(before, after, both, set(roles)))


def moved(old: RegionResult, new: RegionResult, role: str, theme: str | None) -> Iterator[Move]:
    """What the compass says otherwise of a region, weighed twice for a role and a theme."""
    code = old.region.code
    if old.advice != new.advice:
        yield Move(code, role, ADVICE, theme, None, old.advice, new.advice)
    elif old.leaning != new.leaning:
        yield Move(code, role, VERDICT, theme, None, old.leaning, new.leaning)
    outcomes = {gate.precondition.id: gate.outcome for gate in old.gates}
    for gate in new.gates:
        was = outcomes.pop(gate.precondition.id, None)
        if was != gate.outcome:
            yield Move(code, role, PRECONDITION, theme, gate.precondition.id, was, gate.outcome)
    for gone, was in outcomes.items():
        yield Move(code, role, PRECONDITION, theme, gone, was, None)


def _contradicted(
    before: Case, after: Case, regions: Collection[str], roles: Collection[str]
) -> Iterator[Move]:
    """Contradictions that came, went, were settled, opened again or changed in grade."""
    was, now = ({c.id: c for c in contradictions(case)} for case in (before, after))
    for id in sorted(was.keys() | now.keys()):
        one = now.get(id) or was[id]
        ends = _standing(was.get(id)), _standing(now.get(id))
        if ends[0] == ends[1] or one.region is None or one.region not in regions:
            continue
        for role in sorted(_concerned(after, one) & set(roles)):
            yield Move(one.region, role, CONTRADICTION, None, id, *ends)


def _standing(found: Contradiction | None) -> str | None:
    if found is None:
        return None
    return found.grade if found.open else SETTLED


def _concerned(case: Case, found: Contradiction) -> set[str]:
    """The roles that a contradiction concerns: one that speaks of no role, every one."""
    if found.role is not None:
        return {found.role}
    gates = {p.id: p.roles for p in case.framework.preconditions}
    return set(gates.get(found.precondition or "", [r.id for r in case.framework.roles]))
