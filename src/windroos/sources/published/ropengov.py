"""The codes of countries as Eurostat writes them beside ISO's, by rOpenGov (the package giscoR)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.coding import codes
from windroos.sources.shape import Dataset, Licence, Options, Reading, Workspace
from windroos.sources.staging import literal, quoted, stage_text

_SCHEMES = {"CNTR_CODE": "eurostat", "iso2c": "iso2", "ISO3_CODE": "iso3"}
_NAME = "iso.name.en"
_ATTRIBUTES = ("continent", "un.region.name", "un.regionsub.name", "eu")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """Three codes a country: EL and UK as Eurostat has them, GR and GB as ISO has them."""
    (path,) = files
    staged = stage_text(workspace, path, columns=(*_SCHEMES, _NAME, *_ATTRIBUTES))
    rows = ", ".join(f"('{scheme}', {name}, '{name}')" for name, scheme in _SCHEMES.items())
    attributes = ", ".join(f"({literal(name)}, {quoted(name)})" for name in _ATTRIBUTES)
    query = f"""
        SELECT _row, entry[1] AS scheme, entry[2] AS code, 'en' AS language,
            {quoted(_NAME)} AS label, trim(iso2c) AS region_given,
            concat('iso2c=', trim(iso2c), '; ', entry[3]) AS cell,
            map_from_entries(list_filter([{attributes}], lambda one: one[2] <> '')) AS attributes
        FROM (SELECT *, unnest([{rows}]) AS entry FROM {staged.name})
        WHERE entry[2] <> ''
    """
    return codes(workspace, query, file=path.name, regions_in="iso2")


DATASETS = (
    Dataset(
        id="eurostat-country-codes",
        title_nl="Codes van landen bij Eurostat en bij ISO",
        title_en="Codes of countries at Eurostat and at ISO",
        publisher="rOpenGov (giscoR), from Eurostat",
        licence=Licence(
            "GPL-3", "https://www.gnu.org/licenses/gpl-3.0.html", "rOpenGov, giscoR", "GPL-3.0-only"
        ),
        homepage="https://ropengov.github.io/giscoR/",
        hosts=(),
        gives="codes",
        addresses=lambda _options: (),  # the table is a part of the package, taken out by hand
        read=_read,
    ),
)
