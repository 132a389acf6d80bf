"""The formats in which statistical offices publish: Eurostat's TSV, SDMX-CSV and JSON-stat 2.0.

The three say the same in different ways: a value for a code in each dimension, with a flag. The
file itself tells which of them it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from windroos.problems import N_, Problem
from windroos.sources.answers import json_of
from windroos.sources.observing import observations, told_without_unit
from windroos.sources.shape import Reading, SourceError, Workspace
from windroos.sources.staging import Staged, literal, opened, quoted, stage_rows, stage_text

_TSV_HEADER = re.compile(r"([a-zA-Z0-9_]+(?:,[a-zA-Z0-9_]+)*)\\(?:time|TIME_PERIOD)")
_TIME = ("TIME_PERIOD", "time")
# Columns of an SDMX-CSV file that are no dimensions.
_NO_DIMENSION = frozenset(
    {
        *("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION", "LAST UPDATE", "TIME_PERIOD"),
        *("OBS_VALUE", "OBS_FLAG", "OBS_STATUS", "CONF_STATUS", "COMMENT_OBS"),
    }
)


@dataclass(frozen=True, slots=True)
class Series:
    """How the observations of a file are named.

    `indicator` is the publisher's name of the dataset; `region` the dimension that holds the place.
    The unit is the code in the dimension `unit`, or else `units` gives it for the codes of another
    dimension, `unit_by`.
    """

    indicator: str
    region: str = "geo"
    unit_by: str = "unit"
    units: Mapping[str, str] = field(default_factory=dict)


def read_statistics(workspace: Workspace, path: Path, series: Series) -> Reading:
    """The observations of a file in one of the three formats.

    A figure marked as missing (":") stays in, with its flag. Raises `SourceError` when the file is
    in none of the formats, or not whole.
    """
    with opened(path) as stream:
        start = stream.read(4096).decode("utf-8", errors="replace").lstrip("\ufeff \r\n")
    if start.startswith("{"):
        return _long(workspace, _json_stat(workspace, path), series)
    first = start.split("\n", 1)[0]
    if _TSV_HEADER.match(first.split("\t", 1)[0].strip()):
        return _tsv(workspace, path, series)
    if "OBS_VALUE" in first:
        columns = (series.region, "TIME_PERIOD", "OBS_VALUE")
        return _long(workspace, stage_text(workspace, path, columns=columns), series)
    wording = N_(
        "starts with %(found)s, which is neither Eurostat's TSV (its first column ends in "
        "\\TIME_PERIOD), nor SDMX-CSV (with OBS_VALUE), nor JSON-stat"
    )
    problem = Problem("header", path.name, wording, 1, values={"found": first[:100] or "nothing"})
    raise SourceError([problem])


def _tsv(workspace: Workspace, path: Path, series: Series) -> Reading:
    staged = stage_text(workspace, path, delimiter="\t", quote="")
    match = _TSV_HEADER.fullmatch(staged.columns[0])
    dimensions = match[1].split(",") if match else []
    _check_dimensions(path.name, dimensions, series)
    first = quoted(staged.columns[0])
    _check_keys(workspace, staged, first, len(dimensions))
    code = {name: f"codes[{position}]" for position, name in enumerate(dimensions, 1)}
    query = f"""
        SELECT _row, period AS value_from, {_described(code, series)},
            nullif(string_split(given, ' ')[1], ':') AS value,
            nullif(trim(substr(given, length(string_split(given, ' ')[1]) + 1)), '') AS flag
        FROM (
            SELECT _row, string_split({first}, ',') AS codes, {_iso("column_name")} AS period,
                trim(given) AS given
            FROM (UNPIVOT {staged.name} ON COLUMNS(* EXCLUDE (_row, {first}))
                INTO NAME column_name VALUE given)
        )
    """
    return _read(workspace, query, path.name)


def _long(workspace: Workspace, staged: Staged, series: Series) -> Reading:
    """A row an observation: SDMX-CSV, and what JSON-stat is made into."""
    dimensions = [name for name in staged.columns if name not in _NO_DIMENSION]
    code = {name: quoted(name) for name in dimensions}
    flags = [name for name in ("OBS_FLAG", "OBS_STATUS", "CONF_STATUS") if name in staged.columns]
    flag = f"nullif(concat_ws(' ', {', '.join(flags)}), '')" if flags else "NULL"
    query = f"""
        SELECT _row, 'OBS_VALUE' AS value_from, {_described(code, series)},
            nullif(OBS_VALUE, ':') AS value, {flag} AS flag
        FROM (SELECT *, {_iso("TIME_PERIOD")} AS period FROM {staged.name})
    """
    return _read(workspace, query, staged.file)


def _read(workspace: Workspace, query: str, file: str) -> Reading:
    return told_without_unit(observations(workspace, query, file=file, scheme="eurostat"), file)


def _described(code: Mapping[str, str], series: Series) -> str:
    """What an observation is of, as SQL: `code` gives the expression of each dimension."""
    others = [name for name in code if name not in (series.region, "unit", *_TIME)]
    entries = ", ".join(f"{literal(name)}: {code[name]}" for name in others)
    places = ", '; ', ".join(f"{literal(name + '=')}, {code[name]}" for name in code)
    unit = code.get(series.unit_by, "NULL")
    if series.units:
        cases = " ".join(
            f"WHEN {literal(key)} THEN {literal(name)}" for key, name in series.units.items()
        )
        unit = f"CASE {unit} {cases} END"
    return f"""
        {code[series.region]} AS region_given, {literal(series.indicator)} AS indicator, period,
        {unit} AS unit, MAP {{{entries}}} AS dimensions,
        concat({places}, '; time=', period) AS cell"""


def _iso(column: str) -> str:
    """2015Q1, 2015M01 and 2015S1 of the older files as 2015-Q1, 2015-01 and 2015-S1."""
    return (
        rf"regexp_replace(regexp_replace(trim({column}), '^(\d{{4}})([QSW])', '\1-\2'), "
        rf"'^(\d{{4}})M', '\1-')"
    )


def _check_dimensions(file: str, dimensions: Sequence[str], series: Series) -> None:
    needed = [series.region, *([series.unit_by] if series.units else [])]
    wording = N_("this dimension is not in the file, which has %(found)s")
    problems = [
        Problem("header", file, wording, 1, name, {"found": ", ".join(dimensions)})
        for name in needed
        if name not in dimensions
    ]
    if problems:
        raise SourceError(problems)


def _check_keys(workspace: Workspace, staged: Staged, first: str, count: int) -> None:
    rows = workspace.connection.execute(
        f"""
        SELECT _row, {first} FROM {staged.name}
        WHERE length({first}) - length(replace({first}, ',', '')) <> ? ORDER BY 1 LIMIT 100
        """,
        [count - 1],
    ).fetchall()
    wording = N_("%(found)s should have %(count)s codes, one for each dimension of the header")
    if rows:
        raise SourceError(
            [
                Problem("row", staged.file, wording, row, None, {"found": found, "count": count})
                for row, found in rows
            ]
        )


def _json_stat(workspace: Workspace, path: Path) -> Staged:
    """A JSON-stat dataset as rows; a status without a value is of a missing one."""
    document = json_of(path)
    if "error" in document:
        said = "; ".join(str(one.get("label", one)) for one in document["error"])
        wording = N_("is an error of the publisher, not data: %(said)s")
        raise SourceError([Problem("refused", path.name, wording, values={"said": said})])
    return stage_rows(workspace, path.name, _json_stat_rows(path.name, document))


def _json_stat_rows(file: str, document: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    names, sizes = document.get("id", []), document.get("size", [])
    categories = [_codes(document, name) for name in names]
    time = next((name for name in names if name in _TIME), None)
    values, status = (_by_place(document.get(key) or {}) for key in ("value", "status"))
    size = math.prod(len(codes) for codes in categories)
    if (
        not names
        or time is None
        or [len(codes) for codes in categories] != list(sizes)
        or any(place >= size for place in chain(values, status))
    ):
        wording = N_("its dimensions, sizes and values do not agree: fetch the file again")
        raise SourceError([Problem("truncated", file, wording)])
    yield [*("TIME_PERIOD" if name == time else name for name in names), "OBS_VALUE", "OBS_FLAG"]
    for place in sorted({*values, *status}):
        rest, codes = place, []
        for category in reversed(categories):  # row-major: the last dimension runs fastest
            rest, position = divmod(rest, len(category))
            codes.append(category[position])
        yield [*reversed(codes), values.get(place), status.get(place)]


def _codes(document: Mapping[str, Any], name: str) -> list[str]:
    """The codes of a dimension in their order; a dimension of one code may leave the index out."""
    category = document.get("dimension", {}).get(name, {}).get("category", {})
    index = category.get("index") or list(category.get("label", {}))
    return sorted(index, key=lambda code: index[code]) if isinstance(index, dict) else list(index)


def _by_place(given: Any) -> dict[int, Any]:
    """Values as a list, or by their place as text; null is no value."""
    pairs = enumerate(given) if isinstance(given, list) else ((int(k), v) for k, v in given.items())
    return {place: value for place, value in pairs if value is not None}
