"""The versions of a record of the register in words: who made each, why, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.network import words as said
from windroos.apps.network.models import Origin, RecordVersion, Site
from windroos.apps.network.queries import records
from windroos.apps.network.queries.organisations import names
from windroos.apps.network.queries.places import Places
from windroos.apps.network.queries.records import KEPT
from windroos.apps.network.record_fields import REGIONS
from windroos.apps.network.views.shared import Desk
from windroos.apps.network.views.told import Change
from windroos.apps.network.wording import own_text
from windroos.cases.package import cell
from windroos.cases.register import KINDS, TABLES
from windroos.report.differences import differences

Content = Mapping[str, Any]
# Columns that no reader asks for: what a record is called, and by which rows it is told apart.
_UNTOLD = {"id"}
_BY = {
    Origin.PACKAGE: gettext_lazy("It was read from a package."),
    Origin.TABLE: gettext_lazy("It was read in from a table."),
    Origin.PROPOSAL: gettext_lazy("A proposal was accepted."),
    Origin.SOURCE: gettext_lazy("It was taken over from an open source."),
}


@dataclass(frozen=True)
class Step:
    """One version in the history of a record."""

    version: int
    at: datetime
    sentence: str
    reason: str
    changes: Sequence[Change]
    current: bool
    gone: bool
    personal: bool = False


def steps(at: Desk, kind: str, slug: str) -> list[Step]:
    """Every version of a record, the newest first, each with what it changed."""
    versions = records.versions(at.case, kind, slug)
    telling = Telling(at, kind, [one.content for one in versions if one.content is not None])
    found = []
    for one, before in zip(versions, [*versions[1:], None], strict=True):
        was = before.content if before is not None else None
        changes = telling.changes(was, one.content) if was and one.content else []
        found.append(
            Step(
                one.number,
                one.at,
                _sentence(at, one, was),
                # For a package it is a checksum, which tells a reader nothing.
                one.reason if at.staff and one.origin != Origin.PACKAGE else "",
                changes,
                one.current,
                one.content is None,
            )
        )
    return found


class Telling:
    """Contents of records of a kind in words; names of organisations are looked up once."""

    def __init__(self, at: Desk, kind: str, contents: Sequence[Content]) -> None:
        self.kind = KINDS[kind]
        self.places = Places(at.case)
        rows = [
            (table, row)
            for content in contents
            for table in self.kind.tables
            for row in ([content] if table == self.kind.table else content.get(table) or ())
        ]
        named: dict[str, set[str]] = {}
        for table, row in rows:
            for one in TABLES[table].references:
                if value := row.get(one.field):
                    named[one.table] = named.get(one.table, set()) | {*str(value).split()}
        self.names = {"organisations": names(at.case, sorted(named.get("organisations", ())))}
        if "sites" in named:
            sites = Site.objects.filter(case=at.case, slug__in=named["sites"])
            self.names["sites"] = dict(sites.values_list("slug", "name"))
        own = {(table, row.get("id")): row for table, row in rows}
        for table, wanted in named.items():
            if table in self.names or "label_nl" not in TABLES[table].columns:
                continue
            # What the contents name themselves is called as it was then.
            called = {id: own_text(own[table, id], "label") for id in wanted if (table, id) in own}
            model: Any = KEPT[table].model
            there = model.objects.filter(case=at.case, slug__in=wanted - called.keys())
            self.names[table] = called | {one.slug: own_text(one, "label") for one in there}

    def told(self, content: Content) -> dict[str, str]:
        """A content as one text for each of its columns and parts."""
        table = self.kind.table
        told = {
            column: self.say(table, column, content.get(column))
            for column in TABLES[table].columns
            if column not in _UNTOLD
        }
        for part in self.kind.parts:
            rows = content.get(part.table) or ()
            told[part.table] = "\n".join(self._row(part.table, part.owner, row) for row in rows)
        return told

    def changes(self, before: Content, after: Content) -> list[Change]:
        """What differs between two contents, by column and part."""
        was, now = self.told(before), self.told(after)
        return [
            Change(str(said.field(self.kind.table, name)), *differences(was[name], now[name]))
            for name in was
            if was[name] != now[name]
        ]

    def say(self, table: str, column: str, value: Any) -> str:
        """One value in words; empty where there is none."""
        if value in (None, ""):
            return ""
        refers = next((one for one in TABLES[table].references if one.field == column), None)
        if refers is not None and refers.table in self.names:
            called = self.names[refers.table]
            return ", ".join(called.get(one, one) for one in str(value).split())
        if column == "country":
            return self.places.country(value)
        if column in REGIONS:
            return self.places.region(value)
        value = cell(value)
        return str((said.choices(table, column) or {}).get(value, value))

    def _row(self, table: str, owner: str, row: Content) -> str:
        cells = [
            self.say(table, column, row.get(column))
            for column in TABLES[table].columns
            if column != owner and column not in _UNTOLD
        ]
        return " · ".join(cell for cell in cells if cell)


def _sentence(at: Desk, version: RecordVersion, before: Content | None) -> str:
    """What was done in this version; who did it is told to colleagues on the case."""
    by = version.actor.name if version.actor is not None and at.staff else ""
    if version.content is None:
        return _("%(name)s took it out.") % {"name": by} if by else _("It was taken out.")
    if version.origin in _BY:
        told = str(_BY[Origin(version.origin)])
        return f"{told} ({by})" if by and version.origin != Origin.PACKAGE else told
    if before is None:
        return _("%(name)s added it.") % {"name": by} if by else _("It was added.")
    return _("%(name)s changed it.") % {"name": by} if by else _("It was changed.")


def label(name: str) -> str:
    """What a column or part is called, as the label of a field."""
    return capfirst(str(said.FIELDS.get(name, name)))
