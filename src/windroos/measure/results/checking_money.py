"""What is wrong with a new amount, all of it told at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from windroos.codes.currencies import CURRENCIES

from .amounts import Amount, AmountCell
from .checking import after
from .facts import WITHOUT_VALUE
from .reasons import Reason


def check_amount(
    amount: Amount, known: Mapping[AmountCell, Amount], currency: str | None = None
) -> tuple[Reason, ...]:
    """Everything for which an amount cannot be added to what is known; empty when it can.

    `currency` is that of the other amounts of the programme, None when there are none.
    """
    return (*after(amount, known), *_numbers(amount), *_currency(amount, currency))


def _numbers(amount: Amount) -> Iterator[Reason]:
    """Whether there is a number where there should be, and only there."""
    there = amount.amount is not None
    if amount.amount is not None and not math.isfinite(amount.amount):
        yield Reason("no-number", {"field": "amount"})
    if there and amount.status in WITHOUT_VALUE:
        yield Reason("amount-with-status", {"status": amount.status})
    if not there and amount.status not in WITHOUT_VALUE:
        yield Reason("no-amount")
    if not there and amount.approximate:
        yield Reason("approximate-nothing", {"given": amount.approximate})


def _currency(amount: Amount, currency: str | None) -> Iterator[Reason]:
    if amount.currency not in CURRENCIES:
        yield Reason("no-currency", {"given": amount.currency})
    elif currency is not None and amount.currency != currency:
        yield Reason("other-currency", {"currency": currency})
