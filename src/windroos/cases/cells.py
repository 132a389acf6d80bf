"""From evidence to cells: what is known of a region on a leaf of the framework.

A cell is a value from 0 to 1 with a range, or unknown. Evidence that is closest counts: that on the
chosen theme before that on all themes, the region's own before its parent's (where the leaf lets a
parent's count). Several judgements on one cell give their mean, and their spread as the range.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.cases.case import Anchor, Case, Figure, Judgement, group, last_day
from windroos.cases.equating import LEAST_ANCHORS, paired
from windroos.cases.framework import Criterion, FigureLeaf, Framework, RatingLeaf
from windroos.cases.reading import Row
from windroos.cases.tables import TABLES
from windroos.decide import CommonScale, fit_common_scale, goalposts, ratings

UNKNOWN = math.nan


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one region on one leaf.

    `value`, `lower` and `upper` run from 0 to 1, NaN when unknown. `raw` and its two ends are the
    same before goalposts or scale: the mean rating, or the figure on the leaf's own scale; `low`
    is not above `high`, also where less is better. `inherited_from` is the code of the parent
    whose evidence counts; `converted`, whether a figure was brought over from another scoreboard.
    """

    leaf: Criterion
    value: float = UNKNOWN
    lower: float = UNKNOWN
    upper: float = UNKNOWN
    raw: float = UNKNOWN
    low: float = UNKNOWN
    high: float = UNKNOWN
    judgements: tuple[Judgement, ...] = ()
    figures: tuple[Figure, ...] = ()
    inherited_from: str | None = None
    converted: bool = False

    @property
    def known(self) -> bool:
        return not math.isnan(self.raw)


# The tables that evidence is gathered from: of which region a row is, and what it is about.
GATHERED = {
    "judgements": ("region", "criterion"),
    "figures": ("region", "indicator"),
    "findings": ("region", "precondition"),
}


class Evidence:
    """The evidence of a case on a day, ready to fill cells; without a day all that there is."""

    def __init__(self, case: Case, as_of: date | None) -> None:
        self.case = case
        self.as_of = as_of

        def out_by_then(dated: str) -> bool:
            return as_of is None or last_day(dated) <= as_of

        out = {s.id for s in case.sources.values() if out_by_then(s.published)}
        self.judgements = group(
            (j for j in case.judgements if out_by_then(case.dated(j))),
            *GATHERED["judgements"],
        )
        # What is read counts from its day on already.
        known = (f for f in case.figures_on(as_of) if f.snapshot or f.source in out)
        self.figures = group(known, *GATHERED["figures"])
        self.findings = group(
            (f for f in case.findings if out_by_then(case.dated(f))),
            *GATHERED["findings"],
        )

    def without(self, rows: Mapping[str, Iterable[Row]]) -> Evidence:
        """The evidence without some rows of the tables it is gathered from."""
        other = copy(self)
        for table in GATHERED.keys() & rows.keys():
            groups = dict(getattr(self, table))
            for row in rows[table]:
                name = tuple(row[column] for column in GATHERED[table])
                groups[name] = [one for one in groups.get(name, ()) if not _is(one, table, row)]
            setattr(other, table, groups)
        return other

    def cell(self, region: str, leaf: Criterion, role: str, theme: str | None) -> Cell:
        """The cell of a region on a leaf, seen for a role and a theme."""
        cell = self.raw(region, leaf, role, theme)
        value, lower, upper = placed(leaf, self.case.framework, [cell.raw, cell.low, cell.high])
        return replace(cell, value=float(value), lower=float(lower), upper=float(upper))

    def raw(self, region: str, leaf: Criterion, role: str, theme: str | None) -> Cell:
        """A cell with its evidence and raw value, not placed between 0 and 1."""
        if leaf.rating is not None:
            rating = leaf.rating
            return self._nearest(
                region, leaf, lambda at: self._rated(at, leaf, rating, role, theme)
            )
        assert leaf.figure is not None
        figure = leaf.figure
        return self._nearest(region, leaf, lambda at: self._measured(at, leaf, figure))

    def _nearest(self, region: str, leaf: Criterion, at: Callable[[str], Cell]) -> Cell:
        for code in self.case.lineage(region):
            cell = at(code)
            if cell.known:
                return cell if code == region else replace(cell, inherited_from=code)
            if not leaf.inherit:
                break
        return Cell(leaf)

    # Ratings

    def _rated(
        self, region: str, leaf: Criterion, rating: RatingLeaf, role: str, theme: str | None
    ) -> Cell:
        said = [j for j in self.judgements.get((region, leaf.id), []) if j.role in (None, role)]
        by_theme = group(said, "theme")
        if theme is not None:
            chosen = [by_theme.get((theme,)) or by_theme.get((None,)) or []]
        elif rating.across_themes == "best":
            chosen = [max(by_theme.values(), key=_mean, default=[])]
        else:
            chosen = list(by_theme.values())
        chosen = [judgements for judgements in chosen if judgements]
        if not chosen:
            return Cell(leaf)
        return Cell(
            leaf,
            raw=sum(map(_mean, chosen)) / len(chosen),
            low=sum(min(j.rating for j in group_) for group_ in chosen) / len(chosen),
            high=sum(max(j.rating for j in group_) for group_ in chosen) / len(chosen),
            judgements=tuple(j for group_ in chosen for j in group_),
        )

    # Figures

    def _measured(self, region: str, leaf: Criterion, spec: FigureLeaf) -> Cell:
        latest = {name: self._latest(region, name) for name in spec.indicators}
        if spec.combine == "sum":
            if not all(latest.values()):  # a sum with a part missing is not the sum
                return Cell(leaf)
            parts = [_spread(figures, spec) for figures in latest.values()]
            raw, low, high = (sum(part[end] for part in parts) for end in range(3))
            used = tuple(figure for figures in latest.values() for figure in figures)
            converted = False
        else:
            name = next((name for name in spec.indicators if latest[name]), None)
            if name is None:
                return Cell(leaf)
            used = tuple(latest[name])
            raw, low, high = _spread(used, spec)
            converted = spec.common_scale is not None and name == spec.common_scale.from_
            if converted:
                raw, low, high = self._convert(leaf.id, raw, low, high)
        return Cell(leaf, raw=raw, low=low, high=high, figures=used, converted=converted)

    def _latest(self, region: str, indicator: str) -> Sequence[Figure]:
        """The figures of the latest year; more than one when sources differ."""
        figures = self.figures.get((region, indicator), [])
        year = max((figure.year for figure in figures), default=None)
        return [figure for figure in figures if figure.year == year]

    def _convert(
        self, leaf: str, raw: float, low: float, high: float
    ) -> tuple[float, float, float]:
        link = self.case.framework.by_id[leaf].figure
        assert link is not None
        assert link.common_scale is not None
        scale = self.common_scales[leaf]
        coverage = link.common_scale.coverage
        value = float(scale.predict(raw, coverage)[0])
        ends = [float(end) for at in (low, high) for end in scale.predict(at, coverage)[1:]]
        return value, min(ends), max(ends)

    @cached_property
    def common_scales(self) -> dict[str, CommonScale]:
        """The line that brings one scoreboard onto another, by leaf."""
        return {
            leaf.id: fit_common_scale([x for *_, x, _ in pairs], [y for *_, y in pairs])
            for leaf in self.case.framework.leaves
            if leaf.figure and leaf.figure.common_scale
            for pairs in [anchored(self.case, leaf.figure, self.as_of)]
        }


