"""Parts of countries by ISO 3166-2 that are a NUTS region as a whole (NUTS 2024)."""

from __future__ import annotations

from collections.abc import Mapping

# By country: the code within it, and the NUTS region. What is cut otherwise is left out.
_TABLES = {
    "NL": "DR=NL13 FL=NL23 FR=NL12 GE=NL22 GR=NL11 LI=NL42 NB=NL41 NH=NL32 OV=NL21 UT=NL35 "
    "ZE=NL34 ZH=NL36",
    "BE": "BRU=BE1 VLG=BE2 WAL=BE3 VAN=BE21 VLI=BE22 VOV=BE23 VBR=BE24 VWV=BE25 WBR=BE31 WHT=BE32 "
    "WLG=BE33 WLX=BE34 WNA=BE35",
    "DE": "BW=DE1 BY=DE2 BE=DE3 BB=DE4 HB=DE5 HH=DE6 HE=DE7 MV=DE8 NI=DE9 NW=DEA RP=DEB SL=DEC "
    "SN=DED ST=DEE SH=DEF TH=DEG",
    "AT": "1=AT11 2=AT21 3=AT12 4=AT31 5=AT32 6=AT22 7=AT33 8=AT34 9=AT13",
}
_NUTS: Mapping[str, str] = {
    f"{country}-{code}": nuts
    for country, table in _TABLES.items()
    for code, _, nuts in (pair.partition("=") for pair in table.split())
}


def nuts_of(subdivision: str | None) -> str | None:
    """The NUTS region that a part of a country is; None where it is none, or not known here.

    >>> nuts_of("NL-NB"), nuts_of("DE-SN"), nuts_of("FR-75"), nuts_of(None)
    ('NL41', 'DED', None, None)
    """
    return _NUTS.get(subdivision or "")
