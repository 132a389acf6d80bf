"""What comes of a programme: the table of indicators as printed, how each stands, its course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from windroos.cases.facts.account import Printed
from windroos.cases.facts.measured import Measured, Shown
from windroos.cases.papers import notice_words as words
from windroos.cases.papers.noticed import Noticed
from windroos.cases.papers.telling import capital
from windroos.measure.results import Judged, Total
from windroos.report.paper import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Row,
    Section,
    Table,
    charts,
)

# The columns on how an indicator stands, with what each takes of the page.
_STAND = {"of": 0.8, "target": 1.4, "actual": 1.3, "status": 1.4, "level": 2.2, "owner": 4.2}


def answers(told: Noticed) -> Iterator[str]:
    """How many indicators there are, what is known of them, and of which the start lacks."""
    tell, every = told.tell, told.account.indicators.values()
    known = sum("actual" in one.roles for one in every)
    actuals = tell.say("actuals", known=known) if known else tell.say("actuals-none")
    yield tell.count("kpis", len(every), actuals=actuals)
    targets, expected = (_years(told, role) for role in ("target", "expected"))
    if targets and expected:
        yield tell.say("targets", periods=targets, expected=expected)
    elif targets:
        yield tell.say("targets-only", periods=targets)
    yield from _in_the_end(told)
    lacking = [
        told.label(one.content)
        for one in every
        if any(shown.state == "to-be-measured" for shown in one.line("baseline"))
    ]
    if lacking:
        yield tell.count("gaps", len(lacking), names=tell.listing(lacking))


def _in_the_end(told: Noticed) -> Iterator[str]:
    """What stands for the last period of the table, by role."""
    tell, grid = told.tell, told.account.grid
    by_role: dict[str, list[str]] = {}
    for row in grid.rows:
        shown, one = row.cells[-1], row.measured
        if shown.value is not None:
            value = told.measured(shown.value, one)
            said = tell.say("in-the-end-one", name=told.label(one.content), value=value)
            by_role.setdefault(shown.role, []).append(said)
    for role, figures in by_role.items():
        yield tell.say(
            "in-the-end",
            period=told.period(grid.periods[-1]),
            role=told.word(words.ROLES, role),
            figures="; ".join(figures),
        )


def section(told: Noticed, day: date, *, detail: bool) -> Section:
    """The chapter on results."""
    tell = told.tell
    if not told.account.indicators:
        return Section(tell.say("kpi-title"), (Paragraph(tell.say("kpi-none")),), id="results")
    within = [
        Section(
            tell.say("stand-title"),
            (_stands(told, day), Paragraph(tell.say("rules"))),
            id="stand",
        )
    ]
    figures = tuple(_figures(told)) if detail else ()
    if figures:
        within.append(Section(tell.say("path-title"), figures, id="course"))
    return Section(tell.say("kpi-title"), (_printed(told),), tuple(within), id="results")


def _years(told: Noticed, role: str) -> str:
    periods = sorted(
        {
            cell.period
            for one in told.account.indicators.values()
            for cell in one.cells
            if cell.role == role
        }
    )
    return told.tell.listing([told.period(one) for one in periods])


# The table as it is printed


def _printed(told: Noticed) -> Table:
    """The table of indicators: where all of a column are of one role its head says which, and a
    cell of another role has a footnote that does."""
    tell, grid = told.tell, told.account.grid
    common = [_common([row.cells[at] for row in grid.rows]) for at in range(len(grid.periods))]
    columns = [Column(tell.say("kpi-name"), width=3.0)]
    for period, role in zip(grid.periods, common, strict=True):
        head = told.columned(period)
        if role:
            head = tell.say("kpi-head", period=head, role=told.word(words.ROLES, role))
        columns.append(Column(head, "number"))
    notes = [
        told.note(str(one["id"]), told.label(one, "text"), one["passage"], mark=str(one["mark"]))
        for one in told.account.notes
        if not str(one["mark"]).isdigit()
    ]
    rows = [_row(told, row, common) for row in grid.rows]
    passages = [
        shown.row["passage"] for row in grid.rows for shown in row.cells if shown.row is not None
    ]
    return Table(
        "indicators",
        tell.say("kpi-table"),
        columns,
        rows,
        notes=notes,
        sources=told.places(*passages),
    )


def _common(cells: Sequence[Shown]) -> str:
    """The role that most cells of a column are of, where most are of one."""
    roles = [cell.role for cell in cells if cell.state != "none"]
    best = max(set(roles), key=roles.count, default="")
    return best if roles.count(best) * 2 > len(roles) else ""


def _row(told: Noticed, row: Printed, common: Sequence[str]) -> Row:
    one = row.measured
    marks = [
        told.note(note["id"], told.label(note, "text"), note["passage"], mark=note["mark"])
        for note in one.notes
    ]
    cells = [Cell(told.label(one.content), notes=tuple(marks))]
    for shown, role in zip(row.cells, common, strict=True):
        notes = ()
        # A baseline that is still to be measured says so itself.
        if shown.value is not None and shown.role != role:
            notes = (_role_note(told, shown),)
        cells.append(told.shown_cell(shown, one, notes))
    return Row(cells)


def _role_note(told: Noticed, shown: Shown) -> str:
    """A footnote that says of which role a figure is, with what is noted at it."""
    role = told.word(words.ROLES, shown.role)
    said = told.label(shown.row, "note") if shown.row is not None else ""
    text = told.tell.say("role-note", role=role)
    if said:
        text = told.tell.say("role-count", role=role, note=said[:1].lower() + said[1:].rstrip("."))
    # One note for all figures of a role of which nothing more is noted.
    of = shown.fact.id if said and shown.fact is not None else "all"
    return told.note(f"role-{shown.role}-{of}", text)


# How each stands


def _stands(told: Noticed, day: date) -> Table:
    tell = told.tell
    heads = [
        Column(tell.say("kpi-name"), width=3.2),
        *(Column(tell.say(f"stand-{key}"), width=width) for key, width in _STAND.items()),
    ]
    rows = [_stand(told, one) for one in told.account.indicators.values()]
    return Table("stand", tell.say("stand-table", day=tell.day(day)), heads, rows, compact=True)


def _stand(told: Noticed, one: Measured) -> Row:
    tell, judged, period = told.tell, one.judged, one.judged_period
    owner = told.name(one.content["owner"]) or told.label(one.content, "origin")
    return Row(
        [
            told.label(one.content),
            told.period(period) if period is not None else tell.say("not-said"),
            _said(told, one, judged and judged.target, "no-target"),
            _said(told, one, judged and judged.actual, "no-actual"),
            _status(told, judged),
            _level(told, one),
            owner or tell.say("not-said"),
        ]
    )


def _said(told: Noticed, one: Measured, total: Total | None, otherwise: str) -> str:
    if total is None or total.value is None:
        return told.tell.say(otherwise)
    return told.measured(total.value, one)


def _status(told: Noticed, judged: Judged | None) -> str:
    return told.word(words.STATUSES, judged.status if judged is not None else "no-data")


def _level(told: Noticed, one: Measured) -> str:
    """The level as the text calls it, and as we judge it where that is another."""
    stated, judged = one.content["level_stated"], one.content["level_judged"]
    names = [told.word(words.LEVELS, level) for level in (stated, judged) if level]
    if stated and judged and stated != judged:
        return told.tell.say("level-both", stated=names[0], judged=names[1])
    return names[0] if names else told.tell.say("not-said")


# The course of each


def _figures(told: Noticed) -> Iterator[Block]:
    """For each indicator with figures that differ over whole years its course as lines."""
    for one in told.account.indicators.values():
        lines = [
            (role, points)
            for role in ("target", "expected", "actual", "baseline")
            if (points := _points(one, role))
        ]
        flat = sorted(point for _, points in lines for point in points)
        # Where nothing ever differs the table says all.
        if len({year for year, _ in flat}) > 1 and len({value for _, value in flat}) > 1:
            yield _figure(told, one, lines, flat)


def _points(one: Measured, role: str) -> list[tuple[int, float]]:
    track = one.trajectory
    points = {
        "baseline": track.baseline,
        "target": track.targets,
        "expected": track.expected,
        "actual": track.actuals,
    }[role]
    return sorted(
        (p.period.start.year, p.value)
        for p in points
        if p.period.kind == "year" and p.value is not None
    )


def _figure(
    told: Noticed,
    one: Measured,
    lines: Sequence[tuple[str, list[tuple[int, float]]]],
    flat: Sequence[tuple[int, float]],
) -> Figure:
    tell, name = told.tell, told.label(one.content)
    (start, first), (end, last) = flat[0], flat[-1]
    path = tell.say(
        "path", first=told.measured(first, one), start=start, last=told.measured(last, one), end=end
    )
    kinds = {role: capital(told.word(words.ROLES, role)) for role, _ in lines}
    years = sorted({year for year, _ in flat})
    by_role = {role: dict(points) for role, points in lines}
    table = Table(
        f"course-{one.id}",
        tell.say("path-kinds", name=name),
        [Column(tell.say("year"), "text"), *(Column(kinds[role], "number") for role in by_role)],
        [
            Row(
                [
                    str(year),
                    *(
                        Cell(points[year], unit=one.indicator.unit)
                        if year in points
                        else Cell(None, told.word(words.STATES, "none"))
                        for points in by_role.values()
                    ),
                ]
            )
            for year in years
        ],
    )
    spec = charts.lines(
        [
            charts.Line(kinds[role], points, expected=role in ("target", "expected"))
            for role, points in lines
        ],
        told.language,
        unit=one.indicator.unit,
        zero=one.indicator.unit == "%",
    )
    caption = tell.say("path-caption", name=name, path=path)
    said = "; ".join(
        f"{kinds[role]} " + ", ".join(f"{year}: {told.measured(v, one)}" for year, v in points)
        for role, points in lines
    )
    return Figure(
        f"path-{one.id}", caption, tell.say("path-alt", lines=said), table=table, spec=spec
    )
