"""What is wrong with a new fact or amount, all of it told at once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from .amounts import APPROXIMATE, MONEY_ROLES, Amount, AmountCell
from .cells import Cells
from .facts import ROLES, STATUSES, WITHOUT_VALUE, Cell, Fact
from .indicators import Indicator
from .reasons import Reason
from .totals import EPSILON, ratio


def check_new(fact: Fact, indicator: Indicator, known: Mapping[Cell, Fact]) -> tuple[Reason, ...]:
    """Everything for which a fact cannot be added to what is known; empty when it can."""
    if fact.indicator != indicator.id:
        given = {"given": fact.indicator, "indicator": indicator.id}
        return (Reason("another-indicator", given),)
    first = (*_words(fact), *_after(fact, known.get(fact.cell)))
    if unreal := tuple(_unreal(fact)):
        return (*first, *unreal)
    return (
        *first,
        *_values(fact, indicator),
        *_bounds(fact, indicator),
        *_kind(fact, indicator),
        *_period(fact, indicator),
        *_once(fact, indicator, known),
    )


def remarks(fact: Fact, indicator: Indicator) -> tuple[Reason, ...]:
    """What is well to know of a fact that can be added."""
    if indicator.kind == "ratio" and fact.value is not None and fact.denominator is None:
        return (Reason("cannot-pool"),)
    return ()


def check_amount(amount: Amount, known: Mapping[AmountCell, Amount]) -> tuple[Reason, ...]:
    """Everything for which an amount cannot be added to what is known; empty when it can."""
    return tuple(_amount(amount, known))


def _amount(amount: Amount, known: Mapping[AmountCell, Amount]) -> Iterator[Reason]:
    if amount.role not in MONEY_ROLES:
        yield Reason("unknown-role", {"given": amount.role, "choices": ", ".join(MONEY_ROLES)})
    if amount.status not in STATUSES:
        yield Reason("unknown-status", {"given": amount.status, "choices": ", ".join(STATUSES)})
    if amount.approximate not in APPROXIMATE:
        choices = ", ".join(filter(None, APPROXIMATE))
        yield Reason("unknown-exactness", {"given": amount.approximate, "choices": choices})
    if not re.fullmatch("[A-Z]{3}", amount.currency):
        yield Reason("unknown-currency", {"given": amount.currency})
    yield from _after(amount, known.get(amount.cell))
    if amount.status in WITHOUT_VALUE:
        if amount.amount is not None:
            yield Reason("value-with-status", {"status": amount.status})
    elif amount.amount is None:
        yield Reason("no-value")
    elif not math.isfinite(amount.amount):
        yield Reason("no-number", {"field": "amount"})


def _words(fact: Fact) -> Iterator[Reason]:
    if fact.role not in ROLES:
        yield Reason("unknown-role", {"given": fact.role, "choices": ", ".join(ROLES)})
    if fact.status not in STATUSES:
        yield Reason("unknown-status", {"given": fact.status, "choices": ", ".join(STATUSES)})
    names = [name for name, _ in fact.dimensions]
    if names != sorted(set(names)):
        yield Reason("dimensions")


def _after(fact: Fact | Amount, held: Fact | Amount | None) -> Iterator[Reason]:
    """What holds for what comes after another about the same cell."""
    if fact.recorded.utcoffset() is None:
        yield Reason("no-zone")
    elif held is not None and fact.recorded < held.recorded:
        yield Reason("recorded-before", {"moment": held.recorded})
    if held is None:
        if fact.status == "withdrawn":
            yield Reason("nothing-to-withdraw")
        if fact.corrects:
            yield Reason("corrects-nothing", {"given": fact.corrects})
        return
    if not fact.reason.strip():
        yield Reason("correction-without-reason")
    if fact.corrects and fact.corrects != held.id:
        yield Reason("corrects-another", {"given": fact.corrects, "id": held.id})


def _unreal(fact: Fact) -> Iterator[Reason]:
    for name in _NUMBERS:
        number = getattr(fact, name)
        if number is not None and not math.isfinite(number):
            yield Reason("no-number", {"field": name})


def _values(fact: Fact, indicator: Indicator) -> Iterator[Reason]:
    """Whether there is a value where there should be, and only there."""
    if fact.status in WITHOUT_VALUE:
        if any(getattr(fact, name) is not None for name in _NUMBERS):
            yield Reason("value-with-status", {"status": fact.status})
        return
    both = fact.numerator is not None and fact.denominator is not None
    bounded = fact.low is not None or fact.high is not None
    if fact.value is None and not both and not (bounded and fact.role in ("target", "forecast")):
        yield Reason("no-value")
    if fact.numerator is None and fact.denominator is None:
        return
    if indicator.kind != "ratio":
        yield Reason("parts-of-no-ratio")
    elif not both:
        yield Reason("half-a-ratio")
    elif fact.denominator == 0:
        yield Reason("zero-denominator")
    else:
        yield from _ratio(fact, indicator)


def _ratio(fact: Fact, indicator: Indicator) -> Iterator[Reason]:
    """A ratio is its numerator over its denominator, rounded to its decimals where it has any."""
    computed = ratio(indicator.factor, fact.numerator or 0.0, fact.denominator or 0.0)
    if fact.value is None or computed is None:
        return
    slack = 0.0 if indicator.decimals is None else 0.5 * 10.0**-indicator.decimals
    if not math.isclose(fact.value, computed, rel_tol=EPSILON, abs_tol=slack + EPSILON):
        yield Reason("ratio-differs", {"value": fact.value, "computed": computed})


def _bounds(fact: Fact, indicator: Indicator) -> Iterator[Reason]:
    low, high = fact.low, fact.high
    ends = {
        "low": -math.inf if low is None else low,
        "high": math.inf if high is None else high,
    }
    if ends["low"] > ends["high"]:
        yield Reason("bounds-crossed", ends)
    elif fact.value is not None and not ends["low"] <= fact.value <= ends["high"]:
        yield Reason("outside-bounds", {"value": fact.value, **ends})
    if fact.role == "forecast" and fact.status not in WITHOUT_VALUE:
        if low is None or high is None:
            yield Reason("forecast-without-bounds")
        if not fact.method.strip():
            yield Reason("forecast-without-method")
    if indicator.scale is not None:
        least, most = indicator.scale
        for number in (fact.value, low, high):
            if number is not None and not least <= number <= most:
                yield Reason("outside-scale", {"value": number, "low": least, "high": most})


def _kind(fact: Fact, indicator: Indicator) -> Iterator[Reason]:
    if indicator.kind != "milestone" or fact.value is None:
        return
    if fact.value not in (0, 1):
        yield Reason("no-milestone", {"value": fact.value})
    elif fact.role == "target" and fact.value != 1:
        yield Reason("milestone-target")


def _period(fact: Fact, indicator: Indicator) -> Iterator[Reason]:
    """A figure is of whole periods of its indicator; what is there may also be seen on a day, and a
    milestone is reached on one."""
    day = fact.period.kind == "day" and indicator.kind != "flow"
    if not day and not fact.period.divides(indicator.frequency):
        given = {"period": fact.period, "frequency": indicator.frequency}
        yield Reason("frequency", given)


def _once(fact: Fact, indicator: Indicator, known: Mapping[Cell, Fact]) -> Iterator[Reason]:
    """A baseline is given once, since another period would be another start; and so is the target
    of a milestone, whose period ends on the day set."""
    day = fact.role == "target" and indicator.kind == "milestone"
    if fact.status == "withdrawn" or not (fact.role == "baseline" or day):
        return
    row = Cells.over(known).row(fact.indicator, fact.part, fact.role, fact.dimensions)
    for period in row:
        if period != fact.period:
            yield Reason("day-twice" if day else "baseline-twice", {"period": period})


_NUMBERS = ("value", "numerator", "denominator", "low", "high")
