"""The words of a document that something rests on, as a passage of the case."""

from dataclasses import dataclass

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

_SECTION = 60


@dataclass(frozen=True)
class Place:
    """Words of a document: the number of their passage in the text that was added, and which of its
    sentences are meant (`2` or `2-4`); None for all. `label` is what the case calls it."""

    document: str
    number: int
    sentences: str | None = None
    label: Text | None = None


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
    passage = evidence.everything(case).passage(place.document, place.number)
    if passage is None:
        raise ValidationError({"passage": _("There is no such place in the document.")})
    value = queries.value(case)
    if place.document not in value.sources:
        told = _("Say first what document this is: who published it, and when.")
        raise ValidationError({"passage": told})
    held = journal.current(case, "passages")
    same = {
        "document": place.document, "sha256": passage.sha256, "sentences": place.sentences
    }  # fmt: skip
    for id, version in held.items():
        row = version.row or {}
        if all(row.get(name) == value for name, value in same.items()):
            return id
    count = len(sentences(passage.text))
    if place.sentences is not None and span(place.sentences, count) is None:
        told = _("The passage has %(count)s sentences: “%(meant)s” are not among them.")
        raise ValidationError({"passage": told % {"count": count, "meant": place.sentences}})
    label = place.label or _label(passage.section, passage.paragraph)
    id = _new_id(place, passage.section, passage.paragraph, set(held))
    row = {
        "id": id,
        "document": place.document,
        "section": passage.section or None,
        "paragraph": passage.paragraph,
        "sentences": place.sentences,
        "sha256": passage.sha256,
        "label_nl": label.nl,
        "label_en": label.en,
    }
    change_rows(case, [Change("passages", id, row)], actor=actor)
    accounts.record(
        "passage-added",
        actor=actor,
        subject_type="passage",
        subject_id=f"{case.name}/{id}",
        label_nl=label.nl,
        label_en=label.en,
        after=row,
    )
    return id


def _label(section: str, paragraph: int) -> Text:
    """What a place is called that nobody gave a name: where it stands."""
    at = f"{section}, " if section else ""
    return Text(f"{at}alinea {paragraph}", f"{at}paragraph {paragraph}")


def _new_id(place: Place, section: str, paragraph: int, taken: set[str]) -> str:
    """An id as the packages have them: the document, the section, the paragraph, the sentences."""
    at = slugify(section)[:_SECTION].strip("-") or "text"
    base = f"{slugify(place.document)}-{at}-{paragraph}"
    if place.sentences:
        base += f"-s{place.sentences}"
    id, number = base, 1
    while id in taken:
        number += 1
        id = f"{base}-v{number}"
    return id
