"""Where the regions of a case lie, and what regions are called, once those who know were read."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from windroos.apps.evidence.models import Edition
from windroos.apps.regions.queries import Case, Region
from windroos.sources import areas as drawn
from windroos.sources.areas import Area
from windroos.sources.lake import LakeError

_NUTS_CODES = "nuts-codes"


def areas(case: Case) -> tuple[Area, ...]:
    """The area of each region of a case of which the boundaries are known.

    Raises `LakeError` when a snapshot is missing.
    """
    return _areas(settings.WINDROOS_LAKE, *_of(case))


def areas_of(codes: Iterable[str]) -> tuple[Area, ...]:
    """The area of each of these regions, whether a case has them or not; none where it is not
    known, or a snapshot is lost."""
    try:
        return _areas(settings.WINDROOS_LAKE, boundaries(), tuple(sorted(set(codes))))
    except LakeError:
        return ()


def areas_mark(case: Case) -> str:
    """A name for these areas that is another when they are; empty while no boundaries are known."""
    snapshots, codes = _of(case)
    if not snapshots:
        return ""
    return sha256(" ".join((*snapshots, *codes)).encode()).hexdigest()[:16]


def _of(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The snapshots of boundaries that hold now, and the codes of the regions."""
    codes = Region.objects.filter(case=case).values_list("code", flat=True)
    return boundaries(), tuple(codes)


def boundaries() -> tuple[str, ...]:
    """The snapshots of boundaries that hold now, by their hashes."""
    return _held(drawn.TABLE)


def _held(table: str, source: str = "") -> tuple[str, ...]:
    """The snapshots of a kind that hold now, of sources whose key begins so."""
    editions = Edition.objects.filter(table=table, source__startswith=source)
    ordered = editions.order_by("source", "taken", "pk")
    held = dict(ordered.values_list("source", "sha256"))  # of each source the last
    return tuple(sorted(held.values()))


NamedBy = tuple[tuple[str, ...], tuple[str, ...]]


def named_by() -> NamedBy:
    """The snapshots that say now what regions are called: boundaries, and codes of NUTS."""
    return boundaries(), _held(drawn.CODES, _NUTS_CODES)


def region_names(by: NamedBy | None = None) -> Mapping[str, str]:
    """What publishers call regions, by code: in these snapshots, or in those that hold now. Nothing
    where none were taken in, or one is lost: names are no evidence."""
    try:
        return _names(settings.WINDROOS_LAKE, *(named_by() if by is None else by))
    except LakeError:
        return {}


@lru_cache(maxsize=4)
def _names(folder: Path, drawn_in: tuple[str, ...], codes: tuple[str, ...]) -> Mapping[str, str]:
    return drawn.names(folder, drawn_in, codes)


@lru_cache(maxsize=8)
def _areas(folder: Path, snapshots: tuple[str, ...], codes: tuple[str, ...]) -> tuple[Area, ...]:
    return drawn.areas(folder, snapshots, codes)
