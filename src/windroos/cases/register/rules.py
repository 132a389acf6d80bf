"""What must hold between the rows of a register, beyond their types and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered
from windroos.cases.register.tables import TABLES
from windroos.measure.results import OVER_TIME, UP_TREE

Tables = Mapping[str, Numbered]
# The tables whose rows say what they rest on.
_RESTING = (
    *("roles", "relations", "conditions", "labour", "chain_holders"),
    *("programmes", "programme_partners", "programme_agreements", "indicators"),
)
# The columns in which rows name rows of their own programme, and in which table those stand.
_WITHIN = (
    ("programme_parts", "parent", "programme_parts"),
    ("programme_goals", "parent", "programme_goals"),
    ("programme_goals", "parts", "programme_parts"),
    ("programme_partners", "part", "programme_parts"),
    ("programme_agreements", "part", "programme_parts"),
    ("indicators", "part", "programme_parts"),
    ("indicators", "goals", "programme_goals"),
    ("indicators", "agreements", "programme_agreements"),
)


def broken_rules(tables: Tables) -> list[Problem]:
    """Every rule that rows of these tables break; a table that is absent is not asked."""
    return [problem for rule in _RULES for problem in rule(tables)]


def _problem(table: str, code: str, wording: str, line: int | None, field: str, **values: Any):
    return Problem(code, TABLES[table].path, wording, line, field, values)


def _one_official_name(tables: Tables) -> Iterator[Problem]:
    if "names" not in tables or "organisations" not in tables:
        return
    official: dict[Any, list[int | None]] = defaultdict(list)
    for line, row in tables["names"]:
        if row["kind"] == "official":
            official[row["organisation"]].append(line)
    for line, row in tables["organisations"]:
        if row["id"] is not None and not official[row["id"]]:
            wording = N_("“%(id)s” has no official name; add one to names.csv")
            yield _problem("organisations", "no-name", wording, line, "id", id=row["id"])
    for organisation, lines in official.items():
        for line in lines[1:]:
            wording = N_("“%(id)s” has an official name already; give this one another kind")
            yield _problem("names", "two-names", wording, line, "kind", id=organisation)


def _both_coordinates(tables: Tables) -> Iterator[Problem]:
    for table in ("organisations", "sites"):
        for line, row in tables.get(table, ()):
            if (row["latitude"] is None) != (row["longitude"] is None):
                empty = "latitude" if row["latitude"] is None else "longitude"
                wording = N_("is empty while the other coordinate is not; fill in both or neither")
                yield _problem(table, "half-a-place", wording, line, empty)


def _text_has_its_passage(tables: Tables) -> Iterator[Problem]:
    for table in _RESTING:
        for line, row in tables.get(table, ()):
            if row["basis"] == "text" and row["passage"] is None:
                wording = N_("is empty while the basis is “text”; name the passage that says it")
                yield _problem(table, "no-passage", wording, line, "passage")


def _not_itself(tables: Tables) -> Iterator[Problem]:
    for table, one, other in (
        ("relations", "organisation", "other"),
        ("organisations", "id", "parent"),
        ("chain_flows", "source", "target"),
        ("programme_parts", "id", "parent"),
        ("programme_goals", "id", "parent"),
    ):
        for line, row in tables.get(table, ()):
            if row[one] is not None and row[one] == row[other]:
                wording = N_("“%(id)s” stands on both sides; choose another")
                yield _problem(table, "itself", wording, line, other, id=row[one])


def _in_order(tables: Tables) -> Iterator[Problem]:
    for table, first, last in (
        ("relations", "start", "end"),
        ("chain_holders", "start", "end"),
        ("organisations", "founded", "ended"),
        ("sites", "trl_from", "trl_to"),
        ("chain_holders", "share_low", "share_high"),
        ("programmes", "start", "end"),
        ("programme_parts", "start", "end"),
        ("programme_partners", "start", "end"),
        ("programme_agreements", "start", "end"),
        ("indicators", "on_track", "at_risk"),
    ):
        for line, row in tables.get(table, ()):
            low, high = row[first], row[last]
            if isinstance(low, str) and isinstance(high, str):
                # Dates may be told to the year or the month: only what both tell is compared.
                low, high = low[: len(high)], high[: len(low)]
            if low is not None and high is not None and low > high:  # type: ignore[operator]
                wording = N_("%(high)s comes before %(low)s (%(first)s)")
                values = {"high": row[last], "low": row[first], "first": first}
                yield _problem(table, "out-of-order", wording, line, last, **values)


def _site_or_region(tables: Tables) -> Iterator[Problem]:
    for line, row in tables.get("conditions", ()):
        if (row["site"] is None) == (row["region"] is None):
            wording = N_("name either a site or a region")
            yield _problem("conditions", "of-what", wording, line, "site")
    for line, row in tables.get("site_figures", ()):
        if (row["value"] is None) == (row["state"] is None):
            wording = N_("give a value, or the state that tells why there is none")
            yield _problem("site_figures", "value-or-state", wording, line, "value")
    for line, row in tables.get("chain_holders", ()):
        if row["organisation"] is None and row["region"] is None and row["country"] is None:
            wording = N_("name who holds the link: an organisation, a region or a country")
            yield _problem("chain_holders", "no-holder", wording, line, "organisation")


def _within_the_chain(tables: Tables) -> Iterator[Problem]:
    chains = {row["id"]: row["chain"] for _, row in tables.get("chain_links", ())}
    for table, fields in (("chain_flows", ("source", "target")), ("chain_holders", ("link",))):
        for line, row in tables.get(table, ()):
            for field in fields:
                if row[field] in chains and chains[row[field]] != row["chain"]:
                    wording = N_("“%(id)s” is a link of another chain")
                    yield _problem(table, "other-chain", wording, line, field, id=row[field])


def _within_the_programme(tables: Tables) -> Iterator[Problem]:
    owners: dict[str, dict[Any, Any]] = {
        table: {row["id"]: row["programme"] for _, row in tables.get(table, ())}
        for table in {target for _table, _field, target in _WITHIN}
    }
    for table, field, target in _WITHIN:
        for line, row in tables.get(table, ()):
            for id in str(row[field] or "").split():
                if owners[target].get(id, row["programme"]) != row["programme"]:
                    wording = N_("“%(id)s” belongs to another programme")
                    yield _problem(table, "other-programme", wording, line, field, id=id)


def _no_circle(tables: Tables) -> Iterator[Problem]:
    for table in ("programme_parts", "programme_goals"):
        found = {row["id"]: (line, row["parent"]) for line, row in tables.get(table, ())}
        told: set[Any] = set()
        for id in found:
            way = [id]
            while (parent := found.get(way[-1], (None, None))[1]) in found and parent not in way:
                way.append(parent)
            # Told once, and not for what only leads to it; a row above itself is another rule's.
            if parent == id and len(way) > 1 and id not in told:
                told |= {*way}
                wording = N_("goes in a circle: %(way)s; choose another, or none")
                values = {"way": " → ".join(str(one) for one in [*way, id])}
                yield _problem(table, "circle", wording, found[id][0], "parent", **values)


def _partner_is_someone(tables: Tables) -> Iterator[Problem]:
    for line, row in tables.get("programme_partners", ()):
        if row["organisation"] is None and row["name_nl"] is None and row["name_en"] is None:
            wording = N_("name who takes part: an organisation, or a name")
            yield _problem("programme_partners", "no-partner", wording, line, "organisation")


def _each_mark_once(tables: Tables) -> Iterator[Problem]:
    for table, owner in (("programme_notes", "programme"), ("indicator_notes", "indicator")):
        there: set[tuple[Any, Any]] = set()
        for line, row in tables.get(table, ()):
            if (row[owner], row["mark"]) in there:
                wording = N_("“%(mark)s” stands at another note of it already; choose another")
                yield _problem(table, "two-marks", wording, line, "mark", mark=row["mark"])
            there.add((row[owner], row["mark"]))


def _counted_as_its_kind(tables: Tables) -> Iterator[Problem]:
    """It adds up over time and up the tree as its kind can; a scale has its two ends."""
    for line, row in tables.get("indicators", ()):
        kind = row["kind"]
        if kind not in OVER_TIME:  # that is told already
            continue
        for field, ways in (("over_time", OVER_TIME), ("up_tree", UP_TREE)):
            fits: tuple[str, ...] = ways[str(kind)]  # type: ignore[index]
            if row[field] is not None and row[field] not in fits:
                wording = N_("“%(way)s” does not go with the kind %(kind)s; choose %(fits)s")
                values = {"way": row[field], "kind": kind, "fits": ", ".join(fits)}
                yield _problem("indicators", "other-kind", wording, line, field, **values)
        for end in ("scale_low", "scale_high"):
            if kind == "scale" and row[end] is None:
                wording = N_("is empty while this is a scale; fill in its lowest and highest value")
                yield _problem("indicators", "no-scale", wording, line, end)
        low, high = row["scale_low"], row["scale_high"]
        if low is not None and high is not None and low >= high:  # type: ignore[operator]
            wording = N_("%(high)s is not above %(low)s (scale_low)")
            values = {"high": high, "low": low}
            yield _problem("indicators", "no-scale", wording, line, "scale_high", **values)


_RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _one_official_name,
    _both_coordinates,
    _text_has_its_passage,
    _not_itself,
    _in_order,
    _site_or_region,
    _within_the_chain,
    _within_the_programme,
    _no_circle,
    _partner_is_someone,
    _each_mark_once,
    _counted_as_its_kind,
)
