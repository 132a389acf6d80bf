"""Who and what a passage is about, by the names that stand in it.

A gazetteer proposes; a person accepts. Names are looked for all at once, in time that grows with
the text and not with the number of names (Aho and Corasick, 1975). Whole words count, and of names
that overlap the longest.

>>> land = Entry("region", "DE", {"nl": ("Duitsland",)}, adjectives={"nl": ("Duits",)})
>>> care = Entry("theme", "health", {"nl": ("zorg~",)}, proper=False, without=("zorgvuldig~",))
>>> found = Gazetteer([land, care]).find("Een zorgvuldige keuze voor Duitse zorginnovatie")
>>> [(one.id, one.start, one.end, one.name, one.why) for one in found]
[('DE', 27, 33, 'Duitsland', 'adjective'), ('health', 34, 47, 'zorg', 'compound')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import ahocorasick

from windroos.link import guards
from windroos.link.forms import OPEN, Entry, Form, Why, forms
from windroos.link.mentions import Mention
from windroos.link.text import Aligned, align, words_of
from windroos.link.titles import in_title, titles

# A part of a compound is a word: of fewer letters it is an ending (zorgt, zorgen).
PART = 3


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A form of an entry; without an entry, words that are none of the names in them."""

    entry: Entry | None
    form: Form


class _Hit(NamedTuple):
    """A pattern found at a place of the folded text."""

    start: int
    end: int
    pattern: _Pattern
    compound: bool


class Gazetteer:
    """The names of entries, ready to be looked for.

    `without` are phrases that look like a name and are none of the entries. Of two regions of one
    name the one in the country `near` is meant, unless the text says otherwise.
    """

    def __init__(
        self, entries: Iterable[Entry], *, without: Iterable[str] = (), near: str | None = None
    ) -> None:
        self.entries = tuple(entries)
        self.near = near
        listed: dict[str, list[_Pattern]] = {}
        for entry in self.entries:
            for form in forms(entry):
                listed.setdefault(form.text, []).append(_Pattern(entry, form))
        for phrase in dict.fromkeys([*without, *(w for e in self.entries for w in e.without)]):
            form = _not_meant(phrase)
            listed.setdefault(form.text, []).append(_Pattern(None, form))
        self._found = ahocorasick.Automaton()
        for text, patterns in listed.items():
            if text:
                self._found.add_word(text, (len(text), tuple(patterns)))
        self._found.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """All mentions in a text, in its order."""
        if not text or not len(self._found):
            return []
        folded = align(text)
        addresses = guards.addresses(text)
        hits = [
            hit
            for hit in self._hits(folded.text)
            if _counts(hit, text, folded) and not addresses.hold(folded.original(hit.start))
        ]
        chosen = list(self._told(text, folded, _chosen(hits)))
        return guards.by_country(text, chosen, self.near)

    def _hits(self, text: str) -> Iterator[_Hit]:
        last = len(text)
        for at, (length, patterns) in self._found.iter(text):
            end = at + 1
            start = end - length
            begins = start == 0 or not text[start - 1].isalnum()
            ends = end == last or not text[end].isalnum()
            for pattern in patterns:
                form = pattern.form
                if begins and ends:
                    yield _Hit(start, end, pattern, False)
                elif (begins or form.before) and (ends or form.after):
                    whole = _word(text, start, end)
                    parts = start - whole[0], whole[1] - end
                    named = pattern.entry is not None
                    if not named or all(part == 0 or part >= PART for part in parts):
                        yield _Hit(*whole, pattern, True)

    def _told(self, text: str, folded: Aligned, hits: Sequence[_Hit]) -> Iterator[guards.Candidate]:
        plain = bytearray(len(text))
        for hit in filter(_is_plain, hits):
            start, end = _place(folded, hit)
            plain[start:end] = b"\1" * (end - start)
        held = bytearray(len(text))
        for start, end in titles(text):
            held[start:end] = b"\1" * (end - start)
        for hit in hits:
            entry, form = hit.pattern.entry, hit.pattern.form
            assert entry is not None
            start, end = _place(folded, hit)
            if entry.proper and _is_another(text, start, end, form):
                continue
            if not entry.proper and (held[start] or in_title(text, start, end, plain)):
                continue
            why: Why = "compound" if hit.compound else form.why
            yield guards.Candidate(
                Mention(start, end, entry.kind, entry.id, form.name, why), entry.country
            )


