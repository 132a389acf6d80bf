"""Files in the layout of Eurostat's bulk downloads (TSV), with figures of our own making.

The first column holds the codes of all dimensions, the last of them the place; its header ends in
`\\TIME_PERIOD`. Years are headed with a blank behind them, flags stand a blank behind the value;
":" stands for none.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

# The dimensions of the datasets that the case reads, without the place.
DIMENSIONS: Mapping[str, Sequence[str]] = {
    "demo_r_pjanind2": ("freq", "indic_de", "unit"),
    "demo_r_mlifexp": ("freq", "unit", "sex", "age"),
    "hlth_rs_physreg": ("freq", "unit"),
    "edat_lfse_04": ("freq", "sex", "isced11", "age", "unit"),
    "lfst_r_lfu3rt": ("freq", "isced11", "unit", "sex", "age"),
    "nrg_ind_id": ("freq", "siec", "unit"),
    "nrg_ind_ren": ("freq", "nrg_bal", "unit"),
}

Cells = Mapping[tuple[str, str], Mapping[int, str]]
"""What stands in the file, by the codes but the place, the place, and the year."""


def write(folder: Path, dataset: str, cells: Cells) -> Path:
    """A file as Eurostat's bulk download gives it."""
    years = sorted({year for by_year in cells.values() for year in by_year})
    first = ",".join((*DIMENSIONS[dataset], "geo")) + "\\TIME_PERIOD"
    lines = ["\t".join([first, *(f"{year} " for year in years)])]
    for (codes, place), by_year in cells.items():
        lines.append("\t".join([f"{codes},{place}", *(by_year.get(y, ": ") for y in years)]))
    path = folder / f"estat_{dataset}.tsv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        file.write("\n".join(lines) + "\n")
    return path


def key(dataset: str) -> str:
    return f"eurostat?dataset={dataset}"


# The share of elderly in 2023; it grows by 0.3 a year everywhere, from 2005 to 2024.
#
# Of the eleven regions at the level of North Brabant (NUTS 2; Limburg is one of them, the extra
# region of the Netherlands is none) the median is 20, the median of the deviations
# 0 0.2 0.5 0.5 1 1 2 3 3 4 5 is 1: the spread is 1.4826, and half of it 0.7413. So the same problem
# have 19.2587 to 20.7413.
ELDERLY = {
    "NL41": 20.0, "NL42": 25.0, "AT34": 19.0, "DE11": 20.5, "DE12": 21.0, "DE21": 18.0,
    "BE21": 19.5, "FRE1": 17.0, "ITC4": 24.0, "ES51": 19.8, "PL41": 23.0,
    "DE1": 20.3, "BE2": 19.4, "FRE": 21.8, "DE": 22.0, "AT": 20.6, "NL": 20.4, "EL": 23.5,
    "EU27_2020": 21.3, "NLZZ": 20.0,
}  # fmt: skip

# How old people become, 2010 to 2023. Of the eleven the median is 82.5, that of the deviations
# 0 0.3 0.5 0.5 0.5 1 1 1.5 1.5 2.5 4.5 is 1: better is from 82 + 0.7413 on.
OLD = {
    "NL41": 82.0, "NL42": 81.5, "AT34": 83.0, "DE11": 83.0, "DE12": 82.5, "DE21": 83.5,
    "BE21": 82.2, "FRE1": 80.0, "ITC4": 84.0, "ES51": 84.0, "PL41": 78.0,
    "DE1": 82.9, "BE2": 82.1, "FRE": 80.2, "AT": 82.0, "NL": 81.9,
}  # fmt: skip


def elderly() -> Cells:
    """Shares with the ratio and the median age beside them, which other series read or none."""
    cells: dict[tuple[str, str], dict[int, str]] = {}
    for place, share in ELDERLY.items():
        cells["A,PC_Y65_MAX,PC", place] = {
            year: f"{share + 0.3 * (year - 2023):.1f} " for year in range(2005, 2025)
        }
        cells["A,OLDDEP1,PC", place] = {2023: f"{1.5 * share:.1f} "}
        cells["A,MEDAGEPOP,YR", place] = {2023: "43.0 e"}
    cells["A,PC_Y65_MAX,PC", "NL41"][2016] += "b"
    cells["A,PC_Y65_MAX,PC", "DE21"][2020] = ": c"
    return cells


def old() -> Cells:
    """Of all and of women, at birth and at 65."""
    cells: dict[tuple[str, str], dict[int, str]] = {}
    for place, age in OLD.items():
        cells["A,YR,T,Y_LT1", place] = dict.fromkeys(range(2010, 2024), f"{age:.1f} p")
        cells["A,YR,F,Y_LT1", place] = {2023: f"{age + 2:.1f} "}
        cells["A,YR,T,Y65", place] = {2023: "20.1 "}
    return cells
