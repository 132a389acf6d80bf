"""Sheets of organisations: what goes out, what was handed in, and what that would do."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Max, QuerySet
from django.utils import timezone

from windroos.apps.accounts.queries import User
from windroos.apps.network.models import Area, HandedIn, RecordVersion
from windroos.apps.network.models.sheets import KEPT_FOR
from windroos.apps.network.queries.organisations import Wanted
from windroos.apps.network.queries.records import current, known
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.cases.register.records import Content
from windroos.cases.register.sheet import Flat, flat
from windroos.cases.register.sheet_files import Sheet, as_csv_file, as_workbook, read_file
from windroos.cases.register.taking_in import Choices, Kept, Plan, Register, outdated, plan
from windroos.link.text import fold

# So many values are asked of the database at once.
_BATCH = 500


def areas(case: Case) -> dict[str, Text]:
    """The technology areas of a case by id, with their labels."""
    return {one.slug: Text(one.label_nl, one.label_en) for one in Area.objects.filter(case=case)}


def exported(case: Case, wanted: Wanted | None = None) -> list[tuple[Flat, int, str]]:
    """Organisations as the sheet has them, with version and id, by name; all unless some are
    wanted."""
    slugs = set(wanted.rows(case).values_list("slug", flat=True)) if wanted else None
    found = [
        (flat(one.content), one.number, id)
        for id, one in current(case, "organisation").items()
        if one.content is not None and (slugs is None or id in slugs)
    ]
    return sorted(found, key=lambda row: (fold(str(row[0]["name"])), row[2]))


def as_file(case: Case, kind: str, language: str, wanted: Wanted | None = None) -> bytes:
    """The sheet as a file: `xlsx` or `csv`."""
    rows = exported(case, wanted)
    if kind == "csv":
        return as_csv_file(rows, language)
    made = timezone.localtime().replace(tzinfo=None, microsecond=0)
    return as_workbook(rows, areas(case), language, made)


def handed_in(case: Case, user: User) -> QuerySet[HandedIn]:
    """The sheets that someone handed in and that are still kept, the newest first."""
    return recent().filter(case=case, user=user)


def sheet(case: Case, token: UUID, user: User) -> HandedIn | None:
    """A sheet that someone handed in, as long as it is kept."""
    return handed_in(case, user).filter(token=token).first()


def recent() -> QuerySet[HandedIn]:
    """The sheets that are still kept."""
    return HandedIn.objects.filter(made__gt=timezone.now() - KEPT_FOR)


def expires(one: HandedIn) -> datetime:
    """Until when a sheet is kept."""
    return one.made + KEPT_FOR


def planned(case: Case, name: str, content: bytes, choices: Choices) -> Plan:
    """What a sheet would do to the register as it stands now. Raises `Unreadable`."""
    read = read_file(name, content)
    # Which organisations a name may be is the same as long as the register and the sheet are.
    state = _state(case)
    key = f"windroos-sheet:{case.pk}:{state}:{hashlib.sha256(content).hexdigest()}"
    looked_up = cache.get(key) or {}
    there = len(looked_up)
    made = plan(read, beside(case, read, looked_up), choices)
    if len(looked_up) != there:
        cache.set(key, looked_up, timeout=int(KEPT_FOR.total_seconds()))
    return made


def beside(
    case: Case, read: Sheet, looked_up: dict[str, list[tuple[str, str, float]]] | None = None
) -> Register:
    """The register as a sheet is laid beside it."""
    now = {id: Kept(one.number, one.content) for id, one in current(case, "organisation").items()}
    labels = areas(case)
    contents = [("organisation", one.content) for one in now.values() if one.content is not None]
    there = dict(known(case, contents)) if contents else {}
    there["areas", "id"] = set(labels)
    there.setdefault(("passages", "id"), set())
    there["organisations", "id"] = {id for id, one in now.items() if one.content is not None}
    return Register(
        now,
        _former(case, outdated(read, now)),
        labels,
        there,
        {} if looked_up is None else looked_up,
    )


def _former(case: Case, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Content]:
    """Former versions of organisations, as far as they were there."""
    asked = sorted(set(wanted))
    found: dict[tuple[str, int], Content] = {}
    for start in range(0, len(asked), _BATCH):
        some = asked[start : start + _BATCH]
        rows = RecordVersion.objects.filter(
            case=case,
            kind="organisation",
            record__in={id for id, _number in some},
            number__in={number for _id, number in some},
            content__isnull=False,
        )
        for id, number, content in rows.values_list("record", "number", "content"):
            found[id, number] = content
    return {key: found[key] for key in asked if key in found}


def _state(case: Case) -> int:
    found = RecordVersion.objects.filter(case=case, kind="organisation")
    return found.aggregate(last=Max("pk"))["last"] or 0
