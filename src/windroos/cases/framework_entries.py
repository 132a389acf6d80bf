"""Reading the entries of `framework.toml`: roles, scales, nodes with their leaves, and the rest."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from windroos.cases.framework import (
    SAYS,
    Choice,
    Criterion,
    FigureLeaf,
    Indicator,
    Point,
    Precondition,
    RatingLeaf,
    Role,
    Scale,
    ScaleLink,
    Text,
)
from windroos.cases.framework_reader import Entry, Reader, is_number
from windroos.decide import AGGREGATES, exponent_problem


class Entries(Reader):
    """Makes each entry a value by itself; whether they fit together is looked at afterwards."""

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
            if is_number(value) and 0 <= value <= 1:
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
            if not is_number(value):
                self.fault("scale", "points", f"a point needs a number as its value, not {value!r}")
                continue
            meaning = self.words({"points": point}, "points", {"value", "says"})
            points.append(Point(float(value), meaning, self.says(point)))
        if len(points) < 2 or any(a.value >= b.value for a, b in pairwise(points)):
            self.fault("scale", "points", "give at least two points, with rising values")
            points = [Point(0, Text("", "")), Point(1, Text("", ""))]
        return Scale(entry["id"], tuple(points))

    def says(self, point: Entry) -> str:
        """What a point says of what is not said."""
        says = point.get("says", SAYS[0])
        if says not in SAYS:
            self.fault("scale", "points", f"“says” is {' or '.join(SAYS)}, not {says!r:.60}")
            return SAYS[0]
        return says

    def criterion(self, entry: Entry, scales: set[str], indicators: set[str]) -> Criterion:
        self.only(
            entry,
            {
                "id", "parent", "level", "label", "question", "passage",
                "weight", "aggregate", "exponent", "rating", "figure", "ask", "ask_passage",
            },
        )  # fmt: skip
        weight = entry.get("weight", 1)
        weights = weight if isinstance(weight, dict) else {"": weight}
        for value in weights.values():
            if not is_number(value) or value < 0:
                self.fault("weight", "weight", f"a weight is a number of 0 or more, not {value!r}")
                weights = {"": 1.0}
                break
        aggregate, exponent = self.aggregate(entry)
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
            exponent=exponent,
            rating=self.rating(entry["rating"], scales) if "rating" in entry else None,
            figure=self.figure(entry["figure"], indicators) if "figure" in entry else None,
            ask=self.words(entry, "ask") if "ask" in entry else None,
            ask_passage=self.reference(entry, "ask_passage"),
        )

    def aggregate(self, entry: Entry) -> tuple[str, float | None]:
        """How the node brings its children together."""
        aggregate, exponent = entry.get("aggregate", "arithmetic"), entry.get("exponent")
        if aggregate not in AGGREGATES:
            self.fault(
                "aggregate", "aggregate", f"“{aggregate}” is none of {', '.join(AGGREGATES)}"
            )
            return "arithmetic", None
        if exponent is not None and not is_number(exponent):
            self.fault("exponent", "exponent", f"“exponent” is a number, not {exponent!r}")
            return "arithmetic", None
        problem = exponent_problem(aggregate, exponent)
        if problem:
            self.fault("exponent", "exponent", problem)
            return "arithmetic", None
        return aggregate, None if exponent is None else float(exponent)

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
            is_number(value) and value > 0 for value in rebase.values()
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
            or not all(is_number(p) for p in posts)
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
        entry = self.table(entry, "common_scale", {"from", "onto", "coverage", "years"})
        for end in ("from", "onto"):
            if entry.get(end) not in names:
                self.fault(
                    "common-scale", "common_scale", f"“{end}” names none of the leaf's indicators"
                )
        coverage = self.coverage(entry, "coverage") if "coverage" in entry else 0.9
        years = entry.get("years", "all")
        if years not in ("all", "latest"):
            self.fault("common-scale", "common_scale", f"years is “all” or “latest”, not {years!r}")
        return ScaleLink(str(entry.get("from")), str(entry.get("onto")), coverage, str(years))

    def precondition(self, entry: Entry, roles: set[str]) -> Precondition:
        self.only(
            entry,
            {
                "id", "number", "label", "roles", "themes", "inherit", "passage", "ask",
                "ask_passage",
            },
        )  # fmt: skip
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
            ask=self.words(entry, "ask") if "ask" in entry else None,
            ask_passage=self.reference(entry, "ask_passage"),
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
