"""Why a verdict is what it is, what would change it, and what is worth knowing.

Pure functions on the arrays of `windroos.decide` and its `Tree`.

>>> from windroos.decide import Node, Tree
>>> tree = Tree.of([Node("fit", None), Node("themes", "fit", 2), Node("contacts", "fit", 1)])
>>> cells, thresholds = [[0.9, 0.3]], {"active": 0.75, "reactive": 0.4}
>>> boundary([0.7], thresholds).to_rise.round(3).tolist()
[0.05]
>>> active = 2  # the place of active in EFFORTS
>>> leaf_flips(tree, cells, thresholds).needed[0, active].round(3).tolist()
[0.975, 0.45]
>>> weight_factors(tree, cells, thresholds).factor[0, active, tree.index["themes"]].round(3).item()
1.5
>>> themes = tree.index["themes"]  # it may weigh from 1/6 to 3/4 before the verdict is another one
>>> intervals = stability(tree, cells, thresholds)
>>> (
...     intervals.verdict_lower[0, themes].round(3).item(),
...     intervals.verdict_upper[0, themes].round(3).item(),
... )
(0.167, 0.75)
"""

from .agenda import Agenda, agenda, interval_answers
from .boundary import Boundary, boundary
from .information import VERDICTS, Information
from .leaf_flips import LeafFlips, leaf_flips
from .preconditions import ANSWERS, PreconditionAgenda, precondition_agenda
from .split import Split, VerdictSplit, known_contributions, split, split_verdicts
from .stability import StabilityIntervals, stability
from .steps import StepFlips, step_flips
from .value_flips import JointFlips, joint_flips
from .weight_flips import JointWeights, WeightFactors, joint_weights, weight_factors

__all__ = [
    "ANSWERS",
    "VERDICTS",
    "Agenda",
    "Boundary",
    "Information",
    "JointFlips",
    "JointWeights",
    "LeafFlips",
    "PreconditionAgenda",
    "Split",
    "StabilityIntervals",
    "StepFlips",
    "VerdictSplit",
    "WeightFactors",
    "agenda",
    "boundary",
    "interval_answers",
    "joint_flips",
    "joint_weights",
    "known_contributions",
    "leaf_flips",
    "precondition_agenda",
    "split",
    "split_verdicts",
    "stability",
    "step_flips",
    "weight_factors",
]
