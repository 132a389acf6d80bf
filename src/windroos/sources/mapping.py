"""A table in any layout, read by a mapping that is declared in a TOML file and needs no code.

    id = "ris-2019"                       what the dataset is called
    title_nl, title_en, publisher, homepage
    dimensions = ["hs2"]                  columns that tell figures apart, beyond those below
    [licence]                             name, url, attribution
    [file]                                delimiter, encoding, decimal (. or ,), missing = ["NA"],
                                          sheet of a workbook
    [region]                              column (or value), codes: a scheme of `windroos.codes`
    [period]                              column (or value)
    [indicator]                           column (or value): a figure a row
    [value]                               column, unit or unit_column, flag, standard_error
    [value.units]                         the unit of an indicator, where it differs

or, with a figure in each of several columns, instead of the last three:

    [[columns]]                           column, indicator, unit, standard_error
    [others]                              every column not named elsewhere is an indicator: unit

or, with `gives` another kind of table than observations (`mapped_records`):

    gives = "participations"
    place_withheld = ["city"]             columns that are all empty for a natural person
    [fields]                              for each of our columns the file's: a name, or
                                          {column, part (of what commas part), values (old = new)},
                                          or {value}, the same in every row

The file is delimited text (plain or gzip), an Excel workbook or Parquet. The mappings in the folder
`mappings` come with the program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from windroos.codes.schemes import SCHEMES
from windroos.problems import N_, Problem
from windroos.sources import mapped_records
from windroos.sources.observing import observations, told_without_unit
from windroos.sources.shape import (
    Dataset,
    Gives,
    Licence,
    Options,
    Reading,
    SourceError,
    Workspace,
)
from windroos.sources.staging import Staged, check_header, literal, quoted
from windroos.sources.tables import stage_table

# What may stand in each table of a mapping; a star marks what must.
_SHARED: Mapping[str, str] = {
    "": "id* title_nl* title_en* publisher* homepage* licence* file gives",
    "licence": "name* url* attribution* spdx",
    "file": "delimiter encoding decimal missing sheet",
}
_RECORDS: Mapping[str, str] = _SHARED | {"": f"{_SHARED['']} place_withheld fields*"}
_OBSERVATIONS: Mapping[str, str] = _SHARED | {
    "": f"{_SHARED['']} dimensions region* period* indicator value columns others",
    "region": "column value codes*",
    "period": "column value",
    "indicator": "column value",
    "value": "column* unit unit_column flag standard_error units",
    "columns": "column* indicator* unit standard_error",
    "others": "unit",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a thing stands: in a column, or the same in every row."""

    column: str | None = None
    value: str | None = None

    @property
    def sql(self) -> str:
        if self.column is None:
            return literal(self.value or "")
        return f"trim({quoted(self.column)})"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures; its unit stands here, in a column of units, or is not said."""

    column: str
    indicator: Source
    unit: Source | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    flag: str | None = None
    standard_error: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out; `others` is the unit of all other columns, if they are figures."""

    region: Source
    codes: str
    period: Source
    columns: tuple[Column, ...]
    others: Source | None
    others_are_figures: bool
    dimensions: tuple[str, ...]
    delimiter: str
    encoding: str
    decimal: str
    missing: tuple[str, ...]
    sheet: str | None
    wide: bool


