"""What of a compass is taken as uncertain when it is asked how sure a verdict is.

The documents give no weights, scales or thresholds: the case chose them, and says here within which
limits it could as well have chosen otherwise. It stands under `[robustness]` in `framework.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from windroos.cases.text import Text
from windroos.decide.robustness import TreeSpace, TreeWeights

CONFIDENCES = ("high", "medium", "low")
UNKNOWN = ("uniform", "observed")
MOST_SAMPLES = 1_000_000
MOST_SEED = 2**53 - 1  # what every program that reads JSON holds exactly


@dataclass(frozen=True, slots=True)
class MethodChoice:
    """One way of bringing the parts together, taken with a chance in proportion to `probability`.

    `aggregate` (with its `exponent`) takes the place of that of every node; None leaves each its
    own. `shift` is added to both thresholds.
    """

    label: Text
    probability: float = 1.0
    aggregate: str | None = None
    exponent: float | None = None
    shift: float = 0.0


AS_CHOSEN = MethodChoice(Text(nl="zoals gekozen", en="as chosen"))


@dataclass(frozen=True, slots=True)
class Doubts:
    """The spaces from which samples are drawn.

    `ratings`: how many steps of its scale a rating may lie off, by the confidence of the judgement.
    `unknown`: an unknown cell is anything from 0 to 1 (`uniform`), or as the other regions are
    (`observed`).
    """

    weights: TreeSpace = field(default_factory=TreeWeights)
    ratings: Mapping[str, float] = field(
        default_factory=lambda: {"high": 0.5, "medium": 0.5, "low": 1.0}
    )
    unknown: str = "uniform"
    methods: tuple[MethodChoice, ...] = (AS_CHOSEN,)
    samples: int = 10_000
    seed: int = 1
