"""The documents of a case as far as someone may read them: all text of passages comes from here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from windroos.apps.evidence.models import Document, Passage
from windroos.apps.evidence.queries.hidden import Hidden
from windroos.apps.evidence.queries.searching import Answer, Found, Places, kept_texts, texts_of
from windroos.apps.regions.permits import Reader, roles_on
from windroos.apps.regions.queries import Case
from windroos.cases import case as cases
from windroos.link.search import Asked, Texts
from windroos.sources.documents.likeness import most_like


def readable(case: Case, user: Reader) -> "Readable":
    """The documents of a case as far as someone may read them."""
    return Readable(case, staff=bool(roles_on(user, case)))


def everything(case: Case) -> "Readable":
    """The documents of a case as who works on it reads them: for the program itself."""
    return Readable(case, staff=True)


@dataclass(frozen=True)
class Resolved:
    """Where a locator leads: `state` is found, moved, broken or absent (there is no such document
    for the reader)."""

    locator: cases.Locator
    state: str
    passage: Passage | None = None
    document: Document | None = None

    @property
    def internal(self) -> bool:
        """Whether the words are those of a document that only who works on the case may read."""
        return self.passage is not None and self.document is not None and self.document.internal

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The passage's sentences, each with whether it is the one meant."""
        if self.passage is None:
            return []
        split = self.passage.sentences
        first, last = 1, len(split)
        if self.locator.sentences:
            ends = [int(end) for end in self.locator.sentences.split("-")]
            first, last = ends[0], ends[-1]
        return [(text, first <= n <= last) for n, text in enumerate(split, start=1)]


@dataclass(frozen=True)
class Changed:
    """A locator whose passage is gone: what stood there in an earlier version of the document, and
    the passage that is most like it now, or None."""

    before: Passage
    now: Passage | None


