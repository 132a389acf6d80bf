"""What must hold between the rows of facts, beyond their types and references.

Rows are looked at in the order in which they were recorded, as if each were added to what was known
by then: so a package holds for the same reasons as what someone fills in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from windroos.cases.facts.beside import Beside
from windroos.cases.facts.tables import REVIEW_STATES, TABLES
from windroos.cases.facts.values import (
    amounts_of,
    dimensions_of,
    facts_of,
    moment,
    reviews_of,
    written,
)
from windroos.cases.problems import N_, Problem
from windroos.cases.reading import Numbered, Row
from windroos.codes.currencies import CURRENCIES
from windroos.measure.results import (
    NEXT,
    Amount,
    Fact,
    Indicator,
    Period,
    PeriodError,
    Reason,
    check_amount,
    check_new,
)

Tables = Mapping[str, Numbered]
Line = tuple[int | None, Row]
E = TypeVar("E", Fact, Amount)

# Which field of a row a fault of the rules of results is of.
_FIELDS: Mapping[str, str] = {
    "recorded-before": "recorded",
    "correction-without-reason": "reason",
    "corrects-another": "corrects",
    "corrects-nothing": "corrects",
    "nothing-to-withdraw": "status",
    "value-with-status": "status",
    "half-a-ratio": "denominator",
    "parts-of-no-ratio": "numerator",
    "zero-denominator": "denominator",
    "bounds-crossed": "low",
    "forecast-without-bounds": "low",
    "forecast-without-method": "method",
    "frequency": "period",
    "baseline-twice": "period",
}

# Below it a float holds every cent.
_MOST = 1e13
NO_PERIOD = N_(
    "“%(cell)s” is no period: write 2018, 2018-H1, 2018-Q2, 2018-03, 2018-03-15, "
    "or two of these as 2018/2019"
)


def broken_rules(tables: Tables, beside: Beside) -> list[Problem]:
    """Every rule that rows break; each row is sound by itself and refers to what is there."""
    written = [problem for name, rows in tables.items() for problem in _forms(name, rows)]
    odd = {(problem.file, problem.row) for problem in written}
    read = {
        name: [(line, row) for line, row in rows if (TABLES[name].path, line) not in odd]
        for name, rows in tables.items()
    }
    return [
        *written,
        *_parts(read, beside),
        *_facts(read, beside),
        *_amounts(read),
        *_reviews(read),
    ]


def _problem(
    table: str, fault: str, wording: str, line: int | None, field: str, **values: Any
) -> Problem:
    return Problem(fault, TABLES[table].path, wording, line, field, values)


def _told(table: str, reason: Reason, line: int | None) -> Problem:
    """A fault that the rules of results tell, as one of a row."""
    value = "value" if table == "facts" else "amount"
    field = _FIELDS.get(reason.code) or reason.values.get("field") or value
    values = {name: _plain(value) for name, value in reason.values.items()}
    return Problem(reason.code, TABLES[table].path, reason.wording, line, field, values)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)


def _forms(table: str, rows: Numbered) -> Iterator[Problem]:
    """Cells that are read by a rule of their own: periods, moments and dimensions."""
    for line, row in rows:
        try:
            code = Period.of(str(row["period"])).code
        except PeriodError:
            yield _problem(table, "period", NO_PERIOD, line, "period", cell=row["period"])
        else:
            if code != row["period"]:
                wording = N_("write this period as %(good)s")
                yield _problem(table, "period", wording, line, "period", good=code)
        try:
            moment(str(row["recorded"]))
        except ValueError:
            wording = N_("“%(cell)s” is no moment there ever was")
            yield _problem(table, "moment", wording, line, "recorded", cell=row["recorded"])
        if table == "facts":
            yield from _dimensions(line, row)


def _dimensions(line: int | None, row: Row) -> Iterator[Problem]:
    cell = row["dimensions"]
    if cell is None:
        return
    try:
        good = written(dimensions_of(str(cell)))
    except ValueError:
        wording = N_("write it as name=value, with “; ” between several and each name once")
        yield _problem("facts", "dimensions", wording, line, "dimensions")
        return
    if good != cell:
        wording = N_("write it as “%(good)s”")
        yield _problem("facts", "dimensions", wording, line, "dimensions", good=good)


def _parts(tables: Tables, beside: Beside) -> Iterator[Problem]:
    """A part is one of the programme, and for an indicator within the part that it is of."""
    for line, row in tables.get("facts", ()):
        content = beside.indicators[str(row["indicator"])]
        tree = beside.trees.get(content["programme"])
        if row["part"] is None or tree is None:
            continue
        part, home = str(row["part"]), content["part"]
        if part not in tree.parents:
            wording = N_("“%(part)s” is a part of another programme than the indicator")
            yield _problem("facts", "other-programme", wording, line, "part", part=part)
        elif home is not None and home not in tree.path(part):
            wording = N_("the indicator is of “%(home)s”, and “%(part)s” does not lie in it")
            yield _problem("facts", "outside-part", wording, line, "part", part=part, home=home)
    for line, row in tables.get("amounts", ()):
        tree = beside.trees.get(str(row["programme"]))
        if row["part"] is not None and tree is not None and row["part"] not in tree.parents:
            wording = N_("“%(part)s” is a part of another programme")
            part = row["part"]
            yield _problem("amounts", "other-programme", wording, line, "part", part=part)


def _facts(tables: Tables, beside: Beside) -> Iterator[Problem]:
    """Each fact can be added to what is known of its indicator by then."""
    by_indicator: dict[str, list[Line]] = defaultdict(list)
    for line, row in tables.get("facts", ()):
        by_indicator[str(row["indicator"])].append((line, row))
    for key, lines in by_indicator.items():
        indicator = beside.defined.get(key)
        if indicator is None:
            continue
        made = list(facts_of((row for _, row in lines), beside.homes))

        def wrong(
            fact: Fact, known: Mapping[Any, Fact], indicator: Indicator = indicator
        ) -> tuple[Reason, ...]:
            return check_new(fact, indicator, known)

        yield from _added("facts", lines, made, wrong)


def _amounts(tables: Tables) -> Iterator[Problem]:
    """Each amount can be added to what is known of its programme by then."""
    by_programme: dict[str, list[Line]] = defaultdict(list)
    for line, row in tables.get("amounts", ()):
        by_programme[str(row["programme"])].append((line, row))
    for lines in by_programme.values():
        made = list(amounts_of(row for _, row in lines))
        yield from _added("amounts", lines, made, check_amount)
        yield from _currencies(lines, min(made, key=_order).currency)
        yield from _funders(lines)


def _added(
    table: str,
    lines: list[Line],
    made: list[E],
    wrong: Callable[[E, Mapping[Any, E]], tuple[Reason, ...]],
) -> Iterator[Problem]:
    """The faults of entries as each is added to what is known by then."""
    last: dict[Any, E] = {}
    known: dict[Any, E] = {}
    for (line, _), entry in sorted(zip(lines, made, strict=True), key=lambda pair: _order(pair[1])):
        for reason in wrong(entry, known):
            yield _told(table, reason, line)
        held = known.get(entry.cell)
        if held is not None and not entry.corrects:
            wording = N_("“%(id)s” says this already; name it here if this takes its place")
            yield _problem(table, "two-of-a-cell", wording, line, "corrects", id=held.id)
        before = last.get(entry.cell)
        if before is not None and before.recorded == entry.recorded:
            wording = N_("“%(id)s” was recorded at the same moment; one has to be the later")
            yield _problem(table, "same-moment", wording, line, "recorded", id=before.id)
        last[entry.cell] = entry
        if entry.status == "withdrawn":
            known.pop(entry.cell, None)
        else:
            known[entry.cell] = entry


def _order(entry: Fact | Amount) -> tuple[Any, bool, str]:
    """As recorded; of one moment first what corrects nothing."""
    return entry.recorded, bool(entry.corrects), entry.id


def _currencies(lines: list[Line], currency: str) -> Iterator[Problem]:
    """A programme reckons in one currency, and what has no amount is not approximate."""
    for line, row in lines:
        code = row["currency"]
        if code not in CURRENCIES:
            wording = N_("“%(code)s” is no currency: write its code (ISO 4217), such as EUR")
            yield _problem("amounts", "no-currency", wording, line, "currency", code=code)
        elif code != currency:
            wording = N_("the programme reckons in %(currency)s; give all in one currency")
            yield _problem(
                "amounts", "other-currency", wording, line, "currency", currency=currency
            )
        if row["amount"] is None and row["approximate"] is not None:
            wording = N_("is filled in while there is no amount; leave it empty")
            yield _problem("amounts", "approximate-nothing", wording, line, "approximate")
        if row["amount"] is not None and not _kept(float(row["amount"])):
            wording = N_("write it in whole cents, and less than ten trillion")
            yield _problem("amounts", "no-cents", wording, line, "amount")


def _kept(amount: float) -> bool:
    """Whether an amount is kept as it is: as a number with two decimals, and as a float."""
    return abs(amount) < _MOST and round(amount, 2) == amount


def _funders(lines: list[Line]) -> Iterator[Problem]:
    """One purse is that of the programme's own, and a funder is named in one way."""
    own: dict[str, int | None] = {}
    made = amounts_of(row for _, row in lines)
    for (line, row), amount in zip(lines, made, strict=True):
        for name in ("funder_nl", "funder_en"):
            if row["funder"] is not None and row[name] is not None:
                wording = N_("the funder is an organisation of the register; leave its name empty")
                yield _problem("amounts", "named-twice", wording, line, name)
        if (row["funder_nl"] is None) != (row["funder_en"] is None):
            empty = "funder_nl" if row["funder_nl"] is None else "funder_en"
            wording = N_("is empty while the name in the other language is not; fill in both")
            yield _problem("amounts", "half-a-name", wording, line, empty)
        if row["funder_kind"] == "own":
            own.setdefault(amount.funder, line)
    for line in list(own.values())[1:]:
        wording = N_("the programme has one purse of its own; give this one another kind")
        yield _problem("amounts", "two-own-purses", wording, line, "funder_kind")


