"""Whether the preconditions hold for a region, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from windroos.cases.case import Finding
from windroos.cases.cells import Evidence
from windroos.cases.framework import Precondition, Text

# Of several findings the most cautious one counts.
_CAUTION = ("fails", "conditional", "holds")

_SILENT = Text(
    nl="Geen bron zegt hier iets over voor deze regio.",
    en="No source says anything about this for this region.",
)


@dataclass(frozen=True, slots=True)
class Gate:
    """The outcome of one precondition for one region: holds, conditional, unknown or fails."""

    precondition: Precondition
    outcome: str
    reason: Text
    conditions: Text | None = None
    findings: tuple[Finding, ...] = ()
    inherited_from: str | None = None


def gates(evidence: Evidence, region: str, role: str, theme: str | None) -> tuple[Gate, ...]:
    """The preconditions that hold for this role and theme, in the order of the framework."""
    return tuple(
        _gate(evidence, precondition, region, theme)
        for precondition in evidence.case.framework.preconditions
        if precondition.holds_for(role, theme)
    )


def _gate(evidence: Evidence, precondition: Precondition, region: str, theme: str | None) -> Gate:
    for code in evidence.case.lineage(region):
        findings = evidence.findings.get((code, precondition.id))
        if findings:
            gate = _settle(evidence, precondition, findings, theme)
            return gate if code == region else replace(gate, inherited_from=code)
        if not precondition.inherit:
            break
    return Gate(precondition, "unknown", _SILENT)


def _settle(
    evidence: Evidence, precondition: Precondition, findings: list[Finding], theme: str | None
) -> Gate:
    outside = [
        f
        for f in findings
        if f.outcome == "conditional" and theme is not None and f.themes and theme not in f.themes
    ]
    if outside and theme is not None:
        label = evidence.case.themes[theme].label
        return Gate(
            precondition,
            "fails",
            Text(
                nl=f"{label.nl} valt buiten de voorwaarden: {_conditions(outside).nl}",
                en=f"{label.en} falls outside the conditions: {_conditions(outside).en}",
            ),
            _conditions(outside),
            tuple(findings),
        )
    outcome = min((f.outcome for f in findings), key=_CAUTION.index)
    telling = [f for f in findings if f.outcome == outcome]
    return Gate(
        precondition,
        outcome,
        Text(
            nl="; ".join(dict.fromkeys(f.reason.nl for f in telling)),
            en="; ".join(dict.fromkeys(f.reason.en for f in telling)),
        ),
        _conditions(telling) if outcome == "conditional" else None,
        tuple(findings),
    )


def _conditions(findings: list[Finding]) -> Text:
    texts = [f.conditions for f in findings if f.conditions is not None]
    return Text(
        nl=" ".join(dict.fromkeys(text.nl for text in texts)),
        en=" ".join(dict.fromkeys(text.en for text in texts)),
    )
