"""Every table of a case that can be downloaded: those of the package, and those that pages show.

A page says under its table `{% table_files "ranking" %}`; the file has the same rows, for the role,
theme and filters of the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from windroos.report.table_file import Column
from windroos.site.tables.agenda import AGENDA_TABLES
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.challenges import CHALLENGE_TABLES
from windroos.site.tables.compared import COMPARED_TABLES
from windroos.site.tables.counting import COUNTING_TABLES
from windroos.site.tables.decided import DECIDED_TABLES
from windroos.site.tables.dialogues import DIALOGUE_TABLES
from windroos.site.tables.leaning import LEANING_TABLES
from windroos.site.tables.method import METHOD_TABLES
from windroos.site.tables.package import PACKAGE_TABLES
from windroos.site.tables.recorded import RECORDED_TABLES
from windroos.site.tables.register import REGISTER_TABLES
from windroos.site.tables.robustness import ROBUSTNESS_TABLES
from windroos.site.tables.scenarios import SCENARIO_TABLES
from windroos.site.tables.scenarios_compared import COMPARED_SCENARIO_TABLES
from windroos.site.tables.sources import SOURCE_TABLES
from windroos.site.tables.weighed import WEIGHED_TABLES
from windroos.site.tables.words import columns

__all__ = ["DATA_TABLES", "TABLES", "Asked", "Column", "Contents", "DataTable"]


def _tables(asked: Asked) -> Contents:
    rows = []
    for table in DATA_TABLES:
        contents = None if table.asks else table.read(asked)
        rows.append(
            {
                "table": table.id,
                "title": str(table.title),
                "holds": str(table.holds),
                "rows": len(contents.rows) if contents else None,
                "package": not table.page and not table.register,
            }
        )
    fields = columns(
        "tables", table="string", title="string", holds="string", rows="integer", package="boolean"
    )
    return Contents(fields, rows)


def _fields(asked: Asked) -> Contents:
    rows = [
        {
            "table": table.id,
            "field": column.name,
            "type": column.kind,
            "description": column.means,
            "values": " ".join(column.values),
        }
        for table in DATA_TABLES
        if not table.asks
        for column in table.read(asked).columns
    ]
    fields = columns(
        "fields",
        table="string",
        field="string",
        type="string",
        description="string",
        values="string",
    )
    return Contents(fields, rows)


DATA_TABLES = (
    *PACKAGE_TABLES,
    *REGISTER_TABLES,
    *WEIGHED_TABLES,
    *COMPARED_TABLES,
    *AGENDA_TABLES,
    *CHALLENGE_TABLES,
    *DECIDED_TABLES,
    *ROBUSTNESS_TABLES,
    *LEANING_TABLES,
    *SCENARIO_TABLES,
    *COMPARED_SCENARIO_TABLES,
    *SOURCE_TABLES,
    *DIALOGUE_TABLES,
    *RECORDED_TABLES,
    *METHOD_TABLES,
    *COUNTING_TABLES,
)
# The tables about the tables.
ABOUT_TABLES = (
    DataTable("tables", _("All tables"), _("One table that can be downloaded."), _tables),
    DataTable(
        "fields", _("What the fields mean"), _("One field of one table, and its meaning."), _fields
    ),
)

TABLES: Mapping[str, DataTable] = {table.id: table for table in (*DATA_TABLES, *ABOUT_TABLES)}
