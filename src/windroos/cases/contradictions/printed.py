"""Numbers as they were printed, and whether two of them are not the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Printed:
    """A number with what one of its last digit stands for, and how far it may be off besides."""

    value: Decimal
    digit: Decimal
    error: Decimal = Decimal(0)


def printed(value: float, *, times: int = 1, error: float = 0) -> Printed:
    """A number as it stands there, in units of `times`: 1.5 in millions is sure to 100 000.

    >>> int(printed(1.5, times=1_000_000).digit)
    100000
    """
    # Exact: 1.25 - 1.2 is a hair more than 0.05 in floating point.
    exact = Decimal(repr(value)).normalize()
    exponent = exact.as_tuple().exponent
    assert isinstance(exponent, int)  # a number of a package is finite
    digit = Decimal(1).scaleb(min(0, exponent))
    return Printed(exact * times, digit * times, Decimal(repr(error)) * times)


def differ(a: Printed, b: Printed) -> bool:
    """Whether two numbers differ by more than the rounding of the one printed most coarsely, and
    by more than both may be off.

    >>> [differ(printed(12), printed(other)) for other in (12.4, 12.5, 12.6, 12.0)]
    [False, False, True, False]
    """
    return abs(a.value - b.value) > max(a.digit, b.digit) / 2 + a.error + b.error
