"""Reading `framework.toml`: every fault is told, with the line it stands on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from windroos.cases.framework import (
    Choice,
    Criterion,
    FigureLeaf,
    Framework,
    Indicator,
    Point,
    Precondition,
    RatingLeaf,
    Role,
    Scale,
    ScaleLink,
    Text,
)
from windroos.cases.problems import Problem
from windroos.cases.tables import FRAMEWORK_FILE, SLUG
from windroos.decide import AGGREGATES, TreeError

T = TypeVar("T")
Entry = dict[str, Any]

# Beyond it sums are no longer exact, nor meant.
_TOO_LARGE = 1e15

_TOP = {"id", "version", "label", "summary", "theme_criterion"}
_LISTS = {"role", "scale", "node", "precondition", "indicator", "choice"}


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
    reader = _Reader(text, data)
    framework = reader.framework()
    return (None if reader.problems else framework), reader.problems


class _Reader:
    """Walks the parsed TOML once, gathering faults instead of stopping at the first."""

    def __init__(self, text: str, data: Entry) -> None:
        self.lines = text.splitlines()
        self.data = data
        self.problems: list[Problem] = []
        self.here: tuple[str, str] = ("", "")

    # The parts

    def framework(self) -> Framework | None:
        for name in sorted(set(self.data) - _TOP - _LISTS):
            self.fault("framework-unknown-field", name, f"unknown entry “{name}”; remove it")
        for name in ("role", "scale", "node", "indicator", "choice", "precondition"):
            if not isinstance(self.data.get(name, []), list):
                self.fault("framework-type", name, f"write [[{name}]], once for each")
                self.data[name] = []
        top = {key: self.data.get(key) for key in _TOP if key in self.data}
        indicators = self.entries("indicator", self.indicator)
        scales = self.entries("scale", self.scale)
        roles = self.entries("role", self.role)
        role_ids, indicator_ids = set(roles), set(indicators)
        criteria = self.entries("node", lambda e: self.criterion(e, set(scales), indicator_ids))
        preconditions = self.entries("precondition", lambda e: self.precondition(e, role_ids))
        choices = self.entries("choice", self.choice)
        self.here = ("", "")
        if not roles:
            self.fault("framework-missing", "role", "define at least one [[role]]")
        if not criteria:
            self.fault("framework-missing", "node", "define the criteria tree with [[node]]")
        for criterion in criteria.values():
            self.here = ("node", criterion.id)
            for role in set(criterion.weights) - {""} - role_ids:
                self.fault("framework-unknown-role", "weight", f"unknown role “{role}”")
        self.here = ("", "")
        theme_criterion = self.reference(top, "theme_criterion")
        rated = {id for id, criterion in criteria.items() if criterion.rating}
        if theme_criterion is not None and theme_criterion not in rated:
            self.fault(
                "framework-unknown-node",
                "theme_criterion",
                f"“{theme_criterion}” is no node with a rating",
            )
        framework = Framework(
            id=self.text(top, "id"),
            version=self.text(top, "version"),
            label=self.words(top, "label"),
            summary=self.words(top, "summary"),
            theme_criterion=theme_criterion,
            roles=tuple(roles.values()),
            scales=scales,
            criteria=tuple(criteria.values()),
            preconditions=tuple(preconditions.values()),
            indicators=indicators,
            choices=tuple(choices.values()),
        )
        if criteria and not self.problems:
            self.check_tree(framework)
        return framework

    def check_tree(self, framework: Framework) -> None:
        leaves: set[str] = set()
        for role in framework.roles:
            try:
                leaves = set(framework.tree(role.id).leaves)
            except TreeError as error:
                self.here = ("node", _quoted(str(error)))
                self.fault("tree", "node", str(error))
                return
        if len(framework.criteria) == 1:
            self.here = ("node", framework.root.id)
            self.fault("tree", "node", f"“{framework.root.id}” stands alone: give it nodes beneath")
            return
        for criterion in framework.criteria:
            self.here = ("node", criterion.id)
            measured = bool(criterion.rating or criterion.figure)
            if criterion.id in leaves and not measured:
                self.fault(
                    "leaf-unmeasured",
                    "node",
                    f"“{criterion.id}” has nothing beneath it: give it a rating or a figure",
                )
            if criterion.id not in leaves and measured:
                self.fault(
                    "node-measured",
                    "node",
                    f"“{criterion.id}” has nodes beneath it: it can hold no rating or figure",
                )

    def role(self, entry: Entry) -> Role:
        self.only(entry, {"id", "label", "body", "thresholds"})
        thresholds = entry.get("thresholds", {})
        numbers: dict[str, float] = {}
        if not isinstance(thresholds, dict):
            self.fault("thresholds", "thresholds", "write { active = 0.6, reactive = 0.4 }")
            thresholds = {}
        for name in sorted(set(thresholds) - {"active", "reactive"}):
            self.fault("framework-unknown-field", "thresholds", f"unknown entry “{name}”")
        for name in ("active", "reactive"):
            value: Any = thresholds.get(name)
            if _is_number(value) and 0 <= value <= 1:
                numbers[name] = float(value)
            else:
                self.fault(
                    "thresholds",
                    "thresholds",
                    f"“{name}” needs a number from 0 to 1, not {value!r}",
                )
        if len(numbers) == 2 and numbers["reactive"] > numbers["active"]:
            self.fault("thresholds", "thresholds", "reactive may not lie above active")
        return Role(entry["id"], self.words(entry, "label"), self.words(entry, "body"), numbers)

    def scale(self, entry: Entry) -> Scale:
        self.only(entry, {"id", "points"})
        points: list[Point] = []
        for point in self.list_of(entry, "points", dict):
            value = point.get("value")
            if not _is_number(value):
                self.fault("scale", "points", f"a point needs a number as its value, not {value!r}")
                continue
            points.append(Point(float(value), self.words({"points": point}, "points", {"value"})))
        if len(points) < 2 or any(a.value >= b.value for a, b in pairwise(points)):
            self.fault("scale", "points", "give at least two points, with rising values")
            points = [Point(0, Text("", "")), Point(1, Text("", ""))]
        return Scale(entry["id"], tuple(points))

    def criterion(self, entry: Entry, scales: set[str], indicators: set[str]) -> Criterion:
        self.only(
            entry,
            {
                "id", "parent", "level", "label", "question", "passage",
                "weight", "aggregate", "rating", "figure",
            },
        )  # fmt: skip
        weight = entry.get("weight", 1)
        weights = weight if isinstance(weight, dict) else {"": weight}
        for value in weights.values():
            if not _is_number(value) or value < 0:
                self.fault("weight", "weight", f"a weight is a number of 0 or more, not {value!r}")
                weights = {"": 1.0}
                break
        aggregate = entry.get("aggregate", "arithmetic")
        if aggregate not in AGGREGATES:
            self.fault("aggregate", "aggregate", f"“{aggregate}” is not {' or '.join(AGGREGATES)}")
            aggregate = "arithmetic"
        if "rating" in entry and "figure" in entry:
            self.fault("leaf-double", "rating", "give a rating or a figure, not both")
        return Criterion(
            id=entry["id"],
            parent=self.reference(entry, "parent"),
            level=self.reference(entry, "level") or "",
            label=self.words(entry, "label"),
            question=self.words(entry, "question") if "question" in entry else None,
            passage=self.reference(entry, "passage"),
            weights={role: float(value) for role, value in weights.items()},
            aggregate=aggregate,
            rating=self.rating(entry["rating"], scales) if "rating" in entry else None,
            figure=self.figure(entry["figure"], indicators) if "figure" in entry else None,
        )

    def rating(self, entry: Any, scales: set[str]) -> RatingLeaf:
        entry = self.table(entry, "rating", {"scale", "inherit", "across_themes"})
        scale = self.reference(entry, "scale", "rating")
        if scale not in scales:
            self.fault("rating-scale", "rating", f"no scale “{scale}” is defined")
        across = entry.get("across_themes", "mean")
        if across not in ("mean", "best"):
            self.fault(
                "rating-themes", "rating", f"across_themes is “mean” or “best”, not {across!r}"
            )
        return RatingLeaf(str(scale), self.flag(entry, "inherit", "rating"), across)

    def figure(self, entry: Any, indicators: set[str]) -> FigureLeaf:
        known = {
            "indicators", "goalposts", "combine", "transform", "inherit",
            "rebase", "common_scale", "error_coverage",
        }  # fmt: skip
        entry = self.table(entry, "figure", known)
        names = tuple(str(name) for name in self.list_of(entry, "indicators", str, "figure"))
        rebase = entry.get("rebase", {})
        if not isinstance(rebase, dict) or not all(
            _is_number(value) and value > 0 for value in rebase.values()
        ):
            self.fault("rebase", "figure", "rebase gives a number above 0 by indicator")
            rebase = {}
        for name in names:
            if name not in indicators:
                self.fault("figure-indicator", "figure", f"no indicator “{name}” is defined")
        for name in sorted(set(rebase) - set(names)):
            self.fault("rebase", "figure", f"rebase “{name}” is none of the leaf's indicators")
        posts = entry.get("goalposts")
        if (
            not isinstance(posts, list)
            or len(posts) != 2
            or not all(_is_number(p) for p in posts)
            or posts[0] == posts[1]
        ):
            self.fault("goalposts", "figure", f"goalposts are two different numbers, not {posts!r}")
            posts = [0, 1]
        combine = entry.get("combine", "first")
        if combine not in ("first", "sum"):
            self.fault("combine", "figure", f"combine is “first” or “sum”, not {combine!r}")
        transform = entry.get("transform")
        if transform not in (None, "log10"):
            self.fault("transform", "figure", f"transform is “log10” or absent, not {transform!r}")
        if transform == "log10" and min(posts) <= 0:
            self.fault("goalposts", "figure", "with log10 both goalposts lie above 0")
            posts = [1, 10]
        return FigureLeaf(
            indicators=names,
            goalposts=(float(posts[0]), float(posts[1])),
            combine=combine,
            transform=transform,
            inherit=self.flag(entry, "inherit", "figure"),
            rebase={name: float(value) for name, value in rebase.items()},
            common_scale=self.scale_link(entry["common_scale"], names)
            if "common_scale" in entry
            else None,
            error_coverage=self.coverage(entry, "error_coverage")
            if "error_coverage" in entry
            else None,
        )

    def scale_link(self, entry: Any, names: tuple[str, ...]) -> ScaleLink:
        entry = self.table(entry, "common_scale", {"from", "onto", "coverage"})
        for end in ("from", "onto"):
            if entry.get(end) not in names:
                self.fault(
                    "common-scale", "common_scale", f"“{end}” names none of the leaf's indicators"
                )
        coverage = self.coverage(entry, "coverage") if "coverage" in entry else 0.9
        return ScaleLink(str(entry.get("from")), str(entry.get("onto")), coverage)

    def precondition(self, entry: Entry, roles: set[str]) -> Precondition:
        self.only(entry, {"id", "number", "label", "roles", "themes", "inherit", "passage"})
        held = tuple(str(role) for role in self.list_of(entry, "roles", str))
        for role in held:
            if role not in roles:
                self.fault("framework-unknown-role", "roles", f"unknown role “{role}”")
        themes = self.list_of(entry, "themes", str) if "themes" in entry else []
        return Precondition(
            id=entry["id"],
            number=str(entry.get("number", "")),
            label=self.words(entry, "label"),
            roles=held,
            themes=tuple(themes),
            inherit=self.flag(entry, "inherit", "inherit"),
            passage=self.reference(entry, "passage"),
        )

    def indicator(self, entry: Entry) -> Indicator:
        self.only(entry, {"id", "label", "unit"})
        return Indicator(entry["id"], self.words(entry, "label"), self.words(entry, "unit"))

    def choice(self, entry: Entry) -> Choice:
        self.only(entry, {"id", "subject", "about", "what", "why"})
        about = tuple(self.list_of(entry, "about", str)) if "about" in entry else ()
        return Choice(
            entry["id"],
            self.text(entry, "subject"),
            about,
            self.words(entry, "what"),
            self.words(entry, "why"),
        )

    # The tools

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
        if not _is_number(value) or not 0 < value < 1:
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


def _is_number(value: Any) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < _TOO_LARGE  # NaN is not


def _quoted(message: str) -> str:
    """The node that a message of the tree names."""
    match = re.search(r"[“'\"]([a-z0-9-]+)[”'\"]", message)
    return match[1] if match else ""
