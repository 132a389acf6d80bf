"""The words of a document that something rests on, as a passage of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Written, change_rows, lock
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions import journal
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Text
from windroos.sources.documents import sentences
from windroos.sources.documents.selectors import span

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Passage

_SECTION = 60


@dataclass(frozen=True)
class Place:
    """Words of a document: the number of their passage in the text that was added, and which of its
    sentences are meant (`2` or `2-4`); None for all. `label` is what the case calls it, `id` the id
    it gets where there is none for these words yet, and that is free."""

    document: str
    number: int
    sentences: str | None = None
    label: Text | None = None
    id: str | None = None


@action(Role.ANALYST, within=of_case)
def add_place(case: Case, place: Place, *, actor: User | None) -> str:
    """Make words of a document a passage of the case; returns its id. There is one for the same
    words: that of those that are one already is returned.

    Raises ValidationError when the document has no such place, or is no source of the case yet.
    """
    return put_place(lock(case), place, actor=actor)


@action(Role.ANALYST, within=of_case)
def name_source(
    case: Case,
    document: str,
    *,
    title: str,
    publisher: str,
    published: str,
    language: str | None = None,
    actor: User | None,
) -> list[Written]:
    """Make a document that was added a source of the case, so that something may rest on it.

    `published` is a year, month or day. Raises `Invalid` by field.
    """
    case = lock(case)
    if evidence.everything(case).document(document) is None:
        raise ValidationError({"document": _("There is no such document.")})
    row = {
        "id": document, "kind": "document", "title": title, "publisher": publisher,
        "published": published, "language": language,
    }  # fmt: skip
    written = change_rows(case, [Change("sources", document, row)], actor=actor)
    for one in written:
        accounts.record(
            "source-named",
            actor=actor,
            subject_type="source",
            subject_id=f"{case.name}/{document}",
            label_nl=title,
            before=one.before,
            after=one.after,
        )
    return written


def put_place(case: Case, place: Place, *, actor: User | None) -> str:
    """The same within the transaction of an action on a case that is locked."""
    return put_places(case, [place], actor=actor)[0]


def put_places(case: Case, places: Sequence[Place], *, actor: User | None) -> list[str]:
    """The same for several places, within the transaction of an action: their ids in order."""
    value, documents = queries.value(case), evidence.everything(case)
    rows = {id: one.row or {} for id, one in journal.current(case, "passages").items()}
    ids: list[str] = []
    made: list[str] = []
    for place in places:
        passage = documents.passage(place.document, place.number)
        if passage is None:
            raise ValidationError({"passage": _("There is no such place in the document.")})
        if place.document not in value.sources:
            told = _("Say first what document this is: who published it, and when.")
            raise ValidationError({"passage": told})
        id = placed(rows, place, passage.sha256)
        if id is None:
            id = _new_id(place, passage.section, passage.paragraph, set(rows))
            rows[id] = {"id": id, **_row(place, passage)}
            made.append(id)
        ids.append(id)
    changes = [Change("passages", id, rows[id]) for id in made]
    for one in change_rows(case, changes, actor=actor):
        row = rows[one.change.key]
        accounts.record(
            "passage-added",
            actor=actor,
            subject_type="passage",
            subject_id=f"{case.name}/{one.change.key}",
            label_nl=row["label_nl"],
            label_en=row["label_en"],
            after=row,
        )
    return ids


def _row(place: Place, passage: Passage) -> dict[str, Any]:
    """A passage of the case without its id; raises ValidationError without such sentences."""
    count = len(sentences(passage.text))
    if place.sentences is not None and span(place.sentences, count) is None:
        told = _("The passage has %(count)s sentences: “%(meant)s” are not among them.")
        raise ValidationError({"passage": told % {"count": count, "meant": place.sentences}})
    label = place.label or _label(passage.section, passage.paragraph)
    return {
        "document": place.document,
        "section": passage.section or None,
        "paragraph": passage.paragraph,
        "sentences": place.sentences,
        "sha256": passage.sha256,
        "label_nl": label.nl,
        "label_en": label.en,
    }


def placed(rows: Mapping[str, Mapping[str, Any]], place: Place, sha256: str) -> str | None:
    """The id of the passage, among those of a case by id, that the words of a place are already."""
    same = {"document": place.document, "sha256": sha256, "sentences": place.sentences}
    for id, row in rows.items():
        if all(row.get(name) == value for name, value in same.items()):
            return id
    return None


def _label(section: str, paragraph: int) -> Text:
    """What a place is called that nobody gave a name: where it stands."""
    at = f"{section}, " if section else ""
    return Text(f"{at}alinea {paragraph}", f"{at}paragraph {paragraph}")


def _new_id(place: Place, section: str, paragraph: int, taken: set[str]) -> str:
    """An id as the packages have them: the document, the section, the paragraph, the sentences."""
    if place.id and place.id not in taken:
        return place.id
    at = slugify(section)[:_SECTION].strip("-") or "text"
    base = f"{slugify(place.document)}-{at}-{paragraph}"
    if place.sentences:
        base += f"-s{place.sentences}"
    id, number = base, 1
    while id in taken:
        number += 1
        id = f"{base}-v{number}"
    return id
