"""The track record: all programmes of a case beside each other, and what they add up to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from windroos.cases.facts.account import Account, accounts
from windroos.cases.facts.money import BySource, Money
from windroos.cases.facts.package import Facts
from windroos.cases.register import KINDS, Content, Register, contents
from windroos.measure.results import (
    MONEY_ROLES,
    Approximate,
    MoneyRole,
    Multiplied,
    Sum,
    together,
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
    """What is known of the money of several programmes in one role and currency, added up.

    It is not what they cost or raised together: the amounts are of purses of other kinds and of
    other periods, and `known` are the ids of the few programmes that they are of. `of` counts all
    of them; `unknown` are the ids of those of which the amount is not known, withheld amounts
    among them, and nothing of these is in it. `complete` only when none is unknown and each amount
    is whole. `approximate` is that of the amounts together.
    """

    role: MoneyRole
    currency: str
    amount: float
    approximate: Approximate
    complete: bool
    of: int
    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TrackRecord:
    """Programmes in the order of their start, those that nobody knows it of last.

    `totals` add up what is known of their money, which is less than there is: see `Added`.
    """

    standings: tuple[Standing, ...]
    totals: tuple[Added, ...]


def programmes(
    register: Register, facts: Facts, *, today: date, at: datetime | None = None
) -> TrackRecord:
    """The track record of all programmes of a register, as known at a moment (None: all)."""
    return track_record(
        accounts(
            contents(KINDS["programme"], register.tables).values(),
            contents(KINDS["indicator"], register.tables).values(),
            facts.tables,
            today=today,
            at=at,
        )
    )


def track_record(those: Iterable[Account]) -> TrackRecord:
    """The track record of programmes of which the accounts are there."""
    standings = tuple(
        sorted(
            map(_standing, those),
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
            there = [(one.programme["id"], one.sums[role]) for one in standings if role in one.sums]
            known = [key for key, given in there if given.currency == currency]
            added = [given for _, given in there if given.currency == currency]
            unknown = tuple(s.programme["id"] for s in standings if role not in s.sums)
            if added:
                yield Added(
                    role=role,
                    currency=currency,
                    amount=math.fsum(given.amount or 0.0 for given in added),
                    approximate=together(given.approximate for given in added),
                    complete=not unknown and all(given.complete for given in added),
                    of=len(standings),
                    known=tuple(known),
                    unknown=unknown,
                )
