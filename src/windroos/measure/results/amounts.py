"""Amounts of money that are only ever added, as facts are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from .facts import Status, known
from .periods import Period

MoneyRole = Literal["budget", "committed", "spent", "raised", "needed", "pledged"]
Approximate = Literal["", "about", "at-least", "at-most"]

MONEY_ROLES: tuple[MoneyRole, ...] = get_args(MoneyRole)
APPROXIMATE: tuple[Approximate, ...] = get_args(Approximate)


class AmountCell(NamedTuple):
    """What an amount is about; a later amount about the same cell corrects the earlier."""

    part: str
    role: MoneyRole
    funder: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount for a part of the tree with all beneath it, from a funder, in a period.

    `funder` is left empty for all funders together. `raised` is what others put in, `needed` what
    is still looked for, `pledged` what was promised and is not committed. `currency` is the code of
    ISO 4217. The rest is as of a `Fact`.
    """

    id: str
    part: str = ""
    role: MoneyRole = "budget"
    funder: str = ""
    period: Period
    amount: float | None = None
    currency: str = "EUR"
    approximate: Approximate = ""
    status: Status = "final"
    recorded: datetime
    sequence: int = 0
    by: str = ""
    reason: str = ""
    passage: str = ""
    corrects: str = ""

    @property
    def cell(self) -> AmountCell:
        return AmountCell(self.part, self.role, self.funder, self.period)


def together(kinds: Iterable[Approximate]) -> Approximate:
    """How exact a sum is of amounts that are so: `at-least` and `at-most` together are `about`.

    >>> together(["", "at-least"]), together(["at-least", "at-most"])
    ('at-least', 'about')
    """
    found: set[Approximate] = {kind for kind in kinds if kind}
    return found.pop() if len(found) == 1 else "about" if found else ""


class Ledger(Mapping[AmountCell, Amount]):
    """The amount of each cell, with those of one part, role and funder found at once."""

    def __init__(self, amounts: Mapping[AmountCell, Amount]) -> None:
        self._amounts = amounts
        rows: dict[tuple[str, MoneyRole], dict[str, dict[Period, Amount]]] = defaultdict(dict)
        for cell, amount in amounts.items():
            rows[cell.part, cell.role].setdefault(cell.funder, {})[cell.period] = amount
        self._rows = dict(rows)
        self._funded = {(cell.part, cell.funder) for cell in amounts}

    @classmethod
    def of(cls, amounts: Iterable[Amount], at: datetime | None = None) -> Ledger:
        """What was known at a moment (None is now)."""
        return cls(known(amounts, at))

    def row(self, part: str, role: MoneyRole) -> Mapping[str, Mapping[Period, Amount]]:
        """The amounts of one part and role, by funder and then by period."""
        return self._rows.get((part, role), {})

    def funds(self, funder: str, part: str) -> bool:
        """Whether anything is known of a funder for a part, in any role."""
        return (part, funder) in self._funded

    def __getitem__(self, cell: AmountCell) -> Amount:
        return self._amounts[cell]

    def __iter__(self) -> Iterator[AmountCell]:
        return iter(self._amounts)

    def __len__(self) -> int:
        return len(self._amounts)
