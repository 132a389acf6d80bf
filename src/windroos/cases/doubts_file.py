"""Reading `[robustness]` of `framework.toml`: within which limits a case could choose otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from windroos.cases.doubts import (
    CONFIDENCES,
    MOST_SAMPLES,
    MOST_SEED,
    UNKNOWN,
    Doubts,
    MethodChoice,
)
from windroos.cases.framework import Framework
from windroos.cases.framework_reader import Entry, Reader, is_number
from windroos.decide import AGGREGATES, ParameterError, exponent_problem, read
from windroos.decide.robustness import TreeSpace

SECTION = "robustness"
_KNOWN = {"weights", "ratings", "unknown", "methods", "samples", "seed"}


def doubts(reader: Reader, given: Any) -> Doubts:
    """The limits, those of `Doubts` where the file names none; faults go to the reader."""
    reader.here = ("", "")
    entry = reader.table(given, SECTION, _KNOWN)
    usual = Doubts()
    unknown = entry.get("unknown", usual.unknown)
    if unknown not in UNKNOWN:
        _fault(reader, f"“unknown” is {' or '.join(UNKNOWN)}, not {unknown!r}")
        unknown = usual.unknown
    return Doubts(
        weights=_weights(reader, entry["weights"]) if "weights" in entry else usual.weights,
        ratings=_ratings(reader, entry["ratings"]) if "ratings" in entry else usual.ratings,
        unknown=unknown,
        methods=_methods(reader, entry["methods"]) if "methods" in entry else usual.methods,
        samples=_whole(reader, entry, "samples", usual.samples, 2, MOST_SAMPLES),
        seed=_whole(reader, entry, "seed", usual.seed, 0, MOST_SEED),
    )


def _weights(reader: Reader, given: Any) -> TreeSpace:
    try:
        space = read(given) if isinstance(given, Mapping) else None
    except (ParameterError, TypeError) as error:
        _fault(reader, f"the weights cannot be: {error}")
        return Doubts().weights
    if not isinstance(space, TreeSpace):
        _fault(
            reader,
            'the weights need a space on the tree, such as { method = "tree-weights" }',
        )
        return Doubts().weights
    return space


def _ratings(reader: Reader, given: Any) -> Mapping[str, float]:
    entry = reader.table(given, SECTION, set(CONFIDENCES))
    wrong = [name for name, steps in entry.items() if not (is_number(steps) and steps >= 0)]
    if wrong:
        _fault(reader, f"the steps of “{wrong[0]}” are a number of 0 or more")
        return Doubts().ratings
    return {**Doubts().ratings, **{name: float(steps) for name, steps in entry.items()}}


def _methods(reader: Reader, given: Any) -> tuple[MethodChoice, ...]:
    if not isinstance(given, list) or not given:
        _fault(reader, "“methods” needs a list with a table for each")
        return Doubts().methods
    found = tuple(_method(reader, one) for one in given)
    if not any(method.probability > 0 for method in found):
        _fault(reader, "one of the methods needs a probability above 0")
        return Doubts().methods
    return found


def _method(reader: Reader, given: Any) -> MethodChoice:
    entry: Entry = reader.table(
        given, SECTION, {"label", "probability", "aggregate", "exponent", "thresholds"}
    )
    numbers = {"probability": 1.0, "thresholds": 0.0}
    for name in numbers:
        value = entry.get(name, numbers[name])
        if not is_number(value) or (name == "probability" and value < 0):
            _fault(reader, f"“{name}” of a method is a number, not {value!r}")
        else:
            numbers[name] = float(value)
    aggregate, exponent = entry.get("aggregate"), entry.get("exponent")
    if aggregate is not None and aggregate not in AGGREGATES:
        _fault(reader, f"“{aggregate}” is none of {', '.join(AGGREGATES)}")
        aggregate = exponent = None
    if exponent is not None and not is_number(exponent):
        _fault(reader, f"“exponent” of a method is a number, not {exponent!r}")
        aggregate = exponent = None
    elif exponent is not None and aggregate is None:
        _fault(reader, "“exponent” of a method belongs to an “aggregate” that takes one")
    problem = exponent_problem(aggregate, exponent) if aggregate is not None else ""
    if problem:
        _fault(reader, f"a method {problem}")
        aggregate = exponent = None
    return MethodChoice(
        label=reader.words(entry, "label"),
        probability=numbers["probability"],
        aggregate=aggregate,
        exponent=None if exponent is None else float(exponent),
        shift=numbers["thresholds"],
    )


def fitting(reader: Reader, framework: Framework) -> None:
    """Tells the reader of weights that cannot be drawn on the tree of some role."""
    for role in framework.roles:
        try:
            framework.doubts.weights.draw(np.random.default_rng(0), 2, framework.tree(role.id))
        # A parameter of another kind than its space takes shows only when it is used.
        except (ValueError, TypeError, AttributeError) as error:
            reader.here = ("", "")
            _fault(reader, f"the weights do not fit the tree of the role “{role.id}”: {error}")
            return


def _whole(reader: Reader, entry: Entry, name: str, usual: int, least: int, most: int) -> int:
    value = entry.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        _fault(reader, f"“{name}” is a whole number from {least} to {most}, not {value!r:.60}")
        return usual
    return value


def _fault(reader: Reader, message: str) -> None:
    reader.fault(SECTION, SECTION, message)
