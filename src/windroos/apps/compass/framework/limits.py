"""The limits within which a case could have chosen otherwise, in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.framework.outline import AGGREGATE_WORDS
from windroos.apps.compass.presenting import CONFIDENCE_WORDS, measured, words
from windroos.cases.doubts import MethodChoice
from windroos.cases.framework_changes import Change
from windroos.decide.declared import Declared

SPACE_WORDS: Mapping[str, Callable[[], str]] = {
    "tree-weights": lambda: _("drawn at each level of the tree"),
    "flat-weights": lambda: _("drawn for all leaves together"),
    "whole-simplex": lambda: _("all weights"),
    "fixed-weights": lambda: _("these weights only"),
    "around-point": lambda: _("around these weights"),
    "rank-order": lambda: _("all weights in an order"),
    "constrained": lambda: _("all weights within bounds"),
}

_LIMIT_WORDS: Mapping[str, Callable[[], str]] = {
    "weights": lambda: _("Which weights could have been chosen"),
    "unknown": lambda: _("What is unknown may be"),
    "methods": lambda: _("Which ways of putting together could have been chosen"),
    "samples": lambda: _("Samples to see how sure a verdict is"),
    "seed": lambda: _("Seed of the samples"),
}


def limit(change: Change) -> tuple[str, str, str]:
    """A change of a limit: of what, as it was and as it becomes."""
    if change.field == "ratings":
        what = _("Steps that a rating of confidence “%(confidence)s” may lie off") % {
            "confidence": CONFIDENCE_WORDS[change.part]()
        }
    else:
        what = _LIMIT_WORDS[change.field]()
    return what, _value(change.field, change.before), _value(change.field, change.after)


def space(weights: Declared) -> str:
    """A space of weights, with every parameter that it is given."""
    return _space(weights.as_dict())


def method(choice: MethodChoice) -> str:
    """A way of putting parts together, with how likely it is against the others."""
    told = [_("counts %(times)s times") % {"times": measured(choice.probability)}]
    if choice.aggregate is not None:
        told.append(AGGREGATE_WORDS[choice.aggregate]())
    if choice.exponent is not None:
        told.append(_("exponent %(exponent)s") % {"exponent": measured(choice.exponent)})
    if choice.shift:
        sign = "+" if choice.shift > 0 else ""
        told.append(_("thresholds %(shift)s") % {"shift": f"{sign}{measured(choice.shift)}"})
    return f"{words(choice.label)} ({', '.join(told)})"


def _value(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field == "weights":
        return space(value)
    if field == "methods":
        return "; ".join(method(choice) for choice in value)
    if field == "unknown":
        return (
            pgettext("unknown may be", "anything")
            if value == "uniform"
            else pgettext("unknown may be", "as in the other regions")
        )
    return measured(value)


def _space(given: Mapping[str, Any]) -> str:
    """A space written down as plain data; names of parameters are those of the file."""
    parts = []
    for name, value in given.items():
        if name == "method" or value in (None, {}, []):
            continue
        told = _plain(value)
        parts.append(told if name in ("default", "space") else f"{name}: {told}")
    called = SPACE_WORDS[given["method"]]()
    return f"{called} ({', '.join(parts)})" if parts else called


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        if "method" in value:
            return _space(value)
        return ", ".join(f"{name}: {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return measured(value) if isinstance(value, int | float) else str(value)
