"""The grids: ratings of regions on criteria, as another view on the judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from windroos.cases.framework import Scale, Text
from windroos.cases.package import Package
from windroos.cases.reading import Row
from windroos.cases.workbook.coding import Codings, leaf_names
from windroos.cases.workbook.layout import columns
from windroos.cases.workbook.state import Grid
from windroos.cases.workbook.values import Column

# The table that a grid is a view on, and the column that is filled in there.
RATED, RATING = "judgements", "rating"
# What the place in a grid says; the other columns of a judgement stand at the end of the row.
_PLACED = ("id", "region", "criterion", "theme", "role", RATING)

ABOUT = Text(
    "Waarderingen per regio en criterium, om er veel tegelijk in te vullen",
    "Ratings per region and criterion, to fill in many at once",
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A column of a grid: a criterion, on a theme or on all."""

    criterion: str
    theme: str | None

    @property
    def key(self) -> str:
        return f"{RATING}/{self.criterion}/{self.theme or ''}"


def rated_columns(package: Package, grid: Grid) -> list[Rated]:
    """The columns of a grid with ratings.

    Without a theme of its own, a grid has a column per theme for the criterion about themes.
    """
    framework = package.framework
    found = []
    for leaf in framework.leaves:
        if leaf.rating is None:
            continue
        found.append(Rated(leaf.id, grid.theme))
        if grid.theme is None and leaf.id == framework.theme_criterion:
            found += [Rated(leaf.id, str(theme["id"])) for theme in package.tables["themes"]]
    return found


def rated_of(key: str) -> Rated | None:
    """The column of a grid by its key."""
    first, *rest = key.split("/")
    return Rated(rest[0], rest[1] or None) if first == RATING and len(rest) == 2 else None


def name(package: Package, grid: Grid, column: Rated, language: str) -> str:
    """What stands above a column: the criterion, and the theme where it is not that of all."""
    name = leaf_names(package.framework)[column.criterion].get(language)
    themes = {row["id"]: row[f"label_{language}"] for row in package.tables["themes"]}
    return name if column.theme == grid.theme else f"{name}: {themes[column.theme]}"


def by_place(package: Package, grid: Grid) -> dict[tuple[str, str], list[Row]]:
    """The judgements of a grid, by region and column."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in package.tables[RATED]:
        if row["role"] == grid.role:
            theme = row["theme"]
            key = Rated(str(row["criterion"]), None if theme is None else str(theme)).key
            found.setdefault((str(row["region"]), key), []).append(row)
    return found


def regions(package: Package) -> list[str]:
    """The regions that can be rated, by code; what is home is not weighed against itself."""
    return [str(row["code"]) for row in package.tables["regions"] if not row["home"]]


def region_column(codings: Codings) -> Column:
    return next(column for column in columns(RATED, codings) if column.name == "region")


def common(codings: Codings) -> tuple[Column, ...]:
    """The columns at the end of a grid: they hold for every rating that is changed in the row."""
    return tuple(c for c in columns(RATED, codings) if c.name not in _PLACED)


def mean(judgements: Sequence[Row]) -> float:
    """The rating that several judgements on one place give, as far as it needs showing."""
    ratings = [float(row[RATING] or 0) for row in judgements]
    return round(sum(ratings) / len(ratings), 2) if len(ratings) > 1 else ratings[0]


def title(package: Package, grid: Grid, language: str) -> str:
    """What a grid is called."""
    parts = []
    if grid.role is not None:
        parts.append(package.framework.role(grid.role).label.get(language))
    if grid.theme is not None:
        theme = next(row for row in package.tables["themes"] if row["id"] == grid.theme)
        parts.append(str(theme[f"label_{language}"]))
    return " ".join([Text("Waarderingen", "Ratings").get(language), ", ".join(parts)]).strip()


def meanings(scale: Scale, language: str) -> str:
    """The points of a scale with what they mean, a line each."""
    return "\n".join(f"{p.value:g}: {p.meaning.get(language)}" for p in scale.points)
