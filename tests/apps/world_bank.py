"""Pages of the World Bank's API with figures of our own making, in its layout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from windroos.codes.countries import ALPHA2_OF_ALPHA3

AGEING = ("SP.POP.65UP.TO.ZS", "Population ages 65 and above (% of total population)")
SPENDING = ("SH.XPD.CHEX.GD.ZS", "Current health expenditure (% of GDP)")
POCKET = ("SH.XPD.OOPC.CH.ZS", "Out-of-pocket expenditure (% of current health expenditure)")

Figures = Mapping[tuple[str, int], float | None]  # by ISO 3166-1 alpha-3 and year

# A share that grows by half a point a year in all but one, from another height: so who is two
# points higher was there four years ago. Japan grows by one: 20 in 2014, and 30 in 2024.
GROWING: Figures = {
    **{
        (country, year): 20.0 + apart + 0.5 * (year - 2024)
        for country, apart in {
            "NLD": 0, "DEU": 2, "FRA": 1, "BEL": -1, "AUT": -2, "FIN": 4, "SWE": -3, "DNK": -4,
            "CHE": 3, "ISR": -8, "SGP": -6, "USA": -5, "ITA": 5, "ESP": -7,
        }.items()
        for year in range(2000, 2025)
    },
    **{("JPN", year): 30.0 + (year - 2024) for year in range(2000, 2025)},
    ("VNM", 2010): 8.0,
}  # fmt: skip


def write(folder: Path, indicator: tuple[str, str], figures: Figures) -> Path:
    """One file with all pages of an indicator; the path ends in its code."""
    code, name = indicator
    rows = [
        {
            "indicator": {"id": code, "value": name},
            "country": {"id": ALPHA2_OF_ALPHA3[country], "value": country},
            "countryiso3code": country,
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for (country, year), value in figures.items()
    ]
    told = [{"page": 1, "pages": 1, "per_page": 20000, "total": len(rows)}, rows]
    path = folder / f"{code}.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path
