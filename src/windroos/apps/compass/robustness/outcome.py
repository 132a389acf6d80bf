"""How sure the verdicts of a case are, as the pages show it and as a run keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from windroos import cases
from windroos.apps.compass.presenting import Choice
from windroos.apps.compass.robustness import drawn
from windroos.apps.compass.robustness.drawn import AT_ONCE
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Framework
from windroos.cases.spaces import ALL, AROUND, ORDER, OWN, name_of
from windroos.decide.robustness.sampling import Cancel, Progress

SAMPLES = (1_000, AT_ONCE, 100_000, 1_000_000)
FACTORS = ("values", "weights", "method")


@dataclass(frozen=True)
class Wanted:
    """The draws that someone asks for: of which weighing, from which weights, and how many."""

    role: str
    theme: str | None
    day: date | None
    scenario: cases.Scenario
    space: str
    samples: int

    @classmethod
    def of(cls, framework: Framework, chosen: Choice) -> Wanted:
        """What the case takes as uncertain itself, in as many draws as can be made at once."""
        samples = min(framework.doubts.samples, AT_ONCE)
        own = cases.Scenario(chosen.role)
        return cls(chosen.role, chosen.theme, chosen.day, own, name_of(framework), samples)

    @property
    def at_once(self) -> bool:
        return self.samples <= AT_ONCE

    @property
    def weighed_on(self) -> date:
        """The day of the weighing."""
        return self.day or timezone.localdate()


@dataclass(frozen=True)
class Sure:
    """How sure the outcome for one region is, from plain data as `Robustness.as_dict` gives it."""

    data: Mapping[str, Any]

    @property
    def code(self) -> str:
        return self.data["code"]

    @property
    def shares(self) -> Mapping[str, float]:
        """By effort, with what has no score under `unscored`; those that never come out left
        out."""
        efforts = {name: self.data["shares"][name] for name in ("active", "reactive", "none")}
        every = {**efforts, "unscored": self.data["noScore"]}
        return {name: share for name, share in every.items() if share > 0}

    @property
    def due_to(self) -> Mapping[str, float]:
        """By factor the share of the doubt, the largest first; empty without doubt."""
        return dict(sorted(self.data["dueTo"].items(), key=lambda item: -item[1]))

    @property
    def rank(self) -> float | None:
        return self.data["expectedRank"]

    @property
    def ranks(self) -> Sequence[int] | None:
        return self.data["rankInterval"]


@dataclass(frozen=True)
class Outcome:
    """What draws gave, as it is kept: regions in the order of the case, who is before whom."""

    data: Mapping[str, Any]

    @property
    def samples(self) -> int:
        return self.data["samples"]

    @property
    def seed(self) -> int:
        return self.data["seed"]

    @cached_property
    def by_code(self) -> Mapping[str, Sure]:
        return {region["code"]: Sure(region) for region in self.data["regions"]}

    def __iter__(self) -> Iterator[Sure]:
        """By the place expected, the best first; those without one last."""
        return iter(sorted(self.by_code.values(), key=lambda one: one.rank or float("inf")))

    def wins(self, code: str, other: str) -> float:
        """The share of the draws in which the one comes before the other."""
        places = list(self.by_code)
        return self.data["wins"][places.index(code)][places.index(other)]


def spaces(framework: Framework) -> tuple[str, ...]:
    """The spaces of weights to choose from: that of the framework too, where it is another one."""
    return (ALL, AROUND, ORDER) if name_of(framework) != OWN else (OWN, ALL, AROUND, ORDER)


def outcome(case: Case, wanted: Wanted) -> Outcome:
    """What the draws give; made once a state.

    Raises `CaseError` for weights that cannot be drawn.
    """
    return Outcome(
        plain(
            drawn.robustness(
                case,
                wanted.scenario,
                wanted.theme,
                wanted.weighed_on,
                space=wanted.space,
                samples=wanted.samples,
            )
        )
    )


def draw(
    case: cases.Case,
    wanted: Wanted,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> dict[str, Any]:
    """The draws themselves, as plain data. Raises `CaseError`, and `Cancelled` when stopped."""
    return plain(
        drawn.draw(
            case,
            wanted.scenario,
            wanted.theme,
            wanted.weighed_on,
            wanted.space,
            wanted.samples,
            progress=progress,
            cancelled=cancelled,
        )
    )


def plain(found: cases.Robustness) -> dict[str, Any]:
    """What draws gave as plain data, with who is before whom."""
    return {**found.as_dict(), "wins": found.found.pairwise_winning.tolist()}
