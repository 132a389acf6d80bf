"""The register in words: what its kinds, choices and fields are called on every page."""

from windroos.apps.network.words.fields import BASES, FIELDS, STRENGTHS, Words, choices, field, hint
from windroos.apps.network.words.organisations import (
    CATEGORIES,
    CATEGORY_TITLES,
    KINDS,
    MUTUAL,
    NAME_KINDS,
    RELATED,
    RELATIONS,
    SCHEMES,
    kinds_counted,
)
from windroos.apps.network.words.sentences import enumerated, number, period, word
from windroos.apps.network.words.sites import (
    CONDITIONS,
    FIGURE_ROLES,
    FIGURE_STATES,
    LABOUR_KINDS,
    MEASURES,
    PRESSURES,
    SITE_KINDS,
    sites_counted,
)

__all__ = [
    "BASES",
    "CATEGORIES",
    "CATEGORY_TITLES",
    "CONDITIONS",
    "FIELDS",
    "FIGURE_ROLES",
    "FIGURE_STATES",
    "KINDS",
    "LABOUR_KINDS",
    "MEASURES",
    "MUTUAL",
    "NAME_KINDS",
    "PRESSURES",
    "RELATED",
    "RELATIONS",
    "SCHEMES",
    "SITE_KINDS",
    "STRENGTHS",
    "Words",
    "choices",
    "enumerated",
    "field",
    "hint",
    "kinds_counted",
    "number",
    "period",
    "sites_counted",
    "word",
]
