"""A table of a case as a file: the same bytes for whoever downloads it and for the catalogue."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from windroos.apps.compass.weighing.compared import MOST
from windroos.report import table_file, table_parquet, table_sheet
from windroos.rest import files
from windroos.site.tables.base import Asked, Contents, DataTable

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": files.XLSX,
}


def content(table: DataTable, asked: Asked, form: str) -> bytes:
    """The rows that a page with this query shows, in one of `TYPES`; not found as the page is."""
    return written(table, asked, table.read(asked), form)


def written(table: DataTable, asked: Asked, contents: Contents, form: str) -> bytes:
    """What was read of a table, in the language in which it was read."""
    columns, rows = contents.columns, contents.rows
    if form == "csv":
        return table_file.as_csv(columns, rows).encode()
    if form == "json":
        return table_file.as_json(columns, rows, _about(table, asked)).encode()
    if form == "parquet":
        return table_parquet.as_parquet(columns, rows)
    return table_sheet.as_xlsx(columns, rows, str(table.title), asked.day)


def name(table: DataTable, asked: Asked) -> str:
    """The name of the file: the case, the table, and what of it was chosen."""
    parts = [asked.case.name, table.id]
    if table.weighed:
        parts += filter(None, [asked.chosen.role, asked.chosen.theme])
    if table.asks == "region":
        parts += [result.region.code for result in asked.weighed(MOST)]
    return "-".join([*parts, *day(asked)])


def day(asked: Asked) -> list[str]:
    """The day in the past that was asked for, for the name of a file."""
    return [asked.chosen.day.isoformat()] if asked.chosen.day else []


def _about(table: DataTable, asked: Asked) -> dict[str, Any]:
    """Which table it is, of which case, in which state."""
    framework = asked.case.framework
    about: dict[str, Any] = {
        "case": asked.case.name,
        "title": f"{asked.case.title}: {table.title}",
        "table": table.id,
        "holds": str(table.holds),
        "language": get_language(),
        "framework": f"{framework.id} {framework.version}",
        "revision": asked.case.package.revision,
        "as_of": asked.day.isoformat(),
    }
    if table.weighed:
        about |= {"role": asked.chosen.role, "theme": asked.chosen.theme}
    return about
