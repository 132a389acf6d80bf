"""What must hold between the cells of a package, beyond types, keys and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from windroos.cases.framework import Framework
from windroos.cases.package import Row
from windroos.cases.problems import Problem
from windroos.cases.tables import FRAMEWORK_FILE, TABLES
from windroos.codes.regions import country_of, fits
from windroos.decide import fit_common_scale

Numbered = Sequence[tuple[int, Row]]

# Fewer pairs say nothing about a line through them and its error.
LEAST_ANCHORS = 5


def broken_rules(tables: Mapping[str, Numbered], framework: Framework) -> Iterator[Problem]:
    """Every rule that the rows break; rows with missing cells are told of elsewhere."""
    yield from _regions(tables["regions"])
    yield from _passages(tables["passages"], tables["sources"])
    yield from _judgements(tables["judgements"], framework)
    yield from _periods("statements", tables["statements"])
    yield from _periods("decisions", tables["decisions"])
    yield from _decisions(tables["decisions"])
    yield from _findings(tables["findings"])
    yield from _anchors(tables["anchors"], framework)
    yield from _themes(tables["themes"], framework)
    yield from _dates("sources", "published", tables["sources"])
    yield from _dates("decisions", "decided", tables["decisions"])
    yield from _units(tables, framework)


def _at(table: str, line: int | None, field: str, code: str, message: str) -> Problem:
    return Problem(code, TABLES[table].path, message, line, field)


def _regions(rows: Numbered) -> Iterator[Problem]:
    parents = {row["code"]: row["parent"] for _, row in rows}
    homes = 0
    for line, row in rows:
        code, kind = row["code"], row["kind"]
        if isinstance(code, str) and isinstance(kind, str) and not fits(code, kind):
            yield _at("regions", line, "code", "region-code", f"“{code}” is not a code of a {kind}")
        if row["home"]:
            homes += 1
            if homes > 1:
                yield _at("regions", line, "home", "two-homes", "another region is home already")
            if row["weighed"]:
                yield _at(
                    "regions", line, "weighed", "home-weighed", "the home region is not weighed"
                )
        parent = row["parent"]
        if isinstance(code, str) and isinstance(parent, str):
            own, other = country_of(code), country_of(parent)
            if own and other and own != other:
                yield _at(
                    "regions",
                    line,
                    "parent",
                    "parent-country",
                    f"“{code}” lies in {own} and “{parent}” in {other}",
                )
        seen, at = set(), code
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None and at == code:
            yield _at("regions", line, "parent", "region-cycle", f"“{code}” lies within itself")
    if rows and not any(row["weighed"] for _, row in rows):
        yield _at("regions", None, "weighed", "none-weighed", "no region is weighed")


def _passages(rows: Numbered, sources: Numbered) -> Iterator[Problem]:
    kinds = {row["id"]: row["kind"] for _, row in sources}
    for line, row in rows:
        if kinds.get(row["document"]) == "dataset":
            yield _at(
                "passages",
                line,
                "document",
                "not-a-document",
                f"“{row['document']}” is a dataset; a passage stands in a document",
            )
        if isinstance(row["sentences"], str) and "-" in row["sentences"]:
            first, last = row["sentences"].split("-")
            if first.isdigit() and last.isdigit() and int(first) > int(last):
                yield _at("passages", line, "sentences", "sentences", "the range runs backwards")


def _judgements(rows: Numbered, framework: Framework) -> Iterator[Problem]:
    for line, row in rows:
        criterion = framework.by_id.get(str(row["criterion"]))
        rating = row["rating"]
        if criterion is None or criterion.rating is None or not isinstance(rating, float):
            continue
        scale = framework.scales[criterion.rating.scale]
        if not scale.low <= rating <= scale.high:
            yield _at(
                "judgements",
                line,
                "rating",
                "rating-range",
                f"{rating:g} lies outside the scale “{scale.id}”, {scale.low:g} to {scale.high:g}",
            )


def _periods(table: str, rows: Numbered) -> Iterator[Problem]:
    for line, row in rows:
        start, end = row["period_start"], row["period_end"]
        if isinstance(start, int) and isinstance(end, int) and end < start:
            yield _at(table, line, "period_end", "period", f"{end} comes before {start}")


def _decisions(rows: Numbered) -> Iterator[Problem]:
    for (_, a), (line, b) in combinations(rows, 2):
        if (a["region"], a["role"]) != (b["region"], b["role"]):
            continue
        bounds = (a["period_start"], a["period_end"], b["period_start"], b["period_end"])
        if not all(isinstance(bound, int) for bound in bounds):
            continue
        if bounds[0] <= bounds[3] and bounds[2] <= bounds[1]:  # type: ignore[operator]
            yield _at(
                "decisions",
                line,
                "region",
                "two-decisions",
                f"“{a['id']}” decides on this region and role in the same period;"
                " two that differ are statements, not decisions",
            )


def _findings(rows: Numbered) -> Iterator[Problem]:
    for line, row in rows:
        conditional = row["outcome"] == "conditional"
        if conditional and not (row["conditions_nl"] and row["conditions_en"]):
            yield _at(
                "findings",
                line,
                "conditions_nl",
                "conditions",
                "a conditional finding needs its conditions in both languages",
            )
        if not conditional and (row["themes"] or row["conditions_nl"] or row["conditions_en"]):
            yield _at(
                "findings",
                line,
                "outcome",
                "conditions",
                "only a conditional finding has themes or conditions",
            )


def _anchors(rows: Numbered, framework: Framework) -> Iterator[Problem]:
    by_indicator: dict[object, set[tuple[object, object]]] = {}
    for _, row in rows:
        by_indicator.setdefault(row["indicator"], set()).add((row["economy"], row["year"]))
    for leaf in framework.leaves:
        link = leaf.figure.common_scale if leaf.figure else None
        if link is None:
            continue
        shared = by_indicator.get(link.from_, set()) & by_indicator.get(link.onto, set())
        if len(shared) < LEAST_ANCHORS:
            yield _at(
                "anchors",
                None,
                "indicator",
                "too-few-anchors",
                f"“{leaf.id}” needs at least {LEAST_ANCHORS} economies with “{link.from_}” and"
                f" “{link.onto}” in the same year; there are {len(shared)}",
            )
        elif leaf.figure is not None:
            values: dict[tuple[object, ...], object] = {
                (r["economy"], r["year"], r["indicator"]): r["value"] for _, r in rows
            }
            x, y = ([values[(*key, name)] for key in shared] for name in (link.from_, link.onto))
            try:
                fit_common_scale(x, y)  # type: ignore[arg-type]
            except ValueError as error:
                yield _at("anchors", None, "value", "no-common-scale", f"“{leaf.id}”: {error}")


def _themes(rows: Numbered, framework: Framework) -> Iterator[Problem]:
    known = {row["id"] for _, row in rows}
    for precondition in framework.preconditions:
        for theme in precondition.themes:
            if theme not in known:
                yield Problem(
                    "unknown-reference",
                    FRAMEWORK_FILE,
                    f"“{precondition.id}”: “{theme}” does not stand in {TABLES['themes'].path}",
                    field="themes",
                )


def _dates(table: str, field: str, rows: Numbered) -> Iterator[Problem]:
    for line, row in rows:
        value = row[field]
        if isinstance(value, str) and len(value) == len("2026-11-21"):
            try:
                date.fromisoformat(value)
            except ValueError:
                yield _at(table, line, field, "date", f"{value} is not a day that exists")


def _units(tables: Mapping[str, Numbered], framework: Framework) -> Iterator[Problem]:
    """Figures of one indicator are averaged and compared, so they must share their unit."""
    units: dict[object, tuple[object, str]] = {}
    for table in ("figures", "anchors"):
        for line, row in tables[table]:
            indicator, unit = row["indicator"], row["unit"]
            if indicator not in framework.indicators or unit is None:
                continue
            first, place = units.setdefault(indicator, (unit, f"{TABLES[table].path}, line {line}"))
            if unit != first:
                yield _at(
                    table, line, "unit", "units", f"“{unit}”, but “{first}” on {place}: convert one"
                )
