"""How records of the register are written: as a whole, each change a version that is kept.

Pages, the API, the terminal, tables that are read in, proposals and open sources all end here. A
change is made on a version; when someone else saved in between, nothing is written and both go to
the one who came second, as a `Conflict`. Called within the transaction of an action.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.queries import User
from windroos.apps.network.actions.record_checks import (
    beside,
    brought,
    left_out,
    recorded,
    rows_of_others,
)
from windroos.apps.network.models import Organisation, Origin, Part, RecordVersion
from windroos.apps.network.queries.records import KEPT, current, known, leaning
from windroos.apps.network.telling import LABELS
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import put
from windroos.cases.fields import NAME
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Row
from windroos.cases.register import KINDS, TABLES
from windroos.cases.register.check import examine_record
from windroos.cases.register.records import Content, rows_of
from windroos.link.text import fold

BATCH = 2000
# Where an organisation is, for its roles to have it too.
AT_ITS_PLACE: Mapping[str, Any] = {
    name: Subquery(Organisation.objects.filter(pk=OuterRef("organisation")).values(name))
    for name in ("country", "region", "latitude", "longitude")
}


class Broken(Invalid):
    """Records that cannot stand in the register."""


@dataclass(frozen=True)
class Given:
    """A record that is to become this; a content of None goes.

    `version` is the one the change was made on, for someone who saw the record before; 0 where
    there was none.
    """

    kind: str
    record: str
    content: Mapping[str, Any] | None
    version: int | None = None


def write_records(
    case: Case,
    given: Sequence[Given],
    *,
    origin: Origin,
    reason: str = "",
    actor: User | None,
) -> list[RecordVersion]:
    """Check records and write them, each with its version; those that are the same stay.

    Raises `Broken` with everything that is wrong with them, and `Conflict` when one was changed
    since the version a change was made on. The case is locked by the caller.
    """
    checked = _checked(case, given)
    before = {
        (kind, record): version
        for kind in {one.kind for one in checked}
        for record, version in current(
            case, kind, [one.record for one in checked if one.kind == kind]
        ).items()
    }
    for one in checked:
        _unchanged(before.get((one.kind, one.record)), one)
    changed = [
        one for one in checked if content_of(before.get((one.kind, one.record))) != one.content
    ]
    for one in changed:
        if one.content is None:
            left = set(leaning(case, one.kind, one.record)) - removals(changed)
            if left:
                raise ValidationError(_in_use(left))
            if recorded(case, one.kind, one.record):
                raise ValidationError(
                    _(
                        "Figures, amounts or reviews of it were recorded. Those stay, so it cannot"
                        " be taken out."
                    )
                )
    return store(case, changed, before, origin=origin, reason=reason, actor=actor)


def store(
    case: Case,
    changed: Sequence[Given],
    before: Mapping[tuple[str, str], RecordVersion],
    *,
    origin: Origin,
    reason: str,
    actor: User | None,
) -> list[RecordVersion]:
    """Write records that are known to be sound and new, over the versions `before` them."""
    for kind in reversed(list(KINDS.values())):
        gone = [one.record for one in changed if one.kind == kind.name and one.content is None]
        for start in range(0, len(gone), BATCH):
            rows = KEPT[kind.table].model._default_manager.filter(case=case)
            rows.filter(slug__in=gone[start : start + BATCH]).delete()
    for kind in KINDS.values():
        contents = [
            one.content for one in changed if one.kind == kind.name and one.content is not None
        ]
        if contents:
            _project(case, kind.name, contents)
    ended = [before[one.kind, one.record].pk for one in changed if (one.kind, one.record) in before]
    for start in range(0, len(ended), BATCH):
        RecordVersion.objects.filter(pk__in=ended[start : start + BATCH]).update(current=False)
    return RecordVersion.objects.bulk_create(
        RecordVersion(
            case=case,
            kind=one.kind,
            record=one.record,
            number=was.number + 1 if (was := before.get((one.kind, one.record))) else 1,
            content=one.content,
            origin=origin,
            reason=reason,
            actor=actor,
        )
        for one in changed
    )


def _project(case: Case, name: str, contents: Sequence[Mapping[str, Any]]) -> None:
    """Bring the rows of the tables into line with the contents of some records of a kind."""
    kind = KINDS[name]
    tables: dict[str, list[Row]] = {table: [] for table in kind.tables}
    for content in contents:
        for table, rows in rows_of(kind, content).items():
            tables[table] += rows
    put(case, KEPT[kind.table], tables[kind.table])
    main: Any = KEPT[kind.table].model._default_manager.filter(case=case)
    owners: dict[Any, Any] = {}
    slugs = [content["id"] for content in contents]
    for start in range(0, len(slugs), BATCH):
        some = main.filter(slug__in=slugs[start : start + BATCH])
        owners |= {one.slug: one for one in some}
    for part in kind.parts:
        kept = KEPT[part.table]
        manager = kept.model._default_manager
        numbers = [one.pk for one in owners.values()]
        for start in range(0, len(numbers), BATCH):
            manager.filter(**{f"{part.owner}__in": numbers[start : start + BATCH]}).delete()
        related = _related(case, part.table, part.owner, tables[part.table])
        made = []
        for row in tables[part.table]:
            values: dict[str, Any] = {part.owner: owners[row[part.owner]]}
            for column in kept.columns:
                if column != part.owner:
                    field, _sep, through = kept.path(column).partition("__")
                    values[field] = related[field].get(row[column]) if through else row[column]
            made.append(kept.model(case=case, **values))
        manager.bulk_create(made, batch_size=BATCH)
    if name == "organisation":
        _name(list(owners.values()), tables["names"])
        _place([one.pk for one in owners.values()])


def _related(case: Case, table: str, owner: str, rows: Sequence[Row]) -> dict[str, dict[Any, Any]]:
    """For each relation of a part but that to its owner, the related objects by slug."""
    kept, found = KEPT[table], {}
    for column in kept.columns:
        name, _sep, through = kept.path(column).partition("__")
        if through and column != owner:
            target: Any = kept.model._meta.get_field(name).related_model
            wanted = {row[column] for row in rows if row[column] is not None}
            there: Any = target._default_manager.filter(case=case, slug__in=wanted)
            found[name] = {one.slug: one for one in there}
    return found


def _name(organisations: Sequence[Organisation], names: Sequence[Row]) -> None:
    """Keep with organisations the name they are shown by and all names as a search sees them."""
    by: dict[Any, list[Row]] = {}
    for row in names:
        by.setdefault(row["organisation"], []).append(row)
    for one in organisations:
        mine = by.get(one.slug, [])
        one.name = next(str(row["name"]) for row in mine if row["kind"] == "official")
        one.folded = fold(one.name)[:NAME]
        one.searched = " | ".join(sorted({fold(str(row["name"])) for row in mine}))
    Organisation.objects.bulk_update(organisations, ["name", "folded", "searched"], batch_size=500)


def _place(organisations: Sequence[int]) -> None:
    """Keep with the roles of organisations where these are, for the maps."""
    for start in range(0, len(organisations), BATCH):
        parts = Part.objects.filter(organisation__in=organisations[start : start + BATCH])
        parts.update(**AT_ITS_PLACE)


def _checked(case: Case, given: Sequence[Given]) -> list[Given]:
    """The records typed; raises `Broken` with all that is wrong with them."""
    there = dict(known(case, [(one.kind, dict(one.content)) for one in given if one.content]))
    for key, ids in brought(given).items():
        there[key] = there.get(key, set()) | ids
    around = beside(case, given)
    numbered = _numbered(case, given)
    problems: list[tuple[int, Problem]] = []
    typed: list[Given] = []
    for number, one in enumerate(given):
        content: Content | None = None
        if one.content is not None:
            content, found = examine_record(KINDS[one.kind], one.content, there, around)
            problems += [(number, problem) for problem in found]
            if content is not None and one.kind == "organisation":
                problems += [(number, taken) for taken in _taken(numbered, content)]
        typed.append(Given(one.kind, one.record, content, one.version))
    if not problems:
        problems = [*left_out(case, typed), *rows_of_others(case, typed)]
    if problems:
        raise Broken(problems)
    return typed


def _numbered(case: Case, given: Sequence[Given]) -> dict[tuple[str, str], set[str]]:
    """Which organisations have the identifiers of the records, by scheme and value."""
    values = {
        str(row.get("value") or "")
        for one in given
        if one.kind == "organisation" and one.content is not None
        for row in one.content.get("identifiers") or ()
    }
    found: dict[tuple[str, str], set[str]] = {}
    table = KEPT["identifiers"].model._default_manager.filter(case=case)
    asked = sorted(values)
    for start in range(0, len(asked), BATCH):
        rows = table.filter(value__in=asked[start : start + BATCH])
        for scheme, value, slug in rows.values_list("scheme", "value", "organisation__slug"):
            found.setdefault((scheme, value), set()).add(slug)
    return found


def _taken(numbered: dict[tuple[str, str], set[str]], content: Content) -> list[Problem]:
    """The identifiers of an organisation that another has already, or another record gets."""
    found = []
    for number, row in enumerate(content["identifiers"], start=1):
        there = numbered.setdefault((row["scheme"], row["value"]), set())
        slug = next(iter(sorted(there - {content["id"]})), None)
        there.add(content["id"])
        if slug is not None:
            wording = N_("“%(value)s” is the number of %(id)s already")
            values = {"value": row["value"], "id": slug}
            path = TABLES["identifiers"].path
            found.append(Problem("identifier-taken", path, wording, number, "value", values))
    return found


def _unchanged(now: RecordVersion | None, given: Given) -> None:
    """Raises `Conflict` when a record is not the version that a change was made on."""
    number = now.number if now is not None and now.content is not None else 0
    if given.version is None or given.version == number:
        return
    raise Conflict(
        theirs=content_of(now) or {},
        yours=dict(given.content or {}),
        version=number,
        by=now.actor.name if now and now.actor else "",
        at=now.at if now else None,
    )


def content_of(version: RecordVersion | None) -> Content | None:
    return version.content if version is not None else None


def removals(changed: Sequence[Given]) -> set[tuple[str, str]]:
    return {(one.kind, one.record) for one in changed if one.content is None}


def _in_use(left: set[tuple[str, str]]) -> str:
    shown = ", ".join(f"{LABELS[kind]} {slug}" for kind, slug in sorted(left)[:5])
    return _("Something else still refers to it: %(shown)s. Change that first.") % {"shown": shown}


def tell_of(version: RecordVersion, verb: str, reason: str) -> None:
    """One event of the trail about a record."""
    label = _label(version)
    tell(
        verb,
        actor=version.actor,
        subject_type=f"register-{version.kind}",
        subject_id=version.record,
        label_nl=label[0],
        label_en=label[1],
        after={"version": version.number, "reason": reason},
    )


def _label(version: RecordVersion) -> tuple[str, str]:
    """What a record is called in the trail, in Dutch and in English."""
    content = version.content
    if content is None:
        found = RecordVersion.objects.filter(
            case=version.case, kind=version.kind, record=version.record, content__isnull=False
        ).first()
        content = found.content if found else {}
    if version.kind == "organisation":
        names = [row["name"] for row in content.get("names", ()) if row["kind"] == "official"]
        return (names or [version.record])[0], ""
    label = content.get("name") or content.get("label_nl") or version.record
    return str(label)[:300], str(content.get("name") or content.get("label_en") or "")[:300]
