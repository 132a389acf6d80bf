"""What the columns of the Industry 4.0 table of NUTS 2 regions hold (Honti, Czvetkó and Abonyi
2020); the mapping `industry-4-0` reads the table itself, whose indicators are these codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.coding import codes
from windroos.sources.shape import Dataset, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import checked_text, stage_rows

_COLUMNS = ("ColumnName", "DataType", "Description")
_COUNT = 103  # the descriptions as they were published, once


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    staged = stage_rows(workspace, path.name, _rows(workspace, path), columns=_COLUMNS)
    query = f"""
        SELECT _row, 'industry-4-0' AS scheme, ColumnName AS code, 'en' AS language,
            Description AS label, 'ColumnName=' || ColumnName AS cell,
            MAP {{'DataType': DataType}} AS attributes
        FROM {staged.name}
    """
    reading = codes(workspace, query, file=path.name)
    found = reading.table.aggregate("count(*)").fetchall()[0][0]
    if found != _COUNT:
        wording = N_("describes %(found)s columns; there are %(count)s: fetch the file again")
        values = {"found": found, "count": _COUNT}
        raise SourceError([Problem("truncated", path.name, wording, values=values)])
    return reading


def _rows(workspace: Workspace, path: Path) -> Iterator[list[str]]:
    """The rows; a tab may follow the last field, and nothing but a full stop ends the last line."""
    checked = checked_text(workspace, path, ends_open=True)
    lines = checked.read_text(encoding="utf-8-sig").splitlines()
    header: list[str] = []
    fields: list[str] = []
    for number, line in enumerate(lines, 1):
        fields = [field.strip() for field in line.rstrip().split("\t")]
        if len(fields) != len(_COLUMNS):
            wording = N_("has %(found)s fields instead of %(count)s: the file may be cut off")
            values = {"found": len(fields), "count": len(_COLUMNS)}
            raise SourceError([Problem("row", path.name, wording, number, values=values)])
        header = header or fields
        yield fields
    if "Description" in header and not fields[header.index("Description")].endswith("."):
        wording = N_("the last description is not ended: fetch the file again")
        raise SourceError([Problem("truncated", path.name, wording, len(lines))])


DATASETS = (
    Dataset(
        id="industry-4-0-indicators",
        title_nl="Industrie 4.0: wat de indicatoren meten",
        title_en="Industry 4.0: what the indicators measure",
        publisher="Honti, Czvetko and Abonyi (2020)",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "Honti, Czvetko and Abonyi 2020, Data in Brief 33:106464",
            "CC-BY-4.0",
        ),
        homepage="https://doi.org/10.1016/j.dib.2020.106464",
        hosts=(),
        gives="codes",
        addresses=lambda _options: (),  # the table is a supplement of the article
        read=_read,
    ),
)
