"""Writing a scenario into the text of `framework.toml`; comments and layout stay as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, InlineTable, Table

from windroos.cases.choices import rechosen
from windroos.cases.framework import Choice, Framework, Text
from windroos.cases.framework_file import parse
from windroos.cases.problems import CaseError, PackageError
from windroos.cases.scenario import Scenario, apply


def edited(text: str, scenario: Scenario, version: str, why: Text | None = None) -> str:
    """The text of a framework with the overrides of a scenario and another version.

    With a reason the choices of the case that the overrides touch are told anew. What it reads as
    is the framework that `apply` gives, with that version and those choices. Raises
    `ScenarioError` for a scenario that cannot be, and `PackageError` for a text that is no
    framework.
    """
    before, problems = parse(text)
    if before is None:
        raise PackageError(problems)
    after = apply(before, scenario)
    try:
        document = tomlkit.parse(text)
    except ParseError as error:  # what Python reads, tomlkit reads too
        raise CaseError(f"the text cannot be edited: {error}") from error
    document["version"] = version
    changed = scenario.against(before)
    for entry in _entries(document, "node"):
        if entry["id"] in changed.weights:
            _put(entry, "weight", _weight(after.by_id[entry["id"]].weights))
        if entry["id"] in changed.goalposts:
            entry["figure"]["goalposts"] = [
                _number(post) for post in changed.goalposts[entry["id"]]
            ]
    for entry in _entries(document, "role"):
        if entry["id"] == changed.role:
            for effort, value in changed.thresholds.items():
                entry["thresholds"][effort] = _number(value)
    if why is not None:
        _choose(document, before, rechosen(after, changed, why))
    return tomlkit.dumps(document)


def renewed(text: str, version: str) -> str:
    """The text of a framework with another version and nothing else changed."""
    document = tomlkit.parse(text)
    document["version"] = version
    return tomlkit.dumps(document)


def next_version(version: str, taken: set[str]) -> str:
    """A version that is not taken: the last number of this one, raised.

    >>> next_version("2024.1", {"2024.1", "2024.2"}), next_version("draft", set())
    ('2024.3', 'draft.2')
    """
    stem, dot, last = version.rpartition(".")
    if not last.isdecimal():
        stem, dot, last = version, ".", "1"
    number = int(last) + 1
    while f"{stem}{dot}{number}" in taken:
        number += 1
    return f"{stem}{dot}{number}"


def _entries(document: TOMLDocument, kind: str) -> Any:
    """The tables of a list, to be changed in place."""
    return document.get(kind, [])


def _choose(document: TOMLDocument, before: Framework, choices: tuple[Choice, ...]) -> None:
    old = {choice.id: choice for choice in before.choices}
    entries = {str(entry["id"]): entry for entry in _entries(document, "choice")}
    for choice in choices:
        if choice == old.get(choice.id):
            continue
        if choice.id in entries:
            entries[choice.id]["what"] = _text(choice.what)
            entries[choice.id]["why"] = _text(choice.why)
        else:
            _append(document, choice)


def _append(document: TOMLDocument, choice: Choice) -> None:
    entry = tomlkit.table()
    entry["id"] = choice.id
    entry["subject"] = choice.subject
    entry["about"] = list(choice.about)
    entry["what"] = _text(choice.what)
    entry["why"] = _text(choice.why)
    listed = document.get("choice")
    if isinstance(listed, AoT):
        listed.append(entry)
    else:
        made = tomlkit.aot()
        made.append(entry)
        document["choice"] = made


def _put(entry: Table, key: str, value: Any) -> None:
    """Set a key; a new one stands under the others and not under the comment that follows them."""
    if key in entry:
        entry[key] = value
        return
    body = entry.value.body
    after = []
    while body and body[-1][0] is None:  # blank lines and comments have no key
        after.append(body.pop()[1])
    entry[key] = value
    for item in reversed(after):
        entry.add(item)


def _weight(weights: Mapping[str, float]) -> Any:
    if set(weights) == {""}:
        return _number(weights[""])
    return _inline({role: _number(value) for role, value in weights.items()})


def _text(text: Text) -> InlineTable:
    return _inline({"nl": text.nl, "en": text.en})


def _inline(values: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
