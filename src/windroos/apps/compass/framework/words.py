"""What differs between two frameworks, in the words of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.framework.challenge_words import gauge, gauged, rule
from windroos.apps.compass.framework.limits import limit
from windroos.apps.compass.framework.outline import AGGREGATE_WORDS
from windroos.apps.compass.framework.read_from import series_value
from windroos.apps.compass.framework.tension_words import SAYS_WORDS, tension
from windroos.apps.compass.presenting import effort, measured, percent, words
from windroos.cases.framework import Choice, Criterion, Framework, ScaleLink, Text
from windroos.cases.framework_changes import Change, changes


@dataclass(frozen=True)
class Told:
    """A difference in words: of what, as it was and as it becomes; empty for nothing.

    `thing` is the kind of what differs, as `Change` has it.
    """

    thing: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before and not self.after:
            return self.what
        return _("%(what)s: from %(before)s to %(after)s") % {
            "what": self.what,
            "before": self.before or pgettext("value", "nothing"),
            "after": self.after or pgettext("value", "nothing"),
        }


def differences(before: Framework, after: Framework) -> list[Told]:
    """Everything that differs between two frameworks, in words; not what each is called."""
    return told(before, after, of_substance(before, after))


def of_substance(before: Framework, after: Framework) -> list[Change]:
    """What differs between two frameworks, the number of the version aside."""
    return [
        change
        for change in changes(before, after)
        if (change.thing, change.field) != ("framework", "version")
    ]


def told(before: Framework, after: Framework, found: Iterable[Change]) -> list[Told]:
    """Changes between two frameworks in words."""
    teller = _Teller(before, after)
    return [teller.tell(change) for change in found]


def in_both(say: Callable[[], str]) -> Text:
    """What is said, in both languages of the interface: for what is kept."""
    with translation.override("nl"):
        dutch = say()
    with translation.override("en"):
        return Text(dutch, say())


class _Teller:
    def __init__(self, before: Framework, after: Framework) -> None:
        self.before = before
        self.after = after

    def tell(self, change: Change) -> Told:
        if change.field == "order":
            return Told(change.thing, _ORDERS[change.thing](), "", "")
        if not change.field:
            came = change.before is None
            name = self.name(self.after if came else self.before, change)
            return Told(change.thing, _CAME[change.thing](came) % {"name": name}, "", "")
        if change.field in ("weight", "threshold", "point", "says"):
            return getattr(self, change.field)(change)
        if change.thing == "challenges":
            return Told(change.thing, *rule(change))
        if change.thing == "robustness":
            return Told(change.thing, *limit(change))
        if change.thing == "tensions":
            return Told(change.thing, *tension(change))
        name = self.name(self.after, change)
        field = gauge(change) if change.thing == "challenge" else FIELD_WORDS[change.field]()
        what = (
            _("%(name)s, %(field)s") % {"name": name, "field": field}
            if name
            else field[:1].upper() + field[1:]
        )
        ends = self.value(change, change.before), self.value(change, change.after)
        return Told(change.thing, what, *ends)

    def weight(self, change: Change) -> Told:
        what = _("Weight of %(name)s for %(role)s") % {
            "name": self.name(self.after, change),
            "role": words(self.after.role(change.part).label),
        }
        ends = [
            _("%(weight)s (%(share)s)")
            % {
                "weight": measured(weight),
                "share": share(framework, framework.by_id[change.id], change.part),
            }
            for framework, weight in ((self.before, change.before), (self.after, change.after))
        ]
        return Told(change.thing, what, *ends)

    def threshold(self, change: Change) -> Told:
        what = _("Threshold of %(effort)s for %(role)s") % {
            "effort": effort(change.part),
            "role": words(self.after.role(change.id).label),
        }
        return Told(change.thing, what, measured(change.before), measured(change.after))

    def point(self, change: Change) -> Told:
        what = _("Scale %(name)s, point %(point)s") % {"name": change.id, "point": change.part}
        return Told(change.thing, what, words(change.before), words(change.after))

    def says(self, change: Change) -> Told:
        what = _("Scale %(name)s, what point %(point)s says") % {
            "name": change.id,
            "point": change.part,
        }
        ends = SAYS_WORDS[change.before](), SAYS_WORDS[change.after]()
        return Told(change.thing, what, *ends)

    def name(self, framework: Framework, change: Change) -> str:
        """What the thing is called in a framework."""
        if change.thing == "criterion":
            return criterion_name(framework, framework.by_id[change.id])
        if change.thing == "role":
            return words(framework.role(change.id).label)
        if change.thing in ("indicator", "series"):
            return words(framework.indicators[change.id].label)
        if change.thing == "challenge":
            return words(framework.challenges[change.id].label)
        if change.thing in ("scale", "term"):
            return change.id
        if change.thing == "precondition":
            (found,) = (p for p in framework.preconditions if p.id == change.id)
            return f"{found.number}. {words(found.label)}"
        if change.thing == "choice":
            (chosen,) = (choice for choice in framework.choices if choice.id == change.id)
            return choice_name(framework, chosen)
        return ""

    def value(self, change: Change, value: Any) -> str:
        """A value of a framework in words."""
        if change.field == "goalposts" and value is not None:
            low, high = map(measured, value)
            return _("%(low)s (0) and %(high)s (1)") % {"low": low, "high": high}
        if change.field == "aggregate" and value is not None:
            return AGGREGATE_WORDS[value]()
        if change.field == "across_themes":
            return _("the best theme") if value == "best" else _("the mean of all themes")
        if change.field == "combine":
            return _("the sum") if value == "sum" else _("the first that has a figure")
        if change.thing == "series":
            return series_value(change.field, value)
        if change.field in ("rating", "figure"):
            return "" if value is None else _("yes")
        if change.thing == "challenge":
            return _plain(gauged(value), self.labels())
        return _plain(value, self.labels())

    def labels(self) -> Mapping[str, str]:
        """What ids are called, in either framework."""
        return {
            id: words(thing.label)
            for framework in (self.before, self.after)
            for id, thing in (
                *framework.by_id.items(),
                *framework.indicators.items(),
                *((role.id, role) for role in framework.roles),
            )
        }


def quoted(text: str) -> str:
    """A text between the quotation marks of the reader's language."""
    return _("“%(text)s”") % {"text": text}


