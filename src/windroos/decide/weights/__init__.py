"""Weights of criteria: as people state, order or compare them, or from the figures themselves.

What people judge goes in as it was said and weights come out; (..., L) for L criteria, with any
leading sample dimensions. What figures say is asked of a matrix (..., A, L).

>>> swing([100, 60, 40]).tolist()
[0.5, 0.3, 0.2]
>>> rank_order([1, 2, 3]).round(3).tolist()
[0.611, 0.278, 0.111]
>>> ahp(pairwise([2, 4, 2])).weights.round(3).tolist()  # 1 against 2, 1 against 3, 2 against 3
[0.571, 0.286, 0.143]
>>> best_worst([1, 2, 4], [4, 2, 1]).weights.round(3).tolist()
[0.571, 0.286, 0.143]
>>> entropy([[1, 10], [3, 10]]).weights.tolist()  # all have the same on the second
[1.0, 0.0]
"""

from .ahp import RANDOM_INDEX, Ahp, AhpResult, ahp, pairwise
from .ahp_tree import AhpTree, AhpTreeResult, ahp_cells, ahp_tree
from .best_worst import BestWorst, BestWorstResult, best_worst
from .components import ComponentsResult, PrincipalComponents, principal_components
from .objective import (
    Critic,
    CriticResult,
    Entropy,
    EntropyResult,
    Merec,
    MerecResult,
    critic,
    entropy,
    merec,
)
from .points import Direct, Swing, direct, swing
from .rank_order import RankOrder, rank_order

__all__ = [
    "RANDOM_INDEX",
    "Ahp",
    "AhpResult",
    "AhpTree",
    "AhpTreeResult",
    "BestWorst",
    "BestWorstResult",
    "ComponentsResult",
    "Critic",
    "CriticResult",
    "Direct",
    "Entropy",
    "EntropyResult",
    "Merec",
    "MerecResult",
    "PrincipalComponents",
    "RankOrder",
    "Swing",
    "ahp",
    "ahp_cells",
    "ahp_tree",
    "best_worst",
    "critic",
    "direct",
    "entropy",
    "merec",
    "pairwise",
    "principal_components",
    "rank_order",
    "swing",
]
