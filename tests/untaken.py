"""The case of Noord-Brabant without what was taken over from the tables of its documents."""

from dataclasses import replace

from windroos.cases.check import read
from windroos.cases.package import Package

# Figure 1 of document 001; the key figures and the budget of document 003.
TABLES = ("decisions", "quantities")
NAMES = "id", "document", "section", "paragraph", "sentences", "sha256", "label_nl", "label_en"


def untaken() -> Package:
    """The package with neither these rows nor the passages that only they rest on."""
    package = read("noord_brabant")
    mine = {row["passage"] for name in TABLES for row in package.tables[name] if row["passage"]}
    others = {
        row["passage"]
        for name, rows in package.tables.items()
        if name not in TABLES
        for row in rows
        if row.get("passage")
    }
    kept = tuple(row for row in package.tables["passages"] if row["id"] not in mine - others)
    tables = {**package.tables, **dict.fromkeys(TABLES, ()), "passages": kept}
    return replace(package, tables=tables)
