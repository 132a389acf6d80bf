"""The boundaries of the countries of the world, by Natural Earth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.geojson import Place, boundaries
from windroos.sources.shape import (
    PUBLIC_DOMAIN,
    Dataset,
    File,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)

_FOLDER = "https://raw.githubusercontent.com/nvkelso/natural-earth-vector/master/geojson"
# Where a country's code stands, with its scheme, the surest first. The ISO codes are -99 for some
# countries of which the publisher draws parts beside the whole (France, Norway) or whose borders
# are disputed; the columns ending in EH fill that in, in newer editions only.
_CODES = (
    ("ISO_A2_EH", "iso2"),
    ("ISO_A2", "iso2"),
    ("ISO_A3_EH", "iso3"),
    ("ADM0_A3", "iso3"),
    ("WB_A3", "world-bank"),
)
_SCALES = ("10m", "50m", "110m")


def _addresses(options: Options) -> Sequence[File]:
    scale = options["scale"]
    if scale not in _SCALES:
        wording = N_("%(found)s is none of %(known)s")
        values = {"found": scale, "known": ", ".join(_SCALES)}
        raise SourceError([Problem("option", "countries", wording, field="scale", values=values)])
    name = f"ne_{scale}_admin_0_countries.geojson"
    return (File(f"{_FOLDER}/{name}", name),)


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    def place(path: Path, number: int, properties: Mapping[str, Any]) -> Place:
        found = (region_of(properties.get(name), scheme) for name, scheme in _CODES)
        region = next((code for code in found if code), None)
        name = str(properties["NAME_LONG"])
        # The file does not say its version; the scale stands for it, older than any year.
        return Place(region, properties["ADM0_A3"], f"1:{options['scale']}", 0, name, name)

    return boundaries(workspace, files, place, properties=("ADM0_A3", "ISO_A2", "NAME_LONG"))


DATASETS = (
    Dataset(
        id="country-boundaries",
        title_nl="Grenzen van de landen van de wereld",
        title_en="Boundaries of the countries of the world",
        publisher="Natural Earth",
        licence=Licence(
            "Public domain",
            "https://www.naturalearthdata.com/about/terms-of-use/",
            "Made with Natural Earth",
            PUBLIC_DOMAIN,
        ),
        homepage="https://www.naturalearthdata.com/downloads/110m-cultural-vectors/",
        hosts=("raw.githubusercontent.com",),
        gives="boundaries",
        addresses=_addresses,
        read=_read,
        options={"scale": "110m"},
    ),
)
