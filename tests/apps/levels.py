"""A small source of figures, made for the tests: the level of the water in three countries."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from windroos.sources.asked import Asked
from windroos.sources.mapping import dataset_of
from windroos.sources.shape import File

KEY = "water-levels"
MAPPING = """
id = "water-levels"
title_nl = "Waterstanden"
title_en = "Water levels"
publisher = "The harbour"
homepage = "https://harbour.example/levels"
[licence]
name = "CC0 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
attribution = "The harbour"
[region]
column = "country"
codes = "iso2"
[period]
column = "year"
[indicator]
column = "what"
[value]
column = "level"
unit = "m"
"""
# The second says another level for Latvia, and one more for Estonia.
FIRST = "country,year,what,level\nLV,2024,level,0\nLV,2025,level,1.5\nEE,2025,level,\n"
SECOND = FIRST.replace("LV,2025,level,1.5", "LV,2025,level,2.5") + "EE,2024,level,-0.25\n"


def written(folder: Path, text: str, name: str = "levels.csv") -> Path:
    """A file of the publisher."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def levels(folder: Path, address: str | None = None) -> Asked:
    """The source, to be fetched from an address on this machine where one is given."""
    dataset = dataset_of(written(folder, MAPPING, "levels.toml"))
    if address is not None:
        dataset = dataclasses.replace(
            dataset, addresses=lambda _options: (File(address, "levels.csv"),)
        )
    return Asked(dataset, {})
