"""Reading `framework.toml`: every fault is told, with the line it stands on."""

from __future__ import annotations

import re
import tomllib

from windroos.cases.doubts_file import doubts, fitting
from windroos.cases.framework import Framework
from windroos.cases.framework_challenges import SECTION, challenge, rules
from windroos.cases.framework_entries import Entries
from windroos.cases.framework_series import series
from windroos.cases.framework_tensions import tensions
from windroos.cases.framework_terms import term
from windroos.cases.problems import Problem
from windroos.cases.tables import FRAMEWORK_FILE
from windroos.decide import TreeError

_TOP = {
    "id", "version", "label", "summary", "theme_criterion", "robustness", "tensions", "challenges",
}  # fmt: skip
_LISTS = {
    "role", "scale", "node", "precondition", "indicator", "series", "challenge", "term", "choice",
}  # fmt: skip


def parse(text: str) -> tuple[Framework | None, list[Problem]]:
    """The framework, and what is wrong with it; the framework is None when it cannot be used."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return None, [
            Problem(
                "toml-syntax",
                FRAMEWORK_FILE,
                f"not valid TOML: {error}",
                row=int(line[1]) if line else None,
            )
        ]
    except (ValueError, RecursionError) as error:  # numbers or nesting beyond all measure
        return None, [Problem("toml-syntax", FRAMEWORK_FILE, f"cannot be read: {error}", row=1)]
    reader = Entries(text, data)
    framework = _framework(reader)
    return (None if reader.problems else framework), reader.problems


def _framework(reader: Entries) -> Framework:
    for name in sorted(set(reader.data) - _TOP - _LISTS):
        reader.fault("framework-unknown-field", name, f"unknown entry “{name}”; remove it")
    for name in sorted(_LISTS):
        if not isinstance(reader.data.get(name, []), list):
            reader.fault("framework-type", name, f"write [[{name}]], once for each")
            reader.data[name] = []
    top = {key: reader.data.get(key) for key in _TOP if key in reader.data}
    indicators = reader.entries("indicator", reader.indicator)
    scales = reader.entries("scale", reader.scale)
    roles = reader.entries("role", reader.role)
    role_ids, indicator_ids = set(roles), set(indicators)
    criteria = reader.entries("node", lambda e: reader.criterion(e, set(scales), indicator_ids))
    preconditions = reader.entries("precondition", lambda e: reader.precondition(e, role_ids))
    read = reader.entries("series", lambda e: series(reader, e, indicators))
    shared = reader.entries(
        "challenge", lambda e: challenge(reader, e, indicator_ids, set(criteria))
    )
    terms = reader.entries("term", lambda e: term(reader, e, shared))
    choices = reader.entries("choice", reader.choice)
    reader.here = ("", "")
    if not roles:
        reader.fault("framework-missing", "role", "define at least one [[role]]")
    if not criteria:
        reader.fault("framework-missing", "node", "define the criteria tree with [[node]]")
    for criterion in criteria.values():
        reader.here = ("node", criterion.id)
        for role in set(criterion.weights) - {""} - role_ids:
            reader.fault("framework-unknown-role", "weight", f"unknown role “{role}”")
    reader.here = ("", "")
    theme_criterion = reader.reference(top, "theme_criterion")
    rated = {id for id, criterion in criteria.items() if criterion.rating}
    if theme_criterion is not None and theme_criterion not in rated:
        reader.fault(
            "framework-unknown-node",
            "theme_criterion",
            f"“{theme_criterion}” is no node with a rating",
        )
    framework = Framework(
        id=reader.text(top, "id"),
        version=reader.text(top, "version"),
        label=reader.words(top, "label"),
        summary=reader.words(top, "summary"),
        theme_criterion=theme_criterion,
        roles=tuple(roles.values()),
        scales=scales,
        criteria=tuple(criteria.values()),
        preconditions=tuple(preconditions.values()),
        indicators=indicators,
        choices=tuple(choices.values()),
        doubts=doubts(reader, reader.data.get("robustness", {})),
        series=read,
        challenges=shared,
        challenge_rules=rules(reader, reader.data.get(SECTION, {})),
        terms=terms,
        tensions=tensions(reader, reader.data.get("tensions", {})),
    )
    if criteria and not reader.problems:
        _check_tree(reader, framework)
    if criteria and not reader.problems:
        fitting(reader, framework)
    return framework


def _check_tree(reader: Entries, framework: Framework) -> None:
    leaves: set[str] = set()
    for role in framework.roles:
        try:
            leaves = set(framework.tree(role.id).leaves)
        except TreeError as error:
            reader.here = ("node", _quoted(str(error)))
            reader.fault("tree", "node", str(error))
            return
    if len(framework.criteria) == 1:
        reader.here = ("node", framework.root.id)
        reader.fault("tree", "node", f"“{framework.root.id}” stands alone: give it nodes beneath")
        return
    for criterion in framework.criteria:
        reader.here = ("node", criterion.id)
        measured = bool(criterion.rating or criterion.figure)
        if criterion.id in leaves and not measured:
            reader.fault(
                "leaf-unmeasured",
                "node",
                f"“{criterion.id}” has nothing beneath it: give it a rating or a figure",
            )
        if criterion.id not in leaves and measured:
            reader.fault(
                "node-measured",
                "node",
                f"“{criterion.id}” has nodes beneath it: it can hold no rating or figure",
            )


def _quoted(message: str) -> str:
    """The node that a message of the tree names."""
    match = re.search(r"[“'\"]([a-z0-9-]+)[”'\"]", message)
    return match[1] if match else ""
