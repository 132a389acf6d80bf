"""Template tags for the drawings of :mod:`windroos.report`; their SVG is safe to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from windroos.apps.compass.presenting import measured
from windroos.report import choropleth as _choropleth
from windroos.report import gaps as _gaps
from windroos.report import marks as _marks
from windroos.report import outlook as _outlook
from windroos.report import pressure as _pressure
from windroos.report import rose as _rose
from windroos.report import series as _series
from windroos.report import split_bar as _split
from windroos.report import sureness as _sureness
from windroos.report import value_bar as _value_bar

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


@register.simple_tag
def share_bar(parts: Sequence[_sureness.Part], label: str) -> SafeString:
    """Draw how often each verdict comes out: ``{% share_bar parts label %}``."""
    return mark_safe(_sureness.share_bar(parts, label=str(label)))


@register.simple_tag
def place_bar(mean: float, low: int, high: int, last: int, label: str) -> SafeString:
    """Draw a place with those it may take: ``{% place_bar mean low high last label %}``."""
    return mark_safe(_sureness.place_bar(mean, low, high, last, label=str(label)))


@register.simple_tag
def split_bar(parts: Mapping[str, float], reach: float, label: str = "") -> SafeString:
    """Draw what a change is made of: ``{% split_bar parts reach label %}``."""
    return mark_safe(_split.split_bar(parts, reach, str(label)))


@register.simple_tag
def series(lines: Sequence[_series.Line], title: str, unit: str = "") -> SafeString:
    """Draw lines over time: ``{% series lines title unit %}``."""
    return mark_safe(_series.series(lines, title=str(title), unit=str(unit), write=measured))


@register.simple_tag
def value_bar(
    value: float, low: float, high: float, error: float | None = None, label: str = ""
) -> SafeString:
    """Draw a value as a bar from zero: ``{% value_bar value low high error %}``."""
    return mark_safe(_value_bar.value_bar(value, low, high, error=error, label=str(label)))


@register.simple_tag
def gap_row(states: Sequence[_gaps.State], label: str) -> SafeString:
    """Draw what there is of each period: ``{% gap_row states label %}``."""
    return mark_safe(_gaps.gap_row(states, str(label)))


@register.simple_tag
def choropleth(
    shapes: _choropleth.Shapes, lands: Sequence[_choropleth.Land], title: str
) -> SafeString:
    """Draw areas by their value: ``{% choropleth shapes lands title %}``."""
    return mark_safe(_choropleth.choropleth(shapes, lands, title=str(title)))


@register.simple_tag
def pressure_mark(state: str) -> SafeString:
    """Draw how much a condition presses: ``{% pressure_mark "watched" %}``."""
    return mark_safe(_pressure.pressure_mark(state))


@register.simple_tag
def outlook(moments: Sequence[_outlook.Moment], title: str, y_label: str) -> SafeString:
    """Draw figures over the years: ``{% outlook moments title=title y_label=label %}``."""
    drawn = _outlook.outlook(moments, title=str(title), y_label=str(y_label), write=_written)
    return mark_safe(drawn)


def _written(value: float) -> str:
    """A number on an axis as the reader writes it."""
    return str(number_format(int(value) if float(value).is_integer() else value))
