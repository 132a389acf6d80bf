"""Statistics Netherlands (CBS): any table of its open data, in both versions of its OData service.

The first file says what is measured and in what unit (`DataProperties` in version 3, `MeasureCodes`
in version 4); the others are the pages of figures (`TypedDataSet`, `Observations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.answers import odata_rows
from windroos.sources.observing import observations, told_without_unit
from windroos.sources.paging import by_odata_link
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import literal, quoted, stage_rows

_V3 = "https://opendata.cbs.nl/ODataFeed/odata"
_V4 = "https://datasets.cbs.nl/odata/v1/CBS"
_FIGURE = ("measure", "unit", "value", "flag")


def _table(options: Options) -> str:
    table = options.get("table", "")
    if not re.fullmatch(r"[0-9A-Za-z]+", table):
        wording = N_("name the table by its code, such as 85429NED")
        raise SourceError([Problem("option", "cbs", wording, field="table")])
    return table


def _addresses(options: Options) -> Sequence[File]:
    table = _table(options)
    if options["version"] == "3":
        root, names, form = _V3, ("DataProperties", "TypedDataSet"), "?$format=json"
    else:
        root, names, form = _V4, ("MeasureCodes", "Observations"), ""
    described, figures = names
    return [
        File(f"{root}/{table}/{described}{form}", f"{table}-{described}.json"),
        File(f"{root}/{table}/{figures}{form}", f"{table}-{figures}", by_odata_link),
    ]


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    described, *pages = files
    table, file = _table(options), pages[0].name
    properties = [row for _, row in odata_rows([described])]
    older = any("Type" in one for one in properties)
    rows = _wide_rows(properties, pages) if older else _long_rows(properties, pages)
    region, period = options["region"], options["period"]
    staged = stage_rows(workspace, file, rows, columns=[*_FIGURE, region, period])
    dimensions = [name for name in staged.columns if name not in _FIGURE]
    others = [name for name in dimensions if name not in (region, period)]
    entries = ", ".join(f"{literal(name)}: {quoted(name)}" for name in others)
    places = ", ".join(f"{literal(name + '=')} || {quoted(name)}" for name in dimensions)
    query = f"""
        SELECT _row, measure AS value_from, {quoted(region)} AS region_given,
            concat({literal(table + "/")}, measure) AS indicator, {_iso(quoted(period))} AS period,
            value, unit, flag, concat_ws('; ', 'Measure=' || measure, {places}) AS cell,
            MAP {{{entries}}} AS dimensions
        FROM {staged.name}
    """
    reading = observations(workspace, query, file=file, scheme="cbs")
    return told_without_unit(reading, file)


def _iso(column: str) -> str:
    """2022JJ00, 2022KW01 and 2022MM03 as 2022, 2022-Q1 and 2022-03."""
    return (
        rf"regexp_replace(regexp_replace(regexp_replace({column}, 'JJ00$', ''), "
        rf"'KW0(\d)$', '-Q\1'), 'MM(\d\d)$', '-\1')"
    )


def _long_rows(
    measures: Sequence[Mapping[str, Any]], pages: Sequence[Path]
) -> Iterator[Sequence[Any]]:
    """Version 4: a row a figure; `ValueAttribute` says why one is missing."""
    units = {one["Identifier"]: one.get("Unit") for one in measures}
    fixed = ("Id", "Measure", "ValueAttribute", "Value", "StringValue")
    rows = (row for _, row in odata_rows(pages))
    first = next(rows, {})
    dimensions = [name for name in first if name not in fixed]
    yield [*_FIGURE, *dimensions]
    for row in chain([first] if first else [], rows):
        attribute = row.get("ValueAttribute")
        flag = attribute if attribute != "None" else None
        measure = row["Measure"]
        codes = [str(row.get(name, "")).strip() for name in dimensions]
        yield [measure, units.get(measure), row.get("Value"), flag, *codes]


def _wide_rows(
    properties: Sequence[Mapping[str, Any]], pages: Sequence[Path]
) -> Iterator[Sequence[Any]]:
    """Version 3: a row for each combination of codes, a column a measure."""
    topics = {one["Key"]: one.get("Unit") for one in properties if one["Type"] == "Topic"}
    dimensions = [one["Key"] for one in properties if str(one["Type"]).endswith("Dimension")]
    yield [*_FIGURE, *dimensions]
    for number, (file, row) in enumerate(odata_rows(pages), 2):
        missing = [name for name in (*dimensions, *topics) if name not in row]
        if missing:
            wording = N_("this column of the table is not in the row")
            raise SourceError([Problem("header", file, wording, number, missing[0])])
        codes = [str(row[name]).strip() for name in dimensions]
        for topic, unit in topics.items():
            yield [topic, unit, row[topic], None, *codes]


def _dataset(id: str, title_nl: str, title_en: str, **options: str) -> Dataset:
    return Dataset(
        id=id,
        title_nl=title_nl,
        title_en=title_en,
        publisher="Centraal Bureau voor de Statistiek",
        licence=Licence(
            "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "CBS", "CC-BY-4.0"
        ),
        homepage="https://opendata.cbs.nl/",
        hosts=("opendata.cbs.nl", "datasets.cbs.nl"),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"version": "4", "region": "RegioS", "period": "Perioden", "table": "", **options},
        least=2,
        most=None,
    )


DATASETS = (
    _dataset("cbs", "CBS: een tabel naar keuze", "CBS: a table of your choice"),
    _dataset(
        "cbs-goods-trade",
        "Handel in goederen van Nederland per land",
        "Trade in goods of the Netherlands by country",
        table="85429NED",
        region="Landen",
        version="3",
    ),
)
