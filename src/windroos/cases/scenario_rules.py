"""What can be wrong with a scenario, by field of its query."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from windroos.cases.framework import Framework, Role
from windroos.cases.problems import N_, CaseError, Problem

if TYPE_CHECKING:
    from windroos.cases.scenario import Scenario

# The prefixes of the entries of a query, and what each overrides.
WEIGHT, THRESHOLD, GOALPOSTS = "w.", "t.", "g."
EFFORTS = ("active", "reactive")
# Beyond it sums are no longer exact, nor meant; the limit of framework.toml too.
TOO_LARGE = 1e15

NO_NUMBER = N_("“%(value)s” is not a number, with a point as decimal mark, such as 0.5")
TWO_NUMBERS = N_("“%(value)s” is not two numbers with two points between, such as 40..160")


class ScenarioError(CaseError):
    """A scenario that cannot be; `problems` tells everything that is wrong, by field of the query
    (`w.environment`, `t.active`, `g.dutch-trade`)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in self.problems))


def problem(code: str, field: str, wording: str, **values: object) -> Problem:
    return Problem(code, "scenario", wording, field=field, values=values)


def problems(framework: Framework, scenario: Scenario) -> list[Problem]:
    """Everything that is wrong with a scenario for a framework."""
    role = next((role for role in framework.roles if role.id == scenario.role), None)
    if role is None:
        return [_unknown("role", scenario.role, [role.id for role in framework.roles])]
    return [
        *_weights(framework, scenario),
        *_thresholds(role, scenario),
        *_goalposts(framework, scenario),
    ]


def _weights(framework: Framework, scenario: Scenario) -> Iterator[Problem]:
    sound = True
    for id, value in scenario.weights.items():
        criterion = framework.by_id.get(id)
        if criterion is None:
            sound = False
            yield _unknown(WEIGHT + id, id, framework.by_id)
        elif criterion.parent is None:
            yield problem(
                "root", WEIGHT + id, N_("the whole has no weight; give one to a part of it")
            )
        elif not 0 <= value < TOO_LARGE:
            sound = False
            wording = N_("a weight is a number of 0 or more, not %(value)s")
            yield problem("weight", WEIGHT + id, wording, value=written(value))
    if not sound:
        return
    for parent in dict.fromkeys(framework.by_id[id].parent for id in scenario.weights):
        siblings = framework.children(parent) if parent is not None else ()
        given = [s.id for s in siblings if s.id in scenario.weights]
        if given and not any(scenario.weights.get(s.id, s.weight(scenario.role)) for s in siblings):
            wording = N_("all parts of “%(parent)s” have the weight 0: at least one must count")
            yield problem("all-zero", WEIGHT + given[0], wording, parent=parent)


def _thresholds(role: Role, scenario: Scenario) -> Iterator[Problem]:
    sound = True
    for effort, value in scenario.thresholds.items():
        if effort not in EFFORTS:
            sound = False
            yield _unknown(THRESHOLD + effort, effort, EFFORTS)
        elif not 0 <= value <= 1:
            sound = False
            wording = N_("a threshold lies from 0 to 1, not at %(value)s")
            yield problem("threshold", THRESHOLD + effort, wording, value=written(value))
    both = {**role.thresholds, **scenario.thresholds}
    if sound and both["reactive"] > both["active"]:
        effort = "reactive" if "reactive" in scenario.thresholds else "active"
        wording = N_("reactive (%(reactive)s) may not lie above active (%(active)s)")
        values = {name: written(value) for name, value in both.items()}
        yield problem("thresholds-order", THRESHOLD + effort, wording, **values)


def _goalposts(framework: Framework, scenario: Scenario) -> Iterator[Problem]:
    for id, posts in scenario.goalposts.items():
        field = GOALPOSTS + id
        leaf = framework.by_id.get(id)
        if leaf is None or leaf.figure is None:
            yield _unknown(field, id, [leaf.id for leaf in framework.leaves if leaf.figure])
        elif not all(abs(post) < TOO_LARGE for post in posts):
            yield problem("goalposts", field, N_("a goalpost is a number of at most 15 digits"))
        elif leaf.figure.transform == "log10" and min(posts) <= 0:
            yield problem("goalposts-log", field, N_("both goalposts lie above 0 here"))
        elif _same(posts, leaf.figure.transform):
            wording = N_("the goalposts must differ: both are %(value)s")
            yield problem("goalposts-equal", field, wording, value=written(posts[0]))


def _same(posts: tuple[float, float], transform: str | None) -> bool:
    low, high = map(math.log10, posts) if transform == "log10" else posts
    return low == high


def _unknown(field: str, id: str, there: Iterable[str]) -> Problem:
    wording = N_("unknown: “%(value)s”; there are: %(there)s")
    return problem("unknown", field, wording, value=id, there=", ".join(there))


def is_number(value: Any) -> bool:
    """Whether a value of JSON is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def written(value: float) -> str:
    """A number as short as it can be written so that it is read back as the same.

    >>> written(2.0), written(0.65), written(1e20)
    ('2', '0.65', '1e+20')
    """
    if abs(value) < TOO_LARGE and value == int(value):
        return str(int(value))
    return repr(float(value))
