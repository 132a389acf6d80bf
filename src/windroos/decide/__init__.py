"""The decision engine: a criteria tree and its cells go in, scores, bounds and advice come out.

Arrays in, arrays out; samples are a leading dimension. Zero is a value, NaN is unknown.

>>> tree = Tree.of([Node("fit", None), Node("themes", "fit", 2), Node("contacts", "fit", 1)])
>>> cells = [[0.9, 0.6], [0.9, float("nan")]]  # two regions; of the second, contacts are unknown
>>> score(tree, cells).value.round(3).tolist()
[0.8, 0.9]
>>> ends = [verdicts(end, {"active": 0.7, "reactive": 0.4}) for end in bounds(tree, cells, cells)]
>>> advise(["active", "active"], *ends, outcomes=[["holds"], ["conditional"]]).tolist()
['active', 'undetermined']
"""

from .aggregate import Scores, bounds, contributions, score
from .cells import goalposts, ratings
from .scale import CommonScale, fit_common_scale
from .tree import AGGREGATES, Branch, Node, Tree, TreeError
from .verdict import EFFORTS, NO_SCORE, OUTCOMES, TOLERANCE, UNDETERMINED, advise, verdicts

__all__ = [
    "AGGREGATES",
    "EFFORTS",
    "NO_SCORE",
    "OUTCOMES",
    "TOLERANCE",
    "UNDETERMINED",
    "Branch",
    "CommonScale",
    "Node",
    "Scores",
    "Tree",
    "TreeError",
    "advise",
    "bounds",
    "contributions",
    "fit_common_scale",
    "goalposts",
    "ratings",
    "score",
    "verdicts",
]
