"""A weighing written down, so that anyone can check it and do it again.

A record holds what went in (a hash of every table and of the framework), how it was weighed (the
steps, with a hash of their own), every cell, and what came out. `verify` recomputes the outcome
from the record alone, and from a case where there is one. Results are compared to 1e-9 and not by
their hash: the last bits of a sum differ between machines.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> assessment = cases.weigh(case, "innovation", as_of=date(2026, 11, 21))
>>> all(check.holds for check in verify(record(assessment), case))
True
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from windroos.cases.case import Case
from windroos.cases.framework_series import PIN
from windroos.cases.problems import CaseError
from windroos.cases.scenario import Scenario
from windroos.cases.tables import DESCRIPTOR_FILE
from windroos.cases.weighing import Assessment, weigh
from windroos.decide import EFFORTS, Node, Tree, advise, score, verdicts

FORMAT = "windroos-assessment/1"
TOLERANCE = 1e-9
_RESULTS = ("score", "lower", "upper", "known")
_WORDS = ("provisional", "advice")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: `what` it is, whether it holds, and what is wrong if not."""

    what: str
    holds: bool
    told: str = ""


def record(assessment: Assessment) -> dict[str, Any]:
    """The record of a weighing, as plain data ready for JSON."""
    framework, role = assessment.framework, assessment.role
    leaves = framework.tree(role.id).leaves
    made: dict[str, Any] = {
        "format": FORMAT,
        "case": assessment.case.name,
        "role": role.id,
        "theme": assessment.theme.id if assessment.theme else None,
        "asOf": assessment.as_of.isoformat(),
        "scenario": assessment.scenario.as_dict() if assessment.scenario else None,
        "inputs": {
            "framework": f"{framework.id} {framework.version}",
            "sha256": input_hashes(assessment.case, assessment.as_of),
        },
        "steps": {
            "cells": {leaf: _placing(assessment, leaf) for leaf in leaves},
            "tree": [
                {
                    "id": node.id,
                    "parent": node.parent,
                    "weight": node.weight,
                    "aggregate": node.aggregate,
                    "exponent": node.exponent,
                }
                for node in framework.tree(role.id).given
            ],
            "thresholds": dict(role.thresholds),
            "preconditions": [
                p.id
                for p in framework.preconditions
                if p.holds_for(role.id, assessment.theme.id if assessment.theme else None)
            ],
        },
        "cells": {
            result.region.code: {
                leaf: [
                    _number(end)
                    for end in result.weighed.cells[:, result.position, column].tolist()
                ]
                for column, leaf in enumerate(leaves)
            }
            for result in assessment
        },
        "outcomes": {
            result.region.code: {gate.precondition.id: gate.outcome for gate in result.gates}
            for result in assessment
        },
        "results": {result.region.code: _outcome(result) for result in assessment},
    }
    return {**made, "stepsSha256": _sha256(made["steps"]), "sha256": _sha256(made)}