def dataset_of(path: Path) -> Dataset:
    """The dataset that a mapping file declares. Raises `SourceError` with every fault in it."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        wording = N_("is no TOML: %(said)s")
        raise SourceError(
            [Problem("mapping", path.name, wording, values={"said": str(error)})]
        ) from error
    problems = list(_faults(path.name, given))
    if problems:
        raise SourceError(problems)
    gives: Gives = given.get("gives", "observations")
    layout = _layout(given) if gives == "observations" else mapped_records.layout_of(given)

    def read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:  # noqa: ARG001
        (table,) = files
        if isinstance(layout, Layout):
            return _read(workspace, table, layout)
        return mapped_records.read(workspace, table, layout)

    return Dataset(
        id=given["id"],
        title_nl=given["title_nl"],
        title_en=given["title_en"],
        publisher=given["publisher"],
        licence=Licence(**given["licence"]),
        homepage=given["homepage"],
        hosts=(),
        gives=gives,
        addresses=lambda _options: (),
        read=read,
    )


def _faults(file: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    gives = given.get("gives", "observations")
    for name, keys in (_OBSERVATIONS if gives == "observations" else _RECORDS).items():
        tables = [given] if not name else given.get(name, [])
        for table in tables if isinstance(tables, list) else [tables]:
            place = f"[{name}] " if name else ""
            if not isinstance(table, dict):
                yield Problem("mapping", file, N_("should be a table"), field=name)
                continue
            known = {key.rstrip("*") for key in keys.split()}
            for key in sorted(set(table) - known):
                yield Problem("mapping", file, N_("is no key of a mapping"), field=place + key)
            for key in (key[:-1] for key in keys.split() if key.endswith("*")):
                if key not in table:
                    yield Problem("mapping", file, N_("has to be given"), field=place + key)
    if gives == "observations":
        yield from _disagreements(file, given)
    else:
        yield from mapped_records.faults(file, given)
    if given.get("file", {}).get("decimal", ".") not in (".", ","):
        yield Problem("mapping", file, N_("is either . or ,"), field="[file] decimal")


def _disagreements(file: str, given: Mapping[str, Any]) -> Iterator[Problem]:
    for name in ("region", "period", "indicator"):
        table = given.get(name)
        if isinstance(table, dict) and ("column" in table) == ("value" in table):
            wording = N_("give either column or value")
            yield Problem("mapping", file, wording, field=name)
    scheme = given.get("region", {}).get("codes")
    if scheme is not None and scheme not in SCHEMES:
        wording = N_("%(found)s is none of %(known)s")
        values = {"found": scheme, "known": ", ".join(SCHEMES)}
        yield Problem("mapping", file, wording, field="[region] codes", values=values)
    long = "indicator" in given and "value" in given
    if long == ("columns" in given or "others" in given):
        wording = N_("give either indicator and value, or columns (or others)")
        yield Problem("mapping", file, wording)


def _layout(given: Mapping[str, Any]) -> Layout:
    file = given.get("file", {})
    region = given["region"]
    others = given.get("others")
    if "value" in given:
        columns = (_column(given["value"], Source(**given["indicator"])),)
    else:
        columns = tuple(
            _column(one, Source(value=one["indicator"])) for one in given.get("columns", [])
        )
    return Layout(
        region=Source(region.get("column"), region.get("value")),
        codes=region["codes"],
        period=Source(**given["period"]),
        columns=columns,
        others=Source(value=others["unit"]) if others and "unit" in others else None,
        others_are_figures=others is not None,
        dimensions=tuple(given.get("dimensions", ())),
        delimiter=file.get("delimiter", ","),
        encoding=file.get("encoding", "utf-8"),
        decimal=file.get("decimal", "."),
        missing=tuple(file.get("missing", ())),
        sheet=file.get("sheet"),
        wide="value" not in given,
    )


def _column(given: Mapping[str, Any], indicator: Source) -> Column:
    unit = None
    if "unit_column" in given or "unit" in given:
        unit = Source(given.get("unit_column"), given.get("unit"))
    return Column(
        given["column"],
        indicator,
        unit,
        given.get("units", {}),
        given.get("flag"),
        given.get("standard_error"),
    )


def _read(workspace: Workspace, path: Path, layout: Layout) -> Reading:
    staged = stage_table(
        workspace,
        path,
        delimiter=layout.delimiter,
        encoding=layout.encoding,
        sheet=layout.sheet,
    )
    named = _named(layout)
    check_header(path.name, staged.columns, sorted(named))
    columns = list(layout.columns)
    if layout.others_are_figures:
        rest = [name for name in staged.columns if name not in named]
        columns += [Column(name, Source(value=name), layout.others) for name in rest]
    query = " UNION ALL ".join(_query(staged, layout, column) for column in columns)
    reading = observations(
        workspace, query, file=path.name, scheme=layout.codes, decimal=layout.decimal
    )
    return told_without_unit(reading, path.name)


def _named(layout: Layout) -> set[str]:
    """Every column that the mapping names."""
    sources = [layout.region, layout.period]
    for column in layout.columns:
        sources += [column.indicator, column.unit or Source()]
    names = {source.column for source in sources} | {*layout.dimensions}
    for column in layout.columns:
        names |= {column.column, column.flag, column.standard_error}
    return {name for name in names if name is not None}


def _query(staged: Staged, layout: Layout, column: Column) -> str:
    """The figures of one column. In a table of a figure a row, an empty one is a missing figure;
    where figures stand beside each other, it is none."""
    indicator, value = column.indicator.sql, _unless_missing(column.column, layout)
    unit = column.unit.sql if column.unit else "NULL"
    if column.units:
        cases = " ".join(
            f"WHEN {literal(key)} THEN {literal(name)}" for key, name in column.units.items()
        )
        unit = f"CASE {indicator} {cases} ELSE {unit} END"
    entries = ", ".join(f"{literal(name)}: {quoted(name)}" for name in layout.dimensions)
    error = _unless_missing(column.standard_error, layout) if column.standard_error else "NULL"
    # 2012.0 is how a program writes the year 2012 that takes years for numbers.
    period = f"regexp_replace({layout.period.sql}, '\\.0$', '')"
    return f"""
        SELECT _row, {literal(column.column)} AS value_from, {layout.region.sql} AS region_given,
            {indicator} AS indicator, {period} AS period, {value} AS value, {unit} AS unit,
            {quoted(column.flag) if column.flag else "NULL"} AS flag,
            {literal(column.standard_error or "")} AS error_from, {error} AS standard_error,
            {_cell(layout, column, period)} AS cell, MAP {{{entries}}} AS dimensions
        FROM {staged.name} {f"WHERE {value} IS NOT NULL" if layout.wide else ""}
    """


def _unless_missing(column: str, layout: Layout) -> str:
    markers = ", ".join(literal(marker) for marker in ("", *layout.missing))
    return f"CASE WHEN trim({quoted(column)}) NOT IN ({markers}) THEN trim({quoted(column)}) END"


def _cell(layout: Layout, column: Column, period: str) -> str:
    """The columns that lead to the figure with what stands in them, and in a wide table its own."""
    parts = [
        (source.column, source.sql)
        for source in (layout.region, column.indicator)
        if source.column is not None
    ]
    parts += [(name, quoted(name)) for name in layout.dimensions]
    if layout.period.column is not None:
        parts.append((layout.period.column, period))
    texts = [f"{literal(name + '=')} || {sql}" for name, sql in parts]
    if layout.wide:
        texts.append(literal(column.column))
    return f"concat_ws('; ', {', '.join(texts)})"


def shipped() -> Iterator[Dataset]:
    """The datasets of the mappings that come with the program."""
    for path in sorted(Path(__file__).with_name("mappings").glob("*.toml")):
        yield dataset_of(path)
