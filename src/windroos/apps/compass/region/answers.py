"""The answer of a region page in sentences: the advice, why it is open, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.presenting import Choice, day, decimal, effort, listing, words
from windroos.cases import Case, RegionResult
from windroos.cases.case import Decision
from windroos.cases.standing import openness


def question(name: str, weighed: bool) -> str:
    """The question that the page of a region answers."""
    if weighed:
        return _("Should we work with %(name)s?") % {"name": name}
    return _("What do we know about %(name)s?") % {"name": name}


def answer(case: Case, result: RegionResult, chosen: Choice) -> str:
    """Advice, provisional verdict and decision in one or two sentences."""
    sentences = [_advice(case, result, chosen), _decision(case, result, chosen)]
    return " ".join(sentences)


def _where(case: Case, chosen: Choice) -> str:
    role = words(case.framework.role(chosen.role).label)
    if chosen.theme is None:
        return _("in the role %(role)s") % {"role": role}
    theme = words(case.themes[chosen.theme].label)
    return _("in the role %(role)s, on the theme %(theme)s,") % {"role": role, "theme": theme}


def _advice(case: Case, result: RegionResult, chosen: Choice) -> str:
    where = _where(case, chosen)
    failing = [gate.precondition.number for gate in result.gates if gate.outcome == "fails"]
    if failing:
        return ngettext(
            "No: %(where)s precondition %(numbers)s fails, and that decides, whatever the score.",
            "No: %(where)s preconditions %(numbers)s fail, and that decides, whatever the score.",
            len(failing),
        ) % {"where": where, "numbers": listing(failing, most=len(failing))}
    if result.score is None or result.provisional is None:
        return _("That cannot be said: %(where)s nothing that counts is known.") % {"where": where}
    given = {
        "where": where,
        "score": decimal(result.score),
        "effort": effort(result.provisional),
        "why": _why_open(result),
    }
    if result.advice == "undetermined":
        return (
            _(
                "That is not settled yet: %(where)s the score of %(score)s points to %(effort)s, "
                "but %(why)s."
            )
            % given
        )
    conditions = [g.precondition.number for g in result.gates if g.outcome == "conditional"]
    sentences = {
        "active": _("Yes: %(where)s the advice is %(effort)s, with a score of %(score)s."),
        "reactive": _(
            "Only on request: %(where)s the advice is %(effort)s, with a score of %(score)s."
        ),
        "none": _("No: %(where)s the advice is %(effort)s, with a score of %(score)s."),
    }
    sentence = sentences[result.advice] % given
    if conditions and result.advice != "none":
        sentence += " " + _("There are conditions to it: see precondition %(numbers)s.") % {
            "numbers": listing(conditions, most=len(conditions))
        }
    return sentence


def _why_open(result: RegionResult) -> str:
    """What can still change the verdict of the score."""
    still = openness(result)
    reasons = []
    if still.wide:
        if still.components:
            reasons.append(
                ngettext("%(n)s unknown component", "%(n)s unknown components", still.components)
                % {"n": still.components}
            )
        else:
            reasons.append(
                _("uncertainty (between %(low)s and %(high)s)")
                % {"low": decimal(result.lower), "high": decimal(result.upper)}
            )
    if still.gates and result.provisional != "none":
        reasons.append(
            ngettext("%(n)s unknown precondition", "%(n)s unknown preconditions", still.gates)
            % {"n": still.gates}
        )
    return _("%(reasons)s can still change that") % {"reasons": listing(reasons)}


def unknown_components(case: Case, result: RegionResult) -> int:
    """Of how many components nothing is known."""
    return sum(result.nodes[c.id].known <= 0 for c in case.framework.components)


def _decision(case: Case, result: RegionResult, chosen: Choice) -> str:
    taken = result.decision_taken
    if taken is None:
        return _("No decision on it is in force.")
    sentence = decided(case, taken)
    if chosen.theme is None and taken.themes:
        return sentence + " " + _("There is no decision on all themes.")
    if not result.differs:
        return sentence
    if chosen.theme and not taken.themes:
        return sentence + " " + _("The compass speaks of this theme, the decision of all themes.")
    if result.advice == "undetermined":
        return sentence + " " + _("That differs from what the score says so far.")
    return sentence + " " + _("Advice and decision differ.")


def decided(case: Case, taken: Decision) -> str:
    """A decision in a sentence."""
    given = {
        "authority": taken.authority,
        "effort": effort(taken.effort),
        "period": span(taken.period),
        "date": day(taken.decided),
        "themes": listing([words(case.themes[id].label) for id in taken.themes], len(taken.themes)),
    }
    if not taken.themes:
        return _("%(authority)s decided on %(effort)s for %(period)s (%(date)s).") % given
    sentence = ngettext(
        "%(authority)s decided on %(effort)s for %(period)s, on the theme %(themes)s (%(date)s).",
        "%(authority)s decided on %(effort)s for %(period)s, on the themes %(themes)s (%(date)s).",
        len(taken.themes),
    )
    return sentence % given


def span(period: Sequence[int]) -> str:
    """A period of years."""
    start, end = period
    return str(start) if start == end else f"{start}\u2013{end}"


def caption(case: Case, result: RegionResult) -> str:
    """What the rose of a region says, in a sentence."""
    name = words(result.region.name)
    components = case.framework.components
    known = [c for c in components if result.nodes[c.id].known > 0]
    if not known:
        return _("Of %(name)s none of the components is known") % {"name": name}
    best = max(result.nodes[c.id].value for c in known)
    strongest = [words(c.label) for c in known if result.nodes[c.id].value >= best - 1e-9]
    given = {"name": name, "strongest": listing(strongest), "total": len(components)}
    unknown = len(components) - len(known)
    if not unknown:
        return _("%(name)s is strongest in %(strongest)s; all components are known") % given
    return ngettext(
        "%(name)s is strongest in %(strongest)s; %(n)s of the %(total)s components is unknown",
        "%(name)s is strongest in %(strongest)s; %(n)s of the %(total)s components are unknown",
        unknown,
    ) % {**given, "n": unknown}
