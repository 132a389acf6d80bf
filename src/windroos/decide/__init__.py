"""The decision engine: a criteria tree and its cells go in, scores, bounds and advice come out.

Arrays in, arrays out; samples are a leading dimension. Zero is a value, NaN is unknown. The
methods are in subpackages, imported on demand: `data`, `weights`, `methods`, `sorting`,
`robustness` and `explanation`. `chain` puts them together: from two CSV tables to verdicts, the
steps being one value.

>>> tree = Tree.of([Node("fit", None), Node("themes", "fit", 2), Node("contacts", "fit", 1)])
>>> cells = [[0.9, 0.6], [0.9, float("nan")]]  # two regions; of the second, contacts are unknown
>>> score(tree, cells).value.round(3).tolist()
[0.8, 0.9]
>>> ends = [verdicts(end, {"active": 0.7, "reactive": 0.4}) for end in bounds(tree, cells, cells)]
>>> advise(["active", "active"], *ends, outcomes=[["holds"], ["conditional"]]).tolist()
['active', 'undetermined']
"""

from .aggregate import Scores, bounds, contributions, score
from .arrays import TOLERANCE, ranks
from .cells import goalposts, ratings
from .declared import Declared, ParameterError, read
from .scale import CommonScale, fit_common_scale
from .tree import AGGREGATES, WITH_EXPONENT, Branch, Node, Tree, TreeError, exponent_problem
from .verdict import EFFORTS, NO_SCORE, OUTCOMES, UNDETERMINED, advise, verdicts

__all__ = [
    "AGGREGATES",
    "EFFORTS",
    "NO_SCORE",
    "OUTCOMES",
    "TOLERANCE",
    "UNDETERMINED",
    "WITH_EXPONENT",
    "Branch",
    "CommonScale",
    "Declared",
    "Node",
    "ParameterError",
    "Scores",
    "Tree",
    "TreeError",
    "advise",
    "bounds",
    "contributions",
    "exponent_problem",
    "fit_common_scale",
    "goalposts",
    "ranks",
    "ratings",
    "read",
    "score",
    "verdicts",
]
