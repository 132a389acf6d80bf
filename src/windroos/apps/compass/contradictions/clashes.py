"""Contradictions in the reader's words: every side with its place, what it means, and what was made
of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.compass.contradictions.naming import (
    KIND_WORDS,
    STATE_WORDS,
    about,
    rated,
    side_words,
)
from windroos.apps.compass.presenting import (
    Choice,
    Place,
    basis,
    confidence,
    day,
    effort,
    place,
    words,
)
from windroos.apps.compass.printed import KIND_WORDS as PRINTED_WORDS
from windroos.apps.compass.printed import address
from windroos.apps.compass.printed import said as printed
from windroos.apps.compass.region.answers import span
from windroos.apps.compass.region.leaves import Leaves, Measured
from windroos.apps.compass.region.records import RELATION_WORDS, levels
from windroos.apps.compass.weighing.rows import outcome_word
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case, Contradiction
from windroos.cases.case import Decision, Figure, Finding, Judgement, Quantity, Relation
from windroos.cases.contradictions import (
    EFFORT,
    FIGURE,
    FINDING,
    HARD,
    JUDGEMENT,
    MEASURED,
    QUANTITY,
    RELATION,
    SETTLED,
    SOFT,
    Claim,
)
from windroos.cases.contradictions.found import Said, reference


@dataclass(frozen=True)
class Side:
    """One side of a contradiction: what it says, what is known of that, and where it is said.

    `name` is that of `Contradiction.sides`; `effort` the effort of a statement or decision, for its
    mark. A figure is told by `figure`, with its cell. `holds`: a settlement says that it holds.
    """

    says: str
    place: Place
    facts: tuple[str, ...] = ()
    reason: str = ""
    published: str = ""
    effort: str = ""
    decision: bool = False
    figure: Measured | None = None
    name: str = ""
    holds: bool = False
    document: str = ""


@dataclass(frozen=True)
class Made:
    """What was made of a contradiction. `changed` tells what became other since, in sentences."""

    holds: str
    reason: str
    by: str
    day: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A contradiction, ready to be shown.

    Without a `region` it is of none, and `url` leads to the series; `name` is what it is about with
    the region, if any.
    """

    id: str
    anchor: str
    region: str
    code: str
    url: str
    page: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    about: str
    name: str
    hard: bool
    says: str
    sides: tuple[Side, ...]
    means: str
    settled: Made | None

    @property
    def open(self) -> bool:
        return self.state != SETTLED

    @property
    def documents(self) -> set[str]:
        """The documents and datasets that its sides stand in."""
        return {side.document for side in self.sides if side.document}


def clash(case: Case, found: Contradiction, resolved: Mapping[str, Resolved]) -> Clash:
    """A contradiction in words."""
    told = about(case, found)
    region = words(case.regions[found.region].name) if found.region else ""
    return Clash(
        id=found.id,
        anchor=f"contradiction_{found.id}",
        region=region,
        code=found.region or "",
        url=_url(case, found),
        page=reverse("compass:contradiction", args=[case.name, found.id]),
        kind=found.kind,
        kind_words=str(KIND_WORDS[found.kind]),
        state=found.state,
        state_words=str(STATE_WORDS[found.state]),
        about=told,
        name=", ".join(filter(None, (region, told))),
        hard=found.grade == HARD,
        says=str(_SAYS[found.kind, found.grade]),
        sides=tuple(_Teller(case, found, resolved).sides()),
        means=_means(found),
        settled=_made(case, found),
    )


def _url(case: Case, found: Contradiction) -> str:
    """The region that a contradiction is of, else the series."""
    if found.region is None:
        return address(case, found.quantities[0].subject)
    url = reverse("compass:region", args=[case.name, found.region])
    return f"{url}?role={found.role}" if found.role else url


class _Teller:
    """Tells the sides of a contradiction."""

    def __init__(self, case: Case, found: Contradiction, resolved: Mapping[str, Resolved]) -> None:
        self.case = case
        self.found = found
        self.resolved = resolved
        chosen = Choice(found.role or "", None)
        self.leaves = Leaves(case, found.region or "", chosen, resolved, {})

    def sides(self) -> Iterator[Side]:
        found = self.found
        yield from (self._whole(self._claim(one), one.of) for one in found.claims)
        yield from (self._whole(self._finding(one), one) for one in found.findings)
        yield from (self._whole(self._judgement(one), one) for one in found.judgements)
        yield from (self._whole(self._relation(one), one) for one in found.relations)
        yield from (self._whole(self._quantity(one), one) for one in found.quantities)
        yield from (self._whole(self._figure(one), one) for one in found.figures)

    def _whole(self, side: Side, said: Said) -> Side:
        """A side with its name, where it stands, and whether it is the one that holds."""
        name, made = reference(said), self.found.settlement
        holds = bool(made and made.holds == name and self.found.state == SETTLED)
        if isinstance(said, Figure):
            document = said.source
        else:
            document = self.case.locators[said.passage].document if said.passage else ""
        return replace(side, name=name, holds=holds, document=document)

    def _theme(self, theme: str | None) -> str:
        return words(self.case.themes[theme].label) if theme else ""

    def _claim(self, claim: Claim) -> Side:
        said = claim.of
        how = _("in so many words") if claim.explicit else _("implied")
        facts = (
            _("decision") if claim.decision else how,
            span(claim.period),
            self._theme(claim.theme),
            claim.said_by,
        )
        return Side(
            says=effort(claim.effort),
            place=basis(self.case, said, self.resolved)
            if isinstance(said, Decision)
            else place(self.case, self.resolved[said.passage]),
            facts=_known(*facts),
            published=day(claim.dated),
            effort=claim.effort,
            decision=claim.decision,
        )

    def _finding(self, said: Finding) -> Side:
        themes = [self._theme(theme) for theme in said.themes]
        return Side(
            says=outcome_word(said.outcome),
            place=basis(self.case, said, self.resolved),
            facts=_known(*themes, words(said.conditions), said.said_by, _sure(said)),
            reason=words(said.reason),
            published=day(self.case.dated(said)),
        )

    def _judgement(self, said: Judgement) -> Side:
        role = words(self.case.framework.role(said.role).label) if said.role else ""
        return Side(
            says=rated(self.case, said),
            place=basis(self.case, said, self.resolved),
            facts=_known(self._theme(said.theme), role, said.said_by, _sure(said)),
            reason=words(said.reason),
            published=day(self.case.dated(said)),
        )

    def _relation(self, said: Relation) -> Side:
        return Side(
            says=RELATION_WORDS[said.kind](),
            place=place(self.case, self.resolved[said.passage]),
            facts=(levels(said),),
            reason=words(said.note),
            published=day(self.case.published(said.passage)),
        )

    def _quantity(self, said: Quantity) -> Side:
        return Side(
            says=printed(said),
            place=place(self.case, self.resolved[said.passage]),
            facts=_known(
                words(said.label),
                PRINTED_WORDS[said.kind](),
                _("column %(column)s") % {"column": said.cell},
                said.said_by,
            ),
            reason=words(said.note),
            published=day(self.case.published(said.passage)),
        )

    def _figure(self, said: Figure) -> Side:
        told = self.leaves.measured(said)
        return Side(says=told.value, place=Place(told.source, told.url), figure=told)


