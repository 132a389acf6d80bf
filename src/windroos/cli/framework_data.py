"""Versions of the framework and what differs between them, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from windroos.apps.compass.framework.versions import FrameworkVersion, Held


def held_data(one: Held) -> dict[str, Any]:
    """A framework that is or was in force."""
    return {
        "number": one.number,
        "version": one.framework.version,
        "inForce": one.current,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
        "proposal": proposal_data(one.proposal) if one.proposal else None,
    }


def proposal_data(made: FrameworkVersion) -> dict[str, Any]:
    """A proposal, and what came of it."""
    return {
        "version": made.version,
        "status": str(made.status),
        "base": made.base,
        "why": {"nl": made.why_nl or made.why_en, "en": made.why_en or made.why_nl},
        "proposedBy": made.proposed_by.name,
        "proposed": made.proposed.isoformat(),
        "decidedBy": made.decided_by.name if made.decided_by else None,
        "decided": made.decided.isoformat() if made.decided else None,
        "reason": made.reason or None,
        "inForce": made.in_force,
    }


def plain(value: Any) -> Any:
    """A value of a framework as JSON knows it."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
