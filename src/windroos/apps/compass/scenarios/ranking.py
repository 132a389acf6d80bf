"""The regions in order of their score in a scenario, beside their place in the framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos import cases
from windroos.apps.compass.presenting import Choice
from windroos.apps.compass.weighing.rows import Row
from windroos.cases import RegionResult
from windroos.link.text import fold


@dataclass(frozen=True)
class Ranked:
    """A region in a scenario, with what the framework says of it."""

    row: Row
    before: RegionResult

    @property
    def rank(self) -> int | None:
        return self.row.result.rank

    @property
    def rise(self) -> int:
        """How many places it rises; negative where it falls."""
        if self.rank is None or self.before.rank is None:
            return 0
        return self.before.rank - self.rank

    @property
    def fall(self) -> int:
        return -self.rise

    @property
    def advised(self) -> bool:
        """Whether the advice, or the verdict so far, is another."""
        now = self.row.result
        return (now.advice, now.leaning) != (self.before.advice, self.before.leaning)

    @property
    def moved(self) -> bool:
        return self.advised or self.rise != 0

    @property
    def scored(self) -> bool:
        """Whether the score reads as another number."""
        now, then = self.row.result.score, self.before.score
        return now is not None and then is not None and round(now, 2) != round(then, 2)


def ranking(now: cases.Assessment, before: cases.Assessment, chosen: Choice) -> list[Ranked]:
    """The regions, the highest score first; those without one last, by name."""
    rows = [Ranked(Row(result, now.case, chosen), before[result.region.code]) for result in now]
    return sorted(rows, key=lambda one: (one.rank or len(rows) + 1, fold(one.row.name)))


def answer(ranked: Sequence[Ranked], scenario: cases.Scenario, framework: str) -> str:
    """What a scenario changes, in a sentence or two."""
    if not scenario:
        return _(
            "These are the numbers of the framework, version %(version)s. Change one, and you see"
            " at once what it does."
        ) % {"version": framework}
    advised = sum(one.advised for one in ranked)
    moved = [one for one in ranked if one.rise]
    if not advised and not moved:
        return _("Nothing changes: every region keeps its advice and its place.")
    sentences = []
    if advised:
        sentences.append(
            ngettext(
                "%(n)s region gets another advice or provisional verdict.",
                "%(n)s regions get another advice or provisional verdict.",
                advised,
            )
            % {"n": advised}
        )
    if moved:
        sentences += [
            ngettext(
                "%(n)s region gets another place.", "%(n)s regions get another place.", len(moved)
            )
            % {"n": len(moved)},
            _furthest(moved),
        ]
    return " ".join(sentences)


def _furthest(moved: Sequence[Ranked]) -> str:
    """Which region moved most."""
    one = max(moved, key=lambda one: abs(one.rise))
    values = {"name": one.row.name, "before": one.before.rank, "after": one.rank}
    if one.rise > 0:
        return _("%(name)s rises most, from place %(before)s to %(after)s.") % values
    return _("%(name)s falls most, from place %(before)s to %(after)s.") % values


def in_short(ranked: Sequence[Ranked], scenario: cases.Scenario) -> str:
    """The same in a few words, for where the ranking itself is out of sight."""
    if not scenario:
        return _("As in the framework")
    return _("Other advice: %(advices)s · other place: %(places)s") % {
        "advices": sum(one.advised for one in ranked),
        "places": sum(one.rise != 0 for one in ranked),
    }
