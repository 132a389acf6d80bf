"""Reading [challenges] and the [[challenge]] entries of `framework.toml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, get_args

from windroos.cases.challenge import Burden, Challenge, Outcome
from windroos.cases.framework_reader import Entry, Reader, is_number
from windroos.measure import Course, Direction, Rules

SECTION = "challenges"
_KNOWN = {"id", "node", "label", "question", "passage", "burden", "result", "inherit"}
_WHOLE = ("trend", "least")


def challenge(
    reader: Reader, entry: Entry, indicators: Collection[str], nodes: Collection[str]
) -> Challenge:
    """One entry; its faults are told by the reader."""
    reader.only(entry, _KNOWN)
    node = reader.reference(entry, "node")
    if node is not None and node not in nodes:
        reader.fault("framework-unknown-node", "node", f"“{node}” is no node of the tree")
    return Challenge(
        id=entry["id"],
        label=reader.words(entry, "label"),
        question=reader.words(entry, "question"),
        burden=_burden(reader, entry, indicators),
        result=_result(reader, entry["result"], indicators) if "result" in entry else None,
        node=node,
        passage=reader.reference(entry, "passage"),
        inherit=reader.flag(entry, "inherit", "inherit"),
    )


def rules(reader: Reader, given: Any) -> Rules:
    """What counts as the same, as clear and as ahead; as `Rules` has it where nothing is said."""
    reader.here = ("", "")
    usual = Rules()
    entry = reader.table(given, SECTION, {field.name for field in fields(usual)})
    told = {name: entry[name] for name in (f.name for f in fields(usual)) if name in entry}
    for name, value in told.items():
        if not is_number(value) or (name in _WHOLE and not isinstance(value, int)):
            whole = "a whole number" if name in _WHOLE else "a number"
            reader.fault("challenges", SECTION, f"“{name}” is {whole}, not {value!r}")
            return usual
    try:
        return Rules(**told)
    except ValueError as error:
        reader.fault("challenges", SECTION, f"these rules cannot be: {error}")
        return usual


def _burden(reader: Reader, entry: Entry, indicators: Collection[str]) -> Burden:
    if "burden" not in entry:
        reader.fault("framework-missing", "burden", "“burden” is missing")
        return Burden("")
    told = reader.table(entry["burden"], "burden", {"indicator", "heavier", "course"})
    return Burden(
        _indicator(reader, told, "burden", indicators),
        _one_of(reader, told, "burden", "heavier", get_args(Direction)),
        _one_of(reader, told, "burden", "course", get_args(Course)),
    )


def _result(reader: Reader, given: Any, indicators: Collection[str]) -> Outcome:
    told = reader.table(given, "result", {"indicator", "better"})
    return Outcome(
        _indicator(reader, told, "result", indicators),
        _one_of(reader, told, "result", "better", get_args(Direction)),
    )


def _indicator(
    reader: Reader, told: Mapping[str, Any], field: str, indicators: Collection[str]
) -> str:
    name = told.get("indicator")
    if name not in indicators:
        reader.fault("challenge-indicator", field, f"no indicator “{name}” is defined")
    return str(name)


def _one_of(
    reader: Reader, told: Mapping[str, Any], field: str, name: str, known: tuple[str, ...]
) -> Any:
    """One of a few words, the first of them unless another is given."""
    value = told.get(name, known[0])
    if value not in known:
        ends = " or ".join(f"“{one}”" for one in known)
        reader.fault("challenge", field, f"“{name}” is {ends}, not {value!r}")
        return known[0]
    return value
