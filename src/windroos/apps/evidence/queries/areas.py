"""Where the regions of a case lie, once boundaries were taken in."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from windroos.apps.evidence.models import Edition
from windroos.apps.regions.queries import Case, Region
from windroos.sources import areas as drawn
from windroos.sources.areas import Area


def areas(case: Case) -> tuple[Area, ...]:
    """The area of each region of a case of which the boundaries are known.

    Raises `LakeError` when a snapshot is missing.
    """
    return _areas(settings.WINDROOS_LAKE, *_of(case))


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
    editions = Edition.objects.filter(table=drawn.TABLE).order_by("source", "taken", "pk")
    held = dict(editions.values_list("source", "sha256"))  # of each source the last
    return tuple(sorted(held.values()))


@lru_cache(maxsize=8)
def _areas(folder: Path, snapshots: tuple[str, ...], codes: tuple[str, ...]) -> tuple[Area, ...]:
    return drawn.areas(folder, snapshots, codes)
