"""Filters that say the values of a case in the language of the reader."""

from django import template

from windroos.apps.compass import presenting, rows

register = template.Library()

for _filter in (
    presenting.words,
    presenting.effort,
    presenting.decimal,
    presenting.percent,
    presenting.day,
    rows.outcome_word,
):
    register.filter(_filter.__name__, _filter)
