"""Filters that say the values of a case in the language of the reader."""

from django import template

from windroos.apps.compass import presenting, rows

register = template.Library()


@register.filter
def unstopped(text: str) -> str:
    """A text without its full stop, for within a sentence."""
    return text.rstrip(".")


for _filter in (
    presenting.words,
    presenting.effort,
    presenting.decimal,
    presenting.percent,
    presenting.day,
    rows.outcome_word,
):
    register.filter(_filter.__name__, _filter)
