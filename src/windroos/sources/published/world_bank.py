"""The World Bank: the Worldwide Governance Indicators in both layouts of their workbook, and any
indicator of its interface (version 2).

Each of the six indicators of governance (va, pv, ge, rq, rl, cc) has an estimate in standard normal
units with a standard error, a percentile rank with the bounds of its 90 % interval, and a number of
sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.observing import observations, told_without_unit
from windroos.sources.paging import by_page_number
from windroos.sources.shape import (
    Dataset,
    File,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)
from windroos.sources.staging import stage_rows
from windroos.sources.workbooks import sheet_names, sheet_rows

_COLUMNS = (
    "code",
    "year",
    "indicator",
    "estimate",
    "stddev",
    "nsource",
    "pctrank",
    "pctranklower",
    "pctrankupper",
)
# Up to the update of 2023 a sheet an indicator, and under each year these six columns.
_SHEETS = {
    "voiceandaccountability": "va",
    "politicalstabilitynoviolence": "pv",
    "governmenteffectiveness": "ge",
    "regulatoryquality": "rq",
    "ruleoflaw": "rl",
    "controlofcorruption": "cc",
}
_MEASURES = ("Estimate", "StdErr", "NumSrc", "Rank", "Lower", "Upper")
_MISSING = ("..", "#N/A")

_UNITS = {
    "estimate": "standard normal units",
    "nsource": "sources",
    "pctrank": "percentile rank",
    "pctranklower": "percentile rank",
    "pctrankupper": "percentile rank",
}


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    wide = {sheet: _SHEETS.get("".join(sheet.lower().split())) for sheet in sheet_names(path)}
    if any(wide.values()):
        sheets = [_long(path, sheet, code) for sheet, code in wide.items() if code]
        rows = chain([["sheet_row", *_COLUMNS]], *sheets)
    else:
        rows = sheet_rows(path)
    staged = stage_rows(workspace, path.name, rows, columns=_COLUMNS)
    row = "CAST(sheet_row AS BIGINT)" if "sheet_row" in staged.columns else "_row"
    missing = ", ".join(f"'{marker}'" for marker in _MISSING)
    units = " ".join(f"WHEN '{measure}' THEN '{unit}'" for measure, unit in _UNITS.items())
    query = f"""
        SELECT {row} AS _row, measure AS value_from, code AS region_given,
            concat(indicator, '/', measure) AS indicator, year AS period,
            CASE WHEN value NOT IN ({missing}) THEN value END AS value,
            CASE measure {units} END AS unit, 'stddev' AS error_from,
            CASE WHEN measure = 'estimate' AND stddev NOT IN ({missing}) THEN stddev END
                AS standard_error,
            concat('code=', code, '; indicator=', indicator, '; year=', year) AS cell
        FROM (UNPIVOT {staged.name} ON {", ".join(_UNITS)} INTO NAME measure VALUE value)
    """
    return observations(workspace, query, file=path.name, scheme="world-bank")


def _long(path: Path, sheet: str, indicator: str) -> Iterator[list[Any]]:
    """The rows of a sheet in the older layout, a row an economy and year, as in the newer one."""
    years: list[Any] = []
    header: list[Any] = []
    for number, row in enumerate(sheet_rows(path, sheet), 1):
        if not header:
            if "Code" in row and "Estimate" in row:
                header = row
                _check_wide(path.name, sheet, number, header, years)
            else:
                years = row
            continue
        code = row[header.index("Code")]
        if code is None:
            continue
        for column, name in enumerate(header):
            if name == "Estimate":
                yield [number, code, years[column], indicator, *row[column : column + 6]]
    if not header:
        wording = N_("sheet %(sheet)s has no row with the columns Code and Estimate")
        raise SourceError([Problem("header", path.name, wording, values={"sheet": sheet})])


def _check_wide(
    file: str, sheet: str, number: int, header: Sequence[Any], years: Sequence[Any]
) -> None:
    """Under each year stand the six measures, in their order."""
    wording = N_("in sheet %(sheet)s this column should be %(expected)s, and a year above it")
    problems = []
    for column in (index for index, name in enumerate(header) if name == "Estimate"):
        for name, found in zip(_MEASURES, header[column : column + 6], strict=False):
            year = years[column] if column < len(years) else None
            if name != found or not isinstance(year, int | float):
                values = {"sheet": sheet, "expected": name}
                problems.append(Problem("header", file, wording, number, str(found), values))
    if problems:
        raise SourceError(problems)


def _read_indicator(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The pages of an indicator; its unit is what its name ends with between brackets."""
    file = files[0].name
    staged = stage_rows(workspace, file, _pages(files))
    query = f"""
        SELECT _row, 'value' AS value_from, place AS region_given, indicator, period, value,
            coalesce(unit, nullif(regexp_extract(name, '\\(([^()]+)\\)$', 1), '')) AS unit, flag,
            concat('country=', place, '; indicator=', indicator, '; date=', period) AS cell
        FROM {staged.name}
    """
    reading = observations(workspace, query, file=file, scheme="world-bank")
    return told_without_unit(reading, file)


