"""Searching a case: regions, words, judgements, the register, dialogues, documents and sources.

In passages words are found in all their forms and in compounds, the best passages first
(`link.search`); in names and the like, which people also type in part, their letters too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.network.queries import listing
from windroos.apps.network.queries.places import Places
from windroos.apps.regions.queries import Case
from windroos.link.search import Asked, asked, stretches
from windroos.link.text import fold
from windroos.site import searching_ecosystem
from windroos.site.search_entries import KINDS, NAMED, Entry

LONGEST_QUERY = 200
MOST_PASSAGES = 2000
# A register may hold a hundred thousand organisations; of those found no more are told.
MOST_IN_REGISTER = 500
_AROUND = 120
Reader = network.Reader
# The kind that is found in another way than the others.
PASSAGES = "passages"


@dataclass(frozen=True)
class Hit:
    """An entry that was found, with the words of the query marked."""

    title: SafeString
    text: SafeString
    url: str
    language: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The entries of one kind: `total` of them, of which some may be left out here.

    They hold all that is asked when `whole`, else most of it.
    """

    id: str
    label: str | Promise
    entries: Sequence[Entry]
    total: int
    whole: bool = True

    def hits(self, wanted: Asked, limit: int) -> list[Hit]:
        """The first of them as they are shown."""
        letters = self.id != PASSAGES
        return [_hit(entry, wanted, letters=letters) for entry in self.entries[:limit]]


@dataclass(frozen=True)
class Results:
    """What was found, by kind, and of the passages how many there are in each document."""

    asked: Asked
    found: Sequence[Found]
    documents: Sequence[tuple[str, str, int]]

    @property
    def whole(self) -> int:
        """How many hold all that is asked."""
        return sum(one.total for one in self.found if one.whole)


def cleaned(query: str) -> str:
    """A query without what no database takes, and not longer than anyone types."""
    return " ".join(query.replace("\0", " ")[:LONGEST_QUERY].split())


def search(
    documents: evidence.Readable,
    case: cases.Case,
    query: str,
    talks: network.Disclosed,
    *,
    register: int,
    sources: Collection[str] = (),
    limit: int = MOST_PASSAGES,
) -> Results:
    """What holds all that a query asks and the reader may see, by kind; no empty kinds.

    `documents` and `talks` are those of the case as far as the reader may know of them; `register`
    is the mark of its register, 0 where there is none. Where no
    passage holds all, those that hold most of it are found. Of `sources`, where given, are the
    passages, and no more of them than `limit`.
    """
    wanted = asked(query)
    if not wanted.units:
        return Results(wanted, (), ())
    found = [_of_kind(id, label, list(entries(case)), wanted) for id, label, entries in KINDS]
    if register:  # where there is no register nothing of it is looked for
        found[-1:-1] = [
            *_register(documents.case, query),
            *(
                _of_kind(id, label, [Entry(*one) for one in told], wanted)
                for id, label, told in searching_ecosystem.kinds(documents.case)
            ),
        ]
    held = list(_dialogues(documents.case, query, talks))
    found.insert(-1, Found("dialogues", _("Dialogues"), held, len(held)))
    answer = documents.find(wanted, limit, sources=sources)
    found.insert(-1, _passages(case, answer, sources))
    titles = {one.source: one.title for one in documents.documents}
    counts = [(source, titles[source], count) for source, count in answer.counts.items()]
    return Results(wanted, [one for one in found if one.total], counts)


def near(case: cases.Case, query: str) -> list[str]:
    """Names that look like a query that found nothing."""
    names = {fold(entry.title): entry.title for entries in NAMED for entry in entries(case)}
    return [names[name] for name in get_close_matches(fold(query), names, n=3, cutoff=0.6)]


# Finding and marking


def _of_kind(id: str, label: str | Promise, entries: Sequence[Entry], wanted: Asked) -> Found:
    """The entries that hold all; those that hold it in their name first."""
    held = [
        one for one in entries if wanted.held_by(f"{one.title} {one.also} {one.text}", letters=True)
    ]
    held.sort(key=lambda one: not wanted.held_by(str(one.title), letters=True))
    return Found(id, label, held, len(held))


def _hit(entry: Entry, wanted: Asked, *, letters: bool) -> Hit:
    return Hit(
        mark(str(entry.title), wanted, letters=letters),
        mark(excerpt(str(entry.text), wanted, letters=letters), wanted, letters=letters),
        entry.url,
        entry.language,
        entry.missing,
    )


def mark(text: str, wanted: Asked, *, letters: bool = False) -> SafeString:
    """Text, escaped, with every place where something that is asked stands in `<mark>`."""
    parts = stretches(text, wanted.places(text, letters=letters))
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part) if marked else part,) for part, marked in parts),
    )


def excerpt(text: str, wanted: Asked, *, letters: bool = False) -> str:
    """The part of a long text that holds most of what is asked, cut between words."""
    if len(text) <= 2 * _AROUND + 60:
        return text
    places = [start for start, _end in wanted.places(text, letters=letters)] or [0]
    first = max(places, key=lambda at: sum(at <= one < at + 2 * _AROUND for one in places))
    start = text.rfind(" ", 0, first - _AROUND // 2) + 1 if first > _AROUND // 2 else 0
    end = text.find(" ", start + 2 * _AROUND)
    end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


# What can be found beside what the case itself holds


def _dialogues(row: Case, query: str, talks: network.Disclosed) -> Iterator[Entry]:
    """The dialogues the reader may see; who is not staff finds and reads public words only."""
    for one in talks.holding(query):
        url = reverse("network:dialogue", args=[row.name, one.number])
        yield Entry(one.title, url, one.text, language=one.language)


def _register(row: Case, query: str) -> Iterator[Found]:
    """Organisations, by any of their names, and sites."""
    names = Places(row)
    for id, label, view, rows in (
        ("organisations", _("Organisations"), "network:organisation", listing.organisations_called),
        ("sites", _("Sites"), "network:site", listing.sites_called),
    ):
        held = rows(row, query)
        some = list(held[:MOST_IN_REGISTER])
        entries = [
            Entry(one.name, reverse(view, args=[row.name, one.slug]), listing.told(one, names))
            for one in some
        ]
        total = len(some) if len(some) < MOST_IN_REGISTER else held.count()
        yield Found(id, label, entries, total)


def _passages(case: cases.Case, answer: evidence.Answer, sources: Collection[str]) -> Found:
    entries = []
    for one in answer.passages:
        passage, document = one.passage, one.passage.document
        url = f"{reverse('document', args=[case.name, document.source])}#p{passage.number}"
        title = f"{document.title}, {passage.section}" if passage.section else document.title
        source = case.sources.get(document.source)
        language = (source and source.language) or ""
        entries.append(Entry(title, url, passage.text, language=language, missing=one.missing))
    total = answer.total(sources)
    return Found(PASSAGES, _("Passages in documents"), entries, total, answer.whole)
