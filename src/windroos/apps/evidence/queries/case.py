"""Reading sources, evidence and documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from windroos.apps.evidence.models import (
    Document,
    Judgement,
    Locator,
    Passage,
    Snapshot,
    Source,
    Statement,
)
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import Kept
from windroos.cases import case as cases
from windroos.cases.framework_series import PIN
from windroos.cases.tables import TABLES
from windroos.link.text import fold
from windroos.sources import lake
from windroos.sources.documents import sentences
from windroos.sources.documents.likeness import most_like

_REGION = {"id": "slug", "region": "region__code", "passage": "passage__slug"}

SOURCES = Kept("sources", Source, TABLES["sources"].columns, paths={"id": "slug"})
LOCATORS = Kept(
    "passages",
    Locator,
    TABLES["passages"].columns,
    paths={"id": "slug", "document": "document__slug"},
)
JUDGEMENTS = Kept(
    "judgements",
    Judgement,
    TABLES["judgements"].columns,
    paths={**_REGION, "theme": "theme__slug"},
)
STATEMENTS = Kept(
    "statements",
    Statement,
    TABLES["statements"].columns,
    paths={**_REGION, "theme": "theme__slug"},
)
KEPT = (SOURCES, LOCATORS, JUDGEMENTS, STATEMENTS)

# Figures are kept in the lake and not in the database.
IN_LAKE = ("figures", "anchors")


@dataclass(frozen=True, slots=True)
class Pin:
    """The snapshot of a source that a case reads from, and the day from which on; without a hash
    the case has chosen for its own figures."""

    sha256: str
    since: date


def snapshots(case: Case) -> dict[str, dict[str, Any]]:
    """Which snapshot holds the figures of each table now, and of each source that the case reads
    from: rows as the history of the case keeps them."""
    found = Snapshot.objects.filter(case=case).order_by("table")
    return {
        one.table: {"sha256": one.sha256}
        | ({"since": one.since.isoformat()} if one.since is not None else {})
        for one in found
    }


def pins(snapshots: Mapping[str, Mapping[str, Any]]) -> dict[str, Pin]:
    """What a case reads from each source, by its key, from rows as `snapshots` gives them."""
    return {
        table.removeprefix(PIN): Pin(row["sha256"], date.fromisoformat(row["since"]))
        for table, row in snapshots.items()
        if table.startswith(PIN)
    }


def figures(snapshots: Mapping[str, Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables of a case that are kept in the lake, from these snapshots.

    Raises `LakeError` when a snapshot is missing.
    """
    return {
        table: _snapshot(settings.WINDROOS_LAKE, table, row["sha256"])
        for table, row in snapshots.items()
        if table in IN_LAKE
    }


# A snapshot never changes, and most writes leave the figures as they are.
@lru_cache(maxsize=16)
def _snapshot(folder: Path, table: str, sha256: str) -> list[dict[str, Any]]:
    return lake.read(folder, table, sha256)


def documents(case: Case) -> list[Document]:
    """The current version of every document that was added."""
    return list(Document.objects.filter(case=case, current=True))


def document(case: Case, source: str) -> Document | None:
    """The current version of a document, if it was added."""
    return Document.objects.filter(case=case, source=source, current=True).first()


def passages(document: Document) -> list[Passage]:
    """The passages of a document in reading order."""
    return list(document.passages.all())  # type: ignore[attr-defined]


def passage(case: Case, source: str, number: int) -> Passage | None:
    """The passage with this number in the current version of a document."""
    found = Passage.objects.filter(
        document__case=case, document__source=source, document__current=True, number=number
    )
    return found.select_related("document").first()


def locators_in(case: Case, source: str) -> list[cases.Locator]:
    """The places that the case has in a document."""
    rows = Locator.objects.filter(case=case, document__slug=source)
    return [
        cases.Locator(
            id=row.slug,
            document=source,
            section=row.section or "",
            paragraph=row.paragraph,
            sentences=row.sentences,
            sha256=row.sha256,
            label=cases.Text(row.label_nl, row.label_en),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Resolved:
    """Where a locator leads: `state` is found, moved, broken or absent (no such document yet)."""

    locator: cases.Locator
    state: str
    passage: Passage | None = None

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The passage's sentences, each with whether it is the one meant."""
        if self.passage is None:
            return []
        split = sentences(self.passage.text)
        first, last = 1, len(split)
        if self.locator.sentences:
            ends = [int(end) for end in self.locator.sentences.split("-")]
            first, last = ends[0], ends[-1]
        return [(text, first <= n <= last) for n, text in enumerate(split, start=1)]


def resolve(
    case: Case, locators: Sequence[cases.Locator] | Mapping[str, cases.Locator]
) -> dict[str, Resolved]:
    """Where each locator leads in the current documents, by its id.

    A locator is *found* when its place holds the passage with its hash, *moved* when the passage
    stands elsewhere in the document, and *broken* when no passage has the hash any more.
    """
    wanted = list(locators.values()) if isinstance(locators, Mapping) else list(locators)
    current = {d.source: d for d in documents(case)}
    ids = {d.pk for d in current.values() if d.source in {w.document for w in wanted}}
    held: dict[tuple[int, str], list[Passage]] = {}
    for passage in Passage.objects.filter(
        document_id__in=ids, sha256__in={w.sha256 for w in wanted}
    ):
        held.setdefault((passage.document_id, passage.sha256), []).append(passage)  # type: ignore[attr-defined]
    return {
        locator.id: _resolve(locator, current.get(locator.document), held) for locator in wanted
    }


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
        return Resolved(locator, "found", here[0])
    if same:
        return Resolved(locator, "moved", same[0])
    return Resolved(locator, "broken")


@dataclass(frozen=True)
class Changed:
    """A locator whose passage is gone: what stood there in an earlier version of the document, and
    the passage that is most like it now, or None."""

    before: Passage
    now: Passage | None


def changed(case: Case, resolved: Iterable[Resolved]) -> dict[str, Changed]:
    """What became of the passages of broken locators, by id: of those that stood in a version of
    the document that was added before."""
    broken = [one.locator for one in resolved if one.state == "broken"]
    wanted = {(one.document, one.sha256) for one in broken}
    earlier = Passage.objects.filter(
        document__case=case,
        document__current=False,
        document__source__in={document for document, _hash in wanted},
        sha256__in={sha256 for _document, sha256 in wanted},
    ).select_related("document")
    # The last version that had it counts.
    had = {
        (one.document.source, one.sha256): one for one in earlier.order_by("document__added", "pk")
    }
    now: dict[str, list[Passage]] = {
        one.source: passages(one)
        for one in documents(case)
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


def search_passages(case: Case, query: str, limit: int) -> list[Passage]:
    """Passages of the current documents that hold every word of the query."""
    found = Passage.objects.filter(document__case=case, document__current=True)
    words = fold(query).split()
    if not words:
        return []
    for word in words:
        found = found.filter(folded__contains=word)
    return list(found.select_related("document")[:limit])
