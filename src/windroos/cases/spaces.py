"""The weights that can be taken as defensible, from all there are to those near the chosen ones.

>>> from windroos import cases
>>> framework = cases.load("noord_brabant").framework
>>> name_of(framework)
'all'
>>> space(framework, "innovation", "around")
TreeWeights(default=AroundPoint(point=None, concentration=None, spread=0.5), nodes={})
"""

from __future__ import annotations

from windroos.cases.framework import Framework
from windroos.decide.robustness import AroundPoint, Constrained, TreeSpace, TreeWeights

ALL, AROUND, ORDER, OWN = "all", "around", "order", "own"
SPACES = (ALL, AROUND, ORDER)
# Half to one and a half times each weight.
_SPREAD = 0.5


def space(framework: Framework, role: str, name: str) -> TreeSpace:
    """A space of weights by its name.

    `all`: any weights, on every level. `around`: each weight from half to one and a half times what
    was chosen. `order`: any weights in which no part weighs less than one that was chosen to weigh
    less; parts chosen to weigh alike may weigh anything. `own`: as the framework says.
    """
    if name == OWN:
        return framework.doubts.weights
    if name == AROUND:
        return TreeWeights(AroundPoint(spread=_SPREAD))
    return TreeWeights(nodes=_ordered(framework, role)) if name == ORDER else TreeWeights()


def name_of(framework: Framework) -> str:
    """What the space that the framework itself takes is called: `own` when it is none of these."""
    own = framework.doubts.weights
    return next((n for n in (ALL, AROUND) if space(framework, "", n) == own), OWN)


def _ordered(framework: Framework, role: str) -> dict[str, Constrained]:
    """By node, the order of its children where their weights differ."""
    made = {}
    for parent in framework.criteria:
        weights = [child.weight(role) for child in framework.children(parent.id)]
        # What weighs nothing was left out by choice, and stays out.
        counted = [n for n, weight in enumerate(weights) if weight > 0]
        pairs = tuple((i, j) for i in counted for j in counted if weights[i] > weights[j])
        if pairs:
            upper = tuple(float(weight > 0) for weight in weights)
            made[parent.id] = Constrained(upper=upper, order=pairs)
    return made
