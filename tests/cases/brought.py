"""The open sources of the case Noord-Brabant, kept in a lake as an import keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from windroos.sources import lake
from windroos.sources.asked import named
from windroos.sources.staging import workspace

FILES = {
    "bilateral-trade": ("trade/bilateral_trade_1986_2006.csv.gz",),
    "eis-2025": ("innovation/eis_2025_raw_indicators.csv",),
    "gii": ("gii/WIPO-GII.xlsx",),
    "industry-4-0": ("nuts2_panel/I40_indicator_db.csv",),
    "nuts-correspondence": ("boundaries/n2_cm_v2013_v2016.csv",),
    "patents-by-region": ("region_matrices/pat_ep_rtot_nuts.csv.gz",),
    "ris-2019": ("innovation/ris2019_rii_nuts2.csv",),
    "wgi": ("governance/wgidataset_2024update.xlsx",),
}
DAY = "2026-11-20"


def bring(folder: Path, key: str, *files: Path, day: str = DAY) -> str:
    """Keeps what the files of a dataset say in a lake; gives the SHA-256 of the snapshot."""
    asked = named(key)
    with workspace() as place:
        table = asked.dataset.read(place, files, asked.options).table
        origin = lake.Origin(key, asked.dataset.licence.name, fetched=f"{day}T09:00:00+00:00")
        return lake.keep(folder, asked.dataset.gives, table, origin).sha256


def bring_all(folder: Path, shared: Path) -> Mapping[str, str]:
    """The real files of every dataset that the case reads."""
    data = shared / "data"
    return {
        key: bring(folder, key, *(data / name for name in names)) for key, names in FILES.items()
    }
