"""A scenario: other weights, thresholds and goalposts than those of the framework.

A plain value that can be written into an address and read back. `apply` gives the framework as it
would be; `windroos.cases.weigh` takes a scenario as it is.

>>> scenario = Scenario.from_query(
...     "innovation", "w.environment=2&t.active=0.65&g.dutch-trade=10..1e4"
... )
>>> scenario.weights, scenario.goalposts
({'environment': 2.0}, {'dutch-trade': (10.0, 10000.0)})
>>> scenario.query
'g.dutch-trade=10..10000&t.active=0.65&w.environment=2'
>>> Scenario.from_dict(scenario.as_dict()) == scenario
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from windroos.cases.framework import Criterion, Framework
from windroos.cases.problems import N_, Problem
from windroos.cases.scenario_rules import (
    GOALPOSTS,
    NO_NUMBER,
    THRESHOLD,
    TWO_NUMBERS,
    WEIGHT,
    ScenarioError,
    is_number,
    problem,
    problems,
    written,
)

__all__ = ["Scenario", "ScenarioError", "apply", "problems"]

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Scenario:
    """What one role weighs otherwise; what is not named stays as in the framework.

    `weights` by criterion count against the criterion's siblings only; `thresholds` by effort
    (`active`, `reactive`); `goalposts` by leaf: the figure that gives 0 and the one that gives 1.
    """

    role: str
    weights: Mapping[str, float] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    goalposts: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether it overrides anything."""
        return bool(self.weights or self.thresholds or self.goalposts)

    @property
    def entries(self) -> dict[str, str]:
        """The overrides as the entries of a query, in order of their names."""
        entries = {
            **{WEIGHT + id: written(value) for id, value in self.weights.items()},
            **{THRESHOLD + id: written(value) for id, value in self.thresholds.items()},
            **{
                GOALPOSTS + id: f"{written(low)}..{written(high)}"
                for id, (low, high) in self.goalposts.items()
            },
        }
        return dict(sorted(entries.items()))

    @property
    def query(self) -> str:
        """The overrides as the query of an address, the same for equal overrides."""
        return urlencode(self.entries)

    @classmethod
    def from_query(cls, role: str, query: str | Mapping[str, str]) -> Scenario:
        """The overrides of an address; entries of another kind and empty ones are passed over.

        Goalposts may also come as two entries, `g.<leaf>.low` and `g.<leaf>.high`, as a form sends
        them. Raises `ScenarioError` for what is not a number.
        """
        reader = _Reader()
        pairs = dict(parse_qsl(query)) if isinstance(query, str) else query
        for name, text in pairs.items():
            if text.strip():
                reader.read(name, text.strip())
        return reader.scenario(role)

    def as_dict(self) -> dict[str, Any]:
        """The scenario as plain data, ready for JSON."""
        return {
            "role": self.role,
            "weights": dict(self.weights),
            "thresholds": dict(self.thresholds),
            "goalposts": {id: list(posts) for id, posts in self.goalposts.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """The scenario of what `as_dict` gave; raises `ScenarioError` for data of another shape."""
        reader = _Reader()
        for name, prefix in (
            ("weights", WEIGHT),
            ("thresholds", THRESHOLD),
            ("goalposts", GOALPOSTS),
        ):
            given = data.get(name, {})
            if isinstance(given, Mapping):
                for id, value in given.items():
                    reader.take(prefix, id, value)
            else:
                reader.fault("shape", name, N_("needs an object of values by id"))
        return reader.scenario(str(data.get("role", "")))

    def against(self, framework: Framework) -> Scenario:
        """The same scenario without what the framework says already."""
        thresholds = next((r.thresholds for r in framework.roles if r.id == self.role), {})
        nodes = framework.by_id
        weights = {id: nodes[id].weight(self.role) for id in self.weights if id in nodes}
        posts = {leaf.id: leaf.figure.goalposts for leaf in framework.leaves if leaf.figure}
        return Scenario(
            self.role,
            {id: value for id, value in self.weights.items() if weights.get(id) != value},
            {id: value for id, value in self.thresholds.items() if thresholds.get(id) != value},
            {id: pair for id, pair in self.goalposts.items() if posts.get(id) != tuple(pair)},
        )


class _Reader:
    """Reads the parts of a scenario, gathering what is wrong instead of stopping at the first."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[str, float]] = {WEIGHT: {}, THRESHOLD: {}}
        self.ends: dict[str, dict[str, float]] = {}
        self.problems: list[Problem] = []

    def fault(self, code: str, field: str, wording: str, **values: object) -> None:
        self.problems.append(problem(code, field, wording, **values))

    def read(self, name: str, text: str) -> None:
        """One entry of a query."""
        prefix, id = name[:2], name[2:]
        leaf, _, end = id.rpartition(".")
        if prefix == GOALPOSTS and end in ("low", "high"):
            self.number(name, text, self.ends.setdefault(leaf, {}), end)
        elif prefix == GOALPOSTS:
            low, dots, high = text.partition("..")
            if dots and _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high):
                self.ends[id] = {"low": float(low), "high": float(high)}
            else:
                self.fault("goalposts", name, TWO_NUMBERS, value=text)
        elif prefix in self.numbers:
            self.number(name, text, self.numbers[prefix], id)

    def number(self, name: str, text: str, into: dict[str, float], key: str) -> None:
        if _NUMBER.fullmatch(text):
            into[key] = float(text)
        else:
            self.fault("number", name, NO_NUMBER, value=text)

    def take(self, prefix: str, id: str, value: Any) -> None:
        """One value of JSON."""
        if prefix == GOALPOSTS:
            if isinstance(value, list | tuple) and len(value) == 2 and all(map(is_number, value)):
                self.ends[id] = {"low": float(value[0]), "high": float(value[1])}
            else:
                self.fault("goalposts", prefix + id, TWO_NUMBERS, value=value)
        elif is_number(value):
            self.numbers[prefix][id] = float(value)
        else:
            self.fault("number", prefix + id, NO_NUMBER, value=value)

    def scenario(self, role: str) -> Scenario:
        """What was read; raises `ScenarioError` with everything that was wrong."""
        told = {problem.field for problem in self.problems}
        for leaf, ends in self.ends.items():
            for end in ("low", "high"):
                field = f"{GOALPOSTS}{leaf}.{end}"
                if end not in ends and field not in told:
                    self.fault("goalposts", field, N_("fill in both goalposts, or neither"))
        if self.problems:
            raise ScenarioError(self.problems)
        pairs = {leaf: (ends["low"], ends["high"]) for leaf, ends in self.ends.items()}
        return Scenario(role, self.numbers[WEIGHT], self.numbers[THRESHOLD], pairs)


def apply(framework: Framework, scenario: Scenario) -> Framework:
    """The framework with the overrides of a scenario; raises `ScenarioError` where that cannot be.

    A criterion whose weight changes gets one for every role, or a single one when all are the same.
    """
    found = problems(framework, scenario)
    if found:
        raise ScenarioError(found)
    scenario = scenario.against(framework)
    if not scenario:
        return framework
    return replace(
        framework,
        roles=tuple(
            replace(role, thresholds={**role.thresholds, **scenario.thresholds})
            if role.id == scenario.role
            else role
            for role in framework.roles
        ),
        criteria=tuple(_changed(c, framework, scenario) for c in framework.criteria),
    )


def _changed(criterion: Criterion, framework: Framework, scenario: Scenario) -> Criterion:
    if criterion.id in scenario.weights:
        weights = {role.id: criterion.weight(role.id) for role in framework.roles}
        weights[scenario.role] = float(scenario.weights[criterion.id])
        if len(set(weights.values())) == 1:
            weights = {"": weights[scenario.role]}
        criterion = replace(criterion, weights=weights)
    if criterion.id in scenario.goalposts and criterion.figure is not None:
        low, high = scenario.goalposts[criterion.id]
        figure = replace(criterion.figure, goalposts=(float(low), float(high)))
        criterion = replace(criterion, figure=figure)
    return criterion
