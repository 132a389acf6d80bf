"""Changing the register: loading a package, and adding, changing and removing a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.actions.record_checks import left_out, recorded, unfounded
from windroos.apps.network.actions.records import (
    Given,
    content_of,
    removals,
    store,
    tell_of,
    write_records,
)
from windroos.apps.network.models import Origin, RecordVersion
from windroos.apps.network.queries.records import current, leaning
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import leading, of_case
from windroos.apps.regions.queries import Case
from windroos.cases.register import Register
from windroos.cases.register.records import all_contents


@dataclass(frozen=True)
class LoadedRegister:
    """What came of loading a register: how many records changed and went, and which were left.

    `kept`: records that people changed since a package last gave them, by kind and id; they stay
    as they are.
    """

    changed: int
    removed: int
    kept: tuple[tuple[str, str], ...] = ()


@action(Role.ADMINISTRATOR, within=leading, program=True)
def load_register(case: Case, register: Register, *, actor: User | None = None) -> LoadedRegister:
    """Bring the register of a case into line with a package; loading it again changes nothing.

    What people and sources wrote since a package last gave it stays, and is told of. The package
    has been checked: a `Register` cannot be made of a broken one by `cases.register.read`.
    """
    regions.lock(case)
    before: dict[tuple[str, str], RecordVersion] = {}
    changed: list[Given] = []
    kept: list[tuple[str, str]] = []
    for kind, contents in all_contents(register.tables).items():
        now = current(case, kind)
        before |= {(kind, record): version for record, version in now.items()}
        for record, content in contents.items():
            was = now.get(record)
            if content_of(was) == content:
                continue
            if was is not None and was.origin != Origin.PACKAGE:
                kept.append((kind, record))
            else:
                changed.append(Given(kind, record, content))
        changed += [
            Given(kind, record, None)
            for record, was in now.items()
            if record not in contents and was.content is not None and was.origin == Origin.PACKAGE
        ]
    changed = _without_needed(case, changed, kept)
    store(case, changed, before, origin=Origin.PACKAGE, reason=register.revision, actor=actor)
    loaded = LoadedRegister(
        sum(one.content is not None for one in changed),
        sum(one.content is None for one in changed),
        tuple(kept),
    )
    if changed:
        tell(
            "register-loaded",
            actor=actor,
            subject_type="case",
            subject_id=case.pk,
            label_nl=case.title,
            after={
                "revision": register.revision,
                "changed": loaded.changed,
                "removed": loaded.removed,
            },
        )
    return loaded


def _without_needed(
    case: Case, changed: Sequence[Given], kept: list[tuple[str, str]]
) -> list[Given]:
    """The changes without those that what stays does not allow, which go with `kept`.

    What is still referred to or has figures of its own is not removed, a programme keeps the parts
    that an indicator names, and no indicator comes to name parts that its programme does not have.
    """
    going = removals(changed)
    needed = {(kind, record) for kind, record in going if recorded(case, kind, record)}
    while more := {
        (kind, record)
        for kind, record in going - needed
        if not set(leaning(case, kind, record)) <= going - needed
    }:
        needed |= more
    staying = [one for one in changed if (one.kind, one.record) not in needed]
    named = {(staying[at].kind, staying[at].record) for at, _problem in left_out(case, staying)}
    staying = [one for one in staying if (one.kind, one.record) not in named]
    adrift = {("indicator", slug) for slug in unfounded(case, staying)}
    kept += sorted(needed | named | adrift)
    return [one for one in staying if (one.kind, one.record) not in adrift]


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def save_record(
    case: Case,
    kind: str,
    content: Mapping[str, Any],
    *,
    version: int,
    reason: str = "",
    passages: Sequence[Mapping[str, Any]] = (),
    actor: User | None = None,
) -> RecordVersion | None:
    """Add a record to the register (`version` 0) or make it another; None when nothing differs.

    `passages` are the new ones that it rests on, written with it. Raises `Broken`, `Conflict`,
    and ValidationError for an id that is taken.
    """
    regions.lock(case)
    record = str(content.get("id") or "")
    given = [Given("passage", str(one["id"]), one, 0) for one in passages]
    given.append(Given(kind, record, content, version))
    written = write_records(case, given, origin=Origin.PERSON, reason=reason, actor=actor)
    for one in written:
        itself = (one.kind, one.record) == (kind, record)
        tell_of(one, "record-changed" if itself and version else "record-added", reason)
    return next((one for one in written if (one.kind, one.record) == (kind, record)), None)


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def remove_record(
    case: Case, kind: str, record: str, *, version: int, reason: str, actor: User | None = None
) -> None:
    """Take a record out of the register; its versions stay.

    Raises ValidationError while something else refers to it, and `Conflict`.
    """
    regions.lock(case)
    given = Given(kind, record, None, version)
    for one in write_records(case, [given], origin=Origin.PERSON, reason=reason, actor=actor):
        tell_of(one, "record-removed", reason)
