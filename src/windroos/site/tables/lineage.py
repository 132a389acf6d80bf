"""What the rows of a table of a case come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from windroos import cases
from windroos.cases.case import Source
from windroos.report.table_file import Row


def named_sources(case: cases.Case, rows: Iterable[Row]) -> Sequence[Source]:
    """The documents and datasets that the rows of a table of the package name."""
    named: set[Any] = set()
    for row in rows:
        named |= {row.get("source"), row.get("document")}
        passage = case.locators.get(str(row.get("passage")))
        named.add(passage.document if passage else None)
    return [source for source in case.sources.values() if source.id in named]
