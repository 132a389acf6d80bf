"""Judgements that lie far apart, and a judgement that lies far from a figure: tensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from windroos.cases.case import Case, Judgement, group
from windroos.cases.cells import Cell, Evidence, placed
from windroos.cases.contradictions.found import JUDGEMENT, MEASURED, SOFT, Contradiction
from windroos.cases.contradictions.places import in_order, same_place
from windroos.cases.framework import Criterion, Scale

Pair = tuple[Judgement, Judgement]


def judgements(case: Case) -> Iterator[Contradiction]:
    """Judgements of one region and criterion, from different places, that lie so many steps apart
    as the case declares, by theme and role; none where it declares no number."""
    limit = case.framework.tensions.steps
    if limit is None:
        return
    for (region, criterion), said in group(case.judgements, "region", "criterion").items():
        scale = _scale(case, criterion)
        clashes: dict[tuple[str | None, str | None], list[Pair]] = defaultdict(list)
        for a, b in combinations(said, 2):
            low, high = sorted((a, b), key=lambda one: one.rating)
            far = scale.step(high.rating) - scale.step(low.rating) >= limit
            denied = far and _denied(scale, low.rating, high.rating)
            if denied and _together(a, b) and not same_place(case, a, b):
                clashes[a.role or b.role, a.theme or b.theme].append((a, b))
        for (role, theme), pairs in clashes.items():
            yield Contradiction(
                kind=JUDGEMENT,
                grade=SOFT,
                region=region,
                role=role,
                criterion=criterion,
                theme=theme,
                judgements=in_order(pairs),
            )


def _together(a: Judgement, b: Judgement) -> bool:
    """Whether two judgements speak of a theme and a role that they share."""
    pairs = ((a.theme, b.theme), (a.role, b.role))
    return all(one == other or None in (one, other) for one, other in pairs)


def _denied(scale: Scale, low: float, high: float) -> bool:
    """Whether a lower rating leaves no room for a higher one, and the other way round.

    A text that names little does not say that there is no more.
    """
    below, above = scale.point(low), scale.point(high)
    return not (below and below.open_above) and not (above and above.open_below)


def measured(case: Case) -> Iterator[Contradiction]:
    """Judgements of one region that lie so far as the case declares, on the scale from 0 to 1, from
    a figure of a leaf beside theirs in the tree; none where it declares no distance.

    Only what is of the region itself and of the same time: a parent's figure says nothing against
    what is said of a part. How sure the figure is counts: the distance is that to its range.
    """
    limit = case.framework.tensions.distance
    if limit is None:
        return
    evidence = Evidence(case, None)
    said = group(case.judgements, "criterion", "region")
    leaves = case.framework.leaves
    pairs = [
        (a, b) for a in leaves if a.rating for b in leaves if b.figure and b.parent == a.parent
    ]
    for judged, leaf in pairs:
        for region in case.regions:
            mine = said.get((judged.id, region))
            if not mine:
                continue
            cell = evidence.cell(region, leaf, "", None)
            if cell.known and not cell.inherited_from:
                far = [one for one in mine if _far(case, judged, one, cell, limit)]
                yield from _beside(region, judged, leaf, far, cell)


def _beside(
    region: str, judged: Criterion, leaf: Criterion, far: Sequence[Judgement], cell: Cell
) -> Iterator[Contradiction]:
    if far:
        yield Contradiction(
            kind=MEASURED,
            grade=SOFT,
            region=region,
            criterion=judged.id,
            measured=leaf.id,
            judgements=in_order((one, one) for one in far),
            figures=cell.figures,
        )


def _far(case: Case, judged: Criterion, said: Judgement, cell: Cell, limit: float) -> bool:
    """Whether a judgement lies beyond the range of a figure, and leaves no room for it."""
    same_time = case.framework.tensions.same_time
    if not any(same_time(case.dated(said), str(figure.year)) for figure in cell.figures):
        return False
    value = float(placed(judged, case.framework, [said.rating] * 3)[0])
    point = _scale(case, judged.id).point(said.rating)
    if value < cell.lower:
        return cell.lower - value >= limit and not (point and point.open_above)
    return value - cell.upper >= limit and not (point and point.open_below)


def _scale(case: Case, criterion: str) -> Scale:
    leaf = case.framework.by_id[criterion]
    assert leaf.rating is not None  # the package has been checked
    return case.framework.scales[leaf.rating.scale]
