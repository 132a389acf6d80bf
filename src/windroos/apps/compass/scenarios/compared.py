"""Scenarios beside each other: what each weighs otherwise, and what each makes of every region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos import cases
from windroos.apps.compass.framework.words import criterion_name, share
from windroos.apps.compass.presenting import (
    Choice,
    effort,
    listing,
    measured,
    thresholds,
    words,
)
from windroos.apps.compass.weighing.rows import Row
from windroos.cases import RegionResult
from windroos.link.text import fold

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Column:
    """One of the scenarios compared, or the framework itself."""

    id: str
    name: str
    url: str
    chosen: Choice
    scenario: cases.Scenario
    assessment: cases.Assessment
    basis: str

    @property
    def thresholds(self) -> list[tuple[float, str]]:
        return thresholds(self.assessment.role.thresholds)


@dataclass(frozen=True)
class Number:
    """A number of the framework in a scenario; `differs` where the scenario overrides it."""

    column: str
    text: str
    differs: bool


@dataclass(frozen=True)
class Line:
    """A number of the framework in each scenario."""

    label: str
    cells: tuple[Number, ...]


@dataclass(frozen=True)
class RegionCell:
    """A region in a scenario."""

    column: Column
    result: RegionResult


@dataclass(frozen=True)
class RegionLine:
    """A region in each scenario."""

    row: Row
    cells: tuple[RegionCell, ...]

    @property
    def results(self) -> list[RegionResult]:
        return [cell.result for cell in self.cells]

    @cached_property
    def ranks(self) -> list[int]:
        return [result.rank for result in self.results if result.rank is not None]

    @property
    def span(self) -> int:
        """How many places lie between its best and its worst."""
        return max(self.ranks) - min(self.ranks) if self.ranks else 0

    @property
    def agreed(self) -> bool:
        """Whether all give it the same advice and verdict so far."""
        return len({(result.advice, result.leaning) for result in self.results}) == 1


class Comparison:
    """What differs between scenarios of one case."""

    def __init__(self, case: cases.Case, columns: Sequence[Column]) -> None:
        self.case = case
        self.columns = columns

    @cached_property
    def regions(self) -> list[RegionLine]:
        """The regions in the order of the first scenario."""
        first = self.columns[0]
        lines = [
            RegionLine(
                Row(result, self.case, first.chosen),
                tuple(
                    RegionCell(column, column.assessment[result.region.code])
                    for column in self.columns
                ),
            )
            for result in first.assessment
        ]
        last = len(lines) + 1
        return sorted(lines, key=lambda one: (one.results[0].rank or last, fold(one.row.name)))

    @cached_property
    def numbers(self) -> list[Line]:
        """Every number that one of the scenarios overrides."""
        return [*self._weights(), *self._thresholds(), *self._goalposts()]

    def _weights(self) -> Iterator[Line]:
        framework = self.case.framework
        for criterion in framework.criteria:
            if any(criterion.id in c.scenario.weights for c in self.columns):
                label = _("Weight of %(name)s") % {"name": criterion_name(framework, criterion)}
                yield Line(label, tuple(self._weight(c, criterion.id) for c in self.columns))

    def _thresholds(self) -> Iterator[Line]:
        for name in ("active", "reactive"):
            if any(name in c.scenario.thresholds for c in self.columns):
                label = _("Threshold of %(effort)s") % {"effort": effort(name)}
                yield Line(label, tuple(self._threshold(c, name) for c in self.columns))

    def _goalposts(self) -> Iterator[Line]:
        framework = self.case.framework
        for leaf in framework.leaves:
            if any(leaf.id in c.scenario.goalposts for c in self.columns):
                label = _("Goalposts of %(name)s") % {"name": criterion_name(framework, leaf)}
                yield Line(label, tuple(self._posts(c, leaf.id) for c in self.columns))

    def _weight(self, column: Column, id: str) -> Number:
        framework, role = column.assessment.framework, column.scenario.role
        criterion = framework.by_id[id]
        values = {
            "weight": measured(criterion.weight(role)),
            "share": share(framework, criterion, role),
        }
        said = _("%(weight)s (%(share)s)") % values
        return Number(column.name, said, id in column.scenario.weights)

    def _threshold(self, column: Column, name: str) -> Number:
        said = measured(column.assessment.role.thresholds[name])
        return Number(column.name, said, name in column.scenario.thresholds)

    def _posts(self, column: Column, id: str) -> Number:
        figure = column.assessment.framework.by_id[id].figure
        assert figure is not None
        low, high = map(measured, figure.goalposts)
        said = _("%(low)s (0) and %(high)s (1)") % {"low": low, "high": high}
        return Number(column.name, said, id in column.scenario.goalposts)

    @cached_property
    def widest(self) -> RegionLine | None:
        """The region whose place differs most; None where none differs."""
        line = max(self.regions, key=lambda line: line.span, default=None)
        return line if line is not None and line.span else None

    @property
    def answer(self) -> str:
        """Where the difference is, in a sentence or two."""
        apart = [line for line in self.regions if not line.agreed]
        if not apart and self.widest is None:
            return _("Nothing differs: every region has the same advice and the same place in all.")
        parts = []
        if apart:
            parts.append(
                ngettext(
                    "They give %(n)s region another advice or provisional verdict: %(names)s.",
                    "They give %(n)s regions another advice or provisional verdict: %(names)s.",
                    len(apart),
                )
                % {"n": len(apart), "names": listing([line.row.name for line in apart])}
            )
        else:
            parts.append(_("They give every region the same advice."))
        if self.widest is not None:
            ranks = self.widest.ranks
            parts.append(
                _("The place of %(name)s differs most: from %(best)s to %(worst)s.")
                % {"name": self.widest.row.name, "best": min(ranks), "worst": max(ranks)}
            )
        return " ".join(parts)


def basis(case: cases.Case, chosen: Choice) -> str:
    """For which role and theme something is weighed."""
    role = words(case.framework.role(chosen.role).label)
    return f"{role}, {words(case.themes[chosen.theme].label)}" if chosen.theme else role
