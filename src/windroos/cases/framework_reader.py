"""The tools with which `framework.toml` is read: every fault is told, with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from windroos.cases.fields import SLUG
from windroos.cases.problems import Problem
from windroos.cases.tables import FRAMEWORK_FILE
from windroos.cases.text import Text

T = TypeVar("T")
Entry = dict[str, Any]

# Beyond it sums are no longer exact, nor meant.
_TOO_LARGE = 1e15


class Reader:
    """Takes entries of the parsed TOML, gathering faults instead of stopping at the first."""

    def __init__(self, text: str, data: Entry) -> None:
        self.lines = text.splitlines()
        self.data = data
        self.problems: list[Problem] = []
        self.here: tuple[str, str] = ("", "")

    def entries(self, kind: str, make: Callable[[Entry], T]) -> dict[str, T]:
        made: dict[str, T] = {}
        for number, entry in enumerate(self.data.get(kind, []), start=1):
            self.here = (kind, "")
            if not isinstance(entry, dict):
                self.fault("framework-type", kind, f"[[{kind}]] number {number} is not a table")
                continue
            id = entry.get("id")
            if not isinstance(id, str) or not re.fullmatch(SLUG, id):
                self.fault(
                    "framework-id",
                    "id",
                    f"[[{kind}]] number {number} needs an id of small letters, digits and hyphens,"
                    f" not {id!r}",
                )
                continue
            self.here = (kind, id)
            if id in made:
                self.fault("framework-duplicate", "id", f"“{id}” is defined twice")
                continue
            made[id] = make(entry)
        return made

    def words(
        self, entry: Mapping[str, Any], name: str, also: frozenset[str] | set[str] = frozenset()
    ) -> Text:
        value = entry.get(name)
        if (
            not isinstance(value, dict)
            or set(value) - also != {"nl", "en"}
            or not all(
                isinstance(value[language], str) and value[language].strip()
                for language in ("nl", "en")
            )
        ):
            self.fault("framework-text", name, f"“{name}” needs a text in nl and in en")
            return Text("", "")
        return Text(value["nl"], value["en"])

    def reference(
        self, entry: Mapping[str, Any], name: str, field: str | None = None
    ) -> str | None:
        """A single word or id; None when it is left out."""
        value = entry.get(name)
        if value is None or isinstance(value, str):
            return value
        self.fault("framework-type", field or name, f"“{name}” needs one text, not {value!r:.60}")
        return None

    def text(self, entry: Mapping[str, Any], name: str) -> str:
        value = entry.get(name)
        if not isinstance(value, str) or not value.strip():
            self.fault("framework-missing", name, f"“{name}” is missing")
            return ""
        return value

    def list_of(self, entry: Entry, name: str, kind: type, field: str | None = None) -> list[Any]:
        value = entry.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(v, kind) for v in value):
            if not (value == [] and name == "about"):
                self.fault("framework-type", field or name, f"“{name}” needs a list")
            return []
        return value

    def table(self, entry: Any, name: str, known: set[str]) -> Entry:
        if not isinstance(entry, dict):
            self.fault("framework-type", name, f"“{name}” needs a table: {name} = {{ … }}")
            return {}
        for key in sorted(set(entry) - known):
            self.fault("framework-unknown-field", name, f"unknown entry “{key}”; remove it")
        return entry

    def only(self, entry: Entry, known: set[str]) -> None:
        for key in sorted(set(entry) - known):
            self.fault("framework-unknown-field", key, f"unknown entry “{key}”; remove it")

    def flag(self, entry: Entry, name: str, field: str) -> bool:
        value = entry.get(name, False)
        if not isinstance(value, bool):
            self.fault("framework-type", field, f"“{name}” is true or false, not {value!r}")
            return False
        return value

    def coverage(self, entry: Entry, name: str) -> float:
        value = entry[name]
        if not is_number(value) or not 0 < value < 1:
            self.fault("coverage", name, f"“{name}” lies between 0 and 1, not {value!r}")
            return 0.9
        return float(value)

    def fault(self, code: str, field: str, message: str) -> None:
        kind, id = self.here
        if id and f"“{id}”" not in message:
            message = f"[[{kind}]] “{id}”: {message}"
        self.problems.append(Problem(code, FRAMEWORK_FILE, message, self.line(id), field))

    def line(self, id: str) -> int | None:
        if not id:
            return None
        mark = re.compile(rf'^\s*id\s*=\s*["\']{re.escape(id)}["\']')
        kind = f"[[{self.here[0]}]]"
        inside = False
        found = None
        for number, line in enumerate(self.lines, start=1):
            if line.strip().startswith("[["):
                inside = line.strip().startswith(kind)
            if inside and mark.match(line):
                found = number  # of two with the same id the later one is at fault
        return found


def is_number(value: Any) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < _TOO_LARGE  # NaN is not
