"""Searching a case: regions, words, judgements, dialogues, documents and sources, no accents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass.presenting import day, words
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.link.text import fold
from windroos.site.terms import TERMS

LONGEST_QUERY = 200
MOST_PASSAGES = 2000
_AROUND = 120
Reader = network.Reader


@dataclass(frozen=True)
class Entry:
    """Something that can be found: its name, where it stands, and the words that find it.

    `also` are words that find it and are not shown.
    """

    title: str
    url: str
    text: str = ""
    also: str = ""
    language: str = ""


@dataclass(frozen=True)
class Hit:
    """An entry that was found, with the words of the query marked."""

    title: SafeString
    text: SafeString
    url: str
    language: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    id: str
    label: str | Promise
    hits: Sequence[Hit]


def cleaned(query: str) -> str:
    """A query without what no database takes, and not longer than anyone types."""
    return " ".join(query.replace("\0", " ")[:LONGEST_QUERY].split())


def search(row: Case, case: cases.Case, query: str, reader: Reader) -> list[Group]:
    """What holds every word of the query and the reader may see, by kind; no empty kinds."""
    wanted = fold(query).split()
    documents, talks = evidence.readable(row, reader), network.Disclosed(row, reader)
    return [
        Group(id, label, [_hit(entry, wanted) for entry in entries])
        for id, label, entries in entries_with(documents, case, query, talks)
    ]


def entries_with(
    documents: evidence.Readable, case: cases.Case, query: str, talks: network.Disclosed
) -> list[tuple[str, str | Promise, list[Entry]]]:
    """The entries that hold every word of the query, by kind; kinds without any are left out.

    `documents` and `talks` are those of the case as far as the reader may know of them.
    """
    wanted = fold(query).split()
    if not wanted:
        return []
    found = [(id, label, _matching(entries(case), wanted)) for id, label, entries in _KINDS]
    found.insert(-1, ("dialogues", _("Dialogues"), list(_dialogues(documents.case, query, talks))))
    passages = list(_passages(documents, case, query))
    found.insert(-1, ("passages", _("Passages in documents"), passages))
    return [(id, label, entries) for id, label, entries in found if entries]


def near(case: cases.Case, query: str) -> list[str]:
    """Names that look like a query that found nothing."""
    names = {
        fold(entry.title): entry.title
        for entries in (_regions, _themes, _compass, _terms)
        for entry in entries(case)
    }
    return [names[name] for name in get_close_matches(fold(query), names, n=3, cutoff=0.6)]


# Finding and marking


def _matching(entries: Iterable[Entry], wanted: Sequence[str]) -> list[Entry]:
    """The entries that hold every word; those that hold them in their name first."""
    found = [
        (entry, fold(entry.title))
        for entry in entries
        if all(word in fold(f"{entry.title} {entry.also} {entry.text}") for word in wanted)
    ]
    found.sort(key=lambda one: not all(word in one[1] for word in wanted))
    return [entry for entry, _folded in found]


def _hit(entry: Entry, wanted: Sequence[str]) -> Hit:
    return Hit(
        mark(entry.title, wanted),
        mark(excerpt(entry.text, wanted), wanted),
        entry.url,
        entry.language,
    )


def mark(text: str, wanted: Iterable[str]) -> SafeString:
    """Text, escaped, with every place that folds to one of the words in `<mark>`."""
    stretches = [(text[start:end], marked) for start, end, marked in _stretches(text, wanted)]
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part) if marked else part,) for part, marked in stretches),
    )


def excerpt(text: str, wanted: Iterable[str]) -> str:
    """The part of a long text around the first word that was found, cut between words."""
    if len(text) <= 2 * _AROUND + 60:
        return text
    first = next((start for start, _end, marked in _stretches(text, wanted) if marked), 0)
    start = text.rfind(" ", 0, first - _AROUND) + 1 if first > _AROUND else 0
    end = text.find(" ", first + _AROUND)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _stretches(text: str, wanted: Iterable[str]) -> Iterator[tuple[int, int, bool]]:
    """A text as stretches (start, end, whether it was found), in order and without gaps."""
    # One letter can fold to none, one or several: keep where each folded letter came from.
    folded = [(letter, place) for place, raw in enumerate(text) for letter in fold(raw)]
    letters = "".join(letter for letter, _place in folded)
    found = [False] * len(text)
    for word in wanted:
        at = letters.find(word)
        while at >= 0:
            for _letter, place in folded[at : at + len(word)]:
                found[place] = True
            at = letters.find(word, at + len(word))
    # An accent on its own folds to nothing and goes with the letter before it.
    for place in set(range(1, len(text))).difference(place for _letter, place in folded):
        found[place] = found[place - 1]
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or found[place] != found[start]:
            yield start, place, found[start]
            start = place


# What can be found


def _both(text: Text) -> str:
    return f"{text.nl} {text.en}"


def _regions(case: cases.Case) -> Iterator[Entry]:
    for region in case.regions.values():
        names = {words(region.name), region.name.nl, region.name.en}
        other = sorted(names - {words(region.name)})
        text = ", ".join([*other, region.code])
        if region.parent:
            text += f" · {words(case.regions[region.parent].name)}"
        url = reverse("compass:region", args=[case.name, region.code])
        yield Entry(words(region.name), url, text)


def _themes(case: cases.Case) -> Iterator[Entry]:
    url = reverse("compass:overview", args=[case.name])
    for theme in case.themes.values():
        yield Entry(words(theme.label), f"{url}?theme={theme.id}", also=_both(theme.label))


def _compass(case: cases.Case) -> Iterator[Entry]:
    """Aspects, components, measured indicators and preconditions."""
    url = reverse("compass:method", args=[case.name])
    shown = {c.id for c in (*case.framework.groups, *case.framework.components)}
    for criterion in case.framework.criteria:
        if criterion.id in shown or criterion.figure:
            yield Entry(
                words(criterion.label),
                f"{url}#{criterion.id}",
                words(criterion.question),
                _both(criterion.label),
            )
    for precondition in case.framework.preconditions:
        yield Entry(
            f"{precondition.number}. {words(precondition.label)}",
            f"{url}#precondition_{precondition.id}",
            also=_both(precondition.label),
        )


def _terms(case: cases.Case) -> Iterator[Entry]:
    url = reverse("terms", args=[case.name])
    for term in TERMS.values():
        yield Entry(capfirst(str(term.word)), f"{url}#{term.id}", str(term.help))


def _judgements(case: cases.Case) -> Iterator[Entry]:
    """The reasons of judgements and of findings on preconditions."""
    framework = case.framework
    components = {
        leaf.id: component
        for component in framework.components
        for leaf in framework.leaves_under(component.id)
    }
    preconditions = {precondition.id: precondition for precondition in framework.preconditions}

    def entry(region: str, about: str, anchor: str, reason: Text) -> Entry:
        place = case.regions[region]
        url = reverse("compass:region", args=[case.name, region])
        title = f"{words(place.name)}: {about}"
        return Entry(title, f"{url}#{anchor}", words(reason), _both(place.name))

    for judgement in case.judgements:
        component = components[judgement.criterion]
        about = words(component.label)
        if judgement.theme:
            about += f" ({words(case.themes[judgement.theme].label)})"
        yield entry(judgement.region, about, component.id, judgement.reason)
    for finding in case.findings:
        about = words(preconditions[finding.precondition].label)
        anchor = f"precondition_{finding.precondition}"
        yield entry(finding.region, about, anchor, finding.reason)


def _sources(case: cases.Case) -> Iterator[Entry]:
    for source in case.sources.values():
        if source.kind == "document":
            url = reverse("document", args=[case.name, source.id])
        else:
            url = f"{reverse('documents', args=[case.name])}#{source.id}"
        text = f"{source.publisher}, {day(source.published)}"
        if source.note:
            text += f". {words(source.note)}"
        yield Entry(source.title, url, text)


def _dialogues(row: Case, query: str, talks: network.Disclosed) -> Iterator[Entry]:
    """The dialogues the reader may see; who is not staff finds and reads public words only."""
    for one in talks.holding(query):
        url = reverse("network:dialogue", args=[row.name, one.number])
        yield Entry(one.title, url, one.text, language=one.language)


def _passages(documents: evidence.Readable, case: cases.Case, query: str) -> Iterator[Entry]:
    for passage in documents.holding(query, MOST_PASSAGES):
        document = passage.document
        url = f"{reverse('document', args=[case.name, document.source])}#p{passage.number}"
        title = f"{document.title}, {passage.section}" if passage.section else document.title
        source = case.sources.get(document.source)
        yield Entry(title, url, passage.text, language=(source and source.language) or "")


_KINDS: Sequence[tuple[str, str | Promise, Callable[[cases.Case], Iterator[Entry]]]] = (
    ("regions", _("Regions"), _regions),
    ("themes", _("Themes"), _themes),
    ("compass", _("Compass and preconditions"), _compass),
    ("terms", _("Terms"), _terms),
    ("judgements", _("Judgements"), _judgements),
    ("sources", _("Sources"), _sources),
)
