"""Template tags for the drawings of :mod:`windroos.report`; their SVG is safe to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from windroos.report import marks as _marks
from windroos.report import rose as _rose

register = template.Library()


@register.simple_tag
def verdict_mark(kind: _marks.Kind, verdict: str, label: str = "") -> SafeString:
    """Draw the mark of a verdict: ``{% verdict_mark "advice" "active" %}``."""
    return mark_safe(_marks.verdict_mark(kind, verdict, label))


@register.simple_tag
def score_bar(
    score: float | None,
    lower: float | None = None,
    upper: float | None = None,
    thresholds: Sequence[tuple[float, str]] | None = None,
    label: str = "",
) -> SafeString:
    """Draw a score with its bounds: ``{% score_bar score lower upper thresholds label %}``."""
    # An undefined template variable arrives as an empty string.
    place, low, high = (None if x in (None, "") else float(x) for x in (score, lower, upper))
    return mark_safe(_marks.score_bar(place, low, high, thresholds or (), str(label)))


@register.simple_tag
def rose(petals: Sequence[_rose.Petal], size: float = 480, **options: Any) -> SafeString:
    """Draw a rose: ``{% rose petals size=480 title=title description=description %}``."""
    chosen = {name: value for name, value in options.items() if value not in (None, "")}
    return mark_safe(_rose.rose(petals, size=float(size), **chosen))
