"""From the codes of publishers to ours: the one place where they meet.

Ours are ISO 3166-1 alpha-2 for a country and NUTS for a region of a country that has them. A code
that stands for something else (a group of countries, a state that is no more, waters without
territory) has no code of ours, and is never forced into one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from windroos.codes.countries import ALPHA2_OF_ALPHA3, ALPHA2_OF_NUMERIC, country_named
from windroos.codes.regions import COUNTRIES, NUTS_COUNTRY, fits

# Codes of the World Bank that are not ISO's, as the Worldwide Governance Indicators used them up to
# the 2024 update.
_WORLD_BANK = {"ADO": "AD", "KSV": "XK", "ROM": "RO", "TMP": "TL", "WBG": "PS", "ZAR": "CD"}

# V-Dem: codes of parts of a country. PSE is the West Bank alone and PSG Gaza alone there.
_VDEM_PARTS = frozenset({"PSE", "PSG", "SML", "ZZB"})

# UN Comtrade, and BACI made from it: areas wider than the country of the same name. 490, "Other
# Asia, not elsewhere specified", holds in practice Taiwan alone (UN Comtrade's knowledge base).
_COMTRADE = {"251": "FR", "490": "TW", "579": "NO", "699": "IN", "757": "CH", "842": "US"}

# Statistics Netherlands: the country, its parts (landsdelen, NUTS 1) and provinces (NUTS 2).
_PROVINCES = "NL11 NL12 NL13 NL21 NL23 NL22 NL35 NL32 NL36 NL34 NL41 NL42"
_CBS = {
    "NL01": "NL",
    **{f"LD0{number}": f"NL{number}" for number in range(1, 5)},
    **{f"PV{number}": code for number, code in enumerate(_PROVINCES.split(), 20)},
}

# The Dutch provinces by name, in the order of their codes.
_PROVINCE_NAMES = """
    Groningen Friesland Drenthe Overijssel Flevoland Gelderland Utrecht Noord-Holland Zuid-Holland
    Zeeland Noord-Brabant Limburg
"""
_PROVINCE = {
    "Fryslân": "NL12",
    **dict(zip(_PROVINCE_NAMES.split(), _PROVINCES.split(), strict=True)),
}


def region_of(code: str | None, scheme: str) -> str | None:
    """Our code for a publisher's code in one of the `SCHEMES`; None where there is none.

    >>> region_of("NLD", "iso3"), region_of("ROM", "world-bank"), region_of("EL", "eurostat")
    ('NL', 'RO', 'GR')
    >>> region_of("NL41", "eurostat"), region_of("EU27_2020", "eurostat")
    ('NL41', None)
    >>> region_of("516", "numeric"), region_of("58", "comtrade")  # Namibia; Belgium-Luxembourg
    ('NA', None)
    """
    return SCHEMES[scheme](code.strip()) if code is not None else None


def _iso2(code: str) -> str | None:
    return code if code in COUNTRIES else None


def _iso3(code: str) -> str | None:
    return ALPHA2_OF_ALPHA3.get(code)


def _numeric(code: str) -> str | None:
    return ALPHA2_OF_NUMERIC.get(code.zfill(3))


def _alpha2(code: str) -> str | None:
    """ISO's two letters in capitals or not, and a part of a country (`gb-sct`) as that country."""
    return _iso2(code.upper().split("-")[0])


def _eurostat(code: str) -> str | None:
    """Countries as Eurostat writes them, and NUTS; extra-regio (`NLZZ`) is no territory."""
    if len(code) == 2:
        return NUTS_COUNTRY.get(code) or _iso2(code)
    extra_regio = set(code[2:]) == {"Z"}
    return code if fits(code, "nuts") and not extra_regio else None


def _comtrade(code: str) -> str | None:
    return _COMTRADE.get(code) or _numeric(code)


def _except(
    known: Mapping[str, str],
    unknown: frozenset[str],
    otherwise: Callable[[str], str | None],
    code: str,
) -> str | None:
    return None if code in unknown else known.get(code) or otherwise(code)


SCHEMES: Mapping[str, Callable[[str], str | None]] = {
    "iso2": _iso2,
    "iso3": _iso3,
    "numeric": _numeric,
    "eurostat": _eurostat,
    "world-bank": partial(_except, _WORLD_BANK, frozenset(), _iso3),
    "v-dem": partial(_except, {}, _VDEM_PARTS, _iso3),
    "comtrade": _comtrade,
    "cbs": _CBS.get,
    "dutch-province": _PROVINCE.get,
    "english": country_named,
    "open-sanctions": _alpha2,
}
