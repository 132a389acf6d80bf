"""The history of a case: every row as it stood, from when, until when, and by whom it was written.

The state of a case is a number that grows with every change; the rows of any former state can be
read back. What was there when the case was first loaded holds from the start: before that day the
dates of the sources say what was known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Max, Min, Q
from django.utils import timezone

from windroos.apps.accounts.queries import User
from windroos.apps.regions.models import Case, Version

# What is kept beside the tables of the package: the text of the framework, and which snapshots
# hold the figures.
FRAMEWORK = "framework"
SNAPSHOTS = "snapshots"


@dataclass(frozen=True)
class Change:
    """A row that is to become another; a row of None goes.

    `version` is the one the change was made on, for someone who saw the row before.
    """

    table: str
    key: str
    row: Mapping[str, Any] | None
    version: int | None = None


def write(
    case: Case, changes: Sequence[Change], *, by_package: bool, actor: User | None
) -> list[Version]:
    """Add versions of rows and end those they follow; the case is locked and gets its new state.

    Called within the transaction that changes the rows themselves.
    """
    if not changes:
        return []
    since = None if case.state == 0 else timezone.now()
    made = Version.objects.bulk_create(
        Version(
            case=case,
            table=change.table,
            key=change.key,
            row=None if change.row is None else dict(change.row),
            since=since,
            # Ended by itself for a moment: only one version of a row may be current.
            ended=0,
            by_package=by_package,
            actor=actor,
        )
        for change in changes
    )
    successors = {(one.table, one.key): one.pk for one in made}
    before = [
        one
        for one in Version.objects.filter(
            case=case, ended=None, key__in={change.key for change in changes}
        )
        if (one.table, one.key) in successors
    ]
    for one in before:
        one.ended = successors[one.table, one.key]
    Version.objects.bulk_update(before, ["ended"], batch_size=500)
    Version.objects.filter(pk__in=[one.pk for one in made]).update(ended=None)
    case.state = max(successors.values())
    case.mark = uuid4().hex
    case.save(update_fields=["state", "mark"])
    for one in made:
        one.ended = None
    return made


def state(case: Case, day: date) -> int:
    """The state of a case at the end of a day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
    found = Version.objects.filter(Q(since=None) | Q(since__lt=midnight), case=case)
    return found.aggregate(last=Max("pk"))["last"] or 0


def rows(case: Case, state: int) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of a case in a state, by table and key."""
    found = Version.objects.filter(
        Q(ended=None) | Q(ended__gt=state), case=case, pk__lte=state, row__isnull=False
    )
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for table, key, row in found.values_list("table", "key", "row"):
        tables.setdefault(table, {})[key] = row
    return tables


def began(case: Case) -> int:
    """The first state of a case."""
    return Version.objects.filter(case=case).aggregate(first=Min("pk"))["first"] or 0


def numbers(case: Case, state: int) -> dict[str, dict[str, int]]:
    """The version of each row of a case that held in a state, by table and key."""
    found = Version.objects.filter(
        Q(ended=None) | Q(ended__gt=state), case=case, pk__lte=state, row__isnull=False
    )
    tables: dict[str, dict[str, int]] = {}
    for table, key, number in found.values_list("table", "key", "pk"):
        tables.setdefault(table, {})[key] = number
    return tables


def current(case: Case, table: str, keys: Iterable[str] | None = None) -> dict[str, Version]:
    """The version of each row that holds now, by key; those of rows that went have no row."""
    found = Version.objects.filter(case=case, table=table, ended=None)
    if keys is not None:
        found = found.filter(key__in=list(keys))
    return {one.key: one for one in found.select_related("actor")}


def where(case: Case, table: str, **cells: Any) -> list[Version]:
    """The rows of a table that hold now and have these values in their cells, the last first."""
    wanted = {f"row__{name}": value for name, value in cells.items()}
    found = Version.objects.filter(case=case, table=table, ended=None, **wanted)
    return list(found.select_related("actor"))


def keys(case: Case, table: str) -> list[str]:
    """The keys that rows of a table have or ever had."""
    found = Version.objects.filter(case=case, table=table, ended=None)
    return list(found.values_list("key", flat=True))


def standing(case: Case, table: str) -> set[str]:
    """The keys that rows of a table have now."""
    found = Version.objects.filter(case=case, table=table, ended=None, row__isnull=False)
    return set(found.values_list("key", flat=True))


def ever(table: str) -> list[dict[str, Any]]:
    """The rows that a table has or ever had, in any case."""
    found = Version.objects.filter(table=table, row__isnull=False)
    return list(found.values_list("row", flat=True))


def changed(case: Case, table: str) -> list[str]:
    """The keys of the rows of a table that are not as they were when the case was first loaded."""
    found = Version.objects.filter(case=case, table=table).exclude(since=None)
    return sorted(found.values_list("key", flat=True).order_by().distinct())


def versions(case: Case, table: str, key: str) -> list[Version]:
    """Every version of a row, the newest first."""
    found = Version.objects.filter(case=case, table=table, key=key)
    return list(found.select_related("actor"))


def since(case: Case, tables: Iterable[str], first: int, last: int) -> list[Version]:
    """The versions that rows of some tables got after one state, up to another; the last first.

    Those by which a row went hold, as their row, what it was.
    """
    found = list(
        Version.objects.filter(case=case, table__in=list(tables), pk__gt=first, pk__lte=last)
    )
    gone = {one.pk for one in found if one.row is None}
    before = {
        one.ended: one.row
        for one in Version.objects.filter(case=case, ended__in=gone, row__isnull=False)
    }
    for one in found:
        if one.pk in gone:
            one.row = before.get(one.pk)
    return sorted(found, key=lambda one: -one.pk)


def given(case: Case, table: str) -> dict[str, dict[str, Any] | None]:
    """What the package last gave for the rows of a table that people have changed since."""
    changed = Version.objects.filter(case=case, table=table, ended=None, by_package=False)
    keys = changed.values_list("key", flat=True)
    found = Version.objects.filter(case=case, table=table, by_package=True, key__in=list(keys))
    return dict(found.order_by("pk").values_list("key", "row"))
