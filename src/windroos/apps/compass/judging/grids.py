"""Regions × leaves as a grid of ratings to fill in: what stands in a cell, and what becomes of it.

A cell holds the ratings on one theme, or on all, that are about every role. With one rating it can
be changed, with none one can be added; of several, each is changed by itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from windroos.apps.compass.forms.judging import rating_choices
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case as Stored
from windroos.apps.regions.queries import Version
from windroos.cases import Case
from windroos.cases.case import Region
from windroos.cases.framework import Criterion

# More cells than this are chosen from first: a page with them would be slow to fill in.
MOST_CELLS = 600


@dataclass(frozen=True)
class Cell:
    """A region on a leaf: what stood there when it was shown, and what was chosen since.

    `was` and `chosen` are ratings as a form writes them; empty is unknown. `version` is the one
    that was seen of the rating, or of the whole cell where there was none.
    """

    region: Region
    leaf: Criterion
    was: str = ""
    id: str | None = None
    version: int = 0
    chosen: str = ""
    choices: Sequence[tuple[str, Any]] = ()
    several: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return cell_key(self.region.code, self.leaf.id)

    @property
    def changed(self) -> bool:
        return self.chosen != self.was


@dataclass(frozen=True)
class Grid:
    """Rows of cells, a row a region."""

    theme: str | None
    leaves: tuple[Criterion, ...]
    rows: tuple[tuple[Region, tuple[Cell, ...]], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for _region, cells in self.rows for cell in cells)

    @property
    def state(self) -> str:
        """What a form carries to know later what was seen."""
        return written([cell for cell in self.cells if not cell.several])


def cell_key(region: str, leaf: str) -> str:
    """What the field of a cell is called in a form."""
    return f"{region}|{leaf}"


def grid(
    stored: Stored,
    case: Case,
    theme: str | None,
    regions: Sequence[Region],
    leaves: Sequence[Criterion],
    *,
    unknown: bool = False,
) -> Grid:
    """The cells of some regions and leaves as they stand; `unknown`: rows where one is empty."""
    said = _by_cell(journal.current(stored, "judgements").values())
    rows = []
    for region in regions:
        cells = tuple(
            _cell(case, region, leaf, said.get((region.code, leaf.id), []), theme)
            for leaf in leaves
        )
        if not unknown or any(not (cell.was or cell.several) for cell in cells):
            rows.append((region, cells))
    return Grid(theme, tuple(leaves), tuple(rows))


def _cell(
    case: Case,
    region: Region,
    leaf: Criterion,
    said: Sequence[Version],
    theme: str | None,
) -> Cell:
    here = [one for one in said if one.row and (one.row["theme"], one.row["role"]) == (theme, None)]
    ratings = tuple(f"{one.row['rating']:g}" for one in here if one.row)
    if len(here) > 1:
        return Cell(region, leaf, several=ratings)
    rating = ratings[0] if ratings else ""
    return Cell(
        region,
        leaf,
        was=rating,
        id=here[0].key if here else None,
        # Of an empty cell, the last of whatever stands beside it: as `actions.seen`.
        version=here[0].pk if here else max((one.pk for one in said), default=0),
        chosen=rating,
        choices=choices(case, leaf, rating),
    )


def _by_cell(versions: Iterable[Version]) -> dict[tuple[str, str], list[Version]]:
    """The ratings that stand in each cell, whatever theme or role."""
    found: dict[tuple[str, str], list[Version]] = {}
    for one in versions:
        if one.row:
            found.setdefault((one.row["region"], one.row["criterion"]), []).append(one)
    return found


def filled_in(made: Grid, case: Case, data: Mapping[str, Any]) -> Grid:
    """A grid with what a form chose in it; each cell that was chosen keeps what was seen of it."""
    typed = {cell.key: cell for cell in chosen(case, data)}
    rows = tuple(
        (region, tuple(typed.get(cell.key, cell) for cell in cells)) for region, cells in made.rows
    )
    return replace(made, rows=rows)


def chosen(case: Case, data: Mapping[str, Any]) -> list[Cell]:
    """The cells in which a form chose another rating than was seen there."""
    leaves = {leaf.id: leaf for leaf in case.framework.leaves if leaf.rating}
    found = []
    for key, (was, id, version) in remembered(data).items():
        code, _bar, criterion = key.rpartition("|")
        if code not in case.regions or criterion not in leaves:
            continue
        leaf = leaves[criterion]
        options = choices(case, leaf, was)
        rating = data.get(key, was)
        if rating != was and rating in dict(options):
            found.append(Cell(case.regions[code], leaf, was, id, version, rating, options))
    return found


@dataclass(frozen=True)
class Clash:
    """A cell in which someone else wrote since it was seen: the rating as it now stands, if any."""

    cell: Cell
    now: Version

    @property
    def seen(self) -> Cell:
        """The cell, now that this was seen: what is written next takes its place."""
        if self.cell.id is None:
            return replace(self.cell, version=self.now.pk)
        if self.now.row is None:
            return replace(self.cell, was="", id=None, version=0)
        rating = f"{self.now.row['rating']:g}"
        return replace(self.cell, was=rating, version=self.now.pk)


def clashes(stored: Stored, cells: Iterable[Cell]) -> dict[str, Clash]:
    """The cells in which someone else wrote since they were seen, by key."""
    versions = journal.current(stored, "judgements")
    found = {}
    for cell in cells:
        for version in versions.values():
            if version.pk > cell.version and _in(cell, version):
                found[cell.key] = Clash(cell, version)
    return found


def _in(cell: Cell, version: Version) -> bool:
    """Whether a version is that of the cell's rating, or stands in a cell that had none."""
    if cell.id is not None:
        return version.key == cell.id
    about = (cell.region.code, cell.leaf.id)
    return version.row is not None and (version.row["region"], version.row["criterion"]) == about


def choices(case: Case, leaf: Criterion, was: str) -> Sequence[tuple[str, Any]]:
    """The ratings to choose from; what is rated is not made unknown, but taken back."""
    assert leaf.rating is not None
    scale = case.framework.scales[leaf.rating.scale]
    if not was:
        return [("", "–"), *rating_choices(scale)]
    now = float(was)
    return rating_choices(scale, now if scale.low <= now <= scale.high else None)


def written(cells: Iterable[Cell]) -> str:
    """What a form carries of cells as they were seen."""
    return json.dumps({cell.key: [cell.was, cell.id, cell.version] for cell in cells})


def remembered(data: Mapping[str, Any]) -> dict[str, tuple[str, str | None, int]]:
    """What a form carries of the cells as they were seen; what cannot be read is left out."""
    try:
        given = json.loads(data.get("state", "{}"))
    except ValueError:
        return {}
    held = {}
    for key, state in given.items() if isinstance(given, dict) else ():
        match state:
            case [str(was), str() | None as id, int(version)] if _is_number(was):
                held[key] = (was, id, version)
    return held


def _is_number(text: str) -> bool:
    """Whether a text is a rating as `Cell` writes it, or none."""
    try:
        return not text or math.isfinite(float(text))
    except ValueError:
        return False
