"""Figures into measures: what a region's figures say beside those of others. NumPy, no Django.

Arrays in, arrays out; NaN is missing and is never filled in.

>>> burden = Panel.of([("NL", 2024, 20.0), ("JP", 2024, 30.0), ("JP", 2004, 20.0)])
>>> lead(burden.years, burden.values[:1], [20.0]).years.round(1).tolist()  # Japan, on 20
[[20.0]]

A value chain is links, what flows between them, and who holds each where.

>>> wafers = Holder(link="wafer", id="maker", region="NL21")
>>> chain = Chain((Link(id="wafer"), Link(id="chip")), (Flow("wafer", "chip"),), (wafers,))
>>> [(link.id, link.state) for link in analyse(chain, Scope.of("NL41")).links]
[('wafer', 'missing'), ('chip', 'open')]
"""

from .chain_comparison import Comparison as ChainComparison
from .chain_comparison import compare_chains
from .chain_complements import Complements, complements
from .chain_losses import Loss, losses
from .chain_parts import STRENGTHS, Chain, ChainError, Flow, Holder, Link
from .chain_shares import Bounds, dependence
from .chains import Analysis, Gap, LinkState, analyse
from .challenges import Comparison, Course, Direction, NotComparable, Rules, compare
from .learning import learning
from .panel import Panel
from .scope import EVERYWHERE, Scope
from .time import Lead, lead

__all__ = [
    "EVERYWHERE",
    "STRENGTHS",
    "Analysis",
    "Bounds",
    "Chain",
    "ChainComparison",
    "ChainError",
    "Comparison",
    "Complements",
    "Course",
    "Direction",
    "Flow",
    "Gap",
    "Holder",
    "Lead",
    "Link",
    "LinkState",
    "Loss",
    "NotComparable",
    "Panel",
    "Rules",
    "Scope",
    "analyse",
    "compare",
    "compare_chains",
    "complements",
    "dependence",
    "lead",
    "learning",
    "losses",
]