@dataclass(frozen=True)
class Readable:
    """The documents of a case as far as someone may read them; read once, when first asked.

    Who works on the case (`staff`) reads the current version of each. Everyone else reads the
    version that was released, without the words that were hidden in it; a document that was not
    released is to them as if it had not been added. Places are looked up in the words as they are.
    """

    case: Case
    staff: bool

    @cached_property
    def released(self) -> Mapping[str, Document]:
        """What everyone reads, by source."""
        found = Document.objects.filter(case=self.case).exclude(released=None)
        return {one.source: one for one in found}

    @cached_property
    def _by_source(self) -> Mapping[str, Document]:
        if not self.staff:
            for one in self.released.values():
                one.title = self._hidden.title(one)
            return self.released
        found = Document.objects.filter(case=self.case, current=True)
        return {one.source: one for one in found}

    @property
    def documents(self) -> list[Document]:
        """Every document there is to read, in one version."""
        return list(self._by_source.values())

    def document(self, source: str) -> Document | None:
        """A document, if there is one to read."""
        return self._by_source.get(source)

    @property
    def mark(self) -> tuple[object, ...]:
        """What is another value once the reader may read something else."""
        return (self.staff, *((one.pk, one.released) for one in self.documents))

    def hides(self, document: Document) -> bool:
        """Whether words of a document are hidden from the reader."""
        return self._hidden.within(document)

    def passages(self, document: Document) -> list[Passage]:
        """The passages of one of the documents, in reading order."""
        return self._read(document.passages.all())  # type: ignore[attr-defined]

    def passage(self, source: str, number: int) -> Passage | None:
        """One passage of a document, if there is one to read."""
        found = Passage.objects.filter(document=self.document(source), number=number)
        return next(iter(self._read(found)), None)

    def resolve(
        self, locators: Sequence[cases.Locator] | Mapping[str, cases.Locator]
    ) -> dict[str, Resolved]:
        """Where each locator leads in the documents, by its id.

        A locator is *found* when its place holds the passage with its hash, *moved* when the
        passage stands elsewhere in the document, and *broken* when no passage has the hash any
        more. It is *absent* without the document, and where it may mean a version that the reader
        may not read.
        """
        wanted = list(locators.values()) if isinstance(locators, Mapping) else list(locators)
        sources = {one.document for one in wanted}
        ids = {one.pk for one in self.documents if one.source in sources}
        held: dict[tuple[int, str], list[Passage]] = {}
        for passage in Passage.objects.filter(
            document_id__in=ids, sha256__in={one.sha256 for one in wanted}
        ):
            held.setdefault((passage.document_id, passage.sha256), []).append(passage)  # type: ignore[attr-defined]
        found = {one.id: _resolve(one, self.document(one.document), held) for one in wanted}
        self._read({one.passage.pk: one.passage for one in found.values() if one.passage}.values())
        return found

    def changed(self, resolved: Iterable[Resolved]) -> dict[str, Changed]:
        """What became of the passages of broken locators, by id: of those that stood in a version
        of the document that was added before.

        Only who works on the case is told: words may have been taken out on purpose.
        """
        if not self.staff:
            return {}
        broken = [one.locator for one in resolved if one.state == "broken"]
        wanted = {(one.document, one.sha256) for one in broken}
        earlier = Passage.objects.filter(
            document__case=self.case,
            document__current=False,
            document__source__in={document for document, _hash in wanted},
            sha256__in={sha256 for _document, sha256 in wanted},
        ).select_related("document")
        # The last version that had it counts.
        had = {
            (one.document.source, one.sha256): one
            for one in earlier.order_by("document__added", "pk")
        }
        now = {
            one.source: self.passages(one)
            for one in self.documents
            if one.source in {document for document, _hash in had}
        }
        told: dict[str, Changed] = {}
        like: dict[tuple[str, str], Passage | None] = {}
        for locator in broken:
            key = (locator.document, locator.sha256)
            if key not in had:
                continue
            if key not in like:
                there = now.get(locator.document, [])
                place = most_like(had[key].text, [one.text for one in there])
                like[key] = None if place is None else there[place]
            told[locator.id] = Changed(had[key], like[key])
        return told

    def find(self, asked: Asked, limit: int, *, sources: Collection[str] = ()) -> Answer:
        """The passages that hold what is asked, the best first.

        Which words are rare, and so say much, is told by these documents alone; words that are
        hidden find nothing. Of `sources`, where given, are the passages; the counts are of all.
        """
        if not asked.units:
            return Answer((), {}, whole=False)
        documents = sorted(self.documents, key=lambda one: one.source)
        shelves = [self._texts(one) for one in documents]
        found = Places.of(documents, shelves, asked, limit, sources)
        numbers: dict[Document, list[int]] = {}
        for document, number, _scored in found.wanted:
            numbers.setdefault(document, []).append(number)
        passages = {
            (document.pk, one.number): one
            for document, those in numbers.items()
            for one in self._read(Passage.objects.filter(document=document, number__in=those))
        }
        return Answer(
            tuple(
                Found(passages[document.pk, number], scored.score, scored.missing)
                for document, number, scored in found.wanted
            ),
            found.counts,
            found.whole,
        )

    def _texts(self, document: Document) -> Texts:
        if self.hides(document):
            return texts_of(self.passages(document))
        return kept_texts(document.pk, document.sha256, document.indexed)

    @cached_property
    def _hidden(self) -> Hidden:
        return Hidden.of([] if self.staff else self.released.values())

    def _read(self, passages: Iterable[Passage]) -> list[Passage]:
        """Passages as the reader reads them, and the document they stand in."""
        by_key = {one.pk: one for one in self.documents}
        read = [self._hidden.read(one) for one in passages]
        for one in read:
            one.document = by_key[one.document_id]  # type: ignore[attr-defined]
        return read


def _resolve(
    locator: cases.Locator,
    document: Document | None,
    held: Mapping[tuple[int, str], Sequence[Passage]],
) -> Resolved:
    if document is None:
        return Resolved(locator, "absent")
    same = held.get((document.pk, locator.sha256), ())
    here = [p for p in same if (p.section, p.paragraph) == (locator.section, locator.paragraph)]
    if here:
        return Resolved(locator, "found", here[0], document)
    if same:
        return Resolved(locator, "moved", same[0], document)
    # Of a version that was released while a later one is internal, the locator may mean the later.
    return Resolved(locator, "broken" if document.current else "absent")
