"""What differs in the challenges of two frameworks, in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.presenting import measured
from windroos.cases.challenge import Burden, Outcome
from windroos.cases.framework_changes import Change

_RULES: Mapping[str, Callable[[], str]] = {
    "band": lambda: _("Challenges: within how many spreads a problem is the same"),
    "clear": lambda: _("Challenges: from how many spreads on a result differs clearly"),
    "experience": lambda: _("Challenges: years ahead from which on there is experience"),
    "trend": lambda: _("Challenges: years over which a trend is taken"),
    "coverage": lambda: _("Challenges: share of regions with a figure in the year compared"),
    "least": lambda: _("Challenges: figures without which no spread is taken"),
    "confidence": lambda: _("Challenges: probability of the range of a standard error"),
}

_GAUGES: Mapping[str, Callable[[], str]] = {
    "label": lambda: _("name"),
    "question": lambda: _("question"),
    "node": lambda: _("part of"),
    "passage": lambda: _("place in the document"),
    "inherit": lambda: _("inherited from the parent"),
    "burden": lambda: _("how heavy it is"),
    "result": lambda: _("how well it goes"),
    "burden indicator": lambda: _("indicator of how heavy it is"),
    "burden heavier": lambda: _("which end is heavy"),
    "burden course": lambda: _("which way it goes"),
    "result indicator": lambda: _("indicator of how well it goes"),
    "result better": lambda: _("which end is better"),
}

_VALUES: Mapping[str, Callable[[], str]] = {
    "higher": lambda: pgettext("end of a scale", "higher"),
    "lower": lambda: pgettext("end of a scale", "lower"),
    "growing": lambda: pgettext("course", "growing"),
    "shrinking": lambda: pgettext("course", "shrinking"),
}


def rule(change: Change) -> tuple[str, str, str]:
    """A change of a rule of comparing: of what, as it was and as it becomes."""
    return _RULES[change.field](), measured(change.before), measured(change.after)


def gauge(change: Change) -> str:
    """What of a challenge differs."""
    return _GAUGES[f"{change.part} {change.field}".strip()]()


def gauged(value: Any) -> Any:
    """A value of a challenge: ends and courses in words, a measure by its indicator."""
    if isinstance(value, Burden | Outcome):
        return value.indicator
    return _VALUES[value]() if isinstance(value, str) and value in _VALUES else value