def _pages(files: Sequence[Path]) -> Iterator[Sequence[Any]]:
    """The rows of all pages, which have to be as many as the first page says."""
    yield ["place", "indicator", "name", "period", "value", "unit", "flag"]
    count, total = 0, None
    for path in files:
        document = json_of(path)
        if not isinstance(document, list) or len(document) != 2:
            said = document[0].get("message") if isinstance(document, list) and document else ""
            wording = N_("is an error of the publisher, not data: %(said)s")
            raise SourceError([Problem("refused", path.name, wording, values={"said": said})])
        total = document[0]["total"] if total is None else total
        for row in document[1] or []:
            count += 1
            place = row["countryiso3code"] or row["country"]["id"]
            indicator = row["indicator"]
            yield [
                *(place, indicator["id"], indicator["value"], row["date"], row["value"]),
                *(row.get("unit"), row.get("obs_status")),
            ]
    if count != total:
        wording = N_(
            "says that there are %(total)s figures, and there are %(count)s: fetch all pages"
        )
        values = {"total": total, "count": count}
        raise SourceError([Problem("truncated", files[0].name, wording, values=values)])


def _indicator_addresses(options: Options) -> Sequence[File]:
    indicator = options["indicator"]
    if not re.fullmatch(r"[A-Za-z0-9_.]+", indicator):
        wording = N_("name the indicator by its code, such as SP.POP.65UP.TO.ZS")
        raise SourceError([Problem("option", "world-bank", wording, field="indicator")])
    url = f"https://api.worldbank.org/v2/country/all/indicator/{indicator}"
    return (File(f"{url}?format=json&per_page=20000", indicator, by_page_number),)


_GOVERNANCE = {
    "va": ("Inspraak en verantwoording", "Voice and accountability"),
    "pv": ("Politieke stabiliteit", "Political stability and absence of violence"),
    "ge": ("Doeltreffendheid van de overheid", "Government effectiveness"),
    "rq": ("Kwaliteit van regels", "Regulatory quality"),
    "rl": ("Rechtsstaat", "Rule of law"),
    "cc": ("Beheersing van corruptie", "Control of corruption"),
}
_MEASURED = {
    "estimate": ("schatting", "estimate"),
    "nsource": ("aantal bronnen", "number of sources"),
    "pctrank": ("percentielrang", "percentile rank"),
    "pctranklower": ("percentielrang, ondergrens", "percentile rank, lower bound"),
    "pctrankupper": ("percentielrang, bovengrens", "percentile rank, upper bound"),
}
_INDICATORS = {
    "SP.POP.65UP.TO.ZS": (
        "Inwoners van 65 jaar en ouder (% van de bevolking)",
        "Population ages 65 and above (% of total population)",
    ),
    "SH.XPD.CHEX.GD.ZS": (
        "Lopende zorguitgaven (% van het bbp)",
        "Current health expenditure (% of GDP)",
    ),
    "SH.XPD.OOPC.CH.ZS": (
        "Zorg die mensen zelf betalen (% van de lopende zorguitgaven)",
        "Out-of-pocket expenditure (% of current health expenditure)",
    ),
    "EG.USE.PCAP.KG.OE": (
        "Energieverbruik (kg olie-equivalent per inwoner)",
        "Energy use (kg of oil equivalent per capita)",
    ),
    "EG.FEC.RNEW.ZS": (
        "Hernieuwbare energie (% van het eindverbruik)",
        "Renewable energy consumption (% of total final energy consumption)",
    ),
}

_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")

DATASETS = (
    Dataset(
        id="wgi",
        title_nl="Worldwide Governance Indicators",
        title_en="Worldwide Governance Indicators",
        publisher="World Bank",
        licence=Licence(*_LICENCE, "Worldwide Governance Indicators, World Bank", "CC-BY-4.0"),
        homepage="https://www.worldbank.org/en/publication/worldwide-governance-indicators",
        hosts=("www.worldbank.org",),
        gives="observations",
        addresses=lambda _options: (
            File(
                "https://www.worldbank.org/content/dam/sites/govindicators/doc/wgidataset.xlsx",
                "wgidataset.xlsx",
            ),
        ),
        read=_read,
        labels={
            f"{code}/{measure}": (f"{nl}: {measure_nl}", f"{en}: {measure_en}")
            for code, (nl, en) in _GOVERNANCE.items()
            for measure, (measure_nl, measure_en) in _MEASURED.items()
        },
    ),
    Dataset(
        id="world-bank",
        title_nl="Wereldbank: een indicator naar keuze",
        title_en="World Bank: an indicator of your choice",
        publisher="World Bank",
        licence=Licence(*_LICENCE, "World Bank", "CC-BY-4.0"),
        homepage="https://data.worldbank.org/",
        hosts=("api.worldbank.org",),
        gives="observations",
        addresses=_indicator_addresses,
        read=_read_indicator,
        labels=_INDICATORS,
        options={"indicator": "SP.POP.65UP.TO.ZS"},
        most=None,
    ),
)
