"""Filters that say the values of a case in the language of the reader."""

from django import template

from windroos.apps.accounts.queries import User
from windroos.apps.compass import presenting
from windroos.apps.compass.views.scenario_desk import Desk
from windroos.apps.compass.weighing import rows, themed

register = template.Library()


@register.filter
def unstopped(text: str) -> str:
    """A text without its full stop, for within a sentence."""
    return text.rstrip(".")


@register.filter
def named_for(person: User, at: Desk) -> str:
    """Who did something, as far as the reader of a page may know."""
    return at.named(person)


for _filter in (
    presenting.words,
    presenting.effort,
    presenting.decimal,
    presenting.percent,
    presenting.day,
    rows.outcome_word,
    themed.only_on,
    themed.on_themes,
):
    register.filter(_filter.__name__, _filter)
