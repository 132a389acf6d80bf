"""Records and rows: the same content, as one thing to change and as rows of tables.

A content is the row of a record with, under the name of each part, a list of the part's rows; the
column that would repeat the record's id is left out of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from windroos.cases.package import row_key
from windroos.cases.reading import Row
from windroos.cases.register.tables import KINDS, TABLES, Kind

Content = dict[str, Any]
Tables = Mapping[str, Iterable[Mapping[str, Any]]]


def contents(kind: Kind, tables: Tables) -> dict[str, Content]:
    """The records of a kind by id; the rows of each part in the order of their keys."""
    parts: dict[str, dict[Any, list[Row]]] = {}
    for part in kind.parts:
        spec, found = TABLES[part.table], defaultdict(list)
        for row in tables[part.table]:
            found[row[part.owner]].append(row)
        parts[part.table] = {
            owner: [
                {name: value for name, value in row.items() if name != part.owner}
                for row in sorted(rows, key=lambda row: row_key(spec, row))
            ]
            for owner, rows in found.items()
        }
    return {
        str(row["id"]): {
            **{name: row[name] for name in TABLES[kind.table].columns},
            **{part.table: parts[part.table].get(row["id"], []) for part in kind.parts},
        }
        for row in tables[kind.table]
    }


def rows_of(kind: Kind, content: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The rows by table that a record's content stands for; an absent column is None."""
    made = {kind.table: [{name: content.get(name) for name in TABLES[kind.table].columns}]}
    for part in kind.parts:
        columns = TABLES[part.table].columns
        made[part.table] = [
            {name: row.get(name) for name in columns} | {part.owner: content["id"]}
            for row in content.get(part.table) or ()
        ]
    return made


def plain_content(kind: Kind, rows: Tables) -> Content:
    """The one record that rows stand for, as `contents` gives it."""
    [content] = contents(kind, rows).values()
    return content


def all_contents(tables: Tables) -> dict[str, dict[str, Content]]:
    """The records of every kind by id, of the tables of a register."""
    return {name: contents(kind, tables) for name, kind in KINDS.items()}
