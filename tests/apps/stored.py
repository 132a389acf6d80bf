"""Everything that is stored, to see whether anything was written; and undoing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction


def everything() -> dict[str, Any]:
    """Every row of every table, and what stands in the lake."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = sorted(cursor.fetchall(), key=lambda row: str(row[0]))
    lake = Path(settings.WINDROOS_LAKE)
    found["lake"] = sorted(str(path) for path in lake.rglob("*"))
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Undoes in the end whatever was written."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
