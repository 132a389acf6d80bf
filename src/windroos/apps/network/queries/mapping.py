"""Ecosystem maps: which organisations of the register a map shows, and where they stand.

A map of the register is some technology areas over some regions; a reader may narrow it, or make a
selection of their own. Only organisations with a role in an area are on a map, each in the category
of that role: the three of the documents. Where they stand is counted by the database in the cells
of a grid, so that a view costs the same whether it holds ten organisations or a hundred thousand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Case as Choose
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, When

from windroos.apps.network.models import EcosystemMap, Organisation, Part, RecordVersion
from windroos.apps.network.queries.organisations import Box, Wanted, lying_in
from windroos.apps.regions.queries import Case
from windroos.cases.register.organisation_tables import CATEGORIES

# The whole world, and the nearest that a map shows (zoom levels as MapLibre counts them).
WORLD: Box = (-180.0, -90.0, 180.0, 90.0)
NEAREST = 18.0
# A cell of the grid is this wide on the screen where the world is `TILE` px wide at zoom 0.
CELL, TILE = 96, 512
# From this zoom on places are told apart to some eleven metres instead of by a grid.
SINGLES, NEAR = 12.0, 1e-4
# A degree of latitude is drawn wider than one of longitude: by so much in the middle of Europe.
LATITUDE = 0.6
# No more cells than this in one answer, and no more organisations by name.
MOST_CELLS, MOST_NAMED = 700, 500
# So many organisations of one place are named in an answer about more places, or about that alone.
NAMED_HERE, NAMED_ALONE = 5, 50


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a map may show: these areas and regions, and no others; empty is all of them."""

    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: EcosystemMap) -> "Bounds":
        return cls(tuple((row.areas or "").split()), tuple((row.regions or "").split()))

    def narrowed(
        self, areas: Sequence[str], regions: Sequence[str], categories: Sequence[str]
    ) -> Wanted:
        """What a reader asks for within a map; what lies outside of it counts as not asked."""

        def within(asked: Sequence[str], bounds: Sequence[str]) -> tuple[str, ...]:
            found = tuple(dict.fromkeys(one for one in asked if not bounds or one in bounds))
            return found or tuple(bounds)

        return Wanted(
            areas=within(areas, self.areas),
            regions=within(regions, self.regions),
            categories=within(categories, CATEGORIES),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation on a map."""

    slug: str
    name: str
    categories: tuple[str, ...]
    # Whether the place is our reading, rather than what a document or another source says.
    reading: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Organisations near each other: where (their mean), within which box, how many of each
    category (one with two roles counts in both) and in all. `named` are those of one place, as far
    as they are few."""

    longitude: float
    latitude: float
    box: Box
    counts: Mapping[str, int]
    total: int
    named: tuple[Standing, ...] = ()

    @property
    def one_place(self) -> bool:
        west, south, east, north = self.box
        return (west, south) == (east, north)


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows of a box: cells, how many organisations stand in them, and how many more
    there are in the box than an answer holds."""

    cells: tuple[Cell, ...]
    total: int
    left_out: int


def maps(case: Case) -> list[EcosystemMap]:
    """The maps of the register, in the order of their ids."""
    return list(EcosystemMap.objects.filter(case=case))


def ecosystem_map(case: Case, slug: str) -> EcosystemMap | None:
    """A map of the register; None where there is none (any more)."""
    return EcosystemMap.objects.filter(case=case, slug=slug).first()


def on_map(case: Case, wanted: Wanted) -> QuerySet[Organisation]:
    """The organisations that a selection holds: those with a role that it asks for, by name."""
    roles = wanted.parts(case).filter(organisation=OuterRef("pk"))
    return replace(wanted, areas=(), categories=()).rows(case).filter(Exists(roles))


def standing(case: Case, wanted: Wanted, rows: Iterable[Organisation]) -> list[Standing]:
    """Organisations with the categories of the roles that a selection asks for."""
    found = list(rows)
    categories = _categories(case, wanted, [one.pk for one in found])
    return [
        Standing(one.slug, one.name, categories.get(one.pk, ()), one.basis == "reading")
        for one in found
    ]


def tally(case: Case, wanted: Wanted) -> dict[tuple[str, str, str], int]:
    """How many organisations of a selection there are by area, region and category; a region that
    is not known is empty."""
    found = wanted.parts(case).filter(place_of(case, wanted)).order_by("area", "region", "category")
    counted = found.values_list("area", "region", "category").annotate(n=Count("pk"))
    return {(area, region or "", category): n for area, region, category, n in counted}


def by_category(case: Case, wanted: Wanted) -> dict[str, int]:
    """How many organisations of a selection there are of each category."""
    found = wanted.parts(case).filter(place_of(case, wanted)).order_by()
    counted = found.values_list("category").annotate(n=Count("organisation", distinct=True))
    return dict.fromkeys(CATEGORIES, 0) | dict(counted)


def extent(case: Case, wanted: Wanted) -> Box | None:
    """The box in which a selection stands; None where nothing of it has a place."""
    found = on_map(case, wanted).order_by()
    ends = found.aggregate(
        west=Min("longitude"), south=Min("latitude"), east=Max("longitude"), north=Max("latitude")
    )
    if ends["west"] is None:
        return None
    return (ends["west"], ends["south"], ends["east"], ends["north"])


def clamped(box: Box, zoom: float) -> tuple[Box, float]:
    """A box within the world, and a zoom at which it has no more cells than an answer holds.

    The box of a world-wide view may go on past 180 degrees; it is then the whole width.
    """
    west, south, east, north = box
    if east - west >= 360 or west < -180 or east > 180:
        west, east = max(west, -180.0), min(east, 180.0)
    south, north = max(south, -90.0), min(north, 90.0)
    zoom = min(max(zoom, 0.0), NEAREST)
    wide, high = max(east - west, 0.0), max(north - south, 0.0)
    while zoom > 0 and (wide / _step(zoom) + 1) * (high / (_step(zoom) * LATITUDE) + 1) > (
        MOST_CELLS if zoom < SINGLES else MOST_CELLS * 4
    ):
        zoom = max(0.0, zoom - 1)
    return (west, south, east, north), zoom


def view(case: Case, wanted: Wanted, box: Box, zoom: float) -> View:
    """What stands in a box, in the cells of a grid that fits the zoom.

    A cell of which all stand at one place names them where they are few; a box that is one place
    names them all, up to :data:`NAMED_ALONE`.
    """
    box, zoom = clamped(box, zoom)
    step = NEAR if zoom >= SINGLES else _step(zoom)
    rows = _cells(case, replace(wanted, box=box), step)
    total = rows[0][-1] if rows else 0
    cells = [
        Cell(x, y, (west, south, east, north), dict(zip(CATEGORIES, counts, strict=True)), n)
        for x, y, west, south, east, north, n, *counts, _total in rows
    ]
    return View(_named(case, wanted, cells), total, total - sum(one.total for one in cells))


def _step(zoom: float) -> float:
    """How many degrees wide a cell is."""
    return 360 * CELL / (TILE * 2**zoom)


def _cells(case: Case, wanted: Wanted, step: float) -> list[tuple[Any, ...]]:
    """Where the mean of each cell lies, its extent, how many it holds in all and of each category,
    and how many all cells hold: the fullest first.

    Roles are brought together per organisation in the order of one index that has all it takes
    (`part_on_map`), and the sums are made of that. The areas are asked within the sums: asked
    before, the database would walk the roles by area and sort them by organisation.
    """
    within = Q(area__in=wanted.areas) if wanted.areas else Q()
    flags = {
        f"is_{name}": Max(Choose(When(within & Q(category=name), then=1), default=0))
        for name in CATEGORIES
        if not wanted.categories or name in wanted.categories
    }
    roles = (
        Part.objects.filter(place_of(case, wanted), case=case, latitude__isnull=False)
        .order_by()
        .values("organisation_id", "latitude", "longitude")
        .annotate(**flags)
    )
    inner, values = roles.query.sql_with_params()
    sums = ", ".join(
        f"SUM(is_{name})" if f"is_{name}" in flags else "0 * COUNT(*)" for name in CATEGORIES
    )
    # Nothing of this comes from who asks: names of our own columns, and whole numbers.
    sql = (
        "SELECT AVG(longitude), AVG(latitude), MIN(longitude), MIN(latitude), MAX(longitude),"  # noqa: S608
        f" MAX(latitude), COUNT(*), {sums}, SUM(COUNT(*)) OVER ()"
        f" FROM ({inner}) AS standing WHERE {' + '.join(flags)} > 0"
        " GROUP BY ROUND(longitude / %s), ROUND(latitude / %s)"
        f" ORDER BY COUNT(*) DESC, 1, 2 LIMIT {MOST_CELLS}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (*values, step, step * LATITUDE))
        rows = cursor.fetchall()
    return [(*map(float, row[:6]), *map(int, row[6:])) for row in rows]


def place_of(case: Case, wanted: Wanted) -> Q:
    """Roles of organisations in the regions and the box that are asked for."""
    found = Q()
    for code in wanted.regions:
        found |= lying_in(case, code)
    if wanted.box is not None:
        west, south, east, north = wanted.box
        found &= Q(latitude__range=(south, north), longitude__range=(west, east))
    return found


def _named(case: Case, wanted: Wanted, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, those of one place with the organisations that stand there if they are few."""
    most = NAMED_ALONE if len(cells) == 1 else NAMED_HERE
    room, asked = MOST_NAMED, []
    for cell in cells:
        if cell.one_place and cell.total <= max(most, 1) and cell.total <= room:
            asked.append(_corner(cell))
            room -= cell.total
    if len(cells) == 1 and cells[0].one_place and not asked:
        asked = [_corner(cells[0])]
    if not asked:
        return tuple(cells)
    lats, lons = {one[0] for one in asked}, {one[1] for one in asked}
    at = on_map(case, wanted).filter(latitude__in=lats, longitude__in=lons)
    by: dict[tuple[float, float], list[Organisation]] = {one: [] for one in asked}
    for one in at[: MOST_NAMED * 4] if len(asked) > 1 else at[:NAMED_ALONE]:
        place = (one.latitude, one.longitude)
        if place in by:
            by[place].append(one)
    told = {
        one.slug: one
        for one in standing(case, wanted, [row for rows in by.values() for row in rows])
    }
    return tuple(
        replace(
            cell,
            named=tuple(told[row.slug] for row in by.get(_corner(cell), ())),
        )
        for cell in cells
    )


def _corner(cell: Cell) -> tuple[float, float]:
    """Latitude and longitude of a cell that is one place, to the last digit: a mean of six equal
    numbers need not be that number."""
    west, south, *_rest = cell.box
    return south, west


def _categories(
    case: Case, wanted: Wanted, organisations: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    found: dict[int, set[str]] = {}
    parts: QuerySet[Part] = wanted.parts(case).filter(organisation__in=organisations)
    for organisation, category in parts.order_by().values_list("organisation", "category"):
        found.setdefault(organisation, set()).add(category)
    return {
        key: tuple(name for name in CATEGORIES if name in values) for key, values in found.items()
    }


def ever_was(case: Case, slug: str) -> bool:
    """Whether there is or was a map of this id."""
    return RecordVersion.objects.filter(case=case, kind="map", record=slug).exists()
