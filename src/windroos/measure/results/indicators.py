"""What is measured: kind, direction, and how it adds up over time and up the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from .periods import FREQUENCIES, Frequency, Period

Kind = Literal["stock", "flow", "ratio", "milestone", "scale"]
Direction = Literal["up", "down", "hold", "none"]
OverTime = Literal["sum", "last", "pool", "reached", "none"]
UpTree = Literal["none", "sum", "pool", "max", "min", "all"]
Level = Literal["", "input", "throughput", "output", "outcome", "impact"]
Until = Literal["reached", "end"]

KINDS: tuple[Kind, ...] = get_args(Kind)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
LEVELS: tuple[Level, ...] = get_args(Level)

OVER_TIME: dict[Kind, tuple[OverTime, ...]] = {
    "flow": ("sum", "none"),
    "stock": ("last", "none"),
    "ratio": ("last", "pool", "none"),
    "milestone": ("reached", "none"),
    "scale": ("last", "none"),
}
"""How each kind may add up over time, the usual way first. Nothing is ever averaged."""

UP_TREE: dict[Kind, tuple[UpTree, ...]] = {
    "flow": ("none", "sum", "max", "min"),
    "stock": ("none", "sum", "max", "min"),
    "ratio": ("none", "pool", "max", "min"),
    "milestone": ("none", "all"),
    "scale": ("none", "max", "min"),
}
"""How each kind may add up from the parts to the whole; `none`, not at all, is the usual way."""


class IndicatorError(ValueError):
    """What is declared does not make an indicator; `problems` tells everything that is wrong."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """By how much an actual may fall short of what is expected by then, and be what.

    The margins are shares of the way from the start to the target, or with `absolute` numbers in
    the unit of the indicator. Within `reached` of the target counts as reached; on the way there,
    within `on_track` of what is expected is on track, within `at_risk` at risk, and more is behind.
    The defaults, a tenth and a quarter of the way, are ours: no document gives any.

    `until`: a target that is better than the start counts as `reached` as soon as it is, or only
    at the `end` of its period. `hold` is the band of an indicator that is to stay where it is, as a
    share of the target (or absolute), where the target has no band of its own. `warn_days`: how
    long before its day a milestone that is not reached is at risk.

    Raises `IndicatorError`.
    """

    reached: float = 0.0
    on_track: float = 0.10
    at_risk: float = 0.25
    absolute: bool = False
    until: Until = "reached"
    hold: float = 0.05
    warn_days: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.reached <= self.on_track <= self.at_risk:
            raise IndicatorError(
                [
                    "margins go from narrow to wide and from 0: reached, on track and at risk are "
                    + ", ".join(f"{m:g}" for m in (self.reached, self.on_track, self.at_risk))
                ]
            )
        if self.hold < 0 or self.warn_days < 0:
            raise IndicatorError(["a band and a number of days are 0 or more"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator as it holds from a day on; another definition is another version.

    A stock is what is there at the end of a period, a flow what came in it, a ratio a numerator
    over a denominator, a milestone 1 (reached) or 0, a scale a rating between `scale`.
    `direction` is where it should go: `hold` is to stay where it is, `none` is followed without a
    verdict. `level_stated` is the level that the document gives it, `level_judged` what we judge it
    to be. An actual is due `due_days` after the end of its period. `parts` are the parts of the
    tree that it is measured for; left empty, all that have nothing beneath them. `per` is what a
    ratio is given per: 100 for a percentage; None is 100 where the unit is % and else 1.

    Raises `IndicatorError`, which tells all that is wrong.
    """

    id: str
    label: str = ""
    kind: Kind = "stock"
    unit: str = ""
    direction: Direction = "up"
    over_time: OverTime | None = None
    up_tree: UpTree = "none"
    level_stated: Level = ""
    level_judged: Level = ""
    owner: str = ""
    frequency: Frequency = "year"
    due_days: int = 0
    rule: Rule = Rule()
    decimals: int | None = None
    scale: tuple[float, float] | None = None
    per: float | None = None
    parts: tuple[str, ...] = ()
    version: int = 1
    valid_from: date = date.min

    def __post_init__(self) -> None:
        if problems := list(_wrong(self)):
            raise IndicatorError(problems)

    @property
    def adds_up(self) -> OverTime:
        """How it adds up over time: as declared, or as its kind usually does."""
        return self.over_time or OVER_TIME[self.kind][0]

    @property
    def factor(self) -> float:
        """What numerator over denominator is multiplied by."""
        if self.per is not None:
            return self.per
        return 100.0 if self.unit == "%" else 1.0


def in_force(versions: Iterable[Indicator], day: date) -> dict[str, Indicator]:
    """Of each indicator the version that holds on a day, by its id."""
    found: dict[str, Indicator] = {}
    for one in versions:
        now = found.get(one.id)
        if one.valid_from <= day and (
            now is None or (now.valid_from, now.version) < (one.valid_from, one.version)
        ):
            found[one.id] = one
    return found


def breaks(versions: Iterable[Indicator], indicator: str, period: Period) -> tuple[Indicator, ...]:
    """The versions of an indicator that came into force after the start of a period and within it:
    figures before and after are of another definition."""
    return tuple(
        sorted(
            (
                v
                for v in versions
                if v.id == indicator and period.start < v.valid_from <= period.end
            ),
            key=lambda version: (version.valid_from, version.version),
        )
    )


def _wrong(one: Indicator) -> Iterator[str]:
    who = f"indicator {one.id!r}"
    if not one.id:
        yield "an indicator has an id"
    for word, given, choices in (
        ("kind", one.kind, KINDS),
        ("direction", one.direction, DIRECTIONS),
        ("frequency", one.frequency, FREQUENCIES),
        ("level as stated", one.level_stated, LEVELS),
        ("level as judged", one.level_judged, LEVELS),
    ):
        if given not in choices:
            yield f"{who}: {given!r} is no {word}: write {', '.join(filter(None, choices))}"
    if one.kind not in KINDS:
        return
    if one.adds_up not in OVER_TIME[one.kind]:
        yield (
            f"{who}: a {one.kind} does not add up over time by {one.adds_up!r}: "
            f"write {' or '.join(OVER_TIME[one.kind])}"
        )
    if one.up_tree not in UP_TREE[one.kind]:
        yield (
            f"{who}: a {one.kind} does not add up from its parts by {one.up_tree!r}: "
            f"write {', '.join(UP_TREE[one.kind])}"
        )
    if one.scale is not None and not one.scale[0] < one.scale[1]:
        yield f"{who}: its scale goes from low to high, and {one.scale} does not"
    if one.kind == "scale" and one.scale is None:
        yield f"{who}: a scale has a lowest and a highest value"
    if one.due_days < 0:
        yield f"{who}: it is due 0 or more days after its period"
    if one.per is not None and (one.kind != "ratio" or one.per <= 0):
        yield f"{who}: only a ratio is given per so many, and more than 0"
