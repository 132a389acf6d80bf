"""V-Dem's country-year dataset: its indices (`v2x_...`), each with the standard deviation of its
estimate where the file has one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from windroos.sources.observing import observations
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, Workspace
from windroos.sources.staging import literal, quoted, stage_text, unpack

_COLUMNS = (
    "country_text_id",
    "year",
    "v2x_polyarchy",
    "v2x_libdem",
    "v2x_partipdem",
    "v2x_delibdem",
    "v2x_egaldem",
)
_INDEX = re.compile(r"v2x_[a-z]+")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    version = options["version"]
    if path.suffix == ".zip":
        path = unpack(workspace, path, f"V-Dem-CY-Core-v{version}.csv")
    staged = stage_text(workspace, path, columns=_COLUMNS)
    indices = [name for name in staged.columns if _INDEX.fullmatch(name)]
    entries = ", ".join(
        f"({literal(name)}, {quoted(name)}, "
        f"{quoted(f'{name}_sd') if f'{name}_sd' in staged.columns else 'NULL'})"
        for name in indices
    )
    query = f"""
        SELECT _row, entry[1] AS value_from, country_text_id AS region_given,
            entry[1] AS indicator, year AS period, entry[2] AS value, '0-1' AS unit,
            concat(entry[1], '_sd') AS error_from, entry[3] AS standard_error,
            concat('country_text_id=', country_text_id, '; year=', year, '; ', entry[1]) AS cell
        FROM (SELECT _row, country_text_id, year, unnest([{entries}]) AS entry FROM {staged.name})
        WHERE entry[2] IS NOT NULL
    """
    return observations(workspace, query, file=path.name, scheme="v-dem")


def _addresses(options: Options) -> Sequence[File]:
    name = f"V-Dem-CY-Core_csv_v{options['version']}.zip"
    return (File(f"https://v-dem.net/media/datasets/{name}", name),)


DATASETS = (
    Dataset(
        id="v-dem",
        title_nl="V-Dem: indices van democratie",
        title_en="V-Dem: indices of democracy",
        publisher="V-Dem Institute, University of Gothenburg",
        licence=Licence(
            "CC BY-SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "Varieties of Democracy (V-Dem) Project",
            "CC-BY-SA-4.0",
        ),
        homepage="https://v-dem.net/data/the-v-dem-dataset/",
        hosts=("v-dem.net", "www.v-dem.net"),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"version": "15"},
    ),
)
