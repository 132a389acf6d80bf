"""A weighing as a model to draw samples of: its weights, cells and methods, each as uncertain as
the case says it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from windroos.cases.cells import Cell
from windroos.cases.doubts import Doubts, MethodChoice
from windroos.cases.framework import Criterion, FigureLeaf, Framework, Scale
from windroos.cases.preparing import Floats, Prepared
from windroos.decide import Tree
from windroos.decide.robustness import (
    Interval,
    Method,
    Model,
    Normal,
    Uncertain,
    Unknown,
    Values,
)


def model_of(prepared: Prepared, framework: Framework, doubts: Doubts) -> Model:
    """The model of a weighing with a framework that differs from the case's in numbers only.

    Raises `ParameterError` for weights that do not fit the tree.
    """
    cells = prepared.placed(framework)
    tree = framework.tree(prepared.role)
    thresholds = framework.role(prepared.role).thresholds
    methods = tuple(
        Method.of_tree(
            choice.label.en,
            with_aggregate(tree, choice),
            {name: min(max(at + choice.shift, 0), 1) for name, at in thresholds.items()},
            probability=choice.probability,
        )
        for choice in doubts.methods
    )
    values = Values(cells[0], uncertain(prepared, framework, cells, doubts))
    return Model(doubts.weights, values, methods, tree)


def with_aggregate(tree: Tree, choice: MethodChoice) -> Tree:
    """The tree with every node brought together as a method has it."""
    if choice.aggregate is None:
        return tree
    return Tree.of(
        replace(node, aggregate=choice.aggregate, exponent=choice.exponent) for node in tree.given
    )


def uncertain(
    prepared: Prepared, framework: Framework, cells: Floats, doubts: Doubts
) -> tuple[Uncertain, ...]:
    """What is not certain of the cells.

    A rating may lie some steps off, by how sure its judgements are; a figure with a standard error
    is normal about its value, one on which sources differ anything between them; of an unknown cell
    the case says what it may be.
    """
    shape = cells.shape[1:]
    low, high, error = (np.full(shape, np.nan) for _ in range(3))
    for leaf, own in enumerate(prepared.leaves):
        criterion = framework.by_id[own.id]
        for region in range(shape[0]):
            if np.isnan(cells[0, region, leaf]):
                continue
            found = prepared.found[region][leaf]
            ends = (float(cells[1, region, leaf]), float(cells[2, region, leaf]))
            if criterion.rating is not None:
                scale = framework.scales[criterion.rating.scale]
                low[region, leaf], high[region, leaf] = steps_off(scale, ends, found, doubts)
            elif (spread := standard_error(criterion, found)) is not None:
                error[region, leaf] = spread
            else:
                low[region, leaf], high[region, leaf] = ends
    unknown = np.isnan(cells[0])
    # The value stands within its range but for rounding.
    low, high = np.fmin(low, cells[0]), np.fmax(high, cells[0])
    low[~np.isnan(error) | unknown] = high[~np.isnan(error) | unknown] = np.nan
    kinds: list[Uncertain] = [Interval(low, high), Normal(error), Unknown(unknown, doubts.unknown)]
    return tuple(kind for kind in kinds if kind.places.any())


def steps_off(
    scale: Scale, ends: tuple[float, float], cell: Cell, doubts: Doubts
) -> tuple[float, float]:
    """The range of a rated cell from 0 to 1, its ends so many steps of the scale further off."""
    points = placed_points(scale)
    steps = max(
        (doubts.ratings.get(judgement.confidence, 0.0) for judgement in cell.judgements),
        default=0.0,
    )
    at = np.interp(ends, points, np.arange(len(points)))
    moved = np.clip(at + np.array([-steps, steps]), 0, len(points) - 1)
    low, high = np.interp(moved, np.arange(len(points)), points).tolist()
    return low, high


def placed_points(scale: Scale) -> NDArray[np.float64]:
    """The points of a scale from 0 to 1."""
    points = np.array([point.value for point in scale.points])
    return (points - scale.low) / (scale.high - scale.low)


def standard_error(leaf: Criterion, cell: Cell) -> float | None:
    """The standard error of a figure from 0 to 1; None where its range has no chance to it."""
    assert leaf.figure is not None
    coverage = _coverage(leaf.figure, cell)
    if coverage is None or leaf.figure.transform is not None or len(cell.figures) != 1:
        return None
    if not cell.high > cell.low:
        return None
    low, high = leaf.figure.goalposts
    from scipy.special import ndtri  # takes half a second, and few ask for it

    return float((cell.high - cell.low) / 2 / ndtri((1 + coverage) / 2) / abs(high - low))


def _coverage(figure: FigureLeaf, cell: Cell) -> float | None:
    if cell.converted and figure.common_scale is not None:
        return figure.common_scale.coverage
    return figure.error_coverage
