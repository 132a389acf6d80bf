"""Where a map finds the areas of its regions."""

from __future__ import annotations

from django import template

from windroos.apps.regions import queries as regions
from windroos.site.views import areas

register = template.Library()


@register.simple_tag
def areas_url(name: str) -> str:
    """Where the areas of a case are, if it has any: ``{% areas_url case.name as url %}``."""
    case = regions.case(name)
    return areas.areas_url(case) if case else ""
