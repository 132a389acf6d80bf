"""What is worth finding out, as rows of a table: whom to ask, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from windroos.cases.agenda import Answer, Item
from windroos.cases.framework import Role
from windroos.cases.naming import sought_name
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.report.paper import Cell, Column, Table


def what(seen: Seen, item: Item) -> str:
    """What is to be found out: the component or the precondition."""
    return seen.tell.of(sought_name(seen.framework, item.kind, item.id))


def whom(seen: Seen, item: Item) -> str:
    """Whom the case says to ask."""
    return seen.tell.of(item.ask) or seen.tell.say("whom-unknown")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something worth finding out, and the roles in which it would change the same."""

    item: Item
    roles: tuple[Role, ...]


def together(found: Mapping[str, Sequence[Item]], roles: Sequence[Role]) -> list[Asked]:
    """What is asked in several roles once, with its best chance; the best chances first."""
    alike: dict[tuple[object, ...], list[tuple[Item, Role]]] = {}
    for role in roles:
        for item in found[role.id]:
            verdicts = tuple(answer.verdict for answer in item.answers)
            key = (item.region.code, item.kind, item.id, item.now, verdicts)
            alike.setdefault(key, []).append((item, role))
    made = [
        Asked(
            max((item for item, _role in pairs), key=lambda item: item.chance),
            tuple(role for _item, role in pairs),
        )
        for pairs in alike.values()
    ]
    return sorted(made, key=lambda one: (-one.item.chance, -one.item.gain, -one.item.settles))


def table(seen: Seen, asked: Sequence[Asked], id: str, caption: str, *, regions: bool) -> Table:
    """What is asked, in its order; `regions`: whether it is of several."""
    tell = seen.tell
    several = len({tuple(role.id for role in one.roles) for one in asked}) > 1
    columns = [
        Column(tell.say("find-out"), width=3),
        *([Column(tell.say("region"), width=1.7)] if regions else []),
        *([Column(tell.say("role"), width=1.6)] if several else []),
        Column(tell.say("now"), width=1.9),
        Column(tell.say("chance"), "percent", 0, width=1),
        Column(tell.say("changes"), width=4.2),
        Column(tell.say("whom"), width=3),
    ]
    rows = []
    for one in asked:
        item = one.item
        now = tell.say(f"state-{item.state}")
        if item.now:
            now = f"{now}; {tell.effort(item.now)}"
        row = [
            Cell(what(seen, item)),
            *([Cell(seen.name(item.region))] if regions else []),
            *([Cell(tell.listing([tell.of(role.label) for role in one.roles]))] if several else []),
            Cell(capital(now)),
            Cell(round(item.chance * 100, 6)),
            Cell(changes(seen, item)),
            Cell(whom(seen, item), sources=seen.cites.places([item.passage])),
        ]
        rows.append(row)
    return Table(id, caption, columns, rows, compact=True)


def changes(seen: Seen, item: Item) -> str:
    """Which answers lead to which verdict, those that change something first."""
    tell = seen.tell
    by_verdict: dict[str | None, list[Answer]] = {}
    for answer in item.answers:
        by_verdict.setdefault(answer.verdict, []).append(answer)
    ordered = sorted(by_verdict.items(), key=lambda pair: pair[0] == item.now)
    return capital(
        "; ".join(
            tell.say(
                "answer",
                answers=_answers(seen, answers),
                verdict=tell.effort(verdict) if verdict else tell.say("no-verdict"),
            )
            for verdict, answers in ordered
        )
    )


def _answers(seen: Seen, answers: Sequence[Answer]) -> str:
    """Answers that lead to one verdict; values that are no points of a scale as a range."""
    values = [one.value for one in answers if one.meaning is None and one.value is not None]
    if len(values) == len(answers):
        return seen.tell.say("at-value", value=seen.tell.range(min(values), max(values)))
    return _either(seen, [_answer(seen, answer) for answer in answers])


def _answer(seen: Seen, answer: Answer) -> str:
    tell = seen.tell
    if answer.outcome is not None:
        return tell.outcome(answer.outcome)
    return tell.say("quoted", text=tell.of(answer.meaning))


def _either(seen: Seen, names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return "".join(names)
    return seen.tell.say("or", names=", ".join(names[:-1]), last=names[-1])
