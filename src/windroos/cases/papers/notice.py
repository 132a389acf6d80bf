"""A notice to the council on a programme: what is wanted, done, paid and reached, and what changed.

The shape is that of a council paper that answers the three questions of Duisenberg. The figures
are those of an `Account`; nothing is reckoned here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from windroos.cases.case import Case
from windroos.cases.facts.account import Account
from windroos.cases.facts.branches import Branch
from windroos.cases.facts.told import Told
from windroos.cases.papers import notice_kpis, notice_money
from windroos.cases.papers import notice_words as words
from windroos.cases.papers.noticed import Noticed
from windroos.cases.papers.telling import capital
from windroos.measure.results import Change, Fact, Period
from windroos.report.paper import (
    Block,
    Bullets,
    Column,
    Facts,
    Language,
    Paper,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
)

# The chapters on what comes of the programme, and on what to know of the text.
_RESULTS, _DOUBTS = 5, 6


def build(
    case: Case,
    *,
    language: Language,
    day: date,
    programme: str,
    detail: bool = True,
    programmes: Told,
) -> Paper:
    """The notice on a programme as known on a day; `detail` shows the course of each indicator."""
    account = programmes.accounts[programme]
    told = Noticed(case, programmes, account, language)
    sections = [
        _wanted(told),
        _done(told),
        _partners(told),
        notice_money.section(told),
        notice_kpis.section(told, day, detail=detail),
        *_doubts(told),
        _changed(told),
        _next(told),
    ]
    owner = account.programme["owner"]
    return Paper(
        "notice",
        told.tell.say("title", name=told.name_of_programme),
        language,
        tuple(sections),
        day=day,
        subtitle=told.tell.say("subtitle"),
        organisation=told.name(owner),
        as_of=account.at,
        summary=tuple(_summary(told, day)),
        sources=told.cites.sources,
        footnotes=tuple(told.notes.values()),
    )


def _summary(told: Noticed, day: date) -> Iterator[Block]:
    """The answers, before the chapters that show them."""
    tell, account = told.tell, told.account
    programme = account.programme
    lead = [tell.say("lead", name=told.name_of_programme, day=tell.day(day))]
    if programme["start"] and programme["end"]:
        span = {name: tell.day(programme[name]) for name in ("start", "end")}
        lead.append(tell.say("runs", **span))
    if programme["owner"]:
        lead.append(tell.say("owner", owner=capital(told.name(programme["owner"]))))
    aim = told.label(programme, "aim")
    yield Paragraph(" ".join(lead))
    if aim:
        yield Paragraph(told.cited(aim, programme["passage"]))
    answers = [
        " ".join((notice_money.answer(told), *notice_money.unknown(told))),
        *notice_kpis.answers(told),
    ]
    if late := sorted({due.period for due in account.due if due.overdue}):
        periods = tell.listing([told.period(one) for one in late])
        answers.append(tell.say("due-since", periods=periods))
    if doubts := len(_marked(told)):
        answers.append(tell.count("doubts", doubts, chapter=_DOUBTS))
    yield Bullets(answers)


def _wanted(told: Noticed) -> Section:
    """The goals, what serves them and what measures them."""
    tell = told.tell
    rows = []
    for top in told.account.goals:
        for goal in top.walk():
            served = [told.part(one.id) for one in goal.branches]
            measured = [told.label(one.content) for one in goal.indicators]
            rows.append(
                Row(
                    [
                        told.label(goal.content),
                        told.word(words.GOALS, goal.content["kind"]),
                        "; ".join(served) or tell.say("not-said"),
                        "; ".join(measured) or tell.say("not-measured"),
                    ]
                )
            )
    blocks: tuple[Block, ...] = (Paragraph(tell.say("want-none")),)
    if rows:
        widths = {"goal": 2.6, "sort": 1.1, "serves": 3.0, "measured": 2.6}
        heads = [Column(tell.say(key), width=width) for key, width in widths.items()]
        goals = [goal for top in told.account.goals for goal in top.walk()]
        measured = tell.say("want-measured", n=sum(bool(one.indicators) for one in goals))
        passages = [one.content["passage"] for one in goals]
        table = Table(
            "goals",
            tell.say("want-table"),
            heads,
            rows,
            sources=told.places(*passages),
            compact=True,
        )
        blocks = (Paragraph(tell.count("want-lead", len(goals), measured=measured)), table)
    return Section(tell.say("want-title"), blocks, id="goals")


def _done(told: Noticed) -> Section:
    """The lines with what lies in each."""
    tops = told.account.root.branches
    if not tops:
        return Section(
            told.tell.say("do-title"), (Paragraph(told.tell.say("do-none")),), id="parts"
        )
    parts = tuple(_part(told, one) for one in tops)
    lead = Paragraph(told.tell.say("do-lead", chapter=_RESULTS))
    return Section(told.tell.say("do-title"), (lead,), parts, id="parts")


def _part(told: Noticed, one: Branch) -> Section:
    """A line: what it does, who answers for it, and the parts within it."""
    blocks: list[Block] = []
    if text := told.label(one.content, "does"):
        blocks.append(Paragraph(told.cited(text, one.content["passage"])))
    if one.content["owner"]:
        name = told.name(one.content["owner"])
        blocks.append(Paragraph(told.tell.say("answers", name=name)))
    within = [branch for branch in one.walk() if branch is not one]
    if within:
        blocks.append(
            Bullets(
                [
                    Strong(f"{told.part(branch.id)}. "),
                    *told.cited(told.label(branch.content, "does"), branch.content["passage"]),
                ]
                for branch in within
            )
        )
    return Section(told.part(one.id), tuple(blocks))


def _partners(told: Noticed) -> Section:
    """Who take part, and the agreements with them."""
    tell = told.tell
    rows, passages = [], []
    for branch in told.account.root.walk():
        for one in branch.partners:
            who = told.name(one["organisation"]) or told.label(one, "name")
            passages.append(one["passage"])
            rows.append(Row([who, told.word(words.PARTNERS, one["role"]), told.part(branch.id)]))
    blocks: list[Block] = []
    if rows:
        heads = [tell.say(key) for key in ("partner", "as", "in")]
        blocks.append(
            Table("partners", tell.say("partners"), heads, rows, sources=told.places(*passages))
        )
    agreements = [one for branch in told.account.root.walk() for one in branch.agreements]
    if agreements:
        blocks.append(
            Bullets(
                told.cited(told.label(one.content), one.content["passage"]) for one in agreements
            )
        )
    else:
        blocks.append(Paragraph(tell.say("agreements-none")))
    return Section(tell.say("partners-title"), tuple(blocks), id="partners")


def _marked(told: Noticed) -> list[dict[str, object]]:
    """The notes of the programme that are numbered: what to know of the text."""
    return [dict(one) for one in told.account.notes if str(one["mark"]).isdigit()]


def _doubts(told: Noticed) -> Iterator[Section]:
    notes = _marked(told)
    if notes:
        rows = [
            (str(one["mark"]), told.cited(told.label(one, "text"), str(one["passage"] or "")))
            for one in notes
        ]
        lead = Paragraph(told.tell.say("doubt-lead"))
        yield Section(told.tell.say("doubt-title"), (lead, Facts(rows)), id="doubts")


def _changed(told: Noticed) -> Section:
    """What was corrected after each report that was locked."""
    tell, account = told.tell, told.account
    blocks: list[Block] = []
    for period, reviewed in account.reviews.items():
        corrected = account.corrected(period)
        if reviewed.locked is None or corrected is None:
            continue
        said = {"period": told.period(period), "day": tell.day(reviewed.locked.date())}
        if corrected.any:
            blocks.append(_corrections(told, account, corrected.facts, str(period), said))
        else:
            blocks.append(Paragraph(tell.say("changed-none", **said)))
    return Section(
        tell.say("changed-title"),
        tuple(blocks) or (Paragraph(tell.say("changed-never")),),
        id="changed",
    )


def _corrections(
    told: Noticed,
    account: Account,
    facts: Iterable[Change[Fact]],
    code: str,
    said: Mapping[str, str],
) -> Table:
    tell = told.tell
    rows = []
    for change in facts:
        one = account.indicators[change.cell.indicator]
        values = [
            told.measured(fact.value, one)
            if fact is not None and fact.value is not None
            else tell.say("no-actual")
            for fact in (change.before, change.after)
        ]
        role = told.word(words.ROLES, change.cell.role)
        what = f"{told.label(one.content)}, {role} {told.period(change.cell.period)}"
        rows.append(Row([what, *values, change.reason or tell.say("not-said")]))
    heads = [tell.say(f"changed-{key}") for key in ("what", "then", "now", "why")]
    return Table(f"changed-{code}", tell.say("changed-table", **said), heads, rows)


def _next(told: Noticed) -> Section:
    """What is asked of the council, and which figures are still to come."""
    tell, account = told.tell, told.account
    said = [tell.say("next-asked")]
    if not account.due:
        said.append(tell.say("next-none"))
    if account.grid.periods:
        said.append(tell.say("next-last", period=told.period(account.grid.periods[-1])))
    blocks: list[Block] = [Paragraph(" ".join(said))]
    # What is due of one period on one day stands in one row.
    together: dict[tuple[Period, date, bool], list[str]] = {}
    for due in account.due:
        names = together.setdefault((due.period, due.day, due.overdue), [])
        names.append(told.label(account.indicators[due.indicator].content))
    if together:
        heads = [tell.say(key) for key in ("next-period", "next-when", "next-what")]
        rows = [
            Row([told.period(period), _when(told, day, late), _which(told, names)])
            for (period, day, late), names in together.items()
        ]
        blocks.append(Table("due", tell.say("next-due"), heads, rows))
    return Section(tell.say("next-title"), tuple(blocks), id="next")


def _when(told: Noticed, day: date, late: bool) -> str:
    said = told.tell.day(day)
    return told.tell.say("next-late", day=said) if late else said


def _which(told: Noticed, names: list[str]) -> str:
    """Indicators by name; all of them as such."""
    every = {told.label(one.content) for one in told.account.indicators.values()}
    if len(every) > 1 and set(names) == every:
        return told.tell.say("next-all", n=len(every))
    return told.tell.listing(list(dict.fromkeys(names)))
