"""Personal data in a document that is to be released: what was found, and what is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from windroos.apps.evidence.models import Document, Locator, Passage, PersonalData, Source
from windroos.sources.persons.finding import personal_data
from windroos.sources.persons.found import KINDS

# Of these everyone may read what was found unless it is hidden; of the others it is hidden unless
# it is shown. Names of people in office are public by nature; the rest mostly is not.
SHOWN = frozenset({"name"})
# Words that who releases a document hides, and nobody found.
WORDS = "words"


@dataclass(frozen=True)
class Place:
    """Where it stands: in which field of which passage (of a title: 0), in which text, and why it
    was found. `used`: a place of the case is in that passage, so its hash is public."""

    number: int
    field: str
    text: str
    start: int
    end: int
    why: str
    used: bool = False

    @property
    def id(self) -> str:
        return f"{self.field}-{self.number}-{self.start}"

    @property
    def around(self) -> tuple[str, str, str]:
        """What stands before it, its words, and what stands behind."""
        before, behind = self.text[: self.start], self.text[self.end :]
        if len(before) > _AROUND:
            before = f"… {before[-_AROUND:].partition(' ')[2]}"
        if len(behind) > _AROUND:
            behind = f"{behind[:_AROUND].rpartition(' ')[0]} …"
        return before, self.text[self.start : self.end], behind


_AROUND = 90


@dataclass(frozen=True)
class Datum:
    """The same words of one kind, wherever they stand; `shown` is what is proposed. Its id is that
    of its first place."""

    kind: str
    words: str
    places: Sequence[Place]
    shown: bool

    @property
    def id(self) -> str:
        return self.places[0].id


def found_in(document: Document) -> list[Datum]:
    """The personal data found in a document, by kind. What was chosen when a version of it was last
    released is proposed again."""
    texts = list(_texts(document))
    places = [
        (one.kind, Place(number, field, text, one.start, one.end, one.why, used))
        for (number, field, text, used), here in zip(
            texts, personal_data([text for _n, _f, text, _u in texts]), strict=True
        )
        for one in here
    ]
    return _data(places, chosen_before(document))


def with_words(document: Document, words: Iterable[str]) -> dict[str, list[Place]]:
    """Where words stand in a document, whole words in capitals or not, by the words."""
    texts = list(_texts(document))
    found = {}
    for wanted in words:
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)", re.IGNORECASE)
        found[wanted] = [
            Place(number, field, text, *one.span(), WORDS, used)
            for number, field, text, used in texts
            for one in pattern.finditer(text)
        ]
    return found


def chosen_before(document: Document) -> Mapping[tuple[str, str], bool]:
    """What was shown when a version of the document was last released, by kind and words."""
    rows = PersonalData.objects.filter(
        document__case=document.case, document__source=document.source
    ).select_related("document")
    versions = {row.document.pk: row.document for row in rows}
    chosen: dict[tuple[str, str], bool] = {}
    for version in sorted(versions.values(), key=lambda one: (one == document, one.added)):
        texts = {(number, field): text for number, field, text, _used in _texts(version)}
        chosen |= {
            (row.kind, _plain(texts[row.number, row.field][row.start : row.end])): row.shown
            for row in rows
            if row.document == version and (row.number, row.field) in texts
        }
    return chosen


def _data(
    places: Iterable[tuple[str, Place]], before: Mapping[tuple[str, str], bool]
) -> list[Datum]:
    grouped: dict[tuple[str, str], list[Place]] = {}
    for kind, place in places:
        grouped.setdefault((kind, _plain(place.around[1])), []).append(place)
    made = [
        Datum(kind, words, there, before.get((kind, words), kind in SHOWN))
        for (kind, words), there in grouped.items()
    ]
    return sorted(made, key=lambda one: KINDS.index(one.kind))


def _texts(document: Document) -> Iterator[tuple[int, str, str, bool]]:
    """All that is shown of a document: number, field and text, and whether a place is in use."""
    if not Source.objects.filter(case=document.case, slug=document.source).exists():
        yield 0, "title", document.title, False
    used = set(
        Locator.objects.filter(case=document.case, document__slug=document.source).values_list(
            "sha256", flat=True
        )
    )
    section = ""
    for one in Passage.objects.filter(document=document).order_by("number"):
        if one.section and one.section != section:
            yield one.number, "section", one.section, False
        section = one.section
        yield one.number, "text", one.text, one.sha256 in used


def _plain(words: str) -> str:
    return " ".join(words.split())
