"""The documents that were added, and their paragraphs, in the API."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.evidence import actions, models, queries
from windroos.apps.regions.resources import CaseName, known_case, own_case
from windroos.cases.fields import ID
from windroos.link.search import asked, index_mark
from windroos.rest import files
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Schema
from windroos.rest.writing import made
from windroos.sources.documents import MOST_BYTES, DocumentError
from windroos.sources.persons.found import Kind, Why

router = Router(tags=["documents"])

HiddenWords = Annotated[str, Field(min_length=1, max_length=200)]

FILE = files.Kind("application/octet-stream", "", MOST_BYTES)

LONGEST_QUERY = 200

SourceId = Annotated[str, Field(examples=["001"]), Path(..., max_length=ID)]


class Document(Schema):
    """The text of a document that someone added: for who works on the case the current one, for
    everyone else the one that was released."""

    source: str = Field(
        description="The source it is the text of; the document's own name outside the case.",
        examples=["001"],
    )
    title: str
    filename: str | None = Field(description="Null for who does not work on the case.")
    sha256: str | None = Field(
        description="SHA-256 of its text, or of its file where it is no text; null where words of "
        "it are hidden from the reader."
    )
    media_type: str = Field(description="What kind of file it was.", examples=["application/pdf"])
    pages: int | None = Field(description="How many pages it has, of a file that has pages.")
    added: datetime
    released: datetime | None = Field(
        description="When this text was released, for everyone to read; null: it is internal."
    )


class Added(Document):
    """A document just added, and what became of the passages the case has in it."""

    new: bool = Field(description="False: this very text was added before.")
    passages: dict[str, int] = Field(
        description="How many passages were found, moved or are broken.", examples=[{"found": 12}]
    )


class DocumentInput(Input):
    """The text of a document: Markdown, or plain text."""

    filename: str = Field(min_length=1, max_length=200, examples=["001.txt"])
    text: str = Field(min_length=1, max_length=2_000_000)
    source: str | None = Field(
        None, max_length=ID, description="Which source it is; left out, it is recognised."
    )


class Change(Schema):
    """A passage that is in use and no longer stands in the document word for word."""

    passage: str = Field(examples=["001-thuringen-1-s2"])
    before: str = Field(description="What stood there, in the last version that had it.")
    now: str | None = Field(description="The paragraph that is most like it; null: there is none.")
    number: int | None = Field(description="The place of that paragraph in the whole document.")


class PersonalPlace(Schema):
    """Where personal data stands, with what stands around it."""

    number: int = Field(description="The paragraph, by its place in the whole document; 0: title.")
    field: Literal["text", "section", "title"]
    start: int = Field(description="Where it begins in that field, from 0.")
    end: int = Field(description="Where it ends; the letter there is no part of it.")
    before: str
    behind: str
    why: Why = Field(description="By what it was taken for personal data.")
    used: bool = Field(
        description="Whether something rests on the paragraph: then its hash is public, by which "
        "who guesses what is hidden can check it."
    )


class PersonalDatum(Schema):
    """The same words of one kind of personal data, found in a document."""

    id: str = Field(examples=["text-28-0"])
    kind: Kind
    words: str
    shown: bool = Field(description="Whether it is proposed to show it to everyone.")
    places: list[PersonalPlace]


class PersonalQuery(PageQuery):
    """Which of what was found is listed."""

    kind: list[Kind] | None = None
    shown: Flag | None = None
    sort: str | None = sort_field("kind", "words")


class ChoiceInput(Input):
    """Whether something that was found is shown to everyone."""

    id: str = Field(max_length=60)
    shown: bool


class DocumentReleaseInput(Input):
    """The text that everyone may read from now on."""

    sha256: str = Field(
        max_length=64, description="The hash of the text that was looked at, as it is listed."
    )
    confirmed: list[Kind] = Field(
        [], description="The kinds of personal data that were looked at: each that is found."
    )
    choices: list[ChoiceInput] = Field(
        [], max_length=20_000, description="What is left out is as proposed."
    )
    words: list[HiddenWords] = Field(
        [], max_length=500, description="Words to hide besides, wherever they stand."
    )
    reason: str = Field("", max_length=2_000, description="Why what is shown may be public.")


class FileQuery(Input):
    """What the file is called, and which source it is."""

    name: str = Field("document", min_length=1, max_length=200, examples=["001.pdf"])
    source: str | None = Field(
        None, max_length=ID, description="Which source it is; left out, it is recognised."
    )


class DocumentQuery(PageQuery):
    """How the documents are listed."""

    source: list[str] | None = None
    sort: str | None = sort_field("source", "title", "added")


class Paragraph(Schema):
    """A paragraph, list item, table row or note of a document."""

    number: int = Field(description="Its place in the whole document; the first is 1.")
    kind: Literal["paragraph", "item", "row", "note"]
    page: int | None = Field(description="The page it begins on, of a file that has pages.")
    section: str
    paragraph: int = Field(description="Its place in the section; the first is 1.")
    text: str
    cells: list[str] = Field(description="Of a table row: its cells, the empty ones too.")
    marks: list[str] = Field(
        description="Of a table row with footnotes: the mark at each cell; of a note: its own "
        "mark, where that is not in its text."
    )
    sha256: str | None = Field(
        description="SHA-256 of the normalised text: how a passage is found. Null where words of "
        "it are hidden from the reader."
    )


class ParagraphQuery(PageQuery):
    """Which paragraphs are listed."""

    section: list[str] | None = None
    kind: list[str] | None = None
    sha256: list[str] | None = None
    sort: str | None = sort_field("number")


class FoundQuery(PageQuery):
    """What is looked for in the documents."""

    no_filters = ("q",)

    q: str = Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="Words, found in all their forms and in compounds; exact phrases in quotation "
        "marks.",
        examples=['zorg "open strategische autonomie"'],
    )
    source: list[str] | None = None


class FoundPlace(Schema):
    """Where in a text something stands that was asked for."""

    start: int = Field(description="Where it begins, from 0.")
    end: int = Field(description="Where it ends; the letter there is no part of it.")


class FoundParagraph(Schema):
    """A paragraph that holds all that was asked; where none does, most of it."""

    source: str
    title: str = Field(description="What the document is called.")
    number: int = Field(description="Its place in the whole document; the first is 1.")
    section: str
    paragraph: int = Field(description="Its place in the section; the first is 1.")
    sha256: str
    text: str
    score: float = Field(description="BM25: the higher, the better; not to be compared elsewhere.")
    missing: list[str] = Field(description="The words and phrases it does not hold.")
    places: list[FoundPlace]


@router.get(
    "/cases/{case}/documents",
    response=Page[Document],
    summary=_("The documents that were added; for others than its staff, those released"),
    operation_id="listDocuments",
)
def documents(request: HttpRequest, case: CaseName, query: Query[DocumentQuery]) -> Any:
    readable = _readable(request, case)
    unless_known(request, readable.case.pk, *readable.mark)
    return page_of(request, query, [_told(readable, one) for one in readable.documents])


@router.get(
    "/cases/{case}/documents/_search",
    response=Page[FoundParagraph],
    summary=_("The paragraphs that hold these words in any form, the best first"),
    operation_id="searchDocuments",
)
def search(request: HttpRequest, case: CaseName, query: Query[FoundQuery]) -> Any:
    readable = _readable(request, case)
    unless_known(request, readable.case.pk, *readable.mark, index_mark())
    wanted = asked(query.q)
    answer = readable.find(wanted, query.stop, sources=query.source or ())
    rows = [
        {
            "source": one.passage.document.source,
            "title": one.passage.document.title,
            **{name: getattr(one.passage, name) for name in _PLACED},
            "score": round(one.score, 6),
            "missing": list(one.missing),
            "places": [
                {"start": start, "end": end} for start, end in wanted.places(one.passage.text)
            ],
        }
        for one in answer.passages[query.start :]
    ]
    return page(request, query, answer.total(query.source or ()), rows)


_PLACED = ("number", "section", "paragraph", "sha256", "text")


@router.post(
    "/cases/{case}/documents",
    response={201: Added},
    auth=account,
    summary=_("Add the text of a document, as the current one of its source"),
    operation_id="addDocument",
)
def add_document(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: DocumentInput
) -> Any:
    given = _Given(body.filename, body.text.encode(), body.source, "/text", ("body", "/source"))
    return _add(request, response, case, given)


@router.post(
    "/cases/{case}/documents/files",
    takes=FILE,
    response={201: Added},
    auth=account,
    summary=_("Add the file of a document: PDF, DOCX, HTML or text"),
    operation_id="addDocumentFile",
)
def add_file(
    request: HttpRequest, response: HttpResponse, case: CaseName, query: Query[FileQuery]
) -> Any:
    given = _Given(query.name, files.sent(request), query.source, "", ("query", "source"))
    return _add(request, response, case, given)


@dataclass(frozen=True)
class _Given:
    """What is handed in: its content stands at `field` of the body, its source at `source_at`."""

    name: str
    content: bytes
    source: str | None
    field: str
    source_at: tuple[str, str]


def _add(request: HttpRequest, response: HttpResponse, case: str, given: _Given) -> Any:
    try:
        added = actions.add_document(
            known_case(case),
            given.name,
            given.content,
            source=given.source,
            actor=owner(request),
        )
    except DocumentError as error:
        said = queries.why_unread(error)
        place = given.source_at if given.source else ("body", given.field)
        raise Problem("invalid", said, errors=[Fault(*place, said)]) from error
    made(request, response, added.document.source)
    states = Counter(one.state for one in added.resolved.values())
    answer = _told(queries.everything(added.document.case), added.document)
    return Status(201, {**answer, "new": added.new, "passages": dict(states)})


@router.get(
    "/cases/{case}/documents/{source}",
    response=Document,
    summary=_("One document"),
    operation_id="getDocument",
)
def document(request: HttpRequest, case: CaseName, source: SourceId) -> Any:
    readable = _readable(request, case)
    added = _added(readable, source)
    unless_known(request, *readable.mark)
    return _told(readable, added)


@router.get(
    "/cases/{case}/documents/{source}/personal-data",
    response=Page[PersonalDatum],
    auth=account,
    summary=_("The personal data found in a document, to look at before it is released"),
    operation_id="listPersonalData",
)
def personal_data(
    request: HttpRequest, case: CaseName, source: SourceId, query: Query[PersonalQuery]
) -> Any:
    readable = _own(request, case)
    found = queries.found_in(_added(readable, source))
    return page_of(request, query, [_datum(one) for one in found])


@router.post(
    "/cases/{case}/documents/{source}/_release",
    response=Document,
    auth=account,
    summary=_("Let everyone read a document, with the personal data in it shown or hidden"),
    operation_id="releaseDocument",
)
def release_document(
    request: HttpRequest, case: CaseName, source: SourceId, body: DocumentReleaseInput
) -> Any:
    readable = _own(request, case)
    _added(readable, source)
    released = actions.release_document(
        readable.case,
        source,
        sha256=body.sha256,
        confirmed=body.confirmed,
        choices={one.id: one.shown for one in body.choices},
        words=body.words,
        reason=body.reason,
        actor=owner(request),
    )
    return _told(readable, released)


@router.post(
    "/cases/{case}/documents/{source}/_withdraw",
    response=Document,
    auth=account,
    summary=_("Make a released document internal again"),
    operation_id="withdrawDocument",
)
def withdraw_document(request: HttpRequest, case: CaseName, source: SourceId) -> Any:
    readable = _own(request, case)
    _added(readable, source)
    actions.withdraw_document(readable.case, source, actor=owner(request))
    return _told(readable, _added(_own(request, case), source))


@router.get(
    "/cases/{case}/documents/{source}/paragraphs",
    response=Page[Paragraph],
    summary=_("The paragraphs of a document, in reading order"),
    operation_id="listParagraphs",
)
def paragraphs(
    request: HttpRequest, case: CaseName, source: SourceId, query: Query[ParagraphQuery]
) -> Any:
    readable = _readable(request, case)
    added = _added(readable, source)
    unless_known(request, *readable.mark)
    rows = [
        {name: getattr(one, name) for name in Paragraph.model_fields}
        | {"sha256": one.sha256 or None}
        for one in readable.passages(added)
    ]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/documents/{source}/changes",
    response=Page[Change],
    auth=account,
    summary=_("What became of the passages that are in use and no longer stand in a document"),
    operation_id="listDocumentChanges",
)
def changes(request: HttpRequest, case: CaseName, source: SourceId, query: Query[PageQuery]) -> Any:
    readable = _own(request, case)
    added = _added(readable, source)
    unless_known(request, added.pk)
    locators = queries.locators_in(readable.case, source)
    told = readable.changed(readable.resolve(locators).values())
    rows = [
        {
            "passage": id,
            "before": one.before.text,
            "now": one.now.text if one.now else None,
            "number": one.now.number if one.now else None,
        }
        for id, one in sorted(told.items())
    ]
    return page_of(request, query, rows)


def _readable(request: HttpRequest, case: str) -> queries.Readable:
    return queries.readable(known_case(case), reader(request))


def _own(request: HttpRequest, case: str) -> queries.Readable:
    """The documents for who works on the case; to others there is nothing there."""
    return queries.everything(own_case(request, case))


def _added(readable: queries.Readable, source: str) -> models.Document:
    found = readable.document(source)
    if found is None:
        raise not_found(source)
    return found


def _datum(one: queries.Datum) -> dict[str, Any]:
    places = [
        {
            **{name: getattr(place, name) for name in _PLACE},
            "before": place.around[0],
            "behind": place.around[2],
        }
        for place in one.places
    ]
    return {
        "id": one.id, "kind": one.kind, "words": one.words, "shown": one.shown, "places": places
    }  # fmt: skip


_PLACE = ("number", "field", "start", "end", "why", "used")


def _told(readable: queries.Readable, document: models.Document) -> dict[str, Any]:
    told = {name: getattr(document, name) for name in Document.model_fields}
    if readable.staff:
        return told
    hides = readable.hides(document)
    return told | {"filename": None, "sha256": None if hides else document.sha256}
