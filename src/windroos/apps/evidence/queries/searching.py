"""Searching the passages of documents: what is looked through, and what comes of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from windroos.apps.evidence.models import Document, Passage
from windroos.link.search import Asked, Scored, Texts, index_mark, rank

# Of so many documents what is looked through is kept in memory: some ten megabytes for a thousand
# pages. To look through it there takes less time than a database needs for the first word.
_KEPT = 200


def to_index() -> QuerySet[Document]:
    """The documents whose index terms were made in another way than they are made now."""
    return Document.objects.exclude(indexed=index_mark())


@dataclass(frozen=True)
class Found:
    """A passage that was found, its score, and the words and phrases that it does not hold."""

    passage: Passage
    score: float
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What was found in documents, the best first: `passages` are the first so many of them.

    `counts` says how many there are of each document, by its source. They hold all that was asked
    when `whole`, else most of it.
    """

    passages: tuple[Found, ...]
    counts: Mapping[str, int]
    whole: bool

    def total(self, sources: Collection[str] = ()) -> int:
        """How many there are, of these sources or of all."""
        return sum(n for source, n in self.counts.items() if not sources or source in sources)


@dataclass(frozen=True)
class Places:
    """Where it was found: the document and the number of each passage, the best first, of which the
    documents of `sources` are wanted, and no more than `limit`."""

    wanted: Sequence[tuple[Document, int, Scored]]
    counts: Mapping[str, int]
    whole: bool

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        shelves: Sequence[Texts],
        asked: Asked,
        limit: int,
        sources: Collection[str],
    ) -> "Places":
        ranked = rank(asked, shelves)
        # Passages are numbered from one, in their order.
        found = [(documents[one.shelf], one.place + 1, one) for one in ranked.scored]
        counts = Counter(document.source for document, _number, _one in found)
        wanted = [one for one in found if not sources or one[0].source in sources]
        return cls(wanted[:limit], dict(sorted(counts.items())), ranked.whole)


def texts_of(passages: Iterable[Passage]) -> Texts:
    """What is looked through of the passages of a document, in reading order."""
    return Texts((one.terms, one.texts) for one in passages)


# The passages of a version of a document never change: only what they are found by can.
@lru_cache(maxsize=_KEPT)
def kept_texts(
    document: int,
    sha256: str,  # noqa: ARG001 (another text is another entry)
    indexed: str,  # noqa: ARG001
) -> Texts:
    """What is looked through of a document as it is."""
    passages = Passage.objects.filter(document=document).order_by("number")
    return texts_of(passages.only("section", "paragraph", "text", "terms"))
