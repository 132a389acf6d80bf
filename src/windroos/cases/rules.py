"""What must hold between the cells of a package, beyond types, keys and references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from windroos.cases.decision_rules import decisions_together
from windroos.cases.equating import LEAST_ANCHORS, paired
from windroos.cases.framework import Framework
from windroos.cases.problems import N_, Problem
from windroos.cases.quantity_rules import held_once, quantities_together
from windroos.cases.reading import Row
from windroos.cases.tables import FRAMEWORK_FILE, TABLES
from windroos.codes.regions import country_of, fits
from windroos.decide import fit_common_scale

Numbered = Sequence[tuple[int | None, Row]]
Rule = Callable[[str, Numbered, Framework], Iterator[Problem]]


def broken_rules(tables: Mapping[str, Numbered], framework: Framework) -> Iterator[Problem]:
    """Every rule that the rows break; rows with missing cells are told of elsewhere."""
    yield from _regions(tables["regions"])
    yield from _passages(tables["passages"], tables["sources"])
    for table in ROW_RULES:
        yield from broken_row_rules(table, tables[table], framework)
    for table in TABLE_RULES:
        yield from broken_table_rules(table, tables[table])
    yield from _anchors(tables["anchors"], framework)
    yield from _themes(tables["themes"], framework)
    yield from _units(tables, framework)


def broken_row_rules(table: str, rows: Numbered, framework: Framework) -> Iterator[Problem]:
    """The rules that rows of a table break each by itself."""
    for rule in ROW_RULES.get(table, ()):
        yield from rule(table, rows, framework)


def broken_table_rules(table: str, rows: Numbered) -> Iterator[Problem]:
    """The rules that rows of a table break among themselves."""
    if rule := TABLE_RULES.get(table):
        yield from rule(rows)


def _at(
    table: str, line: int | None, field: str, code: str, wording: str, /, **values: object
) -> Problem:
    return Problem(code, TABLES[table].path, wording, line, field, values)


def _regions(rows: Numbered) -> Iterator[Problem]:
    parents = {row["code"]: row["parent"] for _, row in rows}
    homes = 0
    for line, row in rows:
        code, kind = row["code"], row["kind"]
        if isinstance(code, str) and isinstance(kind, str) and not fits(code, kind):
            wording = N_("“%(region)s” is not a code of a region of kind “%(kind)s”")
            yield _at("regions", line, "code", "region-code", wording, region=code, kind=kind)
        if row["home"]:
            homes += 1
            if homes > 1:
                wording = N_("another region is home already")
                yield _at("regions", line, "home", "two-homes", wording)
            if row["weighed"]:
                wording = N_("the home region is not weighed")
                yield _at("regions", line, "weighed", "home-weighed", wording)
        parent = row["parent"]
        if isinstance(code, str) and isinstance(parent, str):
            own, other = country_of(code), country_of(parent)
            if own and other and own != other:
                yield _at(
                    "regions",
                    line,
                    "parent",
                    "parent-country",
                    N_("“%(region)s” lies in %(own)s and “%(parent)s” in %(other)s"),
                    region=code,
                    own=own,
                    parent=parent,
                    other=other,
                )
        seen, at = set(), code
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None and at == code:
            wording = N_("“%(region)s” lies within itself")
            yield _at("regions", line, "parent", "region-cycle", wording, region=code)
    if rows and not any(row["weighed"] for _, row in rows):
        yield _at("regions", None, "weighed", "none-weighed", N_("no region is weighed"))


def _passages(rows: Numbered, sources: Numbered) -> Iterator[Problem]:
    kinds = {row["id"]: row["kind"] for _, row in sources}
    for line, row in rows:
        if kinds.get(row["document"]) == "dataset":
            yield _at(
                "passages",
                line,
                "document",
                "not-a-document",
                N_("“%(source)s” is a dataset; a passage stands in a document"),
                source=row["document"],
            )
        if isinstance(row["sentences"], str) and "-" in row["sentences"]:
            first, last = row["sentences"].split("-")
            if first.isdigit() and last.isdigit() and int(first) > int(last):
                wording = N_("the range runs backwards")
                yield _at("passages", line, "sentences", "sentences", wording)


def _ratings(table: str, rows: Numbered, framework: Framework) -> Iterator[Problem]:
    for line, row in rows:
        criterion = framework.by_id.get(str(row["criterion"]))
        rating = row["rating"]
        if criterion is None or criterion.rating is None or not isinstance(rating, float):
            continue
        scale = framework.scales[criterion.rating.scale]
        if not scale.low <= rating <= scale.high:
            yield _at(
                table,
                line,
                "rating",
                "rating-range",
                N_("%(rating)s lies outside the scale “%(scale)s”, %(low)s to %(high)s"),
                rating=f"{rating:g}",
                scale=scale.id,
                low=f"{scale.low:g}",
                high=f"{scale.high:g}",
            )


def _basis(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    for line, row in rows:
        if not _either(row, "reason"):
            yield _at(table, line, "reason_nl", "missing-value", _EMPTY)
        if row["passage"] is not None:
            continue
        if not _either(row, "grounds"):
            yield _at(table, line, "passage", "no-basis", N_("needs a passage, or its grounds"))
        if row["judged"] is None:
            yield _at(table, line, "judged", "no-basis", N_("without a passage it needs its date"))


_EMPTY = N_("is empty in both languages; fill in one")


def _either(row: Row, name: str) -> bool:
    return bool(row[f"{name}_nl"] or row[f"{name}_en"])


def _periods(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    for line, row in rows:
        start, end = row["period_start"], row["period_end"]
        if isinstance(start, int) and isinstance(end, int) and end < start:
            yield _at(
                table,
                line,
                "period_end",
                "period",
                N_("%(end)s comes before %(start)s"),
                end=end,
                start=start,
            )


def _motivated(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    for line, row in rows:
        if row["passage"] is None and not _either(row, "motivation"):
            yield _at(
                table, line, "motivation_nl", "no-basis", N_("needs a passage, or its motivation")
            )
        departs = row["advice"] not in (None, "undetermined", row["effort"])
        if departs and not _either(row, "departure"):
            yield _at(
                table,
                line,
                "departure_nl",
                "no-departure",
                N_("departs from the advice, so it needs the reason why"),
            )


def _findings(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    for line, row in rows:
        conditional = row["outcome"] == "conditional"
        if conditional and not _either(row, "conditions"):
            yield _at(
                table,
                line,
                "conditions_nl",
                "conditions",
                N_("a conditional finding needs its conditions"),
            )
        if not conditional and (row["themes"] or _either(row, "conditions")):
            yield _at(
                table,
                line,
                "outcome",
                "conditions",
                N_("only a conditional finding has themes or conditions"),
            )


def _settlements(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
    for line, row in rows:
        if not _either(row, "reason"):
            yield _at(table, line, "reason_nl", "missing-value", _EMPTY)
        kind = row["kind"]
        if isinstance(kind, str) and not str(row["id"]).startswith(f"{kind}_"):
            wording = N_("the name of a contradiction of kind “%(kind)s” begins with “%(kind)s_”")
            yield _at(table, line, "id", "settled-kind", wording, kind=kind)
        sides = [side.rpartition("@")[0] for side in str(row["sides"] or "").split()]
        if len(set(sides)) < len(sides):
            yield _at(table, line, "sides", "settled-twice", N_("names a side twice"))
        if row["holds"] is not None and row["holds"] not in sides:
            yield _at(
                table,
                line,
                "holds",
                "settled-side",
                N_("“%(holds)s” is none of the sides: %(sides)s"),
                holds=row["holds"],
                sides=", ".join(sides),
            )


def _dates(field: str) -> Rule:
    def rule(table: str, rows: Numbered, _: Framework) -> Iterator[Problem]:
        for line, row in rows:
            value = row[field]
            if isinstance(value, str) and len(value) == len("2026-11-21"):
                try:
                    date.fromisoformat(value)
                except ValueError:
                    wording = N_("%(value)s is not a day that exists")
                    yield _at(table, line, field, "date", wording, value=value)

    return rule


# What must hold of each row by itself.
ROW_RULES: Mapping[str, tuple[Rule, ...]] = {
    "sources": (_dates("published"),),
    "judgements": (_ratings, _basis, _dates("judged")),
    "statements": (_periods,),
    "quantities": (held_once,),
    "decisions": (_periods, _motivated, _dates("decided")),
    "findings": (_findings, _basis, _dates("judged")),
    "settlements": (_settlements, _dates("settled")),
}
# What must hold between the rows of one table.
TABLE_RULES: Mapping[str, Callable[[Numbered], Iterator[Problem]]] = {
    "decisions": decisions_together,
    "quantities": quantities_together,
}


def _anchors(rows: Numbered, framework: Framework) -> Iterator[Problem]:
    values: dict[Any, Any] = {
        (row["economy"], row["year"], row["indicator"]): row["value"]
        for _, row in rows
        if None not in (row["economy"], row["year"], row["value"])
    }
    for leaf in framework.leaves:
        link = leaf.figure.common_scale if leaf.figure else None
        if link is None:
            continue
        pairs = paired(link, values)
        if len(pairs) < LEAST_ANCHORS:
            yield _at(
                "anchors",
                None,
                "indicator",
                "too-few-anchors",
                N_(
                    "“%(leaf)s” needs at least %(least)s economies with “%(from)s” and “%(onto)s”"
                    " in the same year; there are %(there)s"
                ),
                **{"leaf": leaf.id, "least": LEAST_ANCHORS, "from": link.from_},
                onto=link.onto,
                there=len(pairs),
            )
            continue
        try:
            fit_common_scale([x for *_, x, _ in pairs], [y for *_, y in pairs])
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
                    N_("“%(id)s”: “%(value)s” does not stand in %(file)s"),
                    field="themes",
                    values={"id": precondition.id, "value": theme, "file": TABLES["themes"].path},
                )


def _units(tables: Mapping[str, Numbered], framework: Framework) -> Iterator[Problem]:
    """Figures of one indicator are averaged and compared, so they must share their unit."""
    units: dict[object, tuple[object, str, int | None]] = {
        id: (series.unit, FRAMEWORK_FILE, None) for id, series in framework.series.items()
    }
    for table in ("figures", "anchors"):
        for line, row in tables[table]:
            indicator, unit = row["indicator"], row["unit"]
            if indicator not in framework.indicators or unit is None:
                continue
            first, file, at = units.setdefault(indicator, (unit, TABLES[table].path, line))
            if unit != first:
                wording = (
                    N_("“%(unit)s”, but “%(first)s” in %(file)s: convert one")
                    if at is None
                    else N_("“%(unit)s”, but “%(first)s” in %(file)s, line %(line)s: convert one")
                )
                values = {"unit": unit, "first": first, "file": file, "line": at}
                yield _at(table, line, "unit", "units", wording, **values)
