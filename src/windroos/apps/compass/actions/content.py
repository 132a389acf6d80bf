"""Changing rows of a case: the one way by which what people write gets into it.

Rows are checked by the rules of the package, written with their history, and told in the audit
trail; what then moves in the compass raises reviews. All of it happens or nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.apps.accounts.queries import User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.pins import keep_pins, pin_current
from windroos.apps.compass.models import Framework
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import actions as regions
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import organisations_of
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import put, remove
from windroos.cases.problems import Problem
from windroos.cases.reading import Row
from windroos.cases.rows import RowChecker
from windroos.cases.rules import broken_table_rules
from windroos.cases.tables import TABLES


@dataclass(frozen=True)
class Written:
    """A row that was written: its version now, and the row before and after."""

    change: Change
    version: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def lock(case: Case) -> Case:
    """The case with other writers made to wait; whoever waited reads what they wrote.

    Called within the transaction of an action; a case without a history gets its first state.
    """
    locked = regions.lock(case)
    if locked.state == 0:
        _begin_history(locked)
    return locked


def change_rows(case: Case, changes: Sequence[Change], *, actor: User | None) -> list[Written]:
    """Write rows of a case that is locked, with their history; rows that are the same stay.

    Called within the transaction of an action, which tells of it. Raises `Conflict` when a row was
    changed since the version a change was made on, and `Invalid` with everything that is wrong
    with the rows.
    """
    before = _unchanged_since(case, changes)
    checked = _checked(case, changes)
    written = [
        Written(change, 0, before[change.table, change.key], change.row)
        for change in checked
        if before[change.table, change.key] != change.row
    ]
    for table, kept in queries.KEPT_TABLES.items():
        mine = [one.change for one in written if one.change.table == table]
        put(case, kept, [change.row for change in mine if change.row is not None])
        remove(case, kept, [change.key for change in mine if change.row is None])
    for one in written:
        if one.change.table == journal.FRAMEWORK and one.after is not None:
            Framework.objects.filter(case=case).update(text=one.after["text"])
    versions = journal.write(case, [one.change for one in written], by_package=False, actor=actor)
    for one in written:
        if one.change.table == journal.FRAMEWORK:
            pin_current(case, queries.package(case).framework)
            keep_pins(case, actor=actor)
    return [
        Written(one.change, version.pk, one.before, one.after)
        for one, version in zip(written, versions, strict=True)
    ]


def voice(case: Case, actor: User | None) -> str:
    """Who says something in public: the organisation of the writer, not the person."""
    return organisations_of(actor, case)[0].name_nl


def _begin_history(case: Case) -> None:
    """Write down how a case stands that was loaded before its history was kept."""
    package = queries.package(case)
    changes = [
        Change(name, str(row[TABLES[name].key[0]]), row)
        for name in queries.KEPT_TABLES
        for row in package.tables[name]
    ]
    changes.append(Change(journal.FRAMEWORK, journal.FRAMEWORK, {"text": package.framework_text}))
    changes += [
        Change(journal.SNAPSHOTS, table, row) for table, row in evidence.snapshots(case).items()
    ]
    journal.write(case, changes, by_package=True, actor=None)


def _unchanged_since(
    case: Case, changes: Sequence[Change]
) -> dict[tuple[str, str], Mapping[str, Any] | None]:
    """The rows as they stand; raises `Conflict` when one is not the version it was made on."""
    stand: dict[tuple[str, str], Mapping[str, Any] | None] = {}
    for table in {change.table for change in changes}:
        mine = [change for change in changes if change.table == table]
        current = journal.current(case, table, [change.key for change in mine])
        for change in mine:
            now = current.get(change.key)
            stand[table, change.key] = now.row if now else None
            if now is not None and change.version is not None and now.pk != change.version:
                raise Conflict(
                    theirs=now.row or {},
                    yours=change.row or {},
                    version=now.pk,
                    by=now.actor.name if now.actor else "",
                    at=now.since,
                )
    return stand


def _checked(case: Case, changes: Sequence[Change]) -> list[Change]:
    """The changes with their rows typed; raises `Invalid` with all that is wrong with them."""
    package = queries.package(case)
    checker = RowChecker(package)
    problems: list[tuple[int, Problem]] = []
    typed: list[Change] = []
    for number, change in enumerate(changes):
        row = change.row
        if row is not None and change.table in TABLES:
            row, found = checker.check(change.table, row)
            problems += [(number, problem) for problem in found]
        typed.append(Change(change.table, change.key, row, change.version))
    if not problems:
        for table in {change.table for change in typed} & TABLES.keys():
            key = TABLES[table].key[0]
            rows: dict[str, tuple[int | None, Row]] = {
                str(row[key]): (None, row) for row in package.tables[table]
            }
            for number, change in enumerate(typed):
                if change.table != table:
                    continue
                rows.pop(change.key, None)
                if change.row is not None:
                    rows[change.key] = (number, dict(change.row))
            # The number of the row stands where a file has its line.
            for problem in broken_table_rules(table, list(rows.values())):
                if problem.row is not None:
                    problems.append((problem.row, problem))
    if problems:
        raise Invalid(problems)
    return typed
