"""The data side of the engine: from raw figures to columns on one scale, every step declared.

denominate → impute → treat → normalise, and an audit of what says the same twice. Figures are
(..., A, L), NaN is unknown and stays so until it is imputed, and then a mask says where.

>>> figures = [[120.0, 3.0], [80.0, float("nan")], [30.0, 1.0]]  # exports, patents
>>> per_head = denominate(figures, {"people": [4, 2, 1]}, Denominate(by=("people", None)))
>>> filled = impute(per_head.values)
>>> filled.imputed.tolist()
[[False, False], [False, True], [False, False]]
>>> min_max(treat(filled.values).values).values.tolist()
[[0.0, 1.0], [1.0, 0.5], [0.0, 0.0]]
"""

from .denominate import Denominate, Denominated, denominate
from .distances import (
    DistanceToMaximum,
    DistanceToTarget,
    distance_to_maximum,
    distance_to_target,
)
from .impute import (
    Carried,
    Impute,
    ImputeByDraw,
    Imputed,
    ImputeLast,
    carry_forward,
    draw,
    impute,
)
from .normalise import Normalised
from .places import Borda, PercentileRank, borda, percentile_rank
from .redundancy import (
    AuditRedundancy,
    Pair,
    Redundancy,
    audit_redundancy,
    correlations,
    cronbach_alpha,
    main_effects,
)
from .scales import Goalposts, MinMax, ZScore, goalposts, min_max, z_score
from .shares import Sum, Vector, by_sum, vector
from .transforms import BoxCox, Log
from .treat import Treat, Treated, TreatmentLog, read_log, treat

__all__ = [
    "AuditRedundancy",
    "Borda",
    "BoxCox",
    "Carried",
    "Denominate",
    "Denominated",
    "DistanceToMaximum",
    "DistanceToTarget",
    "Goalposts",
    "Impute",
    "ImputeByDraw",
    "ImputeLast",
    "Imputed",
    "Log",
    "MinMax",
    "Normalised",
    "Pair",
    "PercentileRank",
    "Redundancy",
    "Sum",
    "Treat",
    "Treated",
    "TreatmentLog",
    "Vector",
    "ZScore",
    "audit_redundancy",
    "borda",
    "by_sum",
    "carry_forward",
    "correlations",
    "cronbach_alpha",
    "denominate",
    "distance_to_maximum",
    "distance_to_target",
    "draw",
    "goalposts",
    "impute",
    "main_effects",
    "min_max",
    "percentile_rank",
    "read_log",
    "treat",
    "vector",
    "z_score",
]
