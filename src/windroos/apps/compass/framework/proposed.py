"""What a proposed version of the framework would do, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from windroos import cases
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.versions import FrameworkVersion
from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.scenarios.shown import address
from windroos.apps.compass.weighing.rows import Row
from windroos.apps.regions.queries import Case
from windroos.cases import RegionResult, Scenario
from windroos.cases.scenario import problems


@dataclass(frozen=True)
class Moved:
    """A region of which a version says something else, in a role."""

    role: str
    row: Row
    before: RegionResult

    @property
    def advises(self) -> bool:
        """Whether advice or provisional verdict are other, and not the place alone."""
        now = self.row.result
        return (now.advice, now.leaning) != (self.before.advice, self.before.leaning)


def shifted(case: Case, value: cases.Case, made: FrameworkVersion) -> list[Moved]:
    """The regions of which a proposal that fits the case says something else, advices first."""
    roles = {role.id: words(role.label) for role in value.framework.roles}
    moved = [
        Moved(roles[shift.role], Row(shift.after, value, Choice(shift.role, None)), shift.before)
        for shift in framework_versions.shifts(case, made.text)
    ]
    return sorted(moved, key=lambda one: not one.advises)


def redone(case: Case, value: cases.Case, made: FrameworkVersion) -> str:
    """Where a proposal from a scenario can be made anew; empty where it came as a file."""
    if made.scenario is None:
        return ""
    scenario = Scenario.from_dict(made.scenario)
    if problems(value.framework, scenario):
        return ""
    chosen = Choice(scenario.role, None)
    return address(case, chosen, scenario, page="compass:framework_propose")