def _place(folded: Aligned, hit: _Hit) -> tuple[int, int]:
    """Where a hit begins and ends in the original text."""
    return folded.original(hit.start), folded.original(hit.end - 1) + 1


def _is_plain(hit: _Hit) -> bool:
    """Whether a hit makes no name of what it stands beside."""
    entry, form = hit.pattern.entry, hit.pattern.form
    return form.why in ("adjective", "abbreviation") or (entry is not None and not entry.proper)


def _is_another(text: str, start: int, end: int, form: Form) -> bool:
    """Whether a proper name is here that of a person, a language or an agreement."""
    if (form.why in ("name", "city") or form.doubtful) and guards.is_person(
        text, start, end, form.doubtful
    ):
        return True
    if form.bare and guards.is_language(text, start, end):
        return True
    return form.why == "city" and guards.is_agreement(text, start, end)


def _not_meant(phrase: str) -> Form:
    return Form(
        words_of(phrase.strip(OPEN)),
        phrase,
        "name",
        before=phrase.startswith(OPEN),
        after=phrase.endswith(OPEN),
    )


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole word, or words, that a part stands in."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _counts(hit: _Hit, text: str, folded: Aligned) -> bool:
    """Whether the capitals are those that the form asks for."""
    form = hit.pattern.form
    if not (form.capital or form.capitals):
        return True
    start = folded.original(hit.start)
    if not form.capitals:
        return text[start].isupper()
    end = folded.original(hit.start + len(form.text) - 1) + 1
    if hit.compound and not text[end].islower():
        return False
    return guards.in_capitals(text, start, end)


def _chosen(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits that count, in the order of the text.

    Proper names and words that are none of the names keep everything within them from counting.
    Beyond that each kind is by itself: in *krapte op de arbeidsmarkt* the challenge is all of it
    and the theme its last word.
    """
    proper: list[_Hit] = []
    common: dict[str, list[_Hit]] = {}
    for hit in hits:
        entry = hit.pattern.entry
        if entry is None or entry.proper:
            proper.append(hit)
        else:
            common.setdefault(entry.kind, []).append(hit)
    first = _longest(proper)
    kept = [hit for hit in first if hit.pattern.entry is not None]
    for kind, of_kind in common.items():
        for hit in _longest([*first, *of_kind]):
            entry = hit.pattern.entry
            if entry is not None and not entry.proper and entry.kind == kind:
                kept.append(hit)
    return sorted(_once(kept), key=lambda hit: (hit.start, hit.end))


def _longest(hits: Sequence[_Hit]) -> list[_Hit]:
    """Of hits that overlap the longest, the first of those as long; all entries of one stretch.

    Words that are none of the names win from the names as long as they are.
    """
    order = sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start))
    taken = bytearray(max((hit.end for hit in hits), default=0))
    kept: list[_Hit] = []
    for (start, end), same in groupby(order, key=lambda hit: (hit.start, hit.end)):
        if taken.find(1, start, end) >= 0:
            continue
        taken[start:end] = b"\1" * (end - start)
        here = list(same)
        none = [hit for hit in here if hit.pattern.entry is None]
        kept += none[:1] or here
    return kept


def _once(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Of the forms of one entry in one stretch one: a whole name before a compound."""
    seen: set[tuple[int, str, str]] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.compound)):
        entry = hit.pattern.entry
        assert entry is not None
        key = hit.start, entry.kind, entry.id
        if key not in seen:
            seen.add(key)
            yield hit
