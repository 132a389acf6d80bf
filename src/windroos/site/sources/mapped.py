"""The figures of an indicator on a map: areas by the class of their last known value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import measured
from windroos.apps.evidence import queries as evidence
from windroos.report import choropleth
from windroos.report.choropleth import Land, Shapes
from windroos.site.sources.figures import Names, Place
from windroos.sources import areas
from windroos.sources.lake import LakeError

# Fewer areas than this make no map; nor do those of less than half of the regions.
_FEWEST = 3


@dataclass(frozen=True)
class Map:
    """Areas with the class of their value, and what each class holds."""

    shapes: Shapes
    lands: Sequence[Land]
    key: Sequence[tuple[int, str]]
    without: int
    missing: bool


def map_of(shown: Sequence[Place], names: Names, absent: Iterable[str]) -> Map | None:
    """The places on a map; None where the boundaries of most are not known.

    `absent` are the regions of which no figure is known.
    """
    by_region = {place.figure.region: place for place in shown if place.figure.region}
    empty = sorted(set(absent) - set(by_region))
    codes = tuple(sorted([*by_region, *empty]))
    try:
        drawn = _shapes(settings.WINDROOS_LAKE, evidence.boundaries(), codes)
    except LakeError:
        return None
    if len(drawn.paths) < max(_FEWEST, len(codes) / 2):
        return None
    ends = choropleth.bounds(place.value for place in by_region.values())
    lands = []
    for region in drawn.paths:
        place = by_region.get(region)
        if place is None:
            text = _("%(name)s: missing") % {"name": names.code(region)}
            lands.append(Land(region, None, text))
        else:
            text = f"{place.name}: {place.text} ({place.figure.period})"
            lands.append(Land(region, choropleth.grade(place.value, ends), text))
    values = [place.value for place in by_region.values()]
    steps = [min(values), *ends, max(values)]
    key = [
        (choropleth.CLASSES - len(ends) + n, f"{measured(low)}–{measured(high)}")
        for n, (low, high) in enumerate(pairwise(steps))
    ]
    return Map(drawn, lands, key, len(codes) - len(drawn.paths), bool(empty))


@lru_cache(maxsize=16)
def _shapes(folder: Path, boundaries: tuple[str, ...], codes: tuple[str, ...]) -> Shapes:
    """The areas on the plane: a snapshot never changes, so they are put there once."""
    found = areas.areas(folder, boundaries, codes)
    return choropleth.shapes({area.region: area.geometry for area in found})