def placed(leaf: Criterion, framework: Framework, raw: ArrayLike) -> NDArray[np.float64]:
    """Raw values of a leaf on the scale from 0 to 1: value, lower and upper end.

    `raw` is (3,) or (3, A): the raw value, its low and its high end; NaN stays NaN. A figure
    without a logarithm, zero or less, lies at the goalpost it is nearest to.
    """
    ends = np.asarray(raw, dtype=np.float64)
    if leaf.rating is not None:
        scale = framework.scales[leaf.rating.scale]
        # The mean of three times 0.7 may come out a hair below 0.7.
        return ratings(np.clip(ends, scale.low, scale.high), scale.low, scale.high)
    assert leaf.figure is not None
    posts = leaf.figure.goalposts
    if leaf.figure.transform == "log10":
        logs = np.full_like(ends, -math.inf)
        ends = np.log10(ends, out=logs, where=~(ends <= 0))  # the logarithm of NaN is NaN
        posts = (math.log10(posts[0]), math.log10(posts[1]))
    value, one, other = goalposts(ends, *posts)
    return np.stack([value, np.minimum(one, other), np.maximum(one, other)])


def anchored(
    case: Case, leaf: FigureLeaf, day: date | None = None
) -> list[tuple[str, int, float, float]]:
    """The economies that both scoreboards cover in the same year: code, year, from, onto.

    Of the observations where they are read and give enough of them, else of the case itself.
    """
    link = leaf.common_scale
    assert link is not None
    pairs = paired(link, _values(case.anchors_on(day)))
    return pairs if len(pairs) >= LEAST_ANCHORS else paired(link, _values(case.own_anchors))


def _values(anchors: Iterable[Anchor]) -> dict[tuple[str, int, str], float]:
    return {(a.economy, a.year, a.indicator): a.value for a in anchors}


def _is(thing: object, table: str, row: Row) -> bool:
    """Whether a value was read from a row."""
    return all(getattr(thing, column) == row[column] for column in TABLES[table].key)


@lru_cache(maxsize=8)
def evidence_on(case: Case, day: date) -> Evidence:
    """The evidence of a case on a day; gathered once for all roles and themes."""
    return Evidence(case, day)


def _spread(figures: Sequence[Figure], spec: FigureLeaf) -> tuple[float, float, float]:
    """Mean, lowest and highest of the figures, their standard errors counted in."""
    width = 0.0
    if spec.error_coverage is not None:
        from scipy.special import ndtri  # takes half a second, and few ask for it

        width = float(ndtri((1 + spec.error_coverage) / 2))
    factors = [100 / spec.rebase[f.indicator] if f.indicator in spec.rebase else 1 for f in figures]
    values = [f.value * k for f, k in zip(figures, factors, strict=True)]
    errors = [width * (f.standard_error or 0) * k for f, k in zip(figures, factors, strict=True)]
    return (
        sum(values) / len(values),
        min(v - e for v, e in zip(values, errors, strict=True)),
        max(v + e for v, e in zip(values, errors, strict=True)),
    )


def _mean(judgements: Sequence[Judgement]) -> float:
    return sum(j.rating for j in judgements) / len(judgements)
