"""The codes of countries in many schemes and languages, put together by DataHub from the UN, ISO,
the CLDR and others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.coding import codes
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, Workspace
from windroos.sources.staging import literal, quoted, stage_text

_FILE = "country-codes.csv"
_ALPHA2 = "ISO3166-1-Alpha-2"
_NAME = "official_name_en"
# The UN's six languages, by the ends of the columns that have the official names.
_LANGUAGES = {"en": "en", "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "cn": "zh"}
# The columns of codes, by the scheme that each is in; numbers are written with three digits.
_SCHEMES = {
    "ISO3166-1-Alpha-3": "iso3",
    "ISO3166-1-numeric": "numeric",
    "M49": "m49",
    "FIPS": "fips",
    "GAUL": "gaul",
    "IOC": "ioc",
    "FIFA": "fifa",
    "ITU": "itu",
    "MARC": "marc",
    "WMO": "wmo",
    "DS": "vehicle",
    "TLD": "internet-domain",
    "Geoname ID": "geonames",
    "EDGAR": "edgar",
    "wikidata_id": "wikidata",
}
_ATTRIBUTES = (
    "Region Name",
    "Sub-region Name",
    "Intermediate Region Name",
    "Continent",
    "Capital",
    "Languages",
    "is_independent",
    "ISO4217-currency_alphabetic_code",
    "Least Developed Countries (LDC)",
    "Land Locked Developing Countries (LLDC)",
    "Small Island Developing States (SIDS)",
)


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """A row a code: ISO's two letters in each language, the others with the English name."""
    (path,) = files
    names = [f"official_name_{end}" for end in _LANGUAGES]
    columns = (_ALPHA2, *names, *_SCHEMES, *_ATTRIBUTES)
    staged = stage_text(workspace, path, columns=columns)
    code = quoted(_ALPHA2)
    rows = [
        f"('iso2', {code}, '{language}', {quoted(f'official_name_{end}')}, {literal(_ALPHA2)})"
        for end, language in _LANGUAGES.items()
    ]
    rows += [
        f"({literal(scheme)}, {_code(column, scheme)}, 'en', {_NAME}, {literal(column)})"
        for column, scheme in _SCHEMES.items()
    ]
    attributes = ", ".join(f"({literal(name)}, trim({quoted(name)}))" for name in _ATTRIBUTES)
    query = f"""
        SELECT _row, entry[1] AS scheme, entry[2] AS code, entry[3] AS language, entry[4] AS label,
            {code} AS region_given,
            concat({literal(_ALPHA2 + "=")}, {code}, '; ', entry[5]) AS cell,
            CASE WHEN entry[1] = 'iso2' AND entry[3] = 'en' THEN map_from_entries(
                list_filter([{attributes}], lambda one: one[2] <> '')) ELSE MAP {{}} END
                AS attributes
        FROM (SELECT *, unnest([{", ".join(rows)}]) AS entry FROM {staged.name})
        WHERE trim(entry[2], ' ' || chr(160)) <> ''
    """
    return codes(workspace, query, file=path.name, regions_in="iso2")


def _code(column: str, scheme: str) -> str:
    digits = scheme in ("numeric", "m49")
    return f"lpad(trim({quoted(column)}), 3, '0')" if digits else quoted(column)


DATASETS = (
    Dataset(
        id="country-codes",
        title_nl="Codes en namen van landen",
        title_en="Codes and names of countries",
        publisher="DataHub (Datopian)",
        licence=Licence(
            "PDDL 1.0",
            "https://opendatacommons.org/licenses/pddl/1-0/",
            "DataHub, country-codes",
            "PDDL-1.0",
        ),
        homepage="https://github.com/datasets/country-codes",
        hosts=("raw.githubusercontent.com",),
        gives="codes",
        addresses=lambda _options: (
            File(
                f"https://raw.githubusercontent.com/datasets/country-codes/main/data/{_FILE}", _FILE
            ),
        ),
        read=_read,
    ),
)
