"""What reports tell of programmes with: their accounts, and what these name in the register."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from windroos.cases.facts.account import Account, accounts
from windroos.cases.facts.check import find as find_facts
from windroos.cases.facts.check import read as read_facts
from windroos.cases.facts.values import Row, moment
from windroos.cases.register import KINDS, Content, Register, contents
from windroos.cases.register.check import read as read_register
from windroos.cases.text import Text


@dataclass(frozen=True, eq=False)
class Told:
    """The accounts of programmes by id, as known at one moment.

    `passages` are the places in documents that they rest on, by id, `names` what organisations of
    the register are called, and `sha256` tells whether all of it is the same as at another time.
    """

    accounts: Mapping[str, Account]
    passages: Mapping[str, Row]
    names: Mapping[str, str]
    sha256: str

    @property
    def labels(self) -> list[tuple[str, Text]]:
        """The programmes with what they are called, those that account for most first."""
        found = sorted(
            self.accounts.values(),
            key=lambda one: (-len(one.indicators), one.programme["label_nl"].casefold()),
        )
        return [
            (one.programme["id"], Text(one.programme["label_nl"], one.programme["label_en"]))
            for one in found
        ]


def told(
    programmes: Iterable[Content],
    indicators: Iterable[Content],
    tables: Mapping[str, Iterable[Row]],
    passages: Iterable[Row],
    names: Iterable[Row],
    *,
    today: date,
    at: datetime | None = None,
) -> Told:
    """The programmes of a case as known at a moment (None: all there is).

    `indicators` are of all of them, `tables` those of a package of facts, `passages` and `names`
    the rows of those tables of the register.
    """
    those, every = tuple(programmes), tuple(indicators)
    rows = {
        name: [one for one in table if at is None or moment(one["recorded"]) <= at]
        for name, table in tables.items()
    }
    made = accounts(those, every, rows, today=today, at=at)
    by_id = {one.programme["id"]: one for one in made}
    called = {
        str(row["organisation"]): str(row["name"]) for row in names if row["kind"] == "official"
    }
    places = {str(row["id"]): row for row in passages}
    return Told(by_id, places, called, _hash(those, every, rows))


def _hash(
    programmes: Iterable[Content], indicators: Iterable[Content], rows: Mapping[str, Iterable[Row]]
) -> str:
    """The SHA-256 of records and rows, whatever their order."""
    plain = {
        "programmes": sorted((dict(one) for one in programmes), key=lambda one: one["id"]),
        "indicators": sorted((dict(one) for one in indicators), key=lambda one: one["id"]),
    }
    for name, table in rows.items():
        # When a row came into a database says nothing of what it says.
        told = [
            {**one, "recorded": moment(one["recorded"]).isoformat(), "sequence": 0} for one in table
        ]
        plain[name] = sorted(told, key=lambda one: str(one["id"]))
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=float)
    return hashlib.sha256(text.encode()).hexdigest()


def told_of(name_or_path: str | Path, *, today: date) -> Told | None:
    """The programmes of a case in files; None where it has no facts.

    Raises `PackageError` when its register or facts are not sound.
    """
    if find_facts(name_or_path) is None:
        return None
    register: Register = read_register(name_or_path)
    return told(
        contents(KINDS["programme"], register.tables).values(),
        contents(KINDS["indicator"], register.tables).values(),
        read_facts(name_or_path).tables,
        register.tables["passages"],
        register.tables["names"],
        today=today,
    )
