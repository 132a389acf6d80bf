"""Figures into measures: what a region's figures say beside those of others. NumPy, no Django.

Arrays in, arrays out; NaN is missing and is never filled in.

>>> burden = Panel.of([("NL", 2024, 20.0), ("JP", 2024, 30.0), ("JP", 2004, 20.0)])
>>> lead(burden.years, burden.values[:1], [20.0]).years.round(1).tolist()  # Japan, on 20
[[20.0]]
"""

from .challenges import Comparison, Course, Direction, NotComparable, Rules, compare
from .learning import learning
from .panel import Panel
from .time import Lead, lead

__all__ = [
    "Comparison",
    "Course",
    "Direction",
    "Lead",
    "NotComparable",
    "Panel",
    "Rules",
    "compare",
    "lead",
    "learning",
]
