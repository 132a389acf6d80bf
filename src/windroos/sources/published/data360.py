"""Data360 of the World Bank: any indicator of its databases, as JSON in pages or as a CSV file.

A row is a figure of an economy and period; what tells it apart beyond that (sex, age, urbanisation,
up to three breakdowns) has the code `_T` or `_Z` where it does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.observing import observations, told_without_unit
from windroos.sources.paging import by_skip
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import Staged, literal, opened, quoted, stage_rows, stage_text

_API = "https://data360api.worldbank.org/data360/data"
_FILES = "https://data360files.worldbank.org/data360-data/data"
_PAGE = 1000
_COLUMNS = ("DATABASE_ID", "INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE")
_DIMENSIONS = (
    "SEX",
    "AGE",
    "URBANISATION",
    "COMP_BREAKDOWN_1",
    "COMP_BREAKDOWN_2",
    "COMP_BREAKDOWN_3",
    "FREQ",
)
_NOT_APART = ("", "_T", "_Z")
_CODE = re.compile(r"[A-Za-z0-9_]+")


def _addresses(options: Options) -> Sequence[File]:
    database, indicator = options["database"], options["indicator"]
    if not _CODE.fullmatch(database) or not _CODE.fullmatch(indicator):
        wording = N_("name the database and the indicator by their codes: WB_WGI and GOV_WGI_RL")
        raise SourceError([Problem("option", "data360", wording)])
    if options["form"] == "csv":
        return (File(f"{_FILES}/{database}/{indicator}.csv", f"{indicator}.csv"),)
    query = f"DATABASE_ID={database}&INDICATOR={indicator}&top={_PAGE}&skip=0"
    return (File(f"{_API}?{query}", indicator, by_skip),)


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    with opened(files[0]) as stream:
        is_json = stream.read(200).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")
    if is_json:
        staged = stage_rows(workspace, files[0].name, _rows(files), columns=_COLUMNS)
    elif len(files) == 1:
        staged = stage_text(workspace, files[0], columns=_COLUMNS)
    else:
        wording = N_("is no JSON; a table in CSV is one file")
        raise SourceError([Problem("header", files[0].name, wording)])
    return told_without_unit(_observed(workspace, staged), staged.file)


def _observed(workspace: Workspace, staged: Staged) -> Reading:
    dimensions = [name for name in _DIMENSIONS if name in staged.columns]
    entries = ", ".join(f"({literal(name)}, {quoted(name)})" for name in dimensions)
    apart = f"list_filter([{entries}], lambda one: coalesce(one[2], '') NOT IN {_NOT_APART})"
    status = "nullif(OBS_STATUS, 'A')" if "OBS_STATUS" in staged.columns else "NULL"
    query = f"""
        SELECT _row, 'OBS_VALUE' AS value_from, trim(REF_AREA) AS region_given,
            trim(INDICATOR) AS indicator, trim(TIME_PERIOD) AS period,
            nullif(trim(OBS_VALUE), '') AS value, nullif(trim(UNIT_MEASURE), '') AS unit,
            {status} AS flag, map_from_entries({apart}) AS dimensions,
            concat_ws('; ', 'REF_AREA=' || REF_AREA, 'INDICATOR=' || INDICATOR,
                'TIME_PERIOD=' || TIME_PERIOD,
                nullif(array_to_string(list_transform({apart},
                    lambda one: one[1] || '=' || one[2]), '; '), '')) AS cell
        FROM {staged.name}
    """
    return observations(workspace, query, file=staged.file, scheme="world-bank")


def _rows(pages: Sequence[Path]) -> Iterator[Sequence[Any]]:
    """The rows of the pages; together they must be as many as the publisher says there are."""
    names = (*_COLUMNS, *_DIMENSIONS, "OBS_STATUS")
    yield names
    count, read = None, 0
    for path in pages:
        document = json_of(path)
        rows = document.get("value") if isinstance(document, dict) else None
        if not isinstance(rows, list) or not isinstance(document.get("count"), int):
            wording = N_("is no answer of Data360: it has no count, or no list called value")
            raise SourceError([Problem("header", path.name, wording)])
        count = document["count"]
        for number, row in enumerate(rows, 1):
            missing = [name for name in _COLUMNS if name not in row]
            if missing:
                wording = N_("this column is not in the row, which has %(found)s")
                values = {"found": ", ".join(row)}
                raise SourceError(
                    [Problem("header", path.name, wording, number, missing[0], values)]
                )
            yield [row.get(name) for name in names]
        read += len(rows)
    if read != count:
        wording = N_("the pages have %(read)s of the %(count)s rows: fetch all pages")
        values = {"read": read, "count": count}
        raise SourceError([Problem("truncated", pages[-1].name, wording, values=values)])


DATASETS = (
    Dataset(
        id="data360",
        title_nl="Wereldbank, Data360: een indicator naar keuze",
        title_en="World Bank, Data360: an indicator of your choice",
        publisher="World Bank",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "World Bank, Data360; some databases have a licence of their own",
        ),
        homepage="https://data360.worldbank.org/",
        hosts=("data360api.worldbank.org", "data360files.worldbank.org"),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"database": "WB_WGI", "indicator": "GOV_WGI_RL", "form": "json"},
        most=None,
    ),
)
