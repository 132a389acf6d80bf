"""What is held about a person as a file to give them: JSON, or a table of all of it in CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from windroos.report.table_file import Column, Row, as_csv

_COLUMNS = (
    Column("part", "string", "Which part of what is held it belongs to."),
    Column("number", "string", "Which one of that part."),
    Column("field", "string", "What it is."),
    Column("value", "string", "What is held."),
)
# Forms of the file, with their media types.
FORMS: Mapping[str, str] = {"json": "application/json", "csv": "text/csv"}


def written(held: Mapping[str, Any], form: str) -> tuple[str, str]:
    """The file, and its media type; `held` is what `queries.held_about` gives.

    Raises KeyError for a form that is not known.
    """
    kind = FORMS[form]
    if form == "json":
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n", kind
    return as_csv(_COLUMNS, list(_rows(held))), kind


def _rows(held: Mapping[str, Any]) -> Iterator[Row]:
    for part, content in held.items():
        if isinstance(content, str):
            yield {"part": part, "number": None, "field": part, "value": content}
            continue
        for place, one in enumerate(content if isinstance(content, list) else [content], start=1):
            number = str(one.get("id") or one.get("version") or place)
            for name, value in one.items():
                yield {"part": part, "number": number, "field": name, "value": _text(value)}


def _text(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {one}" for name, one in value.items() if one) or None
    if isinstance(value, list):
        return ", ".join(map(str, value)) or None
    return None if value is None or value == "" else str(value)
