"""Cases: a region's compass as data, and the weighing of it.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> assessment = cases.weigh(case, role="innovation", as_of=date(2026, 11, 21))
>>> japan = assessment["JP"]
>>> japan.advice, japan.decision
('undetermined', 'active')
"""

from windroos.cases.agenda import Agenda, agenda
from windroos.cases.case import Case, load
from windroos.cases.challenges import challenges, share
from windroos.cases.check import PackageError, Problem, check
from windroos.cases.contradictions import Contradiction, contradictions
from windroos.cases.difference import Difference, difference
from windroos.cases.doubts import Doubts
from windroos.cases.explaining import explain
from windroos.cases.gazetteer import gazetteer
from windroos.cases.leaning import Leaning, leaning, leanings
from windroos.cases.package import Package, shipped
from windroos.cases.preparing import prepare
from windroos.cases.problems import CaseError
from windroos.cases.record import record, verify
from windroos.cases.resting import without
from windroos.cases.robustness import Robustness, robustness
from windroos.cases.scenario import Scenario, ScenarioError, apply
from windroos.cases.weighing import Assessment, RegionResult, weigh

__all__ = [
    "Agenda",
    "Assessment",
    "Case",
    "CaseError",
    "Contradiction",
    "Difference",
    "Doubts",
    "Leaning",
    "Package",
    "PackageError",
    "Problem",
    "RegionResult",
    "Robustness",
    "Scenario",
    "ScenarioError",
    "agenda",
    "apply",
    "challenges",
    "check",
    "contradictions",
    "difference",
    "explain",
    "gazetteer",
    "leaning",
    "leanings",
    "load",
    "prepare",
    "record",
    "robustness",
    "share",
    "shipped",
    "verify",
    "weigh",
    "without",
]
