"""Reading the open sources: what each is, what it said last and before, and what rests on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from windroos.apps.evidence import following
from windroos.apps.evidence.following import Dependent
from windroos.apps.evidence.models import Edition, Import, Snapshot
from windroos.apps.evidence.queries.case import Pin, pins, snapshots
from windroos.apps.regions.queries import Case
from windroos.cases.framework_series import PIN
from windroos.sources import differing
from windroos.sources.asked import Asked, asked, named
from windroos.sources.differing import Difference
from windroos.sources.registry import datasets
from windroos.sources.shape import Dataset, Gives, SourceError


@dataclass(frozen=True, slots=True)
class Standing:
    """A source and how it stands: its current edition, the import that was asked last, and what
    rests on it.

    `asked` is None for a source whose dataset this version of the program does not know: one that
    was loaded by a mapping of someone's own.
    """

    key: str
    asked: Asked | None
    edition: Edition | None
    last: Import | None
    dependents: Sequence[Dependent]

    @property
    def dataset(self) -> Dataset | None:
        return self.asked.dataset if self.asked else None

    # When it was last seen that what it says is what the publisher has.
    checked: datetime | None = None

    @property
    def as_of(self) -> datetime | None:
        """When what it says was had from the publisher, or was loaded where that is not known."""
        if self.edition is None:
            return None
        return self.edition.fetched or self.edition.taken

    @property
    def age(self) -> timedelta | None:
        """How long ago it was last seen that it is what the publisher has."""
        last = self.checked or self.as_of
        return timezone.now() - last if last else None


def editions(source: str) -> QuerySet[Edition]:
    """Every edition of a source, by its key, the current one first."""
    found = Edition.objects.filter(source=source).select_related("taken_by")
    return found.order_by("-taken", "-pk")


def edition(source: str, number: int) -> Edition | None:
    """The edition of a source with that number."""
    return editions(source).filter(pk=number).first()


def edition_numbered(number: int) -> Edition | None:
    """The edition with that number, of whichever source."""
    return Edition.objects.select_related("taken_by").filter(pk=number).first()


def edition_at(source: str, day: date | None = None) -> Edition | None:
    """The edition of a source that held at the end of a day; the current one without a day."""
    found = editions(source)
    if day is not None:
        at = timezone.get_current_timezone()
        found = found.filter(taken__lt=datetime.combine(day + timedelta(days=1), time(), at))
    return found.first()


def edition_before(edition: Edition) -> Edition | None:
    """The edition of the same source that this one followed."""
    earlier = Q(taken__lt=edition.taken) | Q(taken=edition.taken, pk__lt=edition.pk)
    return editions(edition.source).filter(earlier).first()


def latest() -> Mapping[str, Edition]:
    """The current edition of every source that has one, by its key."""
    # The last one of a key is kept: few sources have more than some dozens.
    ordered = Edition.objects.select_related("taken_by").order_by("source", "taken", "pk")
    return {edition.source: edition for edition in ordered}


def imports(source: str | None = None) -> QuerySet[Import]:
    """The imports of a source, or of all; the one that was asked last first."""
    found = Import.objects.select_related("asked_by", "cancelled_by", "edition")
    found = found if source is None else found.filter(source=source)
    return found.order_by("-asked", "-pk")


def import_(number: int) -> Import | None:
    """The import of that number."""
    return imports().filter(pk=number).first()


def difference(old: Edition, new: Edition, most: int = 100) -> Difference:
    """What differs between two editions of a source, with at most `most` rows of each way.

    Raises `LakeError` when a snapshot of them is missing.
    """
    return _difference(settings.WINDROOS_LAKE, new.table, old.sha256, new.sha256, most)


# Snapshots never change, and a reader who asks for a difference comes back to it.
@lru_cache(maxsize=16)
def _difference(folder: Path, table: str, old: str, new: str, most: int) -> Difference:
    return differing.difference(folder, cast("Gives", table), old, new, most=most)


def was_read(source: str, file_sha256: str) -> bool:
    """Whether these files are what was read of a source the last time that went well."""
    well = (Import.Status.DONE, Import.Status.UNCHANGED)
    last = imports(source).filter(status__in=well).first()
    return last is not None and last.file_sha256 == file_sha256


def standings() -> list[Standing]:
    """Every dataset that is known, and every other source that has an edition or was asked for."""
    current = latest()
    last = {one.source: one for one in reversed(imports())}
    checked = _checked()
    keys = {*current, *last, *(asked(name).key for name in datasets())}
    rest = _dependents(keys, _pinned())
    return [
        Standing(
            key,
            _asked(key),
            current.get(key),
            last.get(key),
            rest[key],
            checked.get(key),
        )
        for key in sorted(keys)
    ]


def standing(key: str) -> Standing | None:
    """How one source stands; None for a key of no dataset of which nothing was ever asked."""
    wanted = _asked(key)
    source = wanted.key if wanted else key
    current, last = edition_at(source), imports(source).first()
    if wanted is None and current is None and last is None:
        return None
    rest = _dependents([source], _pinned(source))[source]
    return Standing(source, wanted, current, last, rest, _checked(source).get(source))


def would_read(case: Case, sources: Collection[str]) -> dict[str, Pin]:
    """What a case reads from these sources when it goes by their current editions: all but those
    for which it has chosen its own figures."""
    held = pins(snapshots(case))
    found: dict[str, Pin] = {}
    for source in sources:
        own = source in held and not held[source].sha256
        edition = None if own else edition_at(source)
        if edition is not None:
            found[source] = Pin(edition.sha256, timezone.localdate(edition.taken))
        elif source in held:
            found[source] = held[source]
    return found


def _asked(key: str) -> Asked | None:
    try:
        return named(key)
    except SourceError:
        return None


def _checked(source: str | None = None) -> Mapping[str, datetime]:
    """By source, when its publisher was last asked with success."""
    found = Import.objects.filter(fetched__isnull=False)
    found = found if source is None else found.filter(source=source)
    return dict(found.values_list("source").annotate(last=Max("ended")).order_by())


def _pinned(source: str | None = None) -> Mapping[str, list[Dependent]]:
    """By source, the cases that read from it now."""
    found = Snapshot.objects.filter(table__startswith=PIN).exclude(sha256="")
    if source is not None:
        found = found.filter(table=f"{PIN}{source}")
    pinned: dict[str, list[Dependent]] = {}
    for one in found.select_related("case").order_by("case__name"):
        dependent = Dependent(one.case.name, one.case.title)
        pinned.setdefault(one.table.removeprefix(PIN), []).append(dependent)
    return pinned


def _dependents(
    sources: Collection[str], pinned: Mapping[str, list[Dependent]]
) -> Mapping[str, list[Dependent]]:
    """What rests on each source: as the apps say that follow it, else the cases that read from
    it."""
    told = following.dependents(sources)
    found = {}
    for source in sources:
        those = {one.case: one for one in (*pinned.get(source, []), *told[source])}
        found[source] = [those[case] for case in sorted(those)]
    return found


def with_content(sha256: str) -> QuerySet[Edition]:
    """The editions, of whatever source, that hold a snapshot."""
    return Edition.objects.filter(sha256=sha256)
