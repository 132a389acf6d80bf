"""The ways in which a node brings its children together.

A mean is asked for two things: its value, and how that value is shared out over the children. Each
takes the children's values in [0, 1], the weights with which they count and the sum of those
weights. Arrays of any one shape (S below), one per child. A child with weight 0 plays no part,
whatever its value; where no child counts (a sum of 1 stands for 0 there) the value is some number
in [0, 1].

Every mean here rises with each of its children, lies between the lowest and the highest of them,
and is homogeneous of degree one: twice the values, twice the mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np

from .arrays import TOLERANCE, Floats

# Below it the generalised mean is the geometric one to the last digit, and p * log(v) loses digits.
_NEXT_TO_ZERO = 1e-200


class Mean(Protocol):
    """How children come together."""

    def value(self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats) -> Floats:
        """The mean, S."""
        ...

    def shares(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> Sequence[Floats]:
        """The part of the mean that each child accounts for, S per child: v_i df/dv_i over f.

        They add up to 1, save that they may be 0 throughout where the mean is 0.
        """
        ...


def total(parts: Iterable[Floats]) -> Floats:
    """The sum, one after the other: a part that is 0 changes no digit of it."""
    return reduce(np.add, parts)


def divisor(whole: Floats) -> Floats:
    """`whole`, with 1 for 0: where the whole is zero, so are its parts."""
    return np.where(whole > 0, whole, 1.0)


def power_mean(exponent: float) -> Mean:
    """The generalised mean with that exponent: 1 arithmetic, 0 geometric, -1 harmonic."""
    if exponent == 1:
        return Arithmetic()
    return Geometric() if abs(exponent) < _NEXT_TO_ZERO else Power(exponent)


def ordered_mean(exponent: float) -> Mean:
    """The ordered weighted mean with that exponent; with 1 the order does not matter."""
    return Arithmetic() if exponent == 1 else Ordered(exponent)


@dataclass(frozen=True)
class Arithmetic:
    """The weighted mean, sum of w v."""

    def value(self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats) -> Floats:
        # Dividing last keeps the mean within [0, 1] to the last bit.
        return total(w * v for w, v in zip(counts, values, strict=True)) / whole

    def shares(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> Sequence[Floats]:
        parts = [w * v for w, v in zip(counts, values, strict=True)]
        of = divisor(total(parts))
        return [part / of for part in parts]


@dataclass(frozen=True)
class Geometric:
    """The weighted product, product of v ** w: also called weighted geometric mean."""

    def value(self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats) -> Floats:
        powers = (v ** (w / whole) for w, v in zip(counts, values, strict=True))
        return reduce(np.multiply, powers)  # 0 ** 0 is 1: what does not count drops out

    def shares(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> Sequence[Floats]:
        return [w / whole for w in counts]


@dataclass(frozen=True)
class Power:
    """The generalised mean, (sum of w v ** p) ** (1 / p), for an exponent p other than 0.

    Hardy, Littlewood and Polya 1934, Inequalities, ch. 2. With p below 0 one child at zero that
    counts makes it zero. A child's share is w v ** p over the sum of them. Computed from
    logarithms against the end of the children that decides (the highest for p above 0, the lowest
    below), so that no exponent is too large, too small or too close to 0.
    """

    exponent: float

    def value(self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats) -> Floats:
        weights, powers, low, high = self._against_the_end(values, counts, whole)
        end = high if self.exponent > 0 else low
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            dip = (weights * np.expm1(powers)).sum(axis=0)  # the sum of w v ** p, minus 1
            sum_ = (weights * np.exp(powers)).sum(axis=0)
            # Each where it keeps its digits.
            log = np.where(dip > -0.5, np.log1p(dip), np.log(sum_)) / self.exponent
            mean = np.where(end > 0, end * np.exp(log), 0.0)
        return np.clip(mean, low, high)

    def shares(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> Sequence[Floats]:
        weights, powers, _, _ = self._against_the_end(values, counts, whole)
        parts = weights * np.exp(powers)
        return list(parts / divisor(parts.sum(axis=0)))

    def _against_the_end(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Weights, and p log(v / end), at most 0, for each child; the lowest and the highest."""
        weights, value, low, high = _stacked(values, counts, whole)
        end = high if self.exponent > 0 else low
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            powers = self.exponent * (np.log(value) - np.log(end))
        return weights, np.where((weights > 0) & (value != end), powers, 0.0), low, high


@dataclass(frozen=True)
class Ordered:
    """The ordered weighted mean of children with importances, for an exponent a above 0.

    Yager 1996, Quantifier guided aggregation using OWA operators, International Journal of
    Intelligent Systems 11(1), 49-73. The children are put in order, highest first; with T_j the
    weight of the first j of them as a share of all, the j-th counts with Q(T_j) - Q(T_j-1), where
    Q(x) = x ** a. Its orness, the place between "all must be good" (0) and "one good one will do"
    (1), is 1 / (1 + a): below a = 1 the strong children count more, above it the weak ones.

    It is the Choquet integral of the values by Q of the weights, hence continuous, and never
    falls when a child rises. Where values tie the order does not matter to it, but does to its
    slope: how a tied child's rise is counted depends on which of them is put first. The shares
    treat the weight of the tied children as one heap of grains that comes in thoroughly mixed, so
    that each has the part of Q(T + U) - Q(T) that it has of the heap's weight U: what Aumann and
    Shapley 1974 (Values of Non-Atomic Games) give to a game of the form Q of a measure. All equal
    children thus share by weight, as in every other mean. (The average of the slopes when it alone
    rises and when it alone falls does not add up once three children tie.)
    """

    exponent: float

    def value(self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats) -> Floats:
        weights, value, low, high = _stacked(values, counts, whole)
        order = np.argsort(-value, axis=0, kind="stable")
        value = np.take_along_axis(value, order, axis=0)
        reached = np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0)
        quantified = (reached / divisor(reached[-1])) ** self.exponent
        counted = np.diff(quantified, axis=0, prepend=0.0)
        return np.clip(total(counted * value), low, high)

    def shares(
        self, values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
    ) -> Sequence[Floats]:
        weights, value, _, _ = _stacked(values, counts, whole)
        parts = []
        for w, v in zip(weights, value, strict=True):
            tied = np.where(np.abs(value - v) <= TOLERANCE, weights, 0.0).sum(axis=0)
            above = np.where(value - v > TOLERANCE, weights, 0.0).sum(axis=0)
            # Rounding may take the sum of all weights just over 1: a hair, evened out below.
            heap = (above + tied) ** self.exponent - above**self.exponent
            parts.append(w / divisor(tied) * heap * v)
        of = divisor(total(parts))
        return [part / of for part in parts]


def _stacked(
    values: Sequence[Floats], counts: Sequence[Floats], whole: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Weights that sum to one and values, (children, S); the lowest and highest that counts, S."""
    weights = np.stack(counts) / whole
    value = np.stack(values)
    counted = weights > 0
    low = np.min(value, axis=0, where=counted, initial=1.0)
    high = np.max(value, axis=0, where=counted, initial=0.0)
    return weights, value, low, high
