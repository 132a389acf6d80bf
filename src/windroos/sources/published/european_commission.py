"""The European and the Regional Innovation Scoreboard of the European Commission (DG RTD)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.observing import observations
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, Workspace
from windroos.sources.staging import stage_rows
from windroos.sources.workbooks import sheet_rows

_REGIONAL = "Value relative to EU in 2018"
_EXPORTED = ("Indicator", "Column2", "Year", "Region", "Value")


def _read_regional(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    columns = ("Region code", "Indicator code", "Year", _REGIONAL)
    staged = stage_rows(workspace, path.name, sheet_rows(path, "RIS"), columns=columns)
    query = f"""
        SELECT _row, '{_REGIONAL}' AS value_from, "Region code" AS region_given,
            "Indicator code" AS indicator, "Year" AS period, "{_REGIONAL}" AS value,
            'EU 2018 = 100' AS unit,
            concat('Region code=', "Region code", '; Indicator code=', "Indicator code",
                '; Year=', "Year") AS cell
        FROM {staged.name}
    """
    return observations(workspace, query, file=path.name, scheme="eurostat")


def _read_exported(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The export of the online tool: countries, and regions by NUTS (`(Regional)` in Column2)."""
    (path,) = files
    staged = stage_rows(workspace, path.name, sheet_rows(path), columns=_EXPORTED)
    query = f"""
        SELECT _row, 'Value' AS value_from, "Region" AS region_given,
            split_part("Indicator", ' ', 1) AS indicator, "Year" AS period, "Value" AS value,
            'relative to EU, x 100' AS unit,
            concat('Region=', "Region", '; Indicator=', "Indicator", '; Year=', "Year") AS cell,
            CASE WHEN "Column2" IS NULL THEN MAP {{}} ELSE MAP {{'Column2': "Column2"}} END
                AS dimensions
        FROM {staged.name}
    """
    return observations(workspace, query, file=path.name, scheme="eurostat")


_LICENCE = Licence(
    "CC BY 4.0 (Commission Decision 2011/833/EU)",
    "https://creativecommons.org/licenses/by/4.0/",
    "European Innovation Scoreboard, European Commission",
    "CC-BY-4.0",
)

DATASETS = (
    Dataset(
        id="ris",
        title_nl="Regionaal innovatiescorebord",
        title_en="Regional Innovation Scoreboard",
        publisher="European Commission, DG RTD",
        licence=_LICENCE,
        homepage="https://research-and-innovation.ec.europa.eu/statistics/performance-indicators/regional-innovation-scoreboard_en",
        hosts=("ec.europa.eu",),
        gives="observations",
        addresses=lambda options: (
            File(
                f"https://ec.europa.eu/assets/rtd/eis/{options['edition']}/downloads/RIS_web_download.xlsx",
                "RIS_web_download.xlsx",
            ),
        ),
        read=_read_regional,
        options={"edition": "2025"},
    ),
    Dataset(
        id="eis",
        title_nl="Europees innovatiescorebord",
        title_en="European Innovation Scoreboard",
        publisher="European Commission, DG RTD",
        licence=_LICENCE,
        homepage="https://research-and-innovation.ec.europa.eu/statistics/performance-indicators/european-innovation-scoreboard_en",
        hosts=(),
        gives="observations",
        addresses=lambda _options: (),  # the workbook is exported by hand from the online tool
        read=_read_exported,
    ),
)
