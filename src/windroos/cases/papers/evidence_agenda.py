"""The evidence agenda as a report: what to find out first, from whom, and what it would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from windroos.cases.agenda import Agenda, Item, agenda
from windroos.cases.case import Case
from windroos.cases.framework import Role
from windroos.cases.papers import asking
from windroos.cases.papers.asking import Asked
from windroos.cases.papers.asking_words import WORDS
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.problems import CaseError
from windroos.report.paper import (
    Block,
    Bullets,
    Cell,
    Column,
    Language,
    Paper,
    Paragraph,
    Section,
    Table,
)

MOST = 20
_FIRST = 5


def build(
    case: Case,
    *,
    language: Language,
    day: date,
    role: str | None = None,
    theme: str | None = None,
    region: str | None = None,
    most: int = MOST,
) -> Paper:
    """What is worth finding out on a day, in one role or in each, on a theme or on all.

    `region` limits it to one region; `most` is how many points a table holds.

    Raises `CaseError` for a role, theme or region the case has not.
    """
    seen = Seen(case, WORDS, language=language, day=day, theme=theme)
    roles = [one for one in case.framework.roles if role in (None, one.id)]
    if not roles:
        known = ", ".join(one.id for one in case.framework.roles)
        raise CaseError(f"there is no role “{role}” in this case; there are {known}")
    regions = None if region is None else [region]
    found = {one.id: agenda(case, one.id, theme, as_of=day, regions=regions) for one in roles}
    asked = asking.together({id: one.items for id, one in found.items()}, roles)
    sections = [_points(seen, asked, most)]
    if table := _by_party(seen, asked[:most]):
        lead = Paragraph(seen.tell.say("whom-lead"))
        sections.append(Section(seen.tell.say("whom-title"), (lead, table), id="parties"))
    sections.append(_method(seen, found.values()))
    return Paper(
        "agenda",
        seen.tell.say("title"),
        seen.tell.language,
        tuple(sections),
        day=day,
        subtitle=seen.subtitle,
        summary=tuple(_summary(seen, roles, found, asked)),
        sources=seen.cites.sources,
    )


def _summary(
    seen: Seen, roles: list[Role], found: Mapping[str, Agenda], asked: Sequence[Asked]
) -> list[Block]:
    tell = seen.tell
    counts = []
    for role in roles:
        items = found[role.id].items
        likely = sum(item.chance > 0 for item in items)
        key = "count" if items else "none"
        counts.append(tell.say(key, role=tell.of(role.label), n=len(items), likely=likely))
    blocks: list[Block] = [Paragraph(tell.say("lead")), Bullets(counts)]
    first = [one for one in asked if one.item.chance > 0][:_FIRST]
    if first:
        blocks.append(Paragraph(tell.say("first")))
        blocks.append(
            Bullets(
                [
                    tell.say(
                        "first-one",
                        region=seen.name(one.item.region),
                        what=asking.what(seen, one.item),
                        role=tell.listing([tell.of(role.label) for role in one.roles]),
                        whom=asking.whom(seen, one.item),
                        chance=tell.percent(one.item.chance),
                    )
                    for one in first
                ],
                ordered=True,
            )
        )
    return blocks


def _points(seen: Seen, asked: Sequence[Asked], most: int) -> Section:
    tell = seen.tell
    shown = asked[:most]
    blocks: tuple[Block, ...] = (Paragraph(tell.say("none-open")),)
    if shown:
        key = "table" if len(shown) < len(asked) else "table-all"
        caption = tell.say(key, n=len(shown), total=len(asked))
        blocks = (asking.table(seen, shown, "points-table", caption, regions=True),)
    return Section(tell.say("points-title"), blocks, id="points")


def _by_party(seen: Seen, asked: Iterable[Asked]) -> Table | None:
    """The points of the table by whom the case says to ask."""
    tell = seen.tell
    points: dict[str, list[Item]] = defaultdict(list)
    for one in asked:
        points[asking.whom(seen, one.item)].append(one.item)
    if not points:
        return None
    rows = []
    for party, items in sorted(points.items(), key=lambda pair: -pair[1][0].chance):
        by_part: dict[str, dict[str, None]] = defaultdict(dict)
        for item in items:
            by_part[asking.what(seen, item)][seen.name(item.region)] = None
        told = "; ".join(
            tell.say("part", part=part, names=tell.listing(list(names)))
            for part, names in by_part.items()
        )
        highest = round(items[0].chance * 100, 6)
        rows.append([Cell(capital(party)), Cell(len(items)), Cell(highest), Cell(told)])
    return Table(
        "parties-table",
        tell.say("whom-table"),
        [
            Column(tell.say("whom"), width=3.4),
            Column(tell.say("points"), "number", 0, width=1),
            Column(tell.say("highest"), "percent", 0, width=1.2),
            Column(tell.say("about-regions"), width=6),
        ],
        rows,
    )


def _method(seen: Seen, found: Iterable[Agenda]) -> Section:
    one = next(iter(found))
    tell = seen.tell
    samples = tell.decimal(one.samples, 0)
    return Section(
        tell.say("method-title"),
        (
            Paragraph(tell.say("method", samples=samples, seed=one.seed)),
            Paragraph(tell.say("method-equal")),
        ),
        id="method",
    )
