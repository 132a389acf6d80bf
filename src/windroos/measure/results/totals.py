"""What a total is: its value, what it covers, what is missing, and which facts it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from .facts import Fact
from .indicators import Indicator
from .periods import Frequency, Period
from .reasons import Reason

How = Literal["sum", "pool", "max", "min", "all"]

# Sums of decimal fractions differ in their last digits.
EPSILON = 1e-9


class Slot(NamedTuple):
    """A part of the tree in a period: what a total can cover or miss."""

    part: str
    period: Period


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What was stated for a whole beside what it is made of: periods, parts, or funders."""

    part: str
    period: Period
    stated: float
    computed: float
    over: Literal["time", "tree", "funders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A value with what it covers.

    `value` is None when nothing is known; of an incomplete sum it is what is there. `low` and
    `high` are None where no bounds were given. `of` is the period of which the value is: of a
    stock the one it was last known in. `basis` are the ids of the facts that were used, each once.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    covered: tuple[Slot, ...] = ()
    missing: tuple[Slot, ...] = ()
    complete: bool = False
    basis: tuple[str, ...] = ()
    of: Period | None = None
    provisional: bool = False
    discrepancies: tuple[Discrepancy, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def there(self) -> bool:
        """Whether anything is known: a value, or of a target or forecast bounds alone."""
        return any(number is not None for number in (self.value, self.low, self.high))

    @property
    def parts_covered(self) -> tuple[str, ...]:
        """The parts of the tree of which nothing is missing."""
        missing = set(self.parts_missing)
        return tuple(dict.fromkeys(s.part for s in self.covered if s.part not in missing))

    @property
    def parts_missing(self) -> tuple[str, ...]:
        """The parts of the tree of which something is missing."""
        return tuple(dict.fromkeys(slot.part for slot in self.missing))

    def because(self, *reasons: Reason) -> Total:
        return replace(self, reasons=(*self.reasons, *reasons)) if reasons else self


def stated(fact: Fact, indicator: Indicator) -> Total:
    """One fact as a total; of a ratio the value follows from its numerator and denominator."""
    slot = (Slot(fact.part, fact.period),)
    value = fact.value
    reasons: tuple[Reason, ...] = ()
    if value is None and fact.numerator is not None and fact.denominator is not None:
        value = ratio(indicator.factor, fact.numerator, fact.denominator)
        if value is None:
            reasons = (Reason("denominator-zero", {"part": fact.part, "period": fact.period}),)
    elif fact.status in ("withheld", "to-be-measured"):
        reasons = (Reason(fact.status, {"part": fact.part, "period": fact.period}),)
    there = value is not None or fact.low is not None or fact.high is not None
    return Total(
        value=value,
        numerator=fact.numerator,
        denominator=fact.denominator,
        low=fact.low,
        high=fact.high,
        covered=slot if there else (),
        missing=() if there else slot,
        complete=there,
        basis=(fact.id,),
        of=fact.period,
        provisional=fact.status == "provisional",
        reasons=reasons,
    )


def ratio(factor: float, numerator: float, denominator: float) -> float | None:
    """None where the denominator is 0."""
    return factor * numerator / denominator if denominator else None


def combine(how: How, totals: Sequence[Total], factor: float = 1.0) -> Total:
    """Several totals that do not overlap as one.

    `sum`; `pool` (numerators over denominators, times `factor`; a ratio without them is left out
    and counts as missing); `max` and `min` of the values; `all`: 1 when all are, 0 as soon as one
    is not.
    """
    used = [total for total in totals if _usable(how, total)]
    left = [total for total in totals if not _usable(how, total)]
    reasons = [reason for total in totals for reason in total.reasons]
    for total in left:
        reasons += [Reason("no-parts", slot._asdict()) for slot in total.covered]
    moments = {total.of for total in used}
    merged = Total(
        covered=tuple(slot for total in used for slot in total.covered),
        missing=(
            *(slot for total in totals for slot in total.missing),
            *(slot for total in left for slot in total.covered),
        ),
        complete=bool(used) and not left and all(total.complete for total in used),
        basis=tuple(dict.fromkeys(key for total in used for key in total.basis)),
        of=moments.pop() if len(moments) == 1 else None,
        provisional=any(total.provisional for total in used),
        discrepancies=tuple(found for total in totals for found in total.discrepancies),
        reasons=tuple(reasons),
    )
    return _valued(how, used, merged, factor) if used else merged


def unequal(one: float, other: float) -> bool:
    """Whether two numbers differ by more than their last digits."""
    return not math.isclose(one, other, rel_tol=EPSILON, abs_tol=EPSILON)


def differs(indicator: Indicator, stated: float, computed: float) -> bool:
    """Whether what is stated is something else than what was computed.

    A ratio may be stated rounded, to the decimals of its indicator; numbers are stated as they are.
    """
    if not unequal(stated, computed):
        return False
    if indicator.kind != "ratio" or indicator.decimals is None:
        return True
    return abs(stated - computed) > 0.5 * 10.0**-indicator.decimals + EPSILON


def slots(part: str, gaps: Iterable[Period], frequency: Frequency) -> tuple[Slot, ...]:
    """Gaps as the periods of a frequency that they are made of, or else as they are."""
    return tuple(
        Slot(part, piece)
        for gap in gaps
        for piece in (gap.parts(frequency) if gap.divides(frequency) else (gap,))
    )


def _usable(how: How, total: Total) -> bool:
    if how == "pool":
        return total.numerator is not None and total.denominator is not None
    return total.value is not None


def _valued(how: How, used: Sequence[Total], merged: Total, factor: float) -> Total:
    if how == "pool":
        above = math.fsum(total.numerator or 0.0 for total in used)
        below = math.fsum(total.denominator or 0.0 for total in used)
        value = ratio(factor, above, below)
        merged = replace(merged, value=value, numerator=above, denominator=below)
        return merged if value is not None else replace(merged, complete=False)
    values = [total.value for total in used if total.value is not None]
    if how == "all":
        if not all(values):
            return replace(merged, value=0.0, complete=True)
        return replace(merged, value=1.0 if merged.complete else None)
    taken = {"sum": math.fsum, "max": max, "min": min}[how]
    bounded = any(total.low is not None or total.high is not None for total in used)
    return replace(
        merged,
        value=taken(values),
        low=taken(_bounds(used, "low")) if bounded else None,
        high=taken(_bounds(used, "high")) if bounded else None,
    )


def _bounds(used: Sequence[Total], side: Literal["low", "high"]) -> list[float]:
    """The bound of each on one side; its value where it has none."""
    found: list[float] = []
    for total in used:
        bound = total.low if side == "low" else total.high
        found.append((total.value or 0.0) if bound is None else bound)
    return found