def _known(*facts: str) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _sure(said: Finding | Judgement) -> str:
    return _("confidence: %(confidence)s") % {"confidence": confidence(said.confidence)}


_SAYS: Mapping[tuple[str, str], Promise] = {
    (EFFORT, HARD): gettext_lazy(
        "The places say different things about the same effort, both in so many words."
    ),
    (EFFORT, SOFT): gettext_lazy(
        "The places say different things; one of them only implies it, or speaks of one theme only."
    ),
    (FINDING, HARD): gettext_lazy("In one place the precondition fails, in another it does not."),
    (FINDING, SOFT): gettext_lazy(
        "In one place the precondition fails, in another it does not; they speak of other themes, "
        "or of another time."
    ),
    (JUDGEMENT, SOFT): gettext_lazy(
        "What the places say lies so far apart on the scale that it hardly goes together."
    ),
    (RELATION, HARD): gettext_lazy("The places name another kind of relation, of the same time."),
    (MEASURED, SOFT): gettext_lazy(
        "What is said in a document lies far from what a dataset measures."
    ),
    (FIGURE, HARD): gettext_lazy(
        "Two sources give different figures for the same region and year."
    ),
    (QUANTITY, HARD): gettext_lazy(
        "The sources give different figures of the same thing and the same time."
    ),
    (QUANTITY, SOFT): gettext_lazy(
        "Documents of different dates print different figures of the same thing and the same "
        "time: the later one may have come in the place of the earlier."
    ),
}

_MEANS: Mapping[str, Promise] = {
    FINDING: gettext_lazy(
        "As long as both stand there, the one that closes most counts. Who knows how it is can "
        "take the other back."
    ),
    JUDGEMENT: gettext_lazy(
        "Where both count, their mean counts in the score and the distance between them as "
        "uncertainty. Who knows better can revise one of them."
    ),
    RELATION: gettext_lazy(
        "Neither side counts in the score. The kind of relation decides what can be raised there."
    ),
    MEASURED: gettext_lazy(
        "Both count in the score, each with its own weight. It may be due to the document, to the "
        "figure, or to what the figure measures."
    ),
    FIGURE: gettext_lazy(
        "Where these figures count, their mean counts in the score and the distance between "
        "them as uncertainty. Who knows which of them is right can correct the other."
    ),
    QUANTITY: gettext_lazy(
        "What documents print does not count in the score. Before anyone builds on one of these "
        "figures, someone has to say which holds."
    ),
}


def _means(found: Contradiction) -> str:
    """What a contradiction means for the decision; of a settled one about effort that is said."""
    if found.kind != EFFORT:
        return str(_MEANS[found.kind])
    if not found.open:
        return ""
    decided = next((claim for claim in found.claims if claim.decision), None)
    if decided is None:
        return _(
            "No decision settles it. Neither side counts in the score: whoever decides has to say "
            "which of them holds."
        )
    return _(
        "The decision shown is %(effort)s, since that is how it was set down. Neither side counts "
        "in the score. Whoever decides anew has to say which of them holds."
    ) % {"effort": effort(decided.effort)}


def _made(case: Case, found: Contradiction) -> Made | None:
    made = found.settlement
    if made is None:
        return None
    return Made(
        holds=side_words(case, made.holds) if made.holds else "",
        reason=words(made.reason),
        by=made.settled_by,
        day=day(made.settled),
        changed=tuple(_changed(case, found, name) for name in found.changed),
    )


def _changed(case: Case, found: Contradiction, name: str) -> str:
    """What became other of a side since the contradiction was settled."""
    assert found.settlement is not None
    given = {"side": side_words(case, name)}
    if name not in found.settlement.sides:
        return _("New: %(side)s") % given
    if name not in found.sides:
        return _("No longer a side: %(side)s") % given
    return _("Changed: %(side)s") % given
