"""Ids for the rows of a record that a form asks: people choose by names, the register by ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from windroos.apps.network.views.shared import Desk
from windroos.cases.fields import ID


class RowIds:
    """The ids of the rows of a record: those that rows have stay, others are made of their words.

    A row that was only typed is known in the other rows by its name after a plus.
    """

    def __init__(self, values: Mapping[str, Any], tables: Iterable[str]) -> None:
        self._taken = {row["id"] for table in tables for row in values[table] if row.get("id")}
        self._named: dict[tuple[str, str], str] = {}

    def of(self, row: Mapping[str, Any], *words: Any) -> str:
        """The id of a row; `words` are what a new one is made of."""
        made = row.get("id")
        if not made:
            made = self._fresh("-".join(str(word) for word in words if word))
        self._taken.add(made)
        return str(made)

    def name(self, table: str, row: Mapping[str, Any], id: str) -> None:
        """Let other rows choose a row by the name that was typed for it."""
        self._named[table, _plus(row)] = id

    def meant(self, table: str, cell: Any) -> Any:
        """What a cell refers to in a table, where names that were only typed became ids."""
        if not cell:
            return None
        return " ".join(self._named.get((table, one), one) for one in str(cell).split())

    def _fresh(self, words: str) -> str:
        begin = "-".join(part for part in slugify(words).split("-") if part)[: ID - 5].strip("-")
        begin = begin or "row"
        return next(
            id
            for number in range(1, 1000)
            if (id := begin if number == 1 else f"{begin}-{number}") not in self._taken
        )


def typed_rows(at: Desk, table: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """The rows that were typed and not saved yet, by the name that stands for their id."""
    data, found, saved = at.request.POST, [], set(known)
    rows = data.get(f"{table}-rows", "")
    for number in range(int(rows) if rows.isdecimal() and len(rows) < 6 else 0):
        at_row = f"{table}-{number}"
        row = {name: data.get(f"{at_row}-{name}") for name in ("label_nl", "label_en")}
        label = (row["label_en"] or row["label_nl"] or "").strip()
        id = data.get(f"{at_row}-id") or ""
        if label and id not in saved and not data.get(f"{at_row}-gone"):
            found.append((_plus(row), label))
    return found


def in_order(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows by their place in the order in which they are shown."""
    return sorted(rows, key=lambda row: (row["position"] or 0, row["id"]))


def _plus(row: Mapping[str, Any]) -> str:
    return f"+{slugify(row['label_en'] or row['label_nl'] or '')}"
