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
    columns = [
        Column(tell.say("find-out"), width=3.4),
        *([Column(tell.say("region"), width=1.9)] if regions else []),
        Column(tell.say("chance"), "percent", 0, width=1),
        Column(tell.say("changes"), width=4.4),
        Column(tell.say("whom"), width=3.2),
    ]
    rows = [
        [
            Cell(_found(seen, one)),
            *([Cell(seen.name(one.item.region))] if regions else []),
            Cell(round(one.item.chance * 100, 6)),
            Cell(changes(seen, one.item)),
            Cell(whom(seen, one.item), sources=seen.cites.places([one.item.passage])),
        ]
        for one in asked
    ]
    return Table(id, caption, columns, rows, compact=True)


def _found(seen: Seen, one: Asked) -> str:
    """What is to be found out, what is known of it, and in which roles where it is not all."""
    tell = seen.tell
    said = tell.say(
        "asked-state", what=what(seen, one.item), state=tell.say(f"state-{one.item.state}")
    )
    if len(one.roles) == len(seen.framework.roles):
        return said
    roles = tell.listing([tell.of(role.label) for role in one.roles])
    return tell.say("in-roles", said=said, roles=roles)


def changes(seen: Seen, item: Item) -> str:
    """Which answers lead to another verdict than the likeliest now, and that verdict."""
    tell = seen.tell
    by_verdict: dict[str | None, list[Answer]] = {}
    for answer in item.answers:
        by_verdict.setdefault(answer.verdict, []).append(answer)
    stays = by_verdict.pop(item.now, None)
    now = _verdict(seen, item.now)
    said = [
        tell.say("answer", answers=_answers(seen, answers), verdict=_verdict(seen, verdict))
        for verdict, answers in by_verdict.items()
    ]
    if not said:
        return tell.say("stays", verdict=now)
    if stays:
        said.append(tell.say("else", verdict=now))
    return capital("; ".join(said))


def _verdict(seen: Seen, verdict: str | None) -> str:
    return seen.tell.effort(verdict) if verdict else seen.tell.say("no-verdict")


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
