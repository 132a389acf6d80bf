"""Writing the evidence of a case: its tables, and documents that people add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence import originals
from windroos.apps.evidence.actions.holding import hold_lake
from windroos.apps.evidence.actions.indexing import indexed
from windroos.apps.evidence.models import Document, Locator, Passage, Snapshot, Source
from windroos.apps.evidence.queries import IN_LAKE, KEPT, Resolved, everything, locators_in
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import leading
from windroos.apps.regions.queries import Case
from windroos.apps.regions.tables import prune, put
from windroos.cases.fields import NAME
from windroos.cases.tables import TABLES
from windroos.link.search import index_mark
from windroos.link.text import fold
from windroos.problems import N_
from windroos.sources import documents, lake

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def put_evidence(case: Case, tables: Tables) -> int:
    """Bring sources, locators, judgements, statements and quantities into line with a package.

    Called within the transaction that loads a case. Returns how many rows changed.
    """
    return sum(put(case, kept, tables[kept.table]) for kept in KEPT)


def put_figures(case: Case, tables: Tables) -> int:
    """Keep the figures of a package in the lake; returns how many tables of them are new.

    Called within the transaction that loads a case.
    """
    # Nobody may collect what is written now and only counts once the case is.
    hold_lake()
    changed = 0
    for name in IN_LAKE:
        columns = {field["name"]: field["type"] for field in TABLES[name].fields}
        snapshot = lake.write(
            settings.WINDROOS_LAKE,
            name,
            columns,
            tables[name],
            lake.Origin(f"case {case.name}", "per row, by source"),
        )
        _, made = Snapshot.objects.update_or_create(
            case=case, table=name, defaults={"sha256": snapshot.sha256, "rows": snapshot.rows}
        )
        changed += made
    return changed


def prune_evidence(case: Case, tables: Tables) -> int:
    """Remove the evidence that the package no longer has.

    Called within the transaction that loads a case.
    """
    return sum(prune(case, kept, tables[kept.table]) for kept in reversed(KEPT))


@dataclass(frozen=True)
class Added:
    """What came of adding a document: which one it was taken for, and its locators."""

    document: Document
    new: bool
    restored: bool
    recognised: bool
    resolved: Mapping[str, Resolved]

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.resolved.values())

    @property
    def broken(self) -> list[Resolved]:
        return [one for one in self.resolved.values() if one.state == "broken"]


@action(Role.ADMINISTRATOR, within=leading, program=True)
def add_document(
    case: Case,
    filename: str,
    content: bytes,
    *,
    source: str | None = None,
    actor: User | None = None,
) -> Added:
    """Add a document, as the current version of the source it is recognised as: PDF, DOCX, HTML or
    text. The file is kept as it is. It is internal to the case until it is released.

    `source` says which source it is, where it should not be recognised. Raises `DocumentError`
    when the file cannot be read, or there is no such source.
    """
    read = documents.read(content, filename)
    regions.lock(case)
    locators = list(Locator.objects.filter(case=case).select_related("document"))
    known = {s.slug: s for s in Source.objects.filter(case=case, kind="document")}
    if source is not None and source not in known:
        raise documents.DocumentError(
            N_("the case has no document “%(source)s”; there are: %(known)s"),
            source=source,
            known=", ".join(known) or "–",
        )
    taken_for = source or _recognise(case, read, filename, locators, known)
    slug = taken_for or _own_slug(filename, known)
    document = Document.objects.filter(case=case, source=slug, sha256=read.sha256).first()
    new = document is None
    restored = document is not None and not document.current
    if document is None or not document.current:
        Document.objects.filter(case=case, source=slug, current=True).update(current=False)
    if document is None:
        document = Document.objects.create(
            case=case,
            source=slug,
            title=known[slug].title if slug in known else read.title,
            filename=PurePath(filename).name[:NAME],
            sha256=read.sha256,
            file_sha256=originals.keep(content),
            media_type=documents.format_of(content, filename),
            pages=read.pages,
            added_by=actor,
            indexed=index_mark(),
        )
        Passage.objects.bulk_create(
            indexed(
                Passage(
                    document=document,
                    number=number,
                    section=p.section,
                    paragraph=p.paragraph,
                    kind=p.kind,
                    page=p.page,
                    cells=list(p.cells),
                    marks=list(p.marks),
                    text=p.text,
                    sha256=p.sha256,
                )
            )
            for number, p in enumerate(read.passages, start=1)
        )
        accounts.record(
            "document-added",
            actor=actor,
            subject_type="document",
            subject_id=document.pk,
            label_nl=document.title,
            after={"source": slug, "filename": document.filename, "sha256": document.sha256},
        )
    elif not document.current:
        document.current = True
        document.save(update_fields=["current"])
        accounts.record(
            "document-restored",
            actor=actor,
            subject_type="document",
            subject_id=document.pk,
            label_nl=document.title,
            after={"source": slug, "sha256": document.sha256},
        )
    resolved = everything(case).resolve(locators_in(case, slug))
    return Added(document, new, restored, taken_for is not None, resolved)


# A document is recognised when at least this share of its locators' passages stand in it, or of
# the passages of the text we have.
_RECOGNISED = 0.5


def _recognise(
    case: Case,
    read: documents.Document,
    filename: str,
    locators: Sequence[Locator],
    known: Mapping[str, Source],
) -> str | None:
    """Which source of the case a text is: by its passages, else by file name or title.

    A name alone never puts a text in the place of another that it has nothing in common with.
    """
    hashes = {passage.sha256 for passage in read.passages}
    wanted: dict[str, list[str]] = {slug: [] for slug in known}
    for locator in locators:
        if locator.document.slug in wanted:
            wanted[locator.document.slug].append(locator.sha256)
    there = {slug: _hashes(case, slug) for slug in known}
    shares = {
        slug: max(_share(wanted[slug], hashes), _share(there[slug], hashes)) for slug in known
    }
    best = max(shares, key=lambda slug: shares[slug], default=None)
    if best is not None and shares[best] >= _RECOGNISED:
        return best
    stem = fold(PurePath(filename).stem)
    for slug, source in known.items():
        named = stem == slug or (stem.startswith(slug) and not stem[len(slug)].isalnum())
        if not there[slug] and (named or fold(read.title) == fold(source.title)):
            return slug
    return None


def _hashes(case: Case, slug: str) -> list[str]:
    """The passages of the current text of a source."""
    current = Passage.objects.filter(
        document__case=case, document__source=slug, document__current=True
    )
    return list(current.values_list("sha256", flat=True))


def _share(wanted: Sequence[str], there: set[str]) -> float:
    return sum(one in there for one in wanted) / len(wanted) if wanted else 0.0


def _own_slug(filename: str, known: Mapping[str, Source]) -> str:
    """A name for a document outside the case: never that of one of its sources."""
    slug = slugify(PurePath(filename).stem)[:100] or "document"
    return f"{slug}-text" if slug in known else slug
