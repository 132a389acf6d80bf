"""What happened to a record of the register, version by version, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from windroos.apps.network import words as said
from windroos.apps.network.models import Origin, RecordVersion
from windroos.cases.package import cell
from windroos.cases.register import KINDS, TABLES
from windroos.report.differences import Piece, differences


@dataclass(frozen=True)
class RecordChange:
    """What changed in one field, with the words that differ marked."""

    label: str
    before: Sequence[Piece]
    after: Sequence[Piece]


@dataclass(frozen=True)
class RecordStep:
    """One version of a record."""

    version: int
    at: datetime
    sentence: str
    changes: Sequence[RecordChange]
    current: bool
    # Whether it took the record out of the register.
    gone: bool
    personal: bool = False


def record_steps(versions: Sequence[RecordVersion], *, staff: bool) -> list[RecordStep]:
    """The versions of a record, the newest first, each with what it changed.

    Who made one is told to the staff of the case only.
    """
    found = []
    for one, before in zip(versions, [*versions[1:], None], strict=True):
        changes = []
        if before is not None and before.content is not None and one.content is not None:
            changes = _changes(one.kind, before.content, one.content)
        found.append(
            RecordStep(
                one.number,
                one.at,
                _sentence(one, staff),
                changes,
                one.current,
                one.content is None,
            )
        )
    return found


def _sentence(one: RecordVersion, staff: bool) -> str:
    what = {
        (False, True): _("Taken out of the register"),
        (True, True): _("Added to the register"),
        (True, False): _("Changed"),
    }[one.content is not None, one.number == 1 or one.content is None]
    how = {
        Origin.PACKAGE: _("from a package"),
        Origin.PROPOSAL: _("by a proposal that was accepted"),
        Origin.TABLE: _("from a table that was read in"),
        Origin.SOURCE: _("from an open source"),
    }.get(Origin(one.origin), "")
    if staff and one.actor is not None:
        how = " ".join(part for part in (how, _("by %(name)s") % {"name": one.actor.name}) if part)
    sentence = f"{what} {how}".strip()
    # Of a package the reason is its number, which tells a reader nothing.
    reason = one.reason if one.origin != Origin.PACKAGE else ""
    return f"{sentence}: {reason}" if reason else f"{sentence}."


def _changes(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[RecordChange]:
    table = TABLES[KINDS[kind].table]
    names = [*table.columns, *(part.table for part in KINDS[kind].parts)]
    found = []
    for name in names:
        was, now = (_text(table.name, name, side.get(name)) for side in (before, after))
        if was != now:
            label = str(said.field(table.name, name))
            found.append(RecordChange(label, *differences(was, now)))
    return found


def _text(table: str, name: str, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(row_words(name, row) for row in value)
    if value is None:
        return ""
    return str((said.choices(table, name) or {}).get(value) or cell(value))


def row_words(table: str, row: Mapping[str, Any]) -> str:
    """A row of a part in one line: its values in words, the empty ones left out."""
    cells = (_text(table, name, row.get(name)) for name in TABLES[table].columns)
    return ", ".join(one for one in cells if one)
