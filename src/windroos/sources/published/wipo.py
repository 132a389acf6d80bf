"""The Global Innovation Index, as the World Bank's Data360 exports it to Excel.

One row an economy, indicator and measure, one column a year: WIPO.GII.235 is the index itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.observing import observations, years_of
from windroos.sources.shape import Dataset, Licence, Options, Reading, Workspace
from windroos.sources.staging import stage_rows
from windroos.sources.workbooks import sheet_rows

_COLUMNS = ("Economy ISO3", "Indicator ID", "Attribute 1", "Attribute 2", "Attribute 3", "Partner")


_INDEX = "WIPO.GII.235"


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The figures; those of an economy that the index does not rank that year have a flag.

    The export of 2023 gives such economies a score of 0 with a rank one below the last (68 of them
    in 2016). That zero says "not in the index", so it is missing here.
    """
    (path,) = files
    staged = stage_rows(workspace, path.name, sheet_rows(path, "Data"), columns=_COLUMNS)
    query = f"""
        WITH long AS (
            FROM (UNPIVOT {staged.name} ON {years_of(staged)} INTO NAME year VALUE given)
        ),
        ranked AS (
            SELECT DISTINCT "Economy ISO3", year, true AS ranked FROM long
            WHERE "Indicator ID" = '{_INDEX}' AND "Attribute 1" = 'Rank'
        )
        SELECT _row, year AS value_from, "Economy ISO3" AS region_given,
            concat_ws('/', "Indicator ID", "Attribute 1") AS indicator, year AS period,
            CASE WHEN ranked OR "Attribute 1" <> 'Score' OR given <> '0' THEN given END AS value,
            CASE "Attribute 1" WHEN 'Score' THEN '0-100' WHEN 'Rank' THEN 'rank' ELSE '0 or 1' END
                AS unit,
            CASE WHEN ranked IS NULL THEN 'unranked' END AS flag,
            concat('Economy ISO3=', "Economy ISO3", '; ', "Indicator ID", '; ', "Attribute 1", '; ',
                year) AS cell,
            map_from_entries(list_filter(
                [('Attribute 2', "Attribute 2"), ('Attribute 3', "Attribute 3"),
                 ('Partner', Partner)],
                lambda entry: entry[2] <> '-')) AS dimensions
        FROM long LEFT JOIN ranked USING ("Economy ISO3", year)
    """
    reading = observations(workspace, query, file=path.name, scheme="world-bank")
    counted = reading.table.filter("flag = 'unranked' AND value IS NULL").aggregate("count(*)")
    wording = N_("%(count)s scores of 0 are of economies that the index does not rank: missing")
    values = {"count": counted.fetchall()[0][0]}
    unranked = Problem("unranked", path.name, wording, values=values)
    warnings = (*reading.warnings, unranked) if values["count"] else reading.warnings
    return Reading(reading.table, warnings)


DATASETS = (
    Dataset(
        id="gii",
        title_nl="Global Innovation Index",
        title_en="Global Innovation Index",
        publisher="World Intellectual Property Organization",
        licence=Licence(
            "GII terms of use",
            "https://www.globalinnovationindex.org/terms-conditions#tnc",
            "Global Innovation Index, World Intellectual Property Organization",
        ),
        homepage="https://prosperitydata360.worldbank.org/en/dataset/WIPO+GII",
        hosts=(),
        gives="observations",
        addresses=lambda _options: (),  # the workbook is exported by hand from the homepage
        read=_read,
        labels={
            f"{_INDEX}/Score": ("Global Innovation Index: score", "Global Innovation Index: score"),
            f"{_INDEX}/Rank": ("Global Innovation Index: plaats", "Global Innovation Index: rank"),
        },
    ),
)
