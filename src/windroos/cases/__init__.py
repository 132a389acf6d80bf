"""Cases: a region's compass as data, and the weighing of it.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> assessment = cases.weigh(case, role="innovation", as_of=date(2026, 11, 21))
>>> japan = assessment["JP"]
>>> japan.advice, japan.decision
('undetermined', 'active')
"""

from windroos.cases.case import Case, load
from windroos.cases.check import PackageError, Problem, check
from windroos.cases.contradictions import Contradiction, contradictions
from windroos.cases.explaining import explain
from windroos.cases.package import Package, shipped
from windroos.cases.problems import CaseError
from windroos.cases.weighing import Assessment, RegionResult, weigh

__all__ = [
    "Assessment",
    "Case",
    "CaseError",
    "Contradiction",
    "Package",
    "PackageError",
    "Problem",
    "RegionResult",
    "check",
    "contradictions",
    "explain",
    "load",
    "shipped",
    "weigh",
]
