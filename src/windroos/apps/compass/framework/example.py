"""One region worked out: from its components to the advice, with its own numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import decimal, effort, percent, words
from windroos.apps.compass.region.components import rounded
from windroos.cases import Assessment, Case, RegionResult
from windroos.decide import verdicts


@dataclass(frozen=True)
class Line:
    """An aspect of the example."""

    label: str
    value: str
    known: str
    counts: str
    contribution: str


@dataclass(frozen=True)
class Example:
    """The region that most is known of, worked out."""

    name: str
    url: str
    role: str
    lines: tuple[Line, ...]
    score: str
    counts_shown: bool
    component: str
    steps: tuple[str, ...]


def exemplary(assessment: Assessment) -> RegionResult | None:
    """The region that most is known of; None when no region has a score."""
    scored = [result for result in assessment if result.score is not None]
    return max(scored, key=lambda r: r.known, default=None)


def example(case: Case, assessment: Assessment) -> Example | None:
    """The worked example; None when no region has a score."""
    result = exemplary(assessment)
    if result is None:
        return None
    assert result.score is not None
    framework, role = case.framework, assessment.role
    shares = rounded([result.nodes[g.id].contribution for g in framework.groups], result.score)
    reached = sum(g.weight(role.id) * result.nodes[g.id].known for g in framework.groups)
    lines = []
    for position, group in enumerate(framework.groups):
        node = result.nodes[group.id]
        known = node.known > 0
        lines.append(
            Line(
                label=words(group.label),
                value=decimal(node.value) if known else "",
                known=percent(node.known),
                counts=percent(group.weight(role.id) * node.known / reached) if reached else "",
                contribution=shares.get(position, ""),
            )
        )
    return Example(
        name=words(result.region.name),
        url=f"{reverse('compass:region', args=[case.name, result.region.code])}?role={role.id}",
        role=words(role.label),
        lines=tuple(lines),
        score=decimal(result.score),
        counts_shown=framework.root.aggregate == "arithmetic",
        component=_component(case, result),
        steps=tuple(_steps(assessment, result, result.score)),
    )


def _component(case: Case, result: RegionResult) -> str:
    """A component with more than one leaf known, in a sentence."""
    for component in case.framework.components:
        leaves = case.framework.leaves_under(component.id)
        known = [result.cells[leaf.id] for leaf in leaves if result.cells[leaf.id].known]
        if len(known) > 1:
            parts = "; ".join(f"{words(c.leaf.label)} {decimal(c.value)}" for c in known)
            return _("%(component)s: %(parts)s. Together that makes %(value)s.") % {
                "component": words(component.label),
                "parts": parts,
                "value": decimal(result.nodes[component.id].value),
            }
    return ""


def _steps(assessment: Assessment, result: RegionResult, score: float) -> list[str]:
    thresholds = assessment.role.thresholds
    ends = verdicts([result.lower, result.upper], thresholds).tolist()
    steps = [
        _("The contributions add up to the score: %(score)s.") % {"score": decimal(score)},
        _(
            "If everything that is unknown turned out as bad as can be, the score would be "
            "%(low)s; as good as can be, %(high)s. Those are the bounds."
        )
        % {"low": decimal(result.lower), "high": decimal(result.upper)},
        _("There is evidence for %(known)s of the weight: that is the share known.")
        % {"known": percent(result.known)},
        _(
            "Active begins at %(active)s and reactive at %(reactive)s, so the score points to "
            "%(effort)s."
        )
        % {
            "active": decimal(thresholds["active"]),
            "reactive": decimal(thresholds["reactive"]),
            "effort": effort(result.provisional or "undetermined"),
        },
    ]
    if result.known >= 1 and all(end == result.provisional for end in ends):
        steps.append(_("Both bounds say the same."))
    elif all(end == result.provisional for end in ends):
        steps.append(_("Both bounds say the same, so the unknown components cannot change that."))
    else:
        steps.append(
            _("At the bounds it would be %(low)s and %(high)s, so what is unknown can change that.")
            % {"low": effort(ends[0]), "high": effort(ends[1])}
        )
    if result.gates:
        unknown = [g.precondition.number for g in result.gates if g.outcome == "unknown"]
        failing = [g.precondition.number for g in result.gates if g.outcome == "fails"]
        if failing:
            steps.append(_("Precondition %(n)s fails.") % {"n": ", ".join(failing)})
        elif unknown:
            steps.append(
                _("Of the preconditions it is unknown whether they hold: %(n)s.")
                % {"n": ", ".join(unknown)}
            )
        else:
            steps.append(_("The preconditions hold."))
    steps.append(_("So the advice is: %(advice)s.") % {"advice": effort(result.advice)})
    return steps
