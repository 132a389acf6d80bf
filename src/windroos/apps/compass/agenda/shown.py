"""The evidence agenda ready to be shown: what to find out, what it leads to, whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos import cases
from windroos.apps.compass.agenda.tasks import Key, Tasked, key
from windroos.apps.compass.presenting import (
    Choice,
    Place,
    decimal,
    measured,
    percent,
    place,
    words,
)
from windroos.apps.compass.weighing.rows import outcome_word, region_url
from windroos.apps.evidence.queries import Resolved
from windroos.cases.agenda import LEAF, PRECONDITION, Answer, Item
from windroos.cases.naming import component_of, sought_name

# The words of Mastrandrea and others (2010), Guidance note for lead authors of the IPCC fifth
# assessment report on consistent treatment of uncertainties, table 1, from this chance on.
LIKELIHOODS: Sequence[tuple[float, Promise]] = (
    (0.9, gettext_lazy("very likely")),
    (0.66, gettext_lazy("likely")),
    (0.33, gettext_lazy("about as likely as not")),
    (0.1, gettext_lazy("unlikely")),
    (0.0, gettext_lazy("very unlikely")),
)


def likelihood(chance: float) -> str:
    """A chance in words; none at all is no likelihood."""
    if chance <= 0:
        return _("not by itself")
    return str(next(word for least, word in LIKELIHOODS if chance >= least))


def opens(item: Item) -> bool:
    """Whether an advice cannot come about as long as this is unknown."""
    return item.kind == PRECONDITION and item.settles > 0


def moves(item: Item) -> bool:
    """Whether knowing this may make another verdict the likeliest."""
    return item.kind == LEAF and item.chance > 0


@dataclass(frozen=True)
class Outlook:
    """A verdict, and what it comes with."""

    when: str
    meaning: str
    verdict: str | None


def outlooks(item: Item) -> list[Outlook]:
    """What each answer leads to; answers next to each other with one verdict together."""
    grouped: list[list[Answer]] = []
    for answer in item.answers:
        if grouped and grouped[-1][-1].verdict == answer.verdict:
            grouped[-1].append(answer)
        else:
            grouped.append([answer])
    return [Outlook(_when(group), _meaning(group), group[0].verdict) for group in grouped]


@dataclass(frozen=True)
class Sought:
    """Something to find out about a region."""

    case: cases.Case
    chosen: Choice
    item: Item
    resolved: Mapping[str, Resolved]
    task: Tasked | None
    may_rate: bool

    @property
    def id(self) -> str:
        """Where it stands on the page."""
        return f"{self.item.region.code}-{self.item.id}"

    @property
    def what(self) -> str:
        return words(sought_name(self.case.framework, self.item.kind, self.item.id))

    @property
    def region(self) -> str:
        return words(self.item.region.name)

    @property
    def region_url(self) -> str:
        """The region, at what it rests on."""
        url = region_url(self.case, self.item.region.code, self.chosen)
        at = (
            f"precondition_{self.item.id}"
            if self.item.kind == PRECONDITION
            else component_of(self.case.framework, self.case.framework.by_id[self.item.id]).id
        )
        return f"{url}#{at}"

    @property
    def question(self) -> str:
        """The question of the component, where it has one."""
        if self.item.kind == PRECONDITION:
            return ""
        framework = self.case.framework
        return words(component_of(framework, framework.by_id[self.item.id]).question)

    @property
    def doubtful(self) -> bool:
        return self.item.state == "doubtful"

    @property
    def chance(self) -> str:
        return percent(self.item.chance)

    @property
    def likelihood(self) -> str:
        return likelihood(self.item.chance)

    @property
    def surer(self) -> str:
        """How many times in a hundred one would more often name the right verdict."""
        return decimal(self.item.gain * 100, 0 if self.item.gain >= 0.0095 else 1)

    @property
    def surer_at_all(self) -> bool:
        return self.item.gain >= 0.0005

    @property
    def ask(self) -> str:
        return words(self.item.ask)

    @property
    def place(self) -> Place | None:
        """Where the case says whom to ask."""
        passage = self.item.passage
        return place(self.case, self.resolved[passage]) if passage else None

    @property
    def outlooks(self) -> list[Outlook]:
        return outlooks(self.item)

    @property
    def write_url(self) -> str:
        """The form to write down what was found; empty where it is not theirs, or a figure."""
        if not self.may_rate:
            return ""
        if self.item.kind == PRECONDITION:
            page = "compass:find"
        elif self.case.framework.by_id[self.item.id].rating is not None:
            page = "compass:judge"
        else:
            return ""
        address = reverse(page, args=[self.case.name, self.item.region.code, self.item.id])
        return f"{address}?{self.chosen.query}"

    @property
    def figure(self) -> bool:
        """Whether it is a figure, which comes with the case."""
        return self.item.kind == LEAF and self.case.framework.by_id[self.item.id].rating is None

    @property
    def dialogue_url(self) -> str:
        address = reverse("network:dialogue_new", args=[self.case.name])
        return f"{address}?region={self.item.region.code}"

    @property
    def take_up_url(self) -> str:
        address = reverse("compass:agenda_task_new", args=[self.case.name])
        about = f"region={self.item.region.code}&kind={self.item.kind}&subject={self.item.id}"
        return f"{address}?{self.chosen.query}&{about}"


def _when(answers: Sequence[Answer]) -> str:
    """The answers of a group in a few words."""
    if answers[0].outcome is not None:
        first, *others = [outcome_word(one.outcome) for one in answers if one.outcome]
        return _or([first, *(other[:1].lower() + other[1:] for other in others)])
    if answers[0].rating is not None:
        ratings = [measured(one.rating) for one in answers if one.rating is not None]
        if len(ratings) > 2:
            return _("point %(first)s to %(last)s") % {"first": ratings[0], "last": ratings[-1]}
        return _("point %(points)s") % {"points": _or(ratings)}
    values = [decimal(one.value) for one in answers if one.value is not None]
    if values[0] == values[-1]:
        return _("about %(value)s") % {"value": values[0]}
    return _("about %(first)s to %(last)s") % {"first": values[0], "last": values[-1]}


def _meaning(answers: Sequence[Answer]) -> str:
    """What the points of a group mean."""
    return "; ".join(words(one.meaning) for one in answers if one.meaning)


def _or(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(names)s or %(last)s") % {"names": ", ".join(parts[:-1]), "last": parts[-1]}


@dataclass(frozen=True)
class Together:
    """The same thing to find out about several regions: one may ask it all at once."""

    of: tuple[Sought, ...]

    @property
    def first(self) -> Sought:
        return self.of[0]


def together(found: Iterable[Sought]) -> list[Together]:
    """What is the same for several regions, in the order in which it first comes."""
    by_subject: dict[tuple[str, str], list[Sought]] = {}
    for one in found:
        by_subject.setdefault((one.item.kind, one.item.id), []).append(one)
    return [Together(tuple(these)) for these in by_subject.values()]


def sought(
    agenda: cases.Agenda,
    chosen: Choice,
    resolved: Mapping[str, Resolved],
    tasks: Mapping[Key, Tasked],
    *,
    may_rate: bool,
    show: Callable[[Item, Tasked | None], bool],
) -> list[Sought]:
    """The items of an agenda that are to be shown, the most worthwhile first."""
    found = []
    for item in agenda:
        about = key(chosen.role, chosen.theme, item.region.code, item.kind, item.id)
        task = tasks.get(about)
        if show(item, task):
            found.append(Sought(agenda.assessment.case, chosen, item, resolved, task, may_rate))
    return found
