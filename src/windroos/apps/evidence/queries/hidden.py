"""The words that are hidden in released documents, and passages without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from windroos.apps.evidence.models import Document, Passage, PersonalData
from windroos.link.search import index
from windroos.sources.persons.hiding import blacked_out

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Hidden:
    """Where words are hidden: in passages by document and number, in headings by document and what
    they say, and in titles by document."""

    texts: Mapping[tuple[int, int], Spans]
    headings: Mapping[tuple[int, str], Spans]
    titles: Mapping[int, Spans]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Hidden:
        texts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        titles: dict[int, list[tuple[int, int]]] = defaultdict(list)
        headings: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        ids = [one.pk for one in documents]
        rows = PersonalData.objects.filter(document__in=ids, shown=False) if ids else ()
        for row in rows:
            document, span = row.document_id, (row.start, row.end)  # type: ignore[attr-defined]
            if row.field == "title":
                titles[document].append(span)
            else:
                there = headings if row.field == "section" else texts
                there[document, row.number].append(span)
        return cls(texts, _by_words(headings), titles)

    def within(self, document: Document) -> bool:
        """Whether anything in a document is hidden."""
        keys = (*self.titles, *(one for one, _ in (*self.texts, *self.headings)))
        return document.pk in keys

    def title(self, document: Document) -> str:
        """What a document is called, without what is hidden."""
        return blacked_out(document.title, self.titles.get(document.pk, ()))

    def read(self, passage: Passage) -> Passage:
        """A passage as others than staff read it, in memory only: a passage with something hidden
        has no hash, by which one could check a guess."""
        document: int = passage.document_id  # type: ignore[attr-defined]
        spans = self.texts.get((document, passage.number), ())
        if spans:
            # Which sentences there are is told from the words as they are: a locator counts them.
            passage.sentences = _each(passage.sentences, " ", spans)
            passage.cells = _each(passage.cells, " | ", spans) if passage.cells else []
            passage.text = blacked_out(passage.text, spans)
            passage.sha256 = ""
        section = blacked_out(passage.section, self.headings.get((document, passage.section), ()))
        if spans or section != passage.section:
            # Words that are hidden find nothing.
            passage.section = section
            passage.terms = index("\n".join(passage.texts))
        return passage


def _each(parts: Sequence[str], between: str, spans: Spans) -> list[str]:
    """The parts of a text, joined by `between`, without what is hidden in the text."""
    made = []
    # A row whose first cell is empty begins with what stands between, without its space.
    at = len(between.lstrip()) - len(between) if not parts[0] else 0
    for part in parts:
        own = [
            (max(0, start - at), min(len(part), end - at))
            for start, end in spans
            if start - at < len(part) and end > at
        ]
        made.append(blacked_out(part, own))
        at += len(part) + len(between)
    return made


def _by_words(
    found: Mapping[tuple[int, int], Spans],
) -> Mapping[tuple[int, str], Spans]:
    """What is known by the passage that a heading begins with, by what the heading says."""
    if not found:
        return {}
    passages = Passage.objects.filter(
        document__in={document for document, _number in found},
        number__in={number for _document, number in found},
    )
    return {
        (document, section): found[document, number]
        for document, number, section in passages.values_list("document", "number", "section")
        if (document, number) in found
    }
