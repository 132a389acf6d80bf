"""Sums of money up the tree and over time, and what each euro multiplied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from .amounts import Amount, Approximate, Ledger, MoneyRole, together
from .periods import Period
from .reasons import Reason
from .tiling import Tiling
from .totals import Discrepancy, Slot, Total, combine, unequal
from .tree import Tree


class MoneyError(ValueError):
    """Amounts that cannot be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum of money with what it covers.

    `amount` is None when none is known, and `currency` is then empty.
    """

    total: Total
    currency: str
    approximate: Approximate

    @property
    def amount(self) -> float | None:
        return self.total.value

    @property
    def complete(self) -> bool:
        return self.total.complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplied:
    """What others put in for each unit of money of one's own.

    `factor` is None when either is unknown or nothing was put in. `by` is the role by which one's
    own money is counted. `reasons` tell what is left out and what is not exact.
    """

    factor: float | None
    raised: Sum
    own: Sum
    by: MoneyRole
    complete: bool
    reasons: tuple[Reason, ...]


def summed(
    ledger: Ledger,
    tree: Tree,
    part: str,
    role: MoneyRole,
    period: Period,
    funder: str | None = None,
    without: str | None = None,
) -> Sum:
    """The money of a part in a period: of one funder, or (None) of all, `without` one of them.

    Unlike a figure of an indicator, an amount stated for the whole counts before the sum of what
    lies beneath it: a budget is what was decided, and what its lines come to is compared with it.
    Where nothing is stated the parts beneath are added up. In the same way an amount for all
    funders together counts before the sum of the funders. Money for a longer period is not divided
    over the years in it. Of one funder the parts that it has no part in are not missing.

    Raises `MoneyError` when currencies would be mixed, `TreeError` when there is no such part.
    """
    tree.path(part)
    asked = _Asked(ledger, tree, role, period, funder, without)
    amounts = tuple(asked.amounts(part))
    currencies = sorted({amount.currency for amount in amounts})
    if len(currencies) > 1:
        raise MoneyError(
            f"amounts of {part!r} in {period} are in {' and '.join(currencies)}: "
            "they cannot be added; give all in one currency"
        )
    total = asked.of(part)
    basis = frozenset(total.basis)
    return Sum(
        total=total,
        currency=currencies[0] if currencies else "",
        approximate=together(amount.approximate for amount in amounts if amount.id in basis),
    )


def multiplied(
    ledger: Ledger,
    tree: Tree,
    part: str,
    period: Period,
    own: str,
    by: Literal["budget", "committed", "spent"] = "committed",
) -> Multiplied:
    """What others raised for each unit of money of `own` (a funder; "" is all together).

    What is pledged and what is still needed is left out, and told.

    Raises `MoneyError` and `TreeError` as `summed` does.
    """
    raised = summed(ledger, tree, part, "raised", period, without=own or None)
    mine = summed(ledger, tree, part, by, period, funder=own or None)
    above, below = raised.amount, mine.amount
    if above is not None and below is not None and raised.currency != mine.currency:
        raise MoneyError(
            f"of {part!r} in {period} {raised.currency} was raised on {mine.currency}: "
            "give both in one currency"
        )
    reasons: list[Reason] = []
    if above is None:
        reasons.append(Reason("no-raised-money"))
    if below is None:
        reasons.append(Reason("no-own-money"))
    elif below == 0:
        reasons.append(Reason("own-money-zero"))
    aside: tuple[tuple[MoneyRole, str], ...] = (
        ("pledged", "pledged-left-out"),
        ("needed", "needed-left-out"),
    )
    for role, code in aside:
        other = summed(ledger, tree, part, role, period)
        if other.amount:
            reasons.append(Reason(code, {"amount": other.amount, "currency": other.currency}))
    if raised.approximate or mine.approximate:
        reasons.append(Reason("approximate"))
    known = [one.total for one in (raised, mine) if one.amount is not None]
    if missing := dict.fromkeys(part for one in known for part in one.parts_missing):
        reasons.append(Reason("amounts-missing", {"parts": ", ".join(missing)}))
    return Multiplied(
        factor=above / below if above is not None and below else None,
        raised=raised,
        own=mine,
        by=by,
        complete=raised.complete and mine.complete,
        reasons=tuple(reasons),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a ledger, for each part in turn."""

    ledger: Ledger
    tree: Tree
    role: MoneyRole
    period: Period
    funder: str | None
    without: str | None

    def of(self, part: str) -> Total:
        own = self._own(part)
        beneath = self._beneath(part)
        if beneath is None or beneath.value is None:
            return own
        if own.value is not None and own.complete:
            return _compared(part, self.period, own, beneath, "tree")
        return beneath if own.value is None or beneath.complete else own

    def amounts(self, part: str) -> Iterator[Amount]:
        """What is known of a part and of all beneath it, as asked."""
        for one in (part, *self.tree.below(part)):
            for funder, row in self.ledger.row(one, self.role).items():
                if self.funder in (None, funder) and funder != self.without:
                    yield from (a for p, a in row.items() if self.period.contains(p))

    def _own(self, part: str) -> Total:
        """What is stated for the part itself."""
        row = self.ledger.row(part, self.role)
        if self.funder is not None:
            return self._over_time(part, row.get(self.funder, {}))
        together = self._over_time(part, row.get("", {}))
        funders = [f for f in row if f and f != self.without]
        if not funders:
            return together
        each = combine("sum", [self._over_time(part, row[funder]) for funder in funders])
        if together.value is not None and together.complete:
            return _compared(part, self.period, together, each, "funders")
        return together if each.value is None and together.value is not None else each

    def _over_time(self, part: str, row: Mapping[Period, Amount]) -> Total:
        given = {p: _stated(amount) for p, amount in row.items() if amount.amount is not None}
        found = Tiling(part, partial(combine, "sum"), unequal, "once").of(self.period, given)
        if found.complete:
            return found
        return found.because(
            *(
                Reason(amount.status, {"part": part, "period": p})
                for p, amount in sorted(row.items())
                if amount.amount is None and self.period.contains(p)
            )
        )

    def _beneath(self, part: str) -> Total | None:
        """The sum of the parts beneath it; None when there are none that count."""
        children = [c for c in self.tree.children(part) if self._counts(c)]
        return combine("sum", [self.of(child) for child in children]) if children else None

    def _counts(self, part: str) -> bool:
        """All parts do, except of one funder those in which it has no part."""
        return self.funder is None or any(
            self.ledger.funds(self.funder, one) for one in (part, *self.tree.below(part))
        )


def _stated(amount: Amount) -> Total:
    return Total(
        value=amount.amount,
        covered=(Slot(amount.part, amount.period),),
        complete=True,
        basis=(amount.id,),
        of=amount.period,
        provisional=amount.status == "provisional",
    )


def _compared(
    part: str, period: Period, own: Total, beneath: Total, over: Literal["tree", "funders"]
) -> Total:
    """What is stated, with what it differs by from what it is made of."""
    found = (*own.discrepancies, *beneath.discrepancies)
    one, other = own.value, beneath.value
    if one is not None and other is not None and beneath.complete and unequal(one, other):
        found = (*found, Discrepancy(part, period, one, other, over))
    return replace(own, discrepancies=found)
