"""What a programme may cost and cost: the table of money by part, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from windroos.cases.facts.money import Entry
from windroos.cases.facts.values import hull
from windroos.cases.papers import notice_words as words
from windroos.cases.papers.noticed import Noticed
from windroos.measure.results import MONEY_ROLES, MoneyRole, Period, Sum
from windroos.report.paper import (
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Remark,
    Row,
    Section,
    Table,
    charts,
)
from windroos.report.paper.wording import number


def answer(told: Noticed) -> str:
    """What it may cost, in a sentence."""
    tell, money = told.tell, told.account.money
    budget = money.sums.get("budget")
    if budget is None:
        return tell.say("budget-none")
    period = told.period(_span(told, "budget"))
    parts = [
        tell.say("budget-part", amount=told.euros(given), name=name)
        for name, given in _by_line(told)
    ]
    if not parts:
        return tell.say("budget-alone", period=period, amount=told.euros(budget))
    return tell.say(
        "budget-sum", period=period, amount=told.euros(budget), parts=tell.listing(parts)
    )


def unknown(told: Noticed) -> Iterator[str]:
    """What is not on record of the money: what was spent, and years of the programme without a
    budget."""
    tell, sums = told.tell, told.account.money.sums
    if "budget" not in sums:
        return
    if "spent" not in sums:
        yield tell.say("spent-none")
    whole, budget = told.account.period, _span(told, "budget")
    if whole is not None and whole.end > budget.end:
        rest = Period(budget.end + timedelta(days=1), whole.end)
        yield tell.say("years-without", period=told.period(rest))


def section(told: Noticed) -> Section:
    """The chapter on money."""
    tell, money = told.tell, told.account.money
    if not money.sums:
        return Section(tell.say("cost-title"), (Paragraph(tell.say("cost-none")),), id="money")
    table = _table(told)
    blocks: list[Block] = [table, *_remarks(told)]
    if figure := _figure(told):
        blocks.append(figure)
    return Section(tell.say("cost-title"), tuple(blocks), id="money")


def _roles(told: Noticed) -> list[MoneyRole]:
    """The roles that an amount is known of."""
    return [role for role in MONEY_ROLES if role in told.account.money.sums]


def _span(told: Noticed, role: MoneyRole) -> Period:
    """The period that the amounts of a role are of, from the first to the last."""
    found = hull(cell.period for cell in told.account.book.ledger if cell.role == role)
    assert found is not None, "asked only of roles that there are amounts of"
    return found


def _table(told: Noticed) -> Table:
    """A row for each part that has money or lies at the top, and the total."""
    tell, roles = told.tell, _roles(told)
    rows = []
    for branch in told.account.root.walk():
        own = {entry.amount.role for entry in branch.money.stated}
        if not branch.id or (branch.depth > 1 and not own):
            continue
        rows.append(Row([told.part(branch.id), *_cells(told, branch.id, roles)]))
    rows.append(Row([tell.say("total"), *_cells(told, "", roles)], "total"))
    periods = {_span(told, role) for role in roles}
    one = told.columned(next(iter(periods))) if len(periods) == 1 else ""
    columns = [Column(tell.say("cost-part", period=one).strip())]
    columns += [
        Column(
            tell.say(
                "money-head",
                role=told.word(words.MONEY, role),
                period=told.columned(_span(told, role)),
            ),
            "money",
        )
        for role in roles
    ]
    whole = told.period(_span(told, roles[0]))
    passages = [entry.row["passage"] for entry in _entries(told)]
    return Table(
        "budget",
        tell.say("cost-table", period=whole),
        columns,
        rows,
        sources=told.places(*passages),
    )


def _cells(told: Noticed, part: str, roles: list[MoneyRole]) -> Iterator[Cell]:
    money = told.account.branches[part].money
    for role in roles:
        yield told.money_cell(money.of(role, _span(told, role)))


def _entries(told: Noticed) -> list[Entry]:
    return [entry for branch in told.account.root.walk() for entry in branch.money.stated]


def _remarks(told: Noticed) -> Iterator[Block]:
    """What to know of the amounts: for which years, whether they add up, how sure, multiplied."""
    tell, money = told.tell, told.account.money
    long: list[MoneyRole] = [role for role in _roles(told) if _span(told, role).kind == "years"]
    said = []
    if long:
        said.append(tell.say("whole-period", period=told.period(_span(told, long[0]))))
    if money.unequal:
        for one in money.unequal:
            yield Remark(
                tell.say(
                    "unequal",
                    stated=number(one.discrepancy.stated, told.language),
                    computed=number(one.discrepancy.computed, told.language),
                ),
                "warning",
            )
    elif any(entry.amount.part for entry in _entries(told)) and money.stated:
        said.append(tell.say("adds-up"))
    if any(entry.amount.status == "provisional" for entry in _entries(told)):
        said.append(tell.say("provisional"))
    said += unknown(told)
    if said:
        yield Paragraph(" ".join(said))
    multiplied = money.multiplied
    if multiplied is not None:
        if multiplied.factor is not None:
            factor = number(multiplied.factor, told.language, 1)
            yield Paragraph(tell.say("multiplied", factor=factor))
        else:
            why = [
                told.word(words.UNMULTIPLIED, reason.code)
                for reason in multiplied.reasons
                if reason.code in words.UNMULTIPLIED
            ]
            yield Remark(tell.say("multiplied-none", why=" ".join(why)).strip())


def _by_line(told: Noticed) -> list[tuple[str, Sum]]:
    """The budget of each part at the top that has one."""
    role: MoneyRole = "budget"
    if role not in told.account.money.sums:
        return []
    return [
        (told.part(branch.id), given)
        for branch in told.account.root.branches
        if (given := branch.money.of(role, _span(told, role))) is not None
        and given.amount is not None
    ]


def _figure(told: Noticed) -> Figure | None:
    """The budget by line as bars; None where it is not of several lines."""
    role: MoneyRole = "budget"
    parts = _by_line(told)
    if len(parts) < 2:
        return None
    tell = told.tell
    message = answer(told)
    table = Table(
        "budget-lines",
        tell.say("cost-table", period=told.period(_span(told, role))),
        [Column(tell.say("in")), Column(told.word(words.MONEY, role), "money")],
        [Row([name, told.money_cell(given)]) for name, given in parts],
    )
    stacks = [
        charts.Stack(name, [(told.word(words.MONEY, role), given.amount or 0.0)])
        for name, given in parts
    ]
    return Figure(
        "budget-bars",
        message,
        message,
        table=table,
        spec=charts.stacked_bars(stacks, told.language),
    )