def _reviews(tables: Tables) -> Iterator[Problem]:
    """The report on a period is handed in, locked and opened again in that order."""
    steps: dict[tuple[Any, Any], list[Line]] = defaultdict(list)
    for line, row in tables.get("reviews", ()):
        steps[row["programme"], row["period"]].append((line, row))
    for lines in steps.values():
        state, before = "open", None
        ordered = sorted(lines, key=lambda one: _step(one[1]))
        for (line, row), review in zip(ordered, reviews_of(r for _, r in ordered), strict=True):
            if review.state not in NEXT[state]:
                wording = N_("the report is %(before)s and cannot become %(after)s")
                values = {"before": state, "after": row["state"]}
                yield _problem("reviews", "no-such-step", wording, line, "state", **values)
            if before == review.at:
                wording = N_("another step was recorded at the same moment; one has to be later")
                yield _problem("reviews", "same-moment", wording, line, "recorded")
            if row["state"] == "reopened" and not review.reason.strip():
                wording = N_("is empty; say why the report is opened again")
                yield _problem("reviews", "no-reason", wording, line, "reason")
            state, before = review.state, review.at


def _step(row: Row) -> tuple[Any, int, str]:
    """As recorded; of one moment as they follow each other."""
    return moment(str(row["recorded"])), REVIEW_STATES.index(str(row["state"])), str(row["id"])
