"""The track record: all programmes of a case beside each other, and what they add up to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from windroos.cases.facts.account import Account, account
from windroos.cases.facts.money import BySource, Money
from windroos.cases.facts.package import Facts
from windroos.cases.register import KINDS, Content, Register, contents
from windroos.measure.results import (
    APPROXIMATE,
    MONEY_ROLES,
    Approximate,
    MoneyRole,
    Multiplied,
    Sum,
)

# What is not said of a programme.
Gap = Literal["start", "partners", "money", "raised", "needed", "indicators"]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A programme in the track record; what is None or empty nobody said, and `gaps` names it.

    `partners` are the rows of those that take part, `sums` the money by role over all years.
    """

    account: Account
    partners: tuple[Content, ...]
    sums: Mapping[MoneyRole, Sum]
    by_source: tuple[BySource, ...]
    multiplied: Multiplied | None
    needed: Sum | None
    gaps: tuple[Gap, ...]

    @property
    def programme(self) -> Content:
        return self.account.programme


@dataclass(frozen=True, slots=True)
class Added:
    """The money of several programmes in one role and currency.

    `approximate` and `complete` are those of the amounts together. `of` counts the programmes, and
    `unknown` are the ids of those of which nobody said the amount: they are not in it, so that it
    is no more than what is known.
    """

    role: MoneyRole
    currency: str
    amount: float
    approximate: Approximate
    complete: bool
    of: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TrackRecord:
    """Programmes in the order of their start, those that nobody knows it of last."""

    standings: tuple[Standing, ...]
    totals: tuple[Added, ...]


def programmes(
    register: Register, facts: Facts, *, today: date, at: datetime | None = None
) -> TrackRecord:
    """The track record of all programmes of a register, as known at a moment (None: all)."""
    indicators = tuple(contents(KINDS["indicator"], register.tables).values())
    return track_record(
        account(
            programme,
            indicators,
            facts.tables["facts"],
            facts.tables["amounts"],
            facts.tables["reviews"],
            today=today,
            at=at,
        )
        for programme in contents(KINDS["programme"], register.tables).values()
    )


def track_record(accounts: Iterable[Account]) -> TrackRecord:
    """The track record of programmes of which the accounts are there."""
    standings = tuple(
        sorted(
            map(_standing, accounts),
            key=lambda one: (one.programme["start"] or "~", one.programme["id"]),
        )
    )
    return TrackRecord(standings, tuple(_totals(standings)))


def _standing(one: Account) -> Standing:
    money: Money = one.money
    partners = tuple(one.programme["programme_partners"])
    missing: dict[Gap, bool] = {
        "start": not one.programme["start"],
        "partners": not partners,
        "money": not money.sums,
        "raised": "raised" not in money.sums,
        "needed": money.needed is None,
        "indicators": not one.indicators,
    }
    return Standing(
        account=one,
        partners=partners,
        sums=money.sums,
        by_source=money.by_source,
        multiplied=money.multiplied,
        needed=money.needed,
        gaps=tuple(gap for gap, there in missing.items() if there),
    )


def _totals(standings: Sequence[Standing]) -> Iterator[Added]:
    """Of each role and currency what is known together."""
    currencies = sorted({given.currency for one in standings for given in one.sums.values()})
    for role in MONEY_ROLES:
        for currency in currencies:
            there = [one.sums[role] for one in standings if role in one.sums]
            added = [given for given in there if given.currency == currency]
            if added:
                yield Added(
                    role=role,
                    currency=currency,
                    amount=math.fsum(given.amount or 0.0 for given in added),
                    approximate=_together(added),
                    complete=all(given.complete for given in added),
                    of=len(standings),
                    unknown=tuple(s.programme["id"] for s in standings if role not in s.sums),
                )


def _together(sums: Sequence[Sum]) -> Approximate:
    """A sum is as exact as its parts: `at-least` and `at-most` together are `about`."""
    kinds = {one.approximate for one in sums}
    found: list[Approximate] = [kind for kind in APPROXIMATE if kind and kind in kinds]
    return found[0] if len(found) == 1 else "about" if found else ""
