"""Template tags for the marks of the ecosystem; their SVG is safe to show."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from windroos.report import place_map

register = template.Library()


@register.simple_tag
def category_mark(category: str, label: str = "") -> SafeString:
    """The shape of a category of the maps: ``{% category_mark "company" %}``."""
    return mark_safe(place_map.category_mark(category, label))
