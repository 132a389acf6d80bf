"""The framework of a case as it is: aspects, components, measures and what was chosen, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import Place, measured, percent, place, words
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case
from windroos.cases.framework import Choice, Criterion, FigureLeaf, Precondition, Scale

# Where on the page a choice belongs, by what it is about.
SECTION_OF = {
    "weights": "aspects",
    "aggregation": "aspects",
    "scales": "aspects",
    "confidence": "aspects",
    "themes": "themes",
    "indicators": "measures",
    "goalposts": "measures",
    "series": "measures",
    "inheritance": "measures",
    "common-scale": "common_scale",
    "thresholds": "roles",
    "preconditions": "preconditions",
}

AGGREGATE_WORDS = {
    "arithmetic": lambda: _("a weighted mean"),
    "geometric": lambda: _("a weighted product (geometric mean)"),
    "harmonic": lambda: _("a weighted harmonic mean"),
    "power": lambda: _("a weighted generalised mean"),
    "owa": lambda: _("a weighted mean by order (OWA)"),
}


def together(criterion: Criterion) -> str:
    """How what is under a criterion is put together, and what that does."""
    way, exponent = AGGREGATE_WORDS[criterion.aggregate](), criterion.exponent
    if exponent is None:
        if criterion.aggregate == "harmonic":
            return _("%(way)s: the weakest parts pull hardest") % {"way": way}
        return way
    if exponent == 1:
        what = _("equal to a weighted mean")
    elif criterion.aggregate == "power" and exponent == 0:
        what = _("equal to a weighted product")
    elif (exponent < 1) == (criterion.aggregate == "power"):
        what = _("weak parts pull harder than in a weighted mean")
    else:
        what = _("strong parts pull harder than in a weighted mean")
    return _("%(way)s with exponent %(exponent)s: %(what)s") % {
        "way": way,
        "exponent": measured(exponent),
        "what": what,
    }


@dataclass(frozen=True)
class Node:
    """A criterion: its weight under its parent for each role, and what is under it."""

    id: str
    label: str
    question: str
    place: Place | None
    weights: tuple[str, ...]
    aggregate: str
    children: tuple[Node, ...]
    points: tuple[tuple[str, str], ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Measure:
    """A leaf that is measured: its figures, goalposts and sources."""

    label: str
    component: str
    indicators: tuple[tuple[str, str], ...]
    how: str
    low: str
    high: str
    inherits: bool
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gate:
    """A precondition: for whom it holds, and where the document names it."""

    id: str
    label: str
    roles: str
    themes: str
    inherits: bool
    place: Place | None


@dataclass(frozen=True)
class Chosen:
    """A choice of the case, with its reason and what it is about."""

    id: str
    what: str
    why: str
    about: tuple[tuple[str, str], ...]


class Outline:
    """Reads the framework of a case into the reader's words."""

    def __init__(self, case: Case, resolved: Mapping[str, Resolved]) -> None:
        self.case = case
        self.framework = case.framework
        self.resolved = resolved

    def place(self, passage: str | None) -> Place | None:
        return place(self.case, self.resolved[passage]) if passage else None

    def node(self, criterion: Criterion) -> Node:
        """A criterion with everything under it."""
        rating = criterion.rating
        return Node(
            id=criterion.id,
            label=words(criterion.label),
            question=words(criterion.question),
            place=self.place(criterion.passage),
            weights=self._weights(criterion),
            aggregate=together(criterion),
            children=tuple(self.node(child) for child in self.framework.children(criterion.id)),
            points=_points(self.framework.scales[rating.scale]) if rating else (),
            measure=_measure(criterion),
        )

    def _weights(self, criterion: Criterion) -> tuple[str, ...]:
        """The share of a criterion under its parent; by role where the roles differ."""
        if criterion.parent is None:
            return ()
        siblings = self.framework.children(criterion.parent)
        shares = {
            words(role.label): percent(
                criterion.weight(role.id) / (sum(s.weight(role.id) for s in siblings) or 1)
            )
            for role in self.framework.roles
        }
        if len(set(shares.values())) == 1:
            return (next(iter(shares.values())),)
        return tuple(f"{role}: {share}" for role, share in shares.items())

    def measures(self) -> list[Measure]:
        """The leaves that are measured."""
        return [self._measured(leaf, leaf.figure) for leaf in self.framework.leaves if leaf.figure]

    def _measured(self, leaf: Criterion, spec: FigureLeaf) -> Measure:
        named = {f.source for f in self.case.figures if f.indicator in spec.indicators}
        indicators = [self.framework.indicators[name] for name in spec.indicators]
        return Measure(
            label=words(leaf.label),
            component=words(self.framework.by_id[leaf.parent].label) if leaf.parent else "",
            indicators=tuple((words(i.label), words(i.unit)) for i in indicators),
            how=_how(self.case, spec),
            low=measured(spec.goalposts[0]),
            high=measured(spec.goalposts[1]),
            inherits=spec.inherit,
            sources=tuple(
                (id, source.title) for id, source in self.case.sources.items() if id in named
            ),
        )

    def preconditions(self) -> list[Gate]:
        return [self._gate(precondition) for precondition in self.framework.preconditions]

    def _gate(self, precondition: Precondition) -> Gate:
        labels = {role.id: words(role.label) for role in self.framework.roles}
        return Gate(
            id=precondition.id,
            label=f"{precondition.number}. {words(precondition.label)}",
            roles=", ".join(labels[role] for role in precondition.roles),
            themes=", ".join(words(self.case.themes[id].label) for id in precondition.themes),
            inherits=precondition.inherit,
            place=self.place(precondition.passage),
        )

    def choices(self) -> dict[str, list[Chosen]]:
        """The choices of the case by the section of the page they belong to."""
        made: dict[str, list[Chosen]] = defaultdict(list)
        for choice in self.framework.choices:
            made[SECTION_OF.get(choice.subject, "other")].append(self._chosen(choice))
        return made

    def choices_on(self, subject: str, about: str | None = None) -> list[Chosen]:
        """The choices of the case on one subject; those about one thing, or about none in
        particular, where that is asked."""
        return [
            self._chosen(one)
            for one in self.framework.choices
            if one.subject == subject and (about is None or not one.about or about in one.about)
        ]

    def _chosen(self, choice: Choice) -> Chosen:
        about = [self.framework.by_id[id] for id in choice.about if id in self.framework.by_id]
        return Chosen(
            id=choice.id,
            what=words(choice.what),
            why=words(choice.why),
            about=tuple((c.id, words(c.label)) for c in about),
        )


