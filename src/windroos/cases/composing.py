"""Figures put together from those of other regions: a region from its parts, a version of NUTS from
another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose

from windroos.cases.framework import Series
from windroos.cases.observed import Aids, Picked, Sieve
from windroos.codes.nuts import VERSIONS, Figure, Part, compose, within

# So much of a region has to have a figure for it to have one: the tables between versions of NUTS
# lay borders over each other that do not match to the metre.
_LEAST = 0.999


def put_together(
    series: Series,
    region: str,
    years: Mapping[str, Mapping[int, Picked]],
    aids: Aids,
    sieve: Sieve,
) -> dict[int, Picked]:
    """A region's figures from those of the regions one level below it, by their weights."""
    assert series.parts is not None
    below = {c for c in {*years, *aids.weights} if c[:-1] == region}
    seen = sorted({year for code in below for year in years.get(code, {})})
    made: dict[int, Picked] = {}
    for year in seen:
        there = {code: years[code][year] for code in below if year in years.get(code, {})}
        weights = {code: aids.weights[code] for code in below if aids.weights.get(code)}
        whole = weights.keys() >= there.keys()
        (found,) = _composed(series, there, within(weights), year) if whole else (None,)
        if found is None:
            sieve.aside("parts", region, " | ".join(one.cell for one in there.values()))
        else:
            by = f"{series.parts.source}, {series.parts.observed}, {series.parts.year}"
            made[year] = replace(found, cell=f"{found.cell} (weights: {by})")
    return made


def renumbered(
    series: Series,
    years: dict[str, dict[int, Picked]],
    aids: Aids,
    sieve: Sieve,
) -> dict[str, dict[int, Picked]]:
    """The figures by the regions of the NUTS version wanted; what no table holds stays as it is."""
    if series.nuts is None:
        return years
    span = VERSIONS[VERSIONS.index(series.nuts.from_) : VERSIONS.index(series.nuts.to) + 1]
    for step in pairwise(span):
        parts = aids.between[step]
        old = {part.old for part in parts}
        moved = {code: by_year for code, by_year in years.items() if code not in old}
        for year in sorted({year for by_year in years.values() for year in by_year}):
            there = {
                c: by_year[year] for c, by_year in years.items() if c in old and year in by_year
            }
            inside = [part for part in parts if part.amount > 0]
            wanted = {part.new for part in inside if part.old in there}
            chosen = [part for part in inside if part.new in wanted]
            for found, new in zip(
                _composed(series, there, chosen, year), sorted(wanted), strict=True
            ):
                if found is None:
                    cells = [there[p.old].cell for p in chosen if p.new == new and p.old in there]
                    sieve.aside("parts", new, " | ".join(cells))
                else:
                    moved.setdefault(new, {})[year] = found
        years = moved
    return years


def _composed(
    series: Series, there: Mapping[str, Picked], parts: Sequence[Part], year: int
) -> list[Picked | None]:
    """The figure of each new region of the parts, by code; None where a part of it has none."""
    assert series.kind in ("rate", "total")
    figures = {code: Figure(one.value, series.unit, str(year)) for code, one in there.items()}
    return [
        None
        if (value := composed.figure.value) is None
        else _made_of(new, value, [there[old] for old in _inside(parts, new) if old in there])
        for new, composed in sorted(compose(figures, parts, series.kind, least=_LEAST).items())
    ]


def _inside(parts: Iterable[Part], new: str) -> list[str]:
    return sorted({part.old for part in parts if part.new == new})


def _made_of(new: str, value: float, members: Sequence[Picked]) -> Picked:
    """A figure put together. Its standard error is not known: how the errors of the parts go
    together is not published."""
    first = members[0]
    if len(members) == 1 and isclose(value, first.value, rel_tol=1e-12):
        return first if first.region == new else replace(first, region=new, parts=(first.region,))
    return Picked(
        new,
        first.year,
        value,
        None,
        " | ".join(one.cell for one in members),
        tuple(part for one in members for part in (one.parts or (one.region,))),
    )
