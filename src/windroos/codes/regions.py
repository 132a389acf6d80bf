"""Codes of regions: ISO 3166-1 alpha-2, NUTS, ISO 3166-2, and our own `x-…`."""

from __future__ import annotations

import re

from windroos.codes.countries import COUNTRIES

# The countries that Eurostat gives NUTS codes or statistical regions like them: the EU, EFTA, the
# candidates, and the United Kingdom.
_NUTS = """
    AL AT BA BE BG CH CY CZ DE DK EE EL ES FI FR GE HR HU IE IS IT LI LT LU LV MD ME MK MT
    NL NO PL PT RO RS SE SI SK TR UA UK XK
"""
_WITH_NUTS = frozenset(_NUTS.split())

# Eurostat writes two countries differently in NUTS codes.
NUTS_COUNTRY = {"EL": "GR", "UK": "GB"}

_FORMS = {
    "country": re.compile(r"[A-Z]{2}"),
    "nuts": re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}"),
    "subdivision": re.compile(r"[A-Z]{2}-[0-9A-Z]{1,3}"),
    "other": re.compile(r"x-[a-z0-9]+(-[a-z0-9]+)*"),
}


def country_of(code: str) -> str | None:
    """The ISO country that a region code belongs to; None where the code does not tell.

    >>> country_of("NL41"), country_of("EL30"), country_of("CN-JS"), country_of("x-us-midwest")
    ('NL', 'GR', 'CN', None)
    """
    if code.startswith("x-"):
        return None
    country = code[:2]
    if _FORMS["nuts"].fullmatch(code):
        country = NUTS_COUNTRY.get(country, country)
    return country if country in COUNTRIES else None


def fits(code: str, kind: str) -> bool:
    """Whether a code has the form of its kind and names an existing country.

    >>> fits("DE1", "nuts"), fits("DE1", "country"), fits("QQ", "country")
    (True, False, False)
    >>> fits("GR30", "nuts"), fits("JPN", "nuts")
    (False, False)
    """
    if not _FORMS[kind].fullmatch(code):
        return False
    if kind == "nuts":
        return code[:2] in _WITH_NUTS
    return kind == "other" or country_of(code) is not None
