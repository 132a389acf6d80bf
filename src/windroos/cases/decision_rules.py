"""What must hold between decisions: no two of them on the same region, role and theme at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Row
from windroos.cases.tables import TABLES

Numbered = Sequence[tuple[int | None, Row]]


def decisions_together(rows: Numbered) -> Iterator[Problem]:
    """A decision holds in its period until one that replaces it begins; no two at once."""
    replacing: dict[object, list[Row]] = {}
    places: dict[tuple[object, object], list[tuple[int | None, Row]]] = {}
    by_id = {row["id"]: row for _, row in rows}
    for line, row in rows:
        places.setdefault((row["region"], row["role"]), []).append((line, row))
        for id in _ids(row, "replaces"):
            replacing.setdefault(id, []).append(row)
            other = by_id.get(id)
            if other is row:
                yield _at(line, "replaces", "replaces-itself", N_("does not replace itself"))
            elif other and (other["region"], other["role"]) != (row["region"], row["role"]):
                yield _at(
                    line,
                    "replaces",
                    "replaces-other",
                    N_("“%(other)s” decides on another region or role"),
                    other=id,
                )
            elif other and row["id"] in _ids(other, "replaces"):
                yield _at(
                    line,
                    "replaces",
                    "replaces-both-ways",
                    N_("“%(other)s” replaces this one too: only one of the two can"),
                    other=id,
                )
    for place in places.values():
        for (_, a), (line, b) in combinations(place, 2):
            if any(
                _together(_held(a, theme, replacing), _held(b, theme, replacing))
                for theme in _shared(a, b)
            ):
                yield _at(
                    line,
                    "region",
                    "two-decisions",
                    N_(
                        "“%(other)s” decides on this region and role in the same period; say which"
                        " of them replaces the other, or keep one as a statement"
                    ),
                    other=a["id"],
                )


def _shared(a: Row, b: Row) -> set[str | None]:
    """The themes that two decisions both speak of; None for all themes.

    One on some themes is more precise than one on all, and stands beside it.
    """
    mine, other = set(_ids(a, "themes")), set(_ids(b, "themes"))
    return {None} if not mine and not other else {*mine & other}


def _held(
    row: Row, theme: str | None, replacing: Mapping[object, Sequence[Row]]
) -> tuple[object, object]:
    """From which year to which a decision holds on a theme."""
    start, end = row["period_start"], row["period_end"]
    for other in replacing.get(row["id"], ()):
        themes, begins = _ids(other, "themes"), other["period_start"]
        if isinstance(end, int) and isinstance(begins, int) and (not themes or theme in themes):
            end = min(end, begins - 1)
    return start, end


def _together(a: tuple[object, object], b: tuple[object, object]) -> bool:
    """Whether two periods have a year in common; one that ends before it begins has none."""
    bounds = (*a, *b)
    if not all(isinstance(bound, int) for bound in bounds):
        return False
    return max(a[0], b[0]) <= min(a[1], b[1])  # type: ignore[type-var]


def _ids(row: Row, name: str) -> list[str]:
    """The ids in one cell."""
    return str(row[name] or "").split()


def _at(line: int | None, field: str, code: str, wording: str, **values: object) -> Problem:
    return Problem(code, TABLES["decisions"].path, wording, line, field, values)
