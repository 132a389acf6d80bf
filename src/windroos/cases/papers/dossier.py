"""The dossier of one region: the answer, the rose, and everything on record about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from windroos.cases.agenda import agenda
from windroos.cases.case import Case, Decision, Region, Statement, group
from windroos.cases.papers import asking, choosing, focus_region, rosed
from windroos.cases.papers.asking import Asked
from windroos.cases.papers.asking_words import ASKING
from windroos.cases.papers.contradicting import remark
from windroos.cases.papers.dossier_words import WORDS
from windroos.cases.papers.evidenced import aspects, quoted
from windroos.cases.papers.seen import Seen
from windroos.cases.papers.telling import capital
from windroos.cases.papers.weighed import preconditions
from windroos.cases.papers.words import RELATIONS, STATES
from windroos.cases.problems import CaseError
from windroos.cases.results import RegionResult
from windroos.cases.standing import state
from windroos.report.paper import (
    Block,
    Bullets,
    Cell,
    Cite,
    Column,
    Facts,
    Language,
    Paper,
    Paragraph,
    Section,
    Span,
    Table,
)

QUESTIONS = 8


def build(
    case: Case,
    *,
    language: Language,
    day: date,
    region: str,
    theme: str | None = None,
    quotes: Mapping[str, str] | None = None,
) -> Paper:
    """Everything on record about a region on a day, on one theme or on all.

    `quotes` gives the words of passages by the id of their locator; what is not in it is cited
    without its words.

    Raises `CaseError` for a region or theme the case has not.
    """
    if region not in case.regions:
        known = ", ".join(one.code for one in case.weighed)
        raise CaseError(f"there is no region “{region}” in this case; there are {known}")
    seen = Seen(case, {**ASKING, **WORDS}, language=language, day=day, theme=theme)
    return _Builder(seen, case.regions[region], quotes or {}).paper()


class _Builder:
    def __init__(self, seen: Seen, region: Region, quotes: Mapping[str, str]) -> None:
        self.seen, self.region, self.quotes = seen, region, quotes
        self.tell = seen.tell
        self.results: list[RegionResult] = [
            seen.weighings[role.id][region.code] for role in seen.framework.roles if region.weighed
        ]

    def paper(self) -> Paper:
        seen, tell = self.seen, self.tell
        questions = self._asked()
        sections = [*self._weighing(), self._decisions(), self._contradictions()]
        if self.results:
            sections.append(self._questions(questions))
        sections.append(self._relations())
        return Paper(
            f"dossier-{self.region.code}",
            tell.say("title", region=seen.name(self.region)),
            tell.language,
            tuple(sections),
            day=seen.day,
            subtitle=seen.subtitle,
            summary=tuple(self._summary(questions)),
            sources=seen.cites.sources,
        )

    # Page 1

    def _summary(self, questions: list[Asked]) -> Iterator[Block]:
        seen, tell = self.seen, self.tell
        yield Facts(focus_region.facts(seen, self.region))
        said = [*self._known(), *self._notable()]
        for first in questions[:1]:
            what, whom = asking.what(seen, first.item), asking.whom(seen, first.item)
            said.append(tell.say("ask-first", what=what, whom=whom))
        if said:
            yield Bullets(said)

    def _known(self) -> Iterator[str]:
        """How much is known, and what stands out in it."""
        if not self.results:
            return
        seen, tell = self.seen, self.tell
        result = self.results[0]
        nodes = [result.nodes[component.id] for component in seen.framework.components]
        known = [node for node in nodes if node.known > 0]
        gates = {
            gate.precondition.id: gate for result in self.results for gate in result.gates
        }.values()
        yield tell.say("known-summary", total=len(nodes), known=len(known))
        unknown = sum(gate.outcome == "unknown" for gate in gates)
        if gates:
            key = "gates-unknown" if unknown else "gates-known"
            yield tell.say(key, unknown=unknown, gates=len(gates))
        values = {node.value for node in known}
        if len(values) > 1:
            for key, at in (("strongest", max(values)), ("weakest", min(values))):
                names = [tell.of(node.criterion.label) for node in known if node.value == at]
                yield tell.say(key, names=tell.listing(names))

    def _notable(self) -> Iterator[str]:
        seen, tell = self.seen, self.tell
        differing = [one for one in seen.choices(self.region) if one.differs]
        if differing:
            roles = tell.listing([tell.of(one.role.label) for one in differing])
            yield tell.say("differs", roles=roles)
        if clashes := [one for one in seen.contradicting(self.region) if one.open]:
            yield tell.count("contradicted", len(clashes))

    # Sections

    def _weighing(self) -> Iterator[Section]:
        """The rose, the components and the preconditions; once where the roles see the same."""
        if not self.region.weighed:
            return
        seen, tell, code = self.seen, self.tell, self.region.code
        groups = focus_region.alike(seen, self.region)
        figures = []
        for roles in groups:
            named = focus_region.role_names(seen, roles)
            result = seen.weighings[roles[0].id][code]
            figures.append(rosed.figure(seen, result, f"rose-{roles[0].id}", named, roles))
        lead = Paragraph(tell.say("rose-lead"))
        yield Section(tell.say("rose-title"), (lead, *figures), id="rose")
        for roles in groups:
            result = seen.weighings[roles[0].id][code]
            title = tell.say("components")
            if len(groups) > 1:
                title = f"{title}, {focus_region.role_names(seen, roles)}"
            prefix = roles[0].id
            parts = tuple(aspects(seen, result, self.quotes, prefix))
            yield Section(title, sections=parts, id=f"components-{prefix}")
        yield self._preconditions()

    def _preconditions(self) -> Section:
        seen, tell = self.seen, self.tell
        blocks: list[Block] = []
        silent: list[str] = []
        for role, result in zip(seen.framework.roles, self.results, strict=True):
            label = tell.of(role.label)
            caption = tell.say("preconditions-title", name=seen.name(self.region), role=label)
            table = preconditions(seen, result, f"gates-{role.id}", caption)
            if table is None:
                silent.append(label)
                continue
            blocks.append(table)
            findings = [finding for gate in result.gates for finding in gate.findings]
            blocks += quoted(seen, self.quotes, [finding.passage for finding in findings])
        if silent:
            roles = tell.listing(silent)
            blocks.insert(0, Paragraph(tell.say("no-preconditions", roles=roles)))
        return Section(tell.say("preconditions"), tuple(blocks), id="preconditions")

    def _decisions(self) -> Section:
        seen, tell = self.seen, self.tell
        taken = [one for one in seen.case.decisions if one.region == self.region.code]
        taken.sort(key=lambda one: (one.period, one.decided), reverse=True)
        blocks: list[Block] = []
        if taken:
            columns = [
                Column(tell.say("role"), width=1.6),
                Column(tell.say("decision"), width=1.8),
                Column(tell.say("period"), width=1.3),
                Column(tell.say("authority"), width=3),
                Column(tell.say("state"), width=1.4),
                Column(tell.say("remarks"), width=3),
            ]
            caption = tell.say("decisions-table", region=seen.name(self.region))
            rows = map(self._taken, taken)
            blocks.append(Table("decisions-table", caption, columns, rows, compact=True))
        else:
            blocks.append(Paragraph(tell.say("decisions-none")))
        said = [one for one in seen.case.statements if one.region == self.region.code]
        if said:
            blocks.append(Paragraph(tell.say("statements")))
            blocks.append(Bullets(self._stated(said)))
            blocks += quoted(seen, self.quotes, [one.passage for one in said])
        return Section(tell.say("decisions"), tuple(blocks), id="decisions")

    def _stated(self, said: list[Statement]) -> Iterator[list[Span]]:
        """What is said of the effort: what differs in its theme alone together, with all places."""
        seen, tell = self.seen, self.tell
        alike = group(said, "role", "period", "effort", "explicit")
        for (role, period, effort, explicit), ones in alike.items():
            themes = dict.fromkeys(one.theme for one in ones if one.theme)
            words = tell.effort(effort)
            if themes and all(one.theme for one in ones):
                limited = choosing.themes(seen.case, tell, themes)
                words = tell.say("on-themes", effort=words, themes=limited)
            elif themes:
                named = choosing.themes(seen.case, tell, themes)
                words = tell.say("also-themes", effort=words, themes=named)
            sentence = tell.say(
                "statement",
                role=tell.of(seen.framework.role(role).label),
                period=tell.span(period),
                effort=words,
                how=tell.say("explicit" if explicit else "implied"),
            )
            places = seen.cites.places(one.passage for one in ones)
            yield [sentence, *(span for place in places for span in (" ", Cite(place)))]

    def _taken(self, one: Decision) -> list[Cell]:
        seen, tell = self.seen, self.tell
        texts = {
            "note-footnote": one.footnote,
            "note-motivation": one.motivation,
            "note-conditions": one.conditions,
            "note-departure": one.departure,
        }
        told = [tell.say(key, text=tell.of(text)) for key, text in texts.items() if text]
        return [
            Cell(tell.of(seen.framework.role(one.role).label)),
            Cell(capital(choosing.effort(seen, one)), sources=seen.cites.places([one.passage])),
            Cell(tell.span(one.period)),
            Cell(tell.say("by-on", by=one.authority, day=tell.day(one.decided))),
            Cell(capital(tell.of(STATES[state(seen.case, one, seen.day)]))),
            Cell(" ".join(told) or tell.say("no-remarks")),
        ]

    def _contradictions(self) -> Section:
        seen, tell = self.seen, self.tell
        blocks: list[Block] = [remark(seen, one) for one in seen.contradicting(self.region)]
        blocks = blocks or [Paragraph(tell.say("contradictions-none"))]
        return Section(tell.say("contradictions"), tuple(blocks), id="contradictions")

    def _asked(self) -> list[Asked]:
        """What is worth finding out of the region."""
        if not self.region.weighed:
            return []
        seen = self.seen
        theme = seen.theme.id if seen.theme else None
        found = {
            role.id: agenda(
                seen.case, role.id, theme, as_of=seen.day, regions=[self.region.code]
            ).items
            for role in seen.framework.roles
        }
        return asking.together(found, seen.framework.roles)

    def _questions(self, asked: list[Asked]) -> Section:
        seen, tell = self.seen, self.tell
        telling = [one for one in asked if one.item.chance > 0 or one.item.gain > 0]
        blocks: list[Block] = []
        if shown := telling[:QUESTIONS]:
            caption = tell.say("questions-table", region=seen.name(self.region))
            table = asking.table(seen, shown, "questions-table", caption, regions=False)
            blocks += [Paragraph(tell.say("questions-lead")), table]
        if rest := len(asked) - len(shown):
            blocks.append(Paragraph(tell.count("questions-rest", rest)))
        blocks = blocks or [Paragraph(tell.say("questions-none"))]
        return Section(tell.say("questions"), tuple(blocks), id="questions")

    def _relations(self) -> Section:
        seen, tell = self.seen, self.tell
        known = {True: tell.say("yes"), False: tell.say("no"), None: tell.say("unknown")}
        found = [one for one in seen.case.relations if one.region == self.region.code]
        items: list[list[Span]] = []
        for one in found:
            sentence = tell.say(
                "relation",
                kind=capital(tell.of(RELATIONS[one.kind])),
                official=known[one.official],
                governing=known[one.governing],
                note=tell.of(one.note),
            )
            items.append([sentence.strip(), " ", Cite(seen.cites.place(one.passage))])
        blocks: list[Block] = [Bullets(items)] if items else []
        if not items:
            blocks.append(Paragraph(tell.say("relations-none")))
        blocks += quoted(seen, self.quotes, [one.passage for one in found])
        if self.region.parent:
            blocks.append(Paragraph(tell.say("part-of", region=seen.name(self.region.parent))))
        parts = [seen.name(one) for one in seen.case.parts(self.region.code) if not one.home]
        if parts:
            blocks.append(Paragraph(tell.say("parts", names=tell.listing(parts))))
        return Section(tell.say("relations"), tuple(blocks), id="relations")