def _points(scale: Scale) -> tuple[tuple[str, str], ...]:
    return tuple((measured(p.value), words(p.meaning)) for p in scale.points)


def _measure(criterion: Criterion) -> str:
    """How a leaf is known."""
    if criterion.rating is not None:
        ways = [_("judged by people, on the scale below")]
        if criterion.rating.across_themes == "best":
            ways.append(_("without a chosen theme the best theme counts"))
    elif criterion.figure is not None:
        ways = [_("measured by figures")]
    else:
        return ""
    if criterion.inherit:
        ways.append(_("a region without evidence of its own inherits that of its parent"))
    return "; ".join(ways)


def _how(case: Case, spec: FigureLeaf) -> str:
    """How the figures of a leaf become one number."""
    ways: Sequence[str] = (
        [_("the first of these that has a figure counts")]
        if spec.combine == "first" and len(spec.indicators) > 1
        else [_("these are added up")]
        if len(spec.indicators) > 1
        else []
    )
    ways = list(ways)
    if spec.transform == "log10":
        ways.append(_("each factor of ten counts alike (logarithmic)"))
    if spec.error_coverage is not None:
        ways.append(
            _("the standard error counts as a range with %(share)s probability")
            % {"share": percent(spec.error_coverage)}
        )
    for name, base in spec.rebase.items():
        ways.append(
            _("%(indicator)s: %(base)s is made to stand for 100")
            % {"indicator": words(case.framework.indicators[name].label), "base": measured(base)}
        )
    if spec.common_scale is not None:
        link = spec.common_scale
        indicators = case.framework.indicators
        ways.append(
            _("%(one)s is converted to the scale of %(other)s")
            % {
                "one": words(indicators[link.from_].label),
                "other": words(indicators[link.onto].label),
            }
        )
    return "; ".join(ways)
