"""What contradictions, their kinds and their sides are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from windroos.apps.compass.framework.words import in_both
from windroos.apps.compass.presenting import effort, listing, measured, words
from windroos.apps.compass.printed import KIND_WORDS as PRINTED_WORDS
from windroos.apps.compass.printed import said as printed
from windroos.apps.compass.region.leaves import meaning
from windroos.apps.compass.region.records import RELATION_WORDS
from windroos.apps.compass.weighing.rows import outcome_word
from windroos.apps.evidence.quoting import where
from windroos.cases import Case, Contradiction
from windroos.cases.case import (
    Decision,
    Figure,
    Finding,
    Judgement,
    Quantity,
    Relation,
    Statement,
)
from windroos.cases.contradictions import (
    EFFORT,
    FIGURE,
    FINDING,
    JUDGEMENT,
    MEASURED,
    OPEN,
    QUANTITY,
    RELATION,
    REOPENED,
    SETTLED,
)
from windroos.cases.contradictions.found import (
    AIMED_AT,
    AMOUNT,
    EXPECTED,
    WAS_MEASURED,
    Said,
    reference,
)
from windroos.cases.framework import Text
from windroos.cases.naming import leaf_name

KIND_WORDS: Mapping[str, Promise] = {
    EFFORT: pgettext_lazy("contradiction on", "the effort"),
    FINDING: pgettext_lazy("contradiction on", "a precondition"),
    JUDGEMENT: pgettext_lazy("contradiction on", "judgements"),
    RELATION: pgettext_lazy("contradiction on", "the kind of relation"),
    MEASURED: pgettext_lazy("contradiction on", "a judgement and a figure"),
    FIGURE: pgettext_lazy("contradiction on", "figures"),
    QUANTITY: pgettext_lazy("contradiction on", "figures in documents"),
}

# What figures in documents are of, where they are of the same.
NATURE_WORDS: Mapping[str, Callable[[], str]] = {
    WAS_MEASURED: lambda: pgettext("figure in a document", "measured"),
    AIMED_AT: PRINTED_WORDS["target"],
    EXPECTED: PRINTED_WORDS["expected"],
    AMOUNT: PRINTED_WORDS["amount"],
}

STATE_WORDS: Mapping[str, Promise] = {
    OPEN: pgettext_lazy("contradiction", "open"),
    REOPENED: pgettext_lazy("contradiction", "open again"),
    SETTLED: pgettext_lazy("contradiction", "settled"),
}

# How often the sources contradict each other on it, to be counted.
COUNTS: Mapping[str, Callable[[int], str]] = {
    EFFORT: lambda n: ngettext("%(n)s time about the effort", "%(n)s times about the effort", n),
    FINDING: lambda n: ngettext(
        "%(n)s time about a precondition", "%(n)s times about a precondition", n
    ),
    JUDGEMENT: lambda n: ngettext(
        "%(n)s time between judgements", "%(n)s times between judgements", n
    ),
    RELATION: lambda n: ngettext(
        "%(n)s time about the kind of relation", "%(n)s times about the kind of relation", n
    ),
    MEASURED: lambda n: ngettext(
        "%(n)s time between a judgement and a figure",
        "%(n)s times between a judgement and a figure",
        n,
    ),
    FIGURE: lambda n: ngettext("%(n)s time about a figure", "%(n)s times about a figure", n),
    QUANTITY: lambda n: ngettext(
        "%(n)s time about a figure in a document", "%(n)s times about a figure in a document", n
    ),
}


def label(case: Case, found: Contradiction) -> Text:
    """What a contradiction is about with its region, if it is of one, in both languages."""

    def named() -> str:
        region = words(case.regions[found.region].name) if found.region else ""
        return ", ".join(filter(None, (region, about(case, found))))

    return in_both(lambda: named()[:300])


def about(case: Case, found: Contradiction) -> str:
    """What a contradiction is about, with the role and theme it is limited to."""
    named = [subject(case, found)]
    if found.role is not None:
        named.append(words(case.framework.role(found.role).label))
    if found.theme is not None:
        named.append(words(case.themes[found.theme].label))
    return ", ".join(named)


def subject(case: Case, found: Contradiction) -> str:
    """The precondition, leaf, indicator or series that a contradiction is about, or its kind."""
    framework = case.framework
    named: list[Text] = []
    if found.precondition is not None:
        named += [p.label for p in framework.preconditions if p.id == found.precondition]
    if found.criterion is not None:
        named.append(leaf_name(framework, framework.by_id[found.criterion]))
    if found.measured is not None:
        named.append(framework.by_id[found.measured].label)
    if found.indicator is not None:
        named.append(framework.indicators[found.indicator].label)
    if found.series is not None:
        named.append(found.quantities[0].label)
    told = [words(text) for text in named]
    if found.nature is not None:
        told.append(f"{NATURE_WORDS[found.nature]()} {_time(found)}")
    return ", ".join(told) or str(KIND_WORDS[found.kind])


def _time(found: Contradiction) -> str:
    """Of when figures in documents are: the year, or the column that names it."""
    first = found.quantities[0]
    return first.cell if first.year is None else str(first.year)


def regions_named(case: Case, found: Iterable[Contradiction]) -> str:
    """The regions on which the sources contradict each other, in a sentence."""
    codes = dict.fromkeys(one.region for one in found if one.region is not None)
    return listing([words(case.regions[code].name) for code in codes], 6)


def side_words(case: Case, name: str) -> str:
    """A side by its name, in a few words; its key where the case has it no more."""
    said = _sides(case).get(name)
    return says(case, said) if said is not None else name.partition("/")[2]


def says(case: Case, said: Said) -> str:
    """What a side says, and where, in a few words."""
    return f"{_said(case, said)} ({_where(case, said)})"


def rated(case: Case, said: Judgement) -> str:
    """A rating with its meaning on the scale."""
    leaf = case.framework.by_id[said.criterion]
    scale = case.framework.scales[leaf.rating.scale] if leaf.rating else None
    return f"{measured(said.rating)} – {meaning(said.rating, scale)}"


def _said(case: Case, said: Said) -> str:
    match said:
        case Statement():
            return effort(said.effort)
        case Decision():
            return _("decision: %(effort)s") % {"effort": effort(said.effort)}
        case Finding():
            return outcome_word(said.outcome)
        case Judgement():
            return rated(case, said)
        case Relation():
            return RELATION_WORDS[said.kind]()
        case Figure():
            unit = words(case.framework.indicators[said.indicator].unit)
            return f"{measured(said.value)} {unit}, {said.year}"
        case Quantity():
            return f"{PRINTED_WORDS[said.kind]()}: {printed(said)}, {said.cell}"


def _sides(case: Case) -> Mapping[str, Said]:
    rows = (
        *case.statements,
        *case.decisions,
        *case.findings,
        *case.judgements,
        *case.relations,
        *case.quantities,
        *case.figures,
    )
    return {reference(one): one for one in rows}


def _where(case: Case, said: Said) -> str:
    if isinstance(said, Figure):
        return case.sources[said.source].title
    if said.passage is not None:
        locator = case.locators[said.passage]
        return where(case.sources[locator.document].title, locator)
    assert isinstance(said, Decision | Finding | Judgement)  # the others have their passage
    return said.authority if isinstance(said, Decision) else said.said_by