def _plain(value: Any, labels: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, Text):
        return quoted(words(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return measured(value)
    if isinstance(value, tuple):
        return ", ".join(_plain(one, labels) for one in value)
    if isinstance(value, ScaleLink):
        ends = labels.get(value.from_, value.from_), labels.get(value.onto, value.onto)
        years = _("the last year in common") if value.years == "latest" else _("all years")
        return f"{ends[0]} → {ends[1]} ({percent(value.coverage)}; {years})"
    if isinstance(value, Mapping):
        return ", ".join(f"{labels.get(id, id)}: {_plain(v, labels)}" for id, v in value.items())
    return labels.get(str(value), str(value))


def criterion_name(framework: Framework, criterion: Criterion) -> str:
    """A criterion by its label, with that of its parent where others have the same."""
    label = words(criterion.label)
    same = sum(words(other.label) == label for other in framework.criteria)
    if same > 1 and criterion.parent is not None:
        return f"{words(framework.by_id[criterion.parent].label)}: {label}"
    return label


def choice_name(framework: Framework, choice: Choice) -> str:
    """A choice of the case by its subject, and by what it is about where it is about something."""
    subject = SUBJECT_WORDS[choice.subject]() if choice.subject in SUBJECT_WORDS else choice.subject
    told = _("Choice on %(subject)s") % {"subject": subject}
    known = [framework.by_id[id] for id in choice.about if id in framework.by_id]
    about = [criterion_name(framework, criterion) for criterion in known]
    return f"{told} ({', '.join(about)})" if about else told


def share(framework: Framework, criterion: Criterion, role: str) -> str:
    """The share of a criterion among its siblings, as a percentage."""
    if criterion.parent is None:
        return percent(1)
    siblings = framework.children(criterion.parent)
    # Scaled first: the sum of very large weights may not be a number.
    largest = max(sibling.weight(role) for sibling in siblings)
    whole = sum(sibling.weight(role) / largest for sibling in siblings)
    return percent(criterion.weight(role) / largest / whole)


_ORDERS: Mapping[str, Callable[[], str]] = {
    "role": lambda: _("The roles stand in another order"),
    "scale": lambda: _("The scales stand in another order"),
    "criterion": lambda: _("The criteria stand in another order"),
    "precondition": lambda: _("The preconditions stand in another order"),
    "indicator": lambda: _("The indicators stand in another order"),
    "challenge": lambda: _("The challenges stand in another order"),
    "series": lambda: _("The series stand in another order"),
    "term": lambda: _("The words for themes stand in another order"),
    "choice": lambda: _("The choices stand in another order"),
}

_CAME: Mapping[str, Callable[[bool], str]] = {
    "role": lambda came: _("Role added: %(name)s") if came else _("Role removed: %(name)s"),
    "scale": lambda came: _("Scale added: %(name)s") if came else _("Scale removed: %(name)s"),
    "criterion": lambda came: (
        _("Criterion added: %(name)s") if came else _("Criterion removed: %(name)s")
    ),
    "precondition": lambda came: (
        _("Precondition added: %(name)s") if came else _("Precondition removed: %(name)s")
    ),
    "indicator": lambda came: (
        _("Indicator added: %(name)s") if came else _("Indicator removed: %(name)s")
    ),
    "challenge": lambda came: (
        _("Challenge added: %(name)s") if came else _("Challenge removed: %(name)s")
    ),
    "term": lambda came: _("Words added: %(name)s") if came else _("Words removed: %(name)s"),
    "series": lambda came: (
        _("Added: where %(name)s is read from")
        if came
        else _("Removed: where %(name)s is read from")
    ),
    "choice": lambda came: _("Added: %(name)s") if came else _("Removed: %(name)s"),
}

SUBJECT_WORDS: Mapping[str, Callable[[], str]] = {
    "weights": lambda: pgettext("choice on", "weights"),
    "aggregation": lambda: pgettext("choice on", "putting parts together"),
    "scales": lambda: pgettext("choice on", "scales"),
    "confidence": lambda: pgettext("choice on", "confidence"),
    "themes": lambda: pgettext("choice on", "themes"),
    "indicators": lambda: pgettext("choice on", "indicators"),
    "goalposts": lambda: pgettext("choice on", "goalposts"),
    "inheritance": lambda: pgettext("choice on", "inheritance"),
    "common-scale": lambda: pgettext("choice on", "the converted scale"),
    "thresholds": lambda: pgettext("choice on", "thresholds"),
    "preconditions": lambda: pgettext("choice on", "preconditions"),
    "robustness": lambda: pgettext("choice on", "how sure a verdict is"),
    "challenges": lambda: pgettext("choice on", "shared challenges"),
    "tensions": lambda: pgettext("choice on", "when sources are in tension"),
    "series": lambda: pgettext("choice on", "where figures are read from"),
}

FIELD_WORDS: Mapping[str, Callable[[], str]] = {
    "id": lambda: _("name of the compass"),
    "version": lambda: _("version"),
    "label": lambda: _("name"),
    "summary": lambda: _("summary"),
    "theme_criterion": lambda: _("the criterion that tells of themes"),
    "body": lambda: _("carried out by"),
    "parent": lambda: _("part of"),
    "level": lambda: _("level"),
    "question": lambda: _("question"),
    "passage": lambda: _("place in the document"),
    "ask": lambda: _("whom to ask"),
    "ask_passage": lambda: _("place that says whom to ask"),
    "aggregate": lambda: _("put together as"),
    "exponent": lambda: _("exponent of putting together"),
    "goalposts": lambda: _("goalposts"),
    "rating": lambda: _("judged by people"),
    "figure": lambda: _("measured by figures"),
    "scale": lambda: _("scale"),
    "inherit": lambda: _("inherited from the parent"),
    "across_themes": lambda: _("without a chosen theme counts"),
    "indicators": lambda: _("indicators"),
    "combine": lambda: _("of several indicators counts"),
    "transform": lambda: _("transformation"),
    "rebase": lambda: _("value that is to stand for 100"),
    "common_scale": lambda: _("converted scale"),
    "error_coverage": lambda: _("probability of the range of the standard error"),
    "number": lambda: _("number"),
    "roles": lambda: _("roles"),
    "themes": lambda: _("themes"),
    "unit": lambda: _("unit"),
    "source": lambda: _("dataset"),
    "observed": lambda: _("indicator in the dataset"),
    "rule": lambda: _("years that count"),
    "dimensions": lambda: _("also has to be"),
    "place": lambda: _("where the region stands"),
    "without": lambda: _("left out"),
    "kind": lambda: _("kind of figure"),
    "parts": lambda: _("put together by"),
    "nuts": lambda: _("version of the regions"),
    "anchors": lambda: _("also for comparing scoreboards"),
    "max_age": lambda: _("at most so many years old"),
    "note": lambda: _("note"),
    "subject": lambda: _("subject"),
    "about": lambda: _("about"),
    "of": lambda: _("words for"),
    "concepts": lambda: _("concepts"),
    "words": lambda: _("own words"),
    "what": lambda: _("what was chosen"),
    "why": lambda: _("reason"),
}
