"""The report on the focus regions: decisions and advice side by side, and what is behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from windroos.cases.case import Case
from windroos.cases.framework import Role
from windroos.cases.papers import (
    choosing,
    focus_conditions,
    focus_method,
    focus_region,
    focus_sure,
    focus_taken,
    focus_themes,
    focus_unknown,
)
from windroos.cases.papers.contradicting import remark
from windroos.cases.papers.focus_drawn import drawn_map
from windroos.cases.papers.focus_taken import together
from windroos.cases.papers.focus_words import WORDS
from windroos.cases.papers.seen import Choice, Seen
from windroos.cases.papers.telling import capital
from windroos.report.paper import (
    Block,
    Bullets,
    Cell,
    Column,
    Footnote,
    Language,
    Paper,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
)


def build(
    case: Case,
    *,
    language: Language,
    day: date,
    theme: str | None = None,
    detail: bool = True,
    land: Sequence[Mapping[str, Any]] = (),
) -> Paper:
    """The focus regions of a case on a day.

    `theme` weighs on one theme and takes its decisions; `detail` adds the weighing of each region.
    `land` are the geometries (GeoJSON) that the maps show as land.

    Raises `CaseError` for a theme the case has not.
    """
    seen = Seen(case, WORDS, language=language, day=day, theme=theme)
    return _Builder(seen, land).paper(detail)


class _Builder:
    def __init__(self, seen: Seen, land: Sequence[Mapping[str, Any]]) -> None:
        self.seen, self.land = seen, land
        self.tell = seen.tell
        self.notes: dict[str, Footnote] = {}
        self.choices = [
            choice for region in seen.decided for choice in seen.choices(region) if choice.decisions
        ]
        self.decisions = [one for choice in self.choices for one in choice.decisions]
        self.sure = focus_sure.Sure(seen)
        self.first = focus_unknown.first(seen)

    def paper(self, detail: bool) -> Paper:
        seen, tell = self.seen, self.tell
        sections = [
            self._decisions(detail),
            *self._differences(),
            *focus_conditions.section(seen),
            *focus_themes.section(seen),
            *focus_sure.section(self.sure),
            self._contradictions(),
            *focus_unknown.section(seen, self.first),
            focus_taken.section(seen, self.decisions),
            *([focus_region.section(seen)] if detail and seen.decided else []),
            focus_method.section(seen),
        ]
        summary = self._summary()
        periods = sorted({one.period for one in self.decisions})
        title = (
            tell.say("title", period=tell.listing([tell.span(period) for period in periods]))
            if periods
            else tell.say("title-none")
        )
        authorities = dict.fromkeys(one.authority for one in self.decisions)
        return Paper(
            "focus-regions",
            title,
            tell.language,
            tuple(sections),
            day=seen.day,
            subtitle=seen.subtitle,
            organisation=tell.listing(list(authorities)),
            summary=tuple(summary),
            sources=seen.cites.sources,
            footnotes=tuple(self.notes.values()),
        )

    # Page 1

    def _summary(self) -> list[Block]:
        seen, tell = self.seen, self.tell
        if not self.decisions:
            weighed = len(seen.case.weighed)
            said = tell.say("no-decisions", day=tell.day(seen.day), n=weighed)
            return [Paragraph(said), *focus_unknown.summary(seen, self.choices, self.first)]
        blocks: list[Block] = [Paragraph(tell.say("shows"))]
        blocks.append(Bullets([self._of_role(role) for role in seen.framework.roles]))
        for (authority, decided, period), taken in together(self.decisions).items():
            blocks.append(
                Paragraph(
                    tell.count(
                        "taken",
                        len(taken),
                        authority=authority,
                        day=tell.day(decided),
                        start=period[0],
                        end=period[1],
                    )
                )
            )
        blocks += self._differing()
        blocks += focus_conditions.summary(seen)
        blocks += focus_sure.summary(self.sure)
        blocks += focus_unknown.summary(seen, self.choices, self.first)
        return blocks

    def _of_role(self, role: Role) -> list[Span]:
        """Which regions get which effort in a role."""
        seen, tell = self.seen, self.tell
        spans: list[Span] = [
            Strong(
                tell.say("carried-out", role=tell.of(role.label), body=tell.of(role.body)).strip()
            ),
            " ",
        ]
        for name in focus_taken.EFFORTS:
            names = []
            for choice in self.choices:
                for one in choice.decisions:
                    if choice.role == role and one.effort == name:
                        said = seen.name(choice.region)
                        if one.themes:
                            limited = choosing.themes(seen.case, tell, one.themes)
                            said = tell.say("on-themes", effort=said, themes=limited)
                        names.append(said)
            if names:
                effort = capital(tell.effort(name))
                told = tell.listing(names)
                spans.append(tell.say("effort-for", effort=effort, n=len(names), names=told))
        return spans

    def _differing(self) -> Iterator[Block]:
        """Where decision and compass differ, with why as far as that is on record."""
        seen, tell = self.seen, self.tell
        alike: dict[tuple[str, str, str, str], list[str]] = {}
        for choice in self.choices:
            if choice.differs and choice.result is not None:
                verdict = str(choice.result.verdict)
                decided = choosing.decided(seen, choice)
                key = (seen.name(choice.region), decided, verdict, self._reason(choice))
                alike.setdefault(key, []).append(tell.of(choice.role.label))
        if not alike:
            yield Paragraph(tell.say("agrees"))
            return
        n = sum(map(len, alike.values()))
        yield Paragraph(tell.say("differs", n=n, total=len(self.decisions)))
        silent = not any(reason for *_, reason in alike)
        yield Bullets(
            [
                tell.say(
                    "differs-one",
                    region=region,
                    role=tell.listing(roles),
                    decided=decided,
                    verdict=tell.effort(verdict),
                    why=reason or ("" if silent else tell.say("no-why")),
                ).strip()
                for (region, decided, verdict, reason), roles in alike.items()
            ]
        )
        if silent:
            yield Paragraph(tell.say("no-why-any"))

    def _reason(self, choice: Choice) -> str:
        """Why a decision departs from the advice, or why it was taken, as far as it says so."""
        said = []
        for one in choice.decisions:
            said += [self.tell.of(text) for text in (one.departure, one.motivation) if text][:1]
        return " ".join(dict.fromkeys(said))

    # Sections

    def _decisions(self, detail: bool) -> Section:
        seen, tell = self.seen, self.tell
        lead = [tell.say("decisions-lead", day=tell.day(seen.day))]
        if not detail:
            lead.append(tell.say("elsewhere-why"))
        blocks: list[Block] = [Paragraph(" ".join(lead))]
        for n, (group, regions) in enumerate(seen.groups(seen.decided), 1):
            blocks.append(self._table(f"decisions-{n}", group, regions))
        if self.land:
            roles = [tell.of(role.label) for role in seen.framework.roles]
            blocks.append(Paragraph(tell.say("map-key", roles=tell.listing(roles))))
            for n, (group, regions) in enumerate(seen.groups(seen.decided), 1):
                drawn = drawn_map(seen, f"map-{n}", group, regions, self.land)
                blocks.append(drawn)
        return Section(tell.say("decisions-title"), tuple(blocks), id="decisions")

    def _table(self, id: str, group: str, regions: Sequence[Any]) -> Table:
        """The shape of the figure in which decisions are set down, with the advice beside them."""
        seen, tell = self.seen, self.tell
        columns = [Column(tell.say("region"), width=2.2)]
        for role in seen.framework.roles:
            label = tell.of(role.label)
            carried = tell.say("carried-note", role=label, body=tell.of(role.body))
            columns.append(
                Column(
                    tell.say("decision-of", role=label),
                    notes=(self._note(f"role-{role.id}", carried),),
                    width=1.9,
                )
            )
            columns.append(
                Column(
                    tell.say("advice-of", role=label),
                    notes=(self._note("leans", tell.say("leans-note")),),
                    width=2.6,
                )
            )
        rows = []
        for region in regions:
            cells = [Cell(seen.name(region))]
            for choice in seen.choices(region):
                cells.append(choosing.decision_cell(seen, choice, self._footnotes(choice)))
                cells.append(Cell(capital(choosing.advice_short(seen, choice.result))))
            rows.append(cells)
        caption = tell.say("decisions-table", group=group)
        return Table(id, caption, columns, rows, compact=True)

    def _footnotes(self, choice: Choice) -> tuple[str, ...]:
        """The footnotes that were decided with the decisions of a choice."""
        return tuple(
            self._note(
                f"decision-{one.id}",
                self.tell.of(one.footnote),
                self.seen.cites.places([one.passage]),
            )
            for one in choice.decisions
            if one.footnote is not None
        )

    def _note(self, id: str, text: str, sources: tuple[str, ...] = ()) -> str:
        """A footnote, made once for each text."""
        for note in self.notes.values():
            if note.spans == (text,):
                # A text that stands under several decisions has the places of all of them.
                more = tuple(dict.fromkeys((*note.sources, *sources)))
                self.notes[note.id] = Footnote(note.id, "", text, more)
                return note.id
        self.notes[id] = Footnote(id, "", text, sources)
        return id

    def _differences(self) -> Iterator[Section]:
        seen, tell = self.seen, self.tell
        rows = []
        for choice in self.choices:
            if not choice.differs:
                continue
            why, places = self._why(choice)
            rows.append(
                [
                    Cell(seen.name(choice.region)),
                    Cell(tell.of(choice.role.label)),
                    choosing.decision_cell(seen, choice),
                    Cell(capital(choosing.advice(seen, choice.result))),
                    Cell(why, sources=places),
                ]
            )
        if not rows:
            return
        columns = [
            Column(tell.say("region"), width=1.8),
            Column(tell.say("role"), width=1.5),
            Column(tell.say("decision"), width=1.6),
            Column(tell.say("advice"), width=2.2),
            Column(tell.say("why"), width=4.4),
        ]
        table = Table("differences", tell.say("differ-table"), columns, rows, compact=True)
        lead = Paragraph(tell.say("differ-lead"))
        yield Section(tell.say("differ-title"), (lead, table), id="differences")

    def _why(self, choice: Choice) -> tuple[str, tuple[str, ...]]:
        """What is on record about a departure, with where it stands."""
        seen, tell = self.seen, self.tell
        said = [self._reason(choice) or tell.say("no-why")]
        for one in choice.decisions:
            if one.footnote is not None:
                text = tell.of(one.footnote)
                said.append(tell.say("footnote-says", text=text))
        statements = [
            one
            for one in seen.case.statements
            if (one.region, one.role) == (choice.region.code, choice.role.id)
        ]
        if statements:
            efforts = dict.fromkeys(tell.effort(one.effort) for one in statements)
            said.append(tell.say("sources-say", said=tell.listing(list(efforts))))
        places = seen.cites.places(one.passage for one in statements)
        return " ".join(said), places

    def _contradictions(self) -> Section:
        seen, tell = self.seen, self.tell
        found = [one for one in seen.contradictions if one.region is not None]
        blocks = [remark(seen, one) for one in found]
        none = Paragraph(tell.say("contradictions-none"))
        return Section(
            tell.say("contradictions-title"), tuple(blocks or [none]), id="contradictions"
        )
