"""How sure verdicts are, and what is worth finding out: worked out once a state of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions.queries import Case
from windroos.cases.spaces import space as weights_of
from windroos.decide.robustness.sampling import Cancel, Progress

# So many draws are made while the reader waits; more are a run of their own.
AT_ONCE = 10_000
MOST_AGENDA_SAMPLES = 5_000


def draw(
    case: cases.Case,
    scenario: cases.Scenario,
    theme: str | None,
    day: date,
    space: str | None = None,
    samples: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> cases.Robustness:
    """The draws themselves. A scenario that overrides nothing is the framework; `space` names the
    weights (`cases.spaces`), those of the framework without it; without `samples` as many as the
    case says, within `AT_ONCE`. Raises `CaseError`, and `Cancelled` when stopped.
    """
    framework = cases.apply(case.framework, scenario)
    doubts = framework.doubts
    if space is not None:
        doubts = replace(doubts, weights=weights_of(framework, scenario.role, space))
    return cases.robustness(
        case,
        scenario.role,
        theme,
        as_of=day,
        scenario=scenario or None,
        doubts=doubts,
        samples=min(doubts.samples, AT_ONCE) if samples is None else samples,
        seed=seed,
        progress=progress,
        cancelled=cancelled,
    )


def robustness(
    case: Case,
    scenario: cases.Scenario,
    theme: str | None,
    day: date,
    *,
    space: str | None = None,
    samples: int | None = None,
    seed: int | None = None,
) -> cases.Robustness:
    """How sure every verdict is; arguments and errors are those of `draw`."""
    return _robustness(
        *(case.pk, case.mark, queries.state(case, day), scenario.role, scenario.query),
        *(theme, day, space, samples, seed),
    )


@lru_cache(maxsize=32)
def _robustness(
    pk: int,
    mark: str,
    state: int,
    role: str,
    query: str,
    theme: str | None,
    day: date,
    space: str | None,
    samples: int | None,
    seed: int | None,
) -> cases.Robustness:
    value = queries.value_of(pk, mark, state)
    scenario = cases.Scenario.from_query(role, query)
    return draw(value, scenario, theme, day, space, samples, seed)


def agenda(
    case: Case,
    scenario: cases.Scenario,
    theme: str | None,
    day: date,
    *,
    samples: int | None = None,
    seed: int | None = None,
) -> cases.Agenda:
    """What is worth finding out; arguments and errors are those of `robustness`."""
    return _agenda(
        *(case.pk, case.mark, queries.state(case, day), scenario.role, scenario.query),
        *(theme, day, samples, seed),
    )


@lru_cache(maxsize=32)
def _agenda(
    pk: int,
    mark: str,
    state: int,
    role: str,
    query: str,
    theme: str | None,
    day: date,
    samples: int | None,
    seed: int | None,
) -> cases.Agenda:
    return cases.agenda(
        queries.value_of(pk, mark, state),
        role,
        theme,
        as_of=day,
        scenario=cases.Scenario.from_query(role, query) or None,
        samples=samples,
        seed=seed,
    )


def weighed(case: Case, scenario: cases.Scenario, theme: str | None, day: date) -> cases.Assessment:
    """The weighing of a case as it stood on a day, by the framework or as a scenario has it."""
    value = queries.value(case, day)
    return cases.weigh(value, scenario.role, theme, as_of=day, scenario=scenario or None)
