"""The former versions of dialogues, points and referrals, read back from the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from windroos.apps.accounts import queries as accounts
from windroos.apps.network.models import Recorded


@dataclass(frozen=True)
class Former:
    """One version of a row: who made it, when, what it says, and in which fields it is new."""

    version: int
    at: datetime
    by: str
    sentence: str
    values: Mapping[str, Any]
    changed: tuple[str, ...]
    # The names of persons changed too; what they were is not kept.
    personal: bool


def history(row: Recorded) -> list[Former]:
    """Every version of a row, the newest first."""
    values = stored(row)
    found = []
    for event in accounts.history(row._meta.model_name or "", row.pk):
        before, after = event.data["before"], event.data["after"]
        changed = tuple(name for name in values if name in after or name in before)
        by = event.actor.name if event.actor else ""
        found.append(
            Former(
                after["version"], event.at, by, event.sentence, values, changed, "personal" in after
            )
        )
        values = values | {name: before[name] for name in changed if name in before}
    return found


def last(row: Recorded) -> Any:
    """The event of the current version, if the trail has it."""
    return accounts.history(row._meta.model_name or "", row.pk).first()


def stored(row: Recorded) -> dict[str, Any]:
    """A row as the history keeps it: values JSON knows, without the names of persons."""
    names = (*row.FIELDS, *row.OUTCOMES, "removed")
    return {name: plain(value(row, name)) for name in names if name not in row.PERSONAL}


def attribute(row: Recorded, name: str) -> str:
    """The attribute that holds a field as it is stored: of a related row, its number."""
    field = row._meta.get_field(name)
    return field.attname if isinstance(field, models.ForeignKey) else name


def value(row: Recorded, name: str) -> Any:
    """A field as it is stored."""
    return getattr(row, attribute(row, name))


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
