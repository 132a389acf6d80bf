"""What the page of an ecosystem map shows, in words: its choices, its list, map and network."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from windroos.apps.evidence import queries as evidence
from windroos.apps.network import words as said
from windroos.apps.network.models import EcosystemMap, Organisation, Part
from windroos.apps.network.queries import mapping
from windroos.apps.network.queries.mapping import Bounds, Cell, Wanted
from windroos.apps.network.queries.organisations import areas as areas_of
from windroos.apps.network.queries.organisations import counts
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.ties import web
from windroos.apps.network.wording import own_text
from windroos.apps.regions.queries import Case
from windroos.cases.register.organisation_tables import CATEGORIES
from windroos.report import place_map
from windroos.sources.areas import countries

# A list longer than this cannot be read; there is the list of organisations for that.
MOST_LISTED = 300


@dataclass(frozen=True)
class Option:
    """Something to choose from: its id, what it is called, whether it is chosen, how many."""

    id: str
    label: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Role:
    """What an organisation does in an area, and whether that is our reading."""

    area: str
    reading: bool


@dataclass(frozen=True)
class Entry:
    """An organisation in the list."""

    slug: str
    name: str
    url: str
    place: str
    place_is_reading: bool
    roles: tuple[Role, ...]
    longitude: float | None
    latitude: float | None


class MapPage:
    """A selection of the register as a map shows it; `row` is None for a selection of one's own."""

    def __init__(
        self, case: Case, row: EcosystemMap | None, wanted: Wanted, asked: dict[str, list[str]]
    ) -> None:
        self.case, self.row, self.wanted = case, row, wanted
        self.bounds = Bounds.of(row) if row else Bounds()
        self.asked = asked
        self.regions = Places(case)

    @cached_property
    def areas(self) -> dict[str, str]:
        """The technology areas by id, sorted by what they are called."""
        found = [(one.slug, own_text(one, "label")) for one in areas_of(self.case)]
        return dict(sorted(found, key=lambda one: one[1].casefold()))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many organisations there are of each category, whatever category is asked."""
        wanted = self.bounds.narrowed(self.wanted.areas, self.wanted.regions, ())
        return mapping.by_category(self.case, wanted)

    @cached_property
    def total(self) -> int:
        return mapping.on_map(self.case, self.wanted).count()

    @cached_property
    def without_place(self) -> int:
        return mapping.on_map(self.case, self.wanted).filter(latitude__isnull=True).count()

    @property
    def lead(self) -> str:
        """The answer: how many organisations, and how many of them the map cannot show."""
        if not self.total:
            return _("No organisation in the register fits this selection.")
        words = npgettext("selection", "One organisation", "%(n)s organisations", self.total) % {
            "n": self.total
        }
        chosen = [name for name in CATEGORIES if name in self.wanted.categories]
        parts = [
            f"{said.CATEGORY_TITLES[name]}: {self.counts[name]}".lower()
            for name in chosen
            if self.counts[name]
        ]
        lead = f"{words} ({'; '.join(parts)})."
        if self.without_place:
            lead += " " + ngettext(
                "One has no place that we know of: it stands in the list only.",
                "%(n)s have no place that we know of: they stand in the list only.",
                self.without_place,
            ) % {"n": self.without_place}
        return lead

    # What can be chosen

    def categories(self) -> list[Option]:
        asked = self.asked["category"]
        return [
            Option(name, str(words), name in asked, self.counts[name])
            for name, words in said.CATEGORY_TITLES.items()
        ]

    def area_options(self) -> list[Option]:
        among = self.bounds.areas or tuple(self.areas)
        asked = self.asked["area"]
        return [
            Option(one, label, one in asked) for one, label in self.areas.items() if one in among
        ]

    def region_options(self) -> list[Option]:
        there = counts(self.case)
        among: Sequence[str] = self.bounds.regions or [*there.regions, *there.countries]
        asked = self.asked["region"]
        options = [Option(one, self.regions.region(one), one in asked) for one in among]
        return sorted(options, key=lambda one: (len(one.id) == 2, one.label.casefold()))

    # The list

    @cached_property
    def listed(self) -> list[Organisation]:
        return list(mapping.on_map(self.case, self.wanted)[: MOST_LISTED + 1])

    @property
    def cut(self) -> bool:
        """Whether there are more than the list shows."""
        return len(self.listed) > MOST_LISTED

    def columns(self) -> list[dict[str, Any]]:
        """The organisations of each category, as the legend of a map has them."""
        rows = self.listed[:MOST_LISTED]
        roles: dict[int, list[Part]] = {}
        for part in self.wanted.parts(self.case).filter(organisation__in=[o.pk for o in rows]):
            roles.setdefault(part.organisation_id, []).append(part)  # type: ignore[attr-defined]
        url = organisation_url(self.case)
        columns = []
        for category, label in said.CATEGORY_TITLES.items():
            entries = [
                self._entry(row, mine, url)
                for row in rows
                if (mine := [p for p in roles.get(row.pk, ()) if p.category == category])
            ]
            if category in self.wanted.categories:
                columns.append({"id": category, "label": label, "entries": entries})
        return columns

    def _entry(self, row: Organisation, parts: list[Part], url: Callable[[str], str]) -> Entry:
        return Entry(
            slug=row.slug,
            name=row.name,
            url=url(row.slug),
            place=row.place or "",
            place_is_reading=row.basis == "reading",
            roles=tuple(
                Role(self.areas.get(str(part.area)) or str(part.area), part.basis == "reading")
                for part in parts
            ),
            longitude=row.longitude,
            latitude=row.latitude,
        )

    # The map

    @cached_property
    def frame(self) -> place_map.Frame:
        """What has to be drawn to see all of the selection."""
        whole = mapping.extent(self.case, self.wanted)
        return place_map.frame([] if whole is None else [whole[:2], whole[2:]])

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """What stands on the drawn map: cells of the size of a mark there."""
        west, _south, east, _north = self.frame.box
        zoom = math.log2(place_map.WIDTH * 360 / (max(east - west, 1e-6) * mapping.TILE))
        return mapping.view(self.case, self.wanted, self.frame.box, zoom + 0.5).cells

    def drawn(self, title: str) -> str:
        """The map as a drawing, for paper and where no other can be drawn."""
        spots = [
            place_map.Spot(one.longitude, one.latitude, one.counts, self.spot_words(one))
            for one in self.cells
        ]
        outlines = [place_map.outlines(one.geometry, self.frame) for one in self.outlined()]
        return mark_safe(  # noqa: S308 (the drawing escapes its words itself)
            place_map.place_map(
                self.frame, spots, title=title, land=_land(self.frame), regions=outlines
            )
        )

    def outlined(self) -> Sequence[Any]:
        """The areas of the regions of the map, as far as their boundaries are known."""
        return evidence.areas_of(self.bounds.regions) if self.bounds.regions else ()

    def outlines(self) -> dict[str, Any]:
        """The same as GeoJSON."""
        return {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"code": one.region}, "geometry": one.geometry}
                for one in self.outlined()
            ],
        }

    def spot_words(self, cell: Cell) -> str:
        if cell.named and len(cell.named) == cell.total:
            return ", ".join(one.name for one in cell.named)
        return "; ".join(
            f"{said.CATEGORY_TITLES[name]}: {n}" for name, n in cell.counts.items() if n
        )

    # The network

    def network(self) -> dict[str, Any]:
        """The relations as a drawing needs them and as sentences."""
        found = web(self.case, self.wanted)
        url = organisation_url(self.case)
        names = {one.slug: one.name for one in (*found.selected, *found.others)}
        nodes = [
            {
                "id": one.slug,
                "name": one.name,
                "category": one.categories[0] if one.categories else "",
                "outside": outside,
                "url": url(one.slug),
            }
            for group, outside in ((found.selected, False), (found.others, True))
            for one in group
        ]
        rows = []
        for tie in found.ties:
            one, other = tie.organisation.slug, tie.other.slug
            rows.append(
                {
                    "one": one,
                    "other": other,
                    "one_name": names[one],
                    "other_name": names[other],
                    "one_url": url(one),
                    "other_url": url(other),
                    "words": said.RELATED.format(
                        one=names[one], does=said.RELATIONS[tie.kind][0], other=names[other]
                    ),
                    "kind": tie.kind,
                    "start": tie.start or "",
                    "end": tie.end or "",
                    "reading": tie.basis == "reading",
                }
            )
        drawn = {
            "nodes": nodes,
            "edges": [
                {
                    "source": one["one"],
                    "target": one["other"],
                    "words": one["words"],
                    "ended": bool(one["end"]),
                }
                for one in rows
            ],
        }
        return {"web": found, "rows": rows, "drawn": drawn}


def organisation_url(case: Case) -> Callable[[str], str]:
    """Where the page of an organisation is."""
    return lambda slug: reverse("network:organisation", args=[case.name, slug])


@lru_cache(maxsize=64)
def _land(drawn: place_map.Frame) -> str:
    return "".join(place_map.outlines(geometry, drawn) for geometry in countries())
