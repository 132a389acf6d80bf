"""The scenario that an address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from windroos.apps.compass.presenting import Choice
from windroos.cases.framework import Criterion, Framework
from windroos.cases.problems import Problem
from windroos.cases.scenario import Scenario, ScenarioError
from windroos.cases.scenario import problems as scenario_problems
from windroos.cases.scenario_rules import GOALPOSTS, THRESHOLD, WEIGHT

PREFIXES = (WEIGHT, THRESHOLD, GOALPOSTS)


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the scenario, or what is wrong with it."""

    scenario: Scenario
    entries: Mapping[str, str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, query: QueryDict, framework: Framework, chosen: Choice) -> Asked:
        """The scenario of an address; with problems, no overrides."""
        given = {
            name: text.strip()
            for name, text in query.items()
            if name.startswith(PREFIXES) and isinstance(text, str)
        }
        empty = Scenario(chosen.role)
        try:
            scenario = Scenario.from_query(chosen.role, given)
            found = scenario_problems(framework, scenario)
        except ScenarioError as error:
            scenario, found = empty, list(error.problems)
        if found:
            return cls(empty, given, tuple(found))
        return cls(scenario.against(framework), given, ())

    @property
    def canonical(self) -> bool:
        """Whether the address says it in its shortest form."""
        return bool(self.problems) or dict(self.entries) == self.scenario.entries

    def without(self, framework: Framework, group: str) -> Scenario:
        """The scenario with a group back to the framework; `all` for everything."""
        own = Scenario(self.scenario.role)
        if group == "all":
            return own
        below = {c.id for c in framework.criteria if _beneath(framework, c, group)}
        return Scenario(
            self.scenario.role,
            {id: w for id, w in self.scenario.weights.items() if id not in below},
            {} if group == "thresholds" else self.scenario.thresholds,
            {} if group == "goalposts" else self.scenario.goalposts,
        )


def _beneath(framework: Framework, criterion: Criterion, id: str) -> bool:
    while criterion.parent is not None:
        if criterion.parent == id:
            return True
        criterion = framework.by_id[criterion.parent]
    return False
