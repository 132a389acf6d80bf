"""Which sheets a workbook has and what stands in them, for writing and for reading back.

The first row of a sheet is hidden and names its columns for the program, so that people can move,
hide and rename columns and sheets: `judgements:region` is the column `region` of the judgements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from windroos.cases.framework import Text
from windroos.cases.package import Package
from windroos.cases.tables import TABLES
from windroos.cases.workbook import labels
from windroos.cases.workbook.coding import Codings, leaf_names, reference_of
from windroos.cases.workbook.state import EDITABLE
from windroos.cases.workbook.values import Column

# The hidden sheet with what the workbook says of itself, and the lists to choose from.
HIDDEN = "windroos"
START = "start"
# The hidden column with the version of each row.
VERSION = "version"
MARK = re.compile(r"([a-z]+(?:/[a-z0-9-]*){0,2}):([a-z0-9_-]+(?:/[a-z0-9_-]*){0,2})")


def columns(table: str, codings: Codings) -> tuple[Column, ...]:
    """The columns of a table, each with its coding."""
    made = []
    for field in TABLES[table].fields:
        reference = reference_of(table, field["name"])
        several = reference is not None and reference.several
        made.append(Column(field, codings.of(table, field), several))
    return tuple(made)


def mark(sheet: str, column: str) -> str:
    return f"{sheet}:{column}"


def key_of(table: str, row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in TABLES[table].key)


def order() -> tuple[str, ...]:
    """The tables as their sheets follow each other: first what may be changed."""
    return (*EDITABLE, *(name for name in TABLES if name not in EDITABLE))


def titles(grids: Mapping[str, str], language: str) -> dict[str, str]:
    """What each sheet is called, by its key; Excel allows 31 characters and few marks."""
    wanted = {START: "Start", **grids}
    wanted |= {name: labels.TABLES[name].get(language) for name in order()}
    wanted |= {sheet.key: sheet.title.get(language) for sheet in LOOKUPS}
    taken: set[str] = {HIDDEN}
    found = {}
    for key, title in wanted.items():
        plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31].strip()
        number = 1
        name = plain
        while name.casefold() in taken:
            number += 1
            name = f"{plain[:27]} {number}"
        taken.add(name.casefold())
        found[key] = name
    return found


# The sheets to look things up in


@dataclass(frozen=True)
class Lookup:
    """A sheet to look something up in."""

    key: str
    title: Text
    about: Text
    columns: tuple[Text, ...]
    widths: tuple[int, ...]


SCALES = Lookup(
    "scales",
    Text("Schalen", "Scales"),
    Text("Wat elke waardering betekent", "What each rating means"),
    (
        Text("Criterium", "Criterion"),
        Text("Vraag", "Question"),
        Text("Waardering", "Rating"),
        Text("Betekenis", "Meaning"),
    ),
    (30, 50, 12, 60),
)
CODES = Lookup(
    "codes",
    Text("Codes", "Codes"),
    Text(
        "De woorden in de lijsten, en de codes waaronder ze bewaard worden",
        "The words in the lists, and the codes they are kept under",
    ),
    (
        Text("Lijst", "List"),
        Text("In het werkboek", "In the workbook"),
        Text("Code", "Code"),
    ),
    (30, 50, 30),
)
LOOKUPS = (SCALES, CODES)

Cells = list[str | float | int | None]


def scale_rows(package: Package, language: str) -> Iterator[Cells]:
    """Every point of the scale of every criterion that people rate."""
    framework = package.framework
    for id, name in leaf_names(framework).items():
        leaf = framework.by_id[id]
        assert leaf.rating is not None
        asked = leaf.question or framework.by_id[leaf.parent or id].question
        for point in framework.scales[leaf.rating.scale].points:
            yield [
                name.get(language),
                asked.get(language) if asked else None,
                point.value,
                point.meaning.get(language),
            ]


def code_rows(codings: Codings, language: str) -> Iterator[Cells]:
    """Every code of every list, once."""
    told = set()
    for table in TABLES:
        for column in columns(table, codings):
            if column.coding is None or column.coding in told:
                continue
            told.add(column.coding)
            for code, words in column.coding.pairs:
                yield [labels.column(table, column.name, language), words, code]


def lookup_rows(sheet: Lookup, package: Package, codings: Codings, language: str) -> list[Cells]:
    if sheet is SCALES:
        return list(scale_rows(package, language))
    return list(code_rows(codings, language))
