"""Regions made of parts: a NUTS version from another, and a region from the regions in it.

Both are the same sum. `Part` says how much (inhabitants, square kilometres: what the weight is) of
a region lies in another; a figure goes over in that proportion. The tables between versions are
those of the JRC's NUTS converter, which counts the shares by area, population and built-up surface.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

VERSIONS = ("2013", "2016", "2021", "2024")

# A total (inhabitants, euros) is shared out over the parts; a rate (a percentage, an index) holds
# in each part, and is averaged by weight.
Kind = Literal["total", "rate"]


class MixedError(ValueError):
    """Figures that may not be put together; the message names both kinds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it is measured in, prices included, and of which period."""

    value: float | None
    unit: str | None
    period: str


@dataclass(frozen=True, slots=True)
class Part:
    """So much of the region `old` lies in the region `new`."""

    old: str
    new: str
    amount: float


@dataclass(frozen=True, slots=True)
class Composed:
    """A figure made of parts; `covered` is the share of the region whose figure was known."""

    figure: Figure
    covered: float
    missing: tuple[str, ...]


def compose(
    figures: Mapping[str, Figure], parts: Iterable[Part], kind: Kind, *, least: float = 1.0
) -> dict[str, Composed]:
    """The figure of each new region, from the figures of the old ones that lie in it.

    With less of a region covered than `least`, its value is missing; so is a total of which any
    part is, since a sum of some parts is not the sum. `missing` names the old regions without a
    figure.
    Raises `MixedError` when the figures differ in unit, prices or period.
    """
    unit, period = _alike(figures.values())
    whole: dict[str, float] = defaultdict(float)
    inside: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.amount > 0:
            whole[part.old] += part.amount
            inside[part.new].append(part)
    composed = {}
    for new, members in inside.items():
        known = {
            p.old: f.value for p in members if (f := figures.get(p.old)) and f.value is not None
        }
        all_of_it = sum(p.amount for p in members)
        covered = sum(p.amount for p in members if p.old in known) / all_of_it
        missing = tuple(sorted(p.old for p in members if p.old not in known))
        value = None
        if known and covered >= least and not (kind == "total" and missing):
            weights = {
                p.old: p.amount / (whole[p.old] if kind == "total" else covered * all_of_it)
                for p in members
                if p.old in known
            }
            value = sum(known[old] * weight for old, weight in weights.items())
        composed[new] = Composed(Figure(value, unit, period), covered, missing)
    return composed


def within(weights: Mapping[str, float]) -> list[Part]:
    """Each NUTS region as a part of the region one level above it, by the weights given.

    >>> within({"NL41": 2_573_549, "NL42": 1_116_402})[0]
    Part(old='NL41', new='NL4', amount=2573549)
    """
    return [Part(code, code[:-1], weight) for code, weight in sorted(weights.items())]


def versions(tables: Mapping[tuple[str, str], Iterable[Part]]) -> dict[str, tuple[str, ...]]:
    """In which versions of NUTS each code occurs, by the tables between them (old, new)."""
    found: dict[str, set[str]] = defaultdict(set)
    for (old_version, new_version), parts in tables.items():
        for part in parts:
            found[part.old].add(old_version)
            found[part.new].add(new_version)
    return {code: tuple(sorted(which)) for code, which in sorted(found.items())}


def _alike(figures: Iterable[Figure]) -> tuple[str | None, str]:
    """The one unit and period of the figures."""
    units: dict[str | None, None] = {}
    periods: dict[str, None] = {}
    for figure in figures:
        units[figure.unit] = None
        periods[figure.period] = None
    for what, found in (("unit", units), ("period", periods)):
        if len(found) > 1:
            first, second = list(found)[:2]
            raise MixedError(
                f"figures of different {what}s cannot be put together: {first} and {second}"
            )
    return next(iter(units), None), next(iter(periods), "")