def verify(given: Mapping[str, Any], case: Case | None = None) -> tuple[Check, ...]:
    """Check a record: that it is whole, that its outcome follows from its cells and steps, and with
    a case that the case still gives the same cells and the same outcome.

    Raises `CaseError` for what is no record of a weighing.
    """
    if not isinstance(given, Mapping) or given.get("format") != FORMAT:
        raise CaseError(f"this is no record of an assessment: it has to say “format”: “{FORMAT}”")
    try:
        alone = tuple(_checks(given))
    # Whatever a damaged record may hold: a word for a share, a number or nesting beyond measure.
    except (
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise CaseError(f"the record is damaged: {type(error).__name__}: {error}") from error
    return alone if case is None else (*alone, *_against(given, case))


def _checks(given: Mapping[str, Any]) -> Iterator[Check]:
    _readable(given)
    body = {name: value for name, value in given.items() if name not in ("sha256", "stepsSha256")}
    yield _told(
        "record", given["sha256"] == _sha256(body), "it was changed after it was written down"
    )
    yield _told(
        "steps",
        given["stepsSha256"] == _sha256(given["steps"]),
        "the steps were changed after they were written down",
    )
    differing = list(_different(given["results"], _recomputed(given)))
    yield _told("outcome", not differing, "; ".join(differing))


def _readable(given: Mapping[str, Any]) -> None:
    """Raises for a record that does not say of what it is, in a form that can be weighed again."""
    date.fromisoformat(given["asOf"])
    if given["scenario"] is not None:
        Scenario.from_dict(given["scenario"])
    inputs = given["inputs"]["sha256"]
    texts = [given["case"], given["role"], *inputs, *inputs.values()]
    if given["theme"] is not None:
        texts.append(given["theme"])
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("case, role, theme and inputs are words")


def _against(given: Mapping[str, Any], case: Case) -> Iterator[Check]:
    """What a case gives now, beside what the record says."""
    if case.name != given["case"]:
        raise CaseError(f"the record is of the case “{given['case']}”, not of “{case.name}”")
    was = given["inputs"]["sha256"]
    now = input_hashes(case, date.fromisoformat(given["asOf"]))
    for name in [*was, *(name for name in now if name not in was)]:
        yield _told(
            f"input {name}",
            now.get(name) == was.get(name),
            "the case has other rows now than it had then",
        )
    weighed = {region.code for region in case.weighed}
    try:
        fresh = record(
            weigh(
                case,
                given["role"],
                given["theme"],
                as_of=date.fromisoformat(given["asOf"]),
                regions=[code for code in given["results"] if code in weighed],
                scenario=Scenario.from_dict(given["scenario"]) if given["scenario"] else None,
            )
        )
    except CaseError as error:  # a role, theme or criterion that the case no longer has
        yield _told("steps of the case", False, f"it cannot be weighed so any more: {error}")
        return
    yield _told(
        "steps of the case",
        fresh["stepsSha256"] == given["stepsSha256"],
        "the framework weighs otherwise now",
    )
    differing = list(_different(given["results"], fresh["results"]))
    yield _told("outcome of the case", not differing, "; ".join(differing))


def _recomputed(given: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome from the cells and steps of a record."""
    steps = given["steps"]
    tree = Tree.of(Node(**node) for node in steps["tree"])
    codes = list(given["cells"])
    if not codes:
        return {}
    cells = np.array(
        [
            [
                [math.nan if end is None else end for end in given["cells"][code][leaf]]
                for leaf in tree.leaves
            ]
            for code in codes
        ],
        dtype=np.float64,
    )
    value, low, high = np.moveaxis(cells, -1, 0)
    found = score(
        tree, np.stack([value, np.where(np.isnan(low), 0, low), np.where(np.isnan(high), 1, high)])
    )
    judged = verdicts(found.value, steps["thresholds"])
    outcomes = np.array(
        [[given["outcomes"][code][gate] for gate in steps["preconditions"]] for code in codes],
        dtype=np.str_,
    ).reshape(len(codes), len(steps["preconditions"]))
    advice = advise(judged[0], judged[1], judged[2], outcomes)
    return {
        code: {
            "score": _number(float(found.value[0, at])),
            "lower": float(found.value[1, at]),
            "upper": float(found.value[2, at]),
            "known": float(found.known[0, at]),
            "provisional": str(judged[0, at]) if judged[0, at] in EFFORTS else None,
            "advice": str(advice[at]),
        }
        for at, code in enumerate(codes)
    }


def _different(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What differs between two outcomes, by region."""
    for code in [*was, *(code for code in now if code not in was)]:
        if code not in was or code not in now:
            yield f"{code}: {'is not weighed now' if code in was else 'was not weighed then'}"
            continue
        for name in (*_RESULTS, *_WORDS):
            before, after = was[code][name], now[code][name]
            numbers = isinstance(before, int | float) and isinstance(after, int | float)
            same = abs(before - after) <= TOLERANCE if numbers else before == after
            if not same:
                yield f"{code}: {name} was {before}, and is {after}"


def _outcome(result: Any) -> dict[str, Any]:
    return {name: getattr(result, name) for name in (*_RESULTS, *_WORDS)}


def _placing(assessment: Assessment, leaf: str) -> dict[str, Any]:
    """How a leaf's evidence becomes a number from 0 to 1."""
    criterion = assessment.framework.by_id[leaf]
    if criterion.rating is not None:
        scale = assessment.framework.scales[criterion.rating.scale]
        return {
            "rating": [scale.low, scale.high],
            "inherit": criterion.rating.inherit,
            "acrossThemes": criterion.rating.across_themes,
        }
    assert criterion.figure is not None
    figure = criterion.figure
    link = figure.common_scale
    return {
        "indicators": list(figure.indicators),
        "combine": figure.combine,
        "transform": figure.transform,
        "goalposts": list(figure.goalposts),
        "inherit": figure.inherit,
        "rebase": dict(figure.rebase),
        "errorCoverage": figure.error_coverage,
        "commonScale": {
            "from": link.from_,
            "onto": link.onto,
            "coverage": link.coverage,
            "years": link.years,
        }
        if link
        else None,
    }


def input_hashes(case: Case, day: date) -> dict[str, str]:
    """SHA-256 of the framework, of every table, and of the snapshots that figures are read from on
    a day."""
    read = [one for one in case.framework.series.values() if case.readings.of(one, day)]
    keys = sorted({key for one in read for key in one.sources})
    own = {name: sha256 for name, sha256 in case.package.hashes.items() if name != DESCRIPTOR_FILE}
    return own | {f"{PIN}{key}": case.readings.editions[key].sha256 for key in keys}


def _sha256(data: Any) -> str:
    text = json.dumps(
        _alike(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _alike(data: Any) -> Any:
    """The data with 1.0 as 1, as programs in other languages write it."""
    if isinstance(data, Mapping):
        return {key: _alike(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_alike(value) for value in data]
    if isinstance(data, float) and data.is_integer():
        return int(data)
    return data


def _told(what: str, holds: bool, told: str) -> Check:
    return Check(what, holds, "" if holds else told)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
