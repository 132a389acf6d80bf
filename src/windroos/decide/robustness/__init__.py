"""How sure an outcome is, over all weights, values and methods one is prepared to defend.

>>> import numpy as np
>>> from windroos.decide import Node, Tree
>>> tree = Tree.of([Node("fit", None), Node("themes", "fit", 2), Node("contacts", "fit", 1)])
>>> cells = Values([[0.9, 0.6], [0.2, np.nan]], [Unknown([[False, False], [False, True]])])
>>> model = Model.of_tree(tree, TreeWeights(), cells, {"active": 0.7, "reactive": 0.4})
>>> found = acceptability(model, Sampling(samples=2000, seed=1))
>>> found.verdict_acceptability.round(1).tolist()  # none, reactive, active
[[0.0, 0.3, 0.7], [0.7, 0.3, 0.1]]
>>> [factor.kind for factor in doubt(model).factors]
['weights', 'values']
"""

from .acceptability import Measures, Tally, acceptability
from .confidence import confidence_factors, verdict_confidence
from .doubt import Doubt, Factor, doubt, factors_of
from .model import Method, Model, Scorer, TreeScorer
from .outcome import Acceptability
from .sampling import Cancelled, Chunk, Sampling, run
from .sobol import SobolDesign, SobolIndices, sobol_indices
from .tree_weights import FlatWeights, TreeSpace, TreeWeights
from .value_spaces import Assessors, Drawn, Interval, Normal, Ordinal, Uncertain, Unknown, Values
from .weight_spaces import (
    AroundPoint,
    Constrained,
    FixedWeights,
    RankOrder,
    WeightSpace,
    WholeSimplex,
)

__all__ = [
    "Acceptability",
    "AroundPoint",
    "Assessors",
    "Cancelled",
    "Chunk",
    "Constrained",
    "Doubt",
    "Drawn",
    "Factor",
    "FixedWeights",
    "FlatWeights",
    "Interval",
    "Measures",
    "Method",
    "Model",
    "Normal",
    "Ordinal",
    "RankOrder",
    "Sampling",
    "Scorer",
    "SobolDesign",
    "SobolIndices",
    "Tally",
    "TreeScorer",
    "TreeSpace",
    "TreeWeights",
    "Uncertain",
    "Unknown",
    "Values",
    "WeightSpace",
    "WholeSimplex",
    "acceptability",
    "confidence_factors",
    "doubt",
    "factors_of",
    "run",
    "sobol_indices",
    "verdict_confidence",
]
