"""Methods that rank a whole set of alternatives at once, for comparison with the compass.

Each is a function on arrays with a frozen dataclass of its parameters beside it, which is called
the same way: matrix (..., A, L), weights (..., L), directions (L,). Many weight vectors cost no
array that grows with samples x alternatives x criteria.

>>> matrix = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
>>> Topsis()(matrix, [3, 4, 3]).score.round(3).tolist()
[0.504, 0.658, 0.748, 0.334]
>>> Topsis()(matrix, [[3, 4, 3], [1, 1, 8]]).ranks.tolist()  # two weight vectors
[[3, 2, 1, 4], [4, 1, 2, 3]]
>>> promethee(matrix, [3, 4, 3]).score.round(3).tolist()
[-0.333, 0.167, 0.567, -0.4]
"""

from .copeland import Copeland, copeland
from .electre_one import ElectreOne, ElectreOneResult, electre_one, kernels
from .hellwig import Hellwig, HellwigResult, hellwig
from .preference import Preference, criterion_flows
from .promethee import (
    Promethee,
    PrometheeResult,
    UnicriterionFlows,
    promethee,
    unicriterion_flows,
    weighted_flows,
)
from .ranking import Ranking
from .topsis import Topsis, TopsisResult, topsis
from .utastar import Utastar, UtastarResult, utastar
from .value_functions import (
    AdditiveValue,
    AdditiveValueResult,
    PiecewiseLinear,
    additive_value,
    value,
)
from .vikor import Vikor, VikorResult, vikor
from .waspas import Waspas, WaspasResult, waspas
from .weighted_sum import WeightedSum, weighted_sum

__all__ = [
    "AdditiveValue",
    "AdditiveValueResult",
    "Copeland",
    "ElectreOne",
    "ElectreOneResult",
    "Hellwig",
    "HellwigResult",
    "PiecewiseLinear",
    "Preference",
    "Promethee",
    "PrometheeResult",
    "Ranking",
    "Topsis",
    "TopsisResult",
    "UnicriterionFlows",
    "Utastar",
    "UtastarResult",
    "Vikor",
    "VikorResult",
    "Waspas",
    "WaspasResult",
    "WeightedSum",
    "additive_value",
    "copeland",
    "criterion_flows",
    "electre_one",
    "hellwig",
    "kernels",
    "promethee",
    "topsis",
    "unicriterion_flows",
    "utastar",
    "value",
    "vikor",
    "waspas",
    "weighted_flows",
    "weighted_sum",
]
