"""What a weighing rests on, gathered once, whatever weights, thresholds and goalposts will be."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from windroos.cases.case import Case, Decision, Region, Theme
from windroos.cases.cells import Cell, Evidence, evidence_on, placed
from windroos.cases.framework import Criterion, Framework
from windroos.cases.preconditions import Gate, gates
from windroos.cases.problems import CaseError
from windroos.decide import CommonScale

T = TypeVar("T")
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Prepared:
    """The evidence on some regions for a role and theme on a day, as arrays.

    A regions, L leaves in the order of `Tree.leaves`, P preconditions. The first axis of `raw` and
    `cells` holds value, lower and upper end; NaN is unknown.
    """

    case: Case
    role: str
    theme: Theme | None
    as_of: date
    regions: tuple[Region, ...]
    leaves: tuple[Criterion, ...]
    found: tuple[tuple[Cell, ...], ...]
    """Per region and leaf: the evidence and the raw value, not placed between 0 and 1."""
    raw: Floats
    """(3, A, L) before goalposts or scale."""
    cells: Floats
    """(3, A, L) from 0 to 1, by the goalposts and scales of the case."""
    gates: tuple[tuple[Gate, ...], ...]
    outcomes: NDArray[np.str_]
    """(A, P)"""
    decisions: tuple[Decision | None, ...]
    common_scales: Mapping[str, CommonScale]

    def placed(self, framework: Framework) -> Floats:
        """(3, A, L) the cells by the goalposts of a framework that differs from the case's in
        numbers only."""
        moved = [
            (position, leaf)
            for position, own in enumerate(self.leaves)
            if (leaf := framework.by_id[own.id]).figure != own.figure
        ]
        if not moved:
            return self.cells
        cells = self.cells.copy()
        for position, leaf in moved:
            cells[..., position] = placed(leaf, framework, self.raw[..., position])
        return cells

    def cell(self, region: int, leaf: int, framework: Framework, cells: Floats) -> Cell:
        """The cell at a place of the arrays, with what `cells` gives for it."""
        found = self.found[region][leaf]
        value, lower, upper = (float(end) for end in cells[:, region, leaf])
        return replace(
            found,
            leaf=framework.by_id[found.leaf.id],
            value=value,
            lower=lower,
            upper=upper,
        )


def prepare(
    case: Case,
    role: str,
    theme: str | None = None,
    *,
    as_of: date | None = None,
    regions: Sequence[str] | None = None,
) -> Prepared:
    """Gather what a weighing rests on; of all regions once for each case, role, theme and day.

    Arguments and errors are those of `weigh`.
    """
    known(role, "role", {r.id: r for r in case.framework.roles})
    if theme is not None:
        known(theme, "theme", case.themes)
    day = as_of or date.today()
    if regions is None:
        return _prepared(case, role, theme, day)
    weighed = {region.code: region for region in case.weighed}
    # A region that is named twice is weighed once.
    chosen = tuple(known(code, "region", weighed) for code in dict.fromkeys(regions))
    return _gather(case, role, theme, day, chosen)


# A case is known by its identity: one that was read anew is prepared anew.
@lru_cache(maxsize=32)
def _prepared(case: Case, role: str, theme: str | None, day: date) -> Prepared:
    return _gather(case, role, theme, day, case.weighed)


def _gather(
    case: Case, role: str, theme: str | None, day: date, chosen: tuple[Region, ...]
) -> Prepared:
    evidence = evidence_on(case, day)
    leaves = tuple(case.framework.by_id[id] for id in case.framework.tree(role).leaves)
    found = tuple(
        tuple(evidence.raw(region.code, leaf, role, theme) for leaf in leaves) for region in chosen
    )
    raw = np.array(
        [[(cell.raw, cell.low, cell.high) for cell in row] for row in found], dtype=np.float64
    ).reshape(len(chosen), len(leaves), 3)
    raw = np.ascontiguousarray(np.moveaxis(raw, -1, 0))
    cells = np.empty_like(raw)
    for position, leaf in enumerate(leaves):
        cells[..., position] = placed(leaf, case.framework, raw[..., position])
    for array in (raw, cells):
        array.setflags(write=False)
    gated = tuple(gates(evidence, region.code, role, theme) for region in chosen)
    return Prepared(
        case=case,
        role=role,
        theme=case.themes[theme] if theme is not None else None,
        as_of=day,
        regions=chosen,
        leaves=leaves,
        found=found,
        raw=raw,
        cells=cells,
        gates=gated,
        outcomes=_outcomes(gated),
        decisions=tuple(case.decision(region.code, role, day, theme) for region in chosen),
        common_scales=evidence.common_scales,
    )


@dataclass(frozen=True, slots=True)
class Variant:
    """A region under other evidence, with what that is about: leaves and indicators."""

    code: str
    evidence: Evidence
    about: Collection[str]


def varied(prepared: Prepared, variants: Sequence[Variant]) -> Prepared:
    """A weighing with a row for each variant in place of its regions, as many as one asks.

    Only the leaves that a variant is about are filled anew, so that what a thousand changes would
    do is weighed at once. One region may stand in several rows.
    """
    role, theme = prepared.role, prepared.theme.id if prepared.theme else None
    at = {region.code: row for row, region in enumerate(prepared.regions)}
    rows = [at[one.code] for one in variants]
    found = [list(prepared.found[row]) for row in rows]
    raw, cells = prepared.raw[:, rows], prepared.cells[:, rows]  # indexed by a list: copies
    for position, leaf in enumerate(prepared.leaves):
        names = {leaf.id, *(leaf.figure.indicators if leaf.figure else ())}
        anew = [n for n, one in enumerate(variants) if not names.isdisjoint(one.about)]
        for n in anew:
            one = variants[n]
            found[n][position] = cell = one.evidence.raw(one.code, leaf, role, theme)
            raw[:, n, position] = cell.raw, cell.low, cell.high
        if anew:
            framework = prepared.case.framework
            cells[:, anew, position] = placed(leaf, framework, raw[:, anew, position])
    gated = tuple(gates(one.evidence, one.code, role, theme) for one in variants)
    return replace(
        prepared,
        regions=tuple(prepared.regions[row] for row in rows),
        found=tuple(map(tuple, found)),
        raw=raw,
        cells=cells,
        gates=gated,
        outcomes=_outcomes(gated),
        decisions=tuple(prepared.decisions[row] for row in rows),
    )


def _outcomes(gated: Sequence[Sequence[Gate]]) -> NDArray[np.str_]:
    """(A, P)"""
    outcomes = [[gate.outcome for gate in row] for row in gated]
    return np.array(outcomes, dtype=np.str_).reshape(len(gated), len(gated[0]) if gated else 0)


def known(id: str, what: str, things: Mapping[str, T]) -> T:
    """One of the things by its id; raises `CaseError` for another id, naming those there are."""
    if id not in things:
        raise CaseError(f"unknown {what} “{id}”; there are: {', '.join(things)}")
    return things[id]
