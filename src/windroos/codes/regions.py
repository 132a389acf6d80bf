"""Codes of countries and regions: ISO 3166-1 alpha-2, NUTS, ISO 3166-2, and our own `x-…`."""

from __future__ import annotations

import re

# ISO 3166-1 alpha-2, the officially assigned codes, and XK, which the EU uses for Kosovo.
_COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO
    BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ
    DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP
    GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG
    KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE
    PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL
    SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM
    US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK
"""
COUNTRIES = frozenset(_COUNTRIES.split())

# The countries that Eurostat gives NUTS codes or statistical regions like them: the EU, EFTA, the
# candidates, and the United Kingdom.
_NUTS = """
    AL AT BA BE BG CH CY CZ DE DK EE EL ES FI FR GE HR HU IE IS IT LI LT LU LV MD ME MK MT
    NL NO PL PT RO RS SE SI SK TR UA UK XK
"""
_WITH_NUTS = frozenset(_NUTS.split())

# Eurostat writes two countries differently in NUTS codes.
_NUTS_COUNTRY = {"EL": "GR", "UK": "GB"}

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
        country = _NUTS_COUNTRY.get(country, country)
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
