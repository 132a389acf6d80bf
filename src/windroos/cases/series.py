"""From the observations of a series to the figures of a case: pure, and nothing left out unsaid.

>>> from windroos.cases.framework import Series
>>> from windroos.cases.observed import Observed
>>> governance = Series("law", "wgi", "rl/estimate", "standard normal units")
>>> seen = [Observed("NL", "NLD", "2022", 1.7, "standard normal units", 0.2, "code=NLD; year=2022")]
>>> chosen = choose(governance, seen, ["NL", "UA"], date(2026, 11, 21))
>>> chosen.figures[0].value, chosen.unused[0].reason, chosen.unused[0].place
(1.7, 'absent', 'UA')
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from windroos.cases.composing import put_together, renumbered
from windroos.cases.framework import Series
from windroos.cases.observed import NO_AIDS, Aids, Chosen, Observed, Picked, Sieve

__all__ = ["anchors", "choose"]


def choose(
    series: Series,
    observed: Iterable[Observed],
    regions: Collection[str],
    day: date,
    aids: Aids = NO_AIDS,
) -> Chosen:
    """The figure of each region by the rule of its series, up to a day.

    A year counts from its first day on: scoreboards carry the year they come out in.
    """
    sieve = Sieve(series, day)
    years = sieve.by_region(observed)
    years = renumbered(series, years, aids, sieve)
    figures = []
    for region in sorted(set(regions) - set(series.without)):
        of_region = years.get(region, {})
        if not of_region and series.parts and len(region) > 2:
            of_region = put_together(series, region, years, aids, sieve)
        picked = _by_rule(series, region, of_region, day, sieve)
        if picked is not None:
            figures.append(picked)
    return Chosen(tuple(figures), sieve.told(set(regions)))


def anchors(series: Series, observed: Iterable[Observed], day: date) -> tuple[Picked, ...]:
    """The figures of all economies and years, to lay two scoreboards beside each other."""
    years = Sieve(series, day).by_region(observed)
    return tuple(
        found
        for economy in sorted(set(years) - set(series.without))
        for _, found in sorted(years[economy].items())
        if len(economy) == 2
    )


def _by_rule(
    series: Series, region: str, years: Mapping[int, Picked], day: date, sieve: Sieve
) -> Picked | None:
    """The figure of a region by the rule; None with the reason told."""
    rule = series.rule
    if not years:
        if not any(place == region for _, place in sieve.counts):
            sieve.aside("absent", region, "")
        return None
    if rule.kind == "year":
        if rule.years not in years:
            sieve.aside("absent", region, "")
        return years.get(rule.years)
    latest = max(years)
    if series.max_age is not None and latest < day.year - series.max_age:
        sieve.aside("old", region, years[latest].cell)
        return None
    if rule.kind == "latest":
        return years[latest]
    meant = [years[year] for year in range(latest - rule.years + 1, latest + 1) if year in years]
    if len(meant) < rule.least:
        sieve.aside("years", region, years[latest].cell)
        return None
    return _mean(meant)


def _mean(meant: Sequence[Picked]) -> Picked:
    """The mean of some years, as of the last one.

    Its standard error is the mean of theirs, as if all of them erred alike: the errors of one
    publisher's figures over the years are not independent, and how much is not published.
    """
    errors = [one.standard_error for one in meant]
    known = [error for error in errors if error is not None]
    return Picked(
        meant[-1].region,
        meant[-1].year,
        sum(one.value for one in meant) / len(meant),
        sum(known) / len(known) if len(known) == len(errors) else None,
        " | ".join(one.cell for one in meant),
        tuple(dict.fromkeys(part for one in meant for part in one.parts)),
    )
