"""Words of a document made a passage of the case, and every passage as a W3C Web Annotation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions import Place
from windroos.apps.compass.placing import annotated, place_of_quote
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.api.documents import SourceId
from windroos.apps.evidence.api.tables import PASSAGE, SOURCE
from windroos.apps.regions.resources import CaseName, known_case, row_tag, serve, stands
from windroos.cases.fields import ID, NAME
from windroos.cases.framework import Text
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import TEXT, Input, Schema, TextInput
from windroos.rest.writing import made

router = Router()


class QuoteInput(Input):
    """Words of a document, with a little of what stands around them: a text-quote selector."""

    exact: str = Field(min_length=1, max_length=TEXT, description="The words, in one paragraph.")
    prefix: str = Field("", max_length=NAME, description="What stands before them.")
    suffix: str = Field("", max_length=NAME, description="What stands after them.")


class PlaceInput(Input):
    """Words of a document that was added: by the number of their paragraph, or by themselves."""

    document: str = Field(max_length=ID, examples=["001"])
    number: int | None = Field(
        None, ge=1, le=10**9, description="The paragraph, by its place in the whole document."
    )
    sentences: str | None = Field(
        None, max_length=20, description="Which sentences of it: “2” or “2-4”; left out: all."
    )
    quote: QuoteInput | None = Field(
        None, description="In the place of a number: the sentences that hold these words."
    )
    label: TextInput | None = Field(None, description="What the case calls it.")


class NamedInput(Input):
    """What a document is that was added and is no source of the case yet."""

    title: str = Field(min_length=1, max_length=NAME)
    publisher: str = Field(min_length=1, max_length=NAME)
    published: str = Field(max_length=10, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    language: str | None = Field(None, max_length=2, description="ISO 639-1.", examples=["nl"])


class Selector(Schema):
    """Where words stand in a document: by what they are, or by their place in its text."""

    type: str = Field(examples=["TextQuoteSelector"])
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None


class Target(Schema):
    """The words that an annotation is about."""

    source: str = Field(description="The address of the document.")
    selector: list[Selector]


class Annotation(Schema):
    """A passage of the case as a W3C Web Annotation: the words, and what rests on them."""

    id: str = Field(description="The address of the passage.")
    type: str = Field(examples=["Annotation"])
    motivation: str = Field(examples=["assessing"])
    body: list[str] = Field(description="The addresses of the rows that rest on it.")
    target: Target
    page: int | None = Field(description="The page it begins on, of a file that has pages.")
    sha256: str = Field(description="SHA-256 of the paragraph that the words stand in.")


def place_in(documents: evidence.Readable, given: PlaceInput) -> Place:
    """The place that was sent; raises a `Problem` when the words are not in the document."""
    label = (
        Text(given.label.nl or given.label.en or "", given.label.en or given.label.nl or "")
        if given.label and (given.label.nl or given.label.en)
        else None
    )
    if (given.number is None) == (given.quote is None):
        said = _("Give the number of the paragraph, or the words themselves: one of the two.")
        raise Problem("invalid", said, errors=[Fault("body", "/place", said)])
    if given.quote is None:
        assert given.number is not None
        return Place(given.document, given.number, given.sentences, label)
    found = place_of_quote(
        documents, given.document, given.quote.exact, given.quote.prefix, given.quote.suffix
    )
    if found is None:
        said = _("These words do not stand in one paragraph of the document.")
        raise Problem("invalid", said, errors=[Fault("body", "/place/quote", said)])
    return Place(given.document, found.number, found.sentences, label)


@router.post(
    "/cases/{case}/passages",
    response={201: PASSAGE.schema},
    auth=account,
    summary=_("Make words of a document a passage that something can rest on"),
    operation_id="addPassage",
    tags=["passages"],
)
def add_passage(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: PlaceInput
) -> Any:
    found = known_case(case)
    place = place_in(evidence.readable(found, owner(request)), body)
    id = actions.add_place(found, place, actor=owner(request))
    made(request, response, id)
    row = stands(found, PASSAGE, id, owner(request))
    response["ETag"] = row_tag(row["version"], *PASSAGE.parts(found, owner(request)))
    return Status(201, row)


@router.post(
    "/cases/{case}/documents/{source}/_name",
    response=SOURCE.schema,
    auth=account,
    summary=_("Say what a document is that was added, so that something may rest on it"),
    operation_id="nameDocument",
    tags=["documents"],
)
def name_document(
    request: HttpRequest, response: HttpResponse, case: CaseName, source: SourceId, body: NamedInput
) -> Any:
    found = known_case(case)
    actions.name_source(found, source, **body.model_dump(), actor=owner(request))
    row = stands(found, SOURCE, source)
    response["ETag"] = row_tag(row["version"])
    return row


@router.get(
    "/cases/{case}/documents/{source}/annotations",
    response=Page[Annotation],
    summary=_("What rests on a document, as W3C Web Annotations"),
    operation_id="listAnnotations",
    tags=["documents"],
)
def list_annotations(
    request: HttpRequest, case: CaseName, source: SourceId, query: Query[PageQuery]
) -> Any:
    found = known_case(case)
    documents = evidence.readable(found, reader(request))
    added = documents.document(source)
    if added is None:
        raise not_found(source)
    unless_known(request, found.pk, found.state, *documents.mark)
    root = request.build_absolute_uri(request.path).partition("/documents/")[0]
    rows = [
        {
            "id": f"{root}/passages/{one.locator.id}",
            "type": "Annotation",
            "motivation": "assessing",
            "body": [f"{root}/{table}/{id}" for table, id in one.bodies],
            "target": {
                "source": f"{root}/documents/{source}",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": one.selector.exact,
                        "prefix": one.selector.prefix,
                        "suffix": one.selector.suffix,
                    },
                    {
                        "type": "TextPositionSelector",
                        "start": one.selector.start,
                        "end": one.selector.end,
                    },
                ],
            },
            "page": one.page,
            "sha256": one.locator.sha256,
        }
        for one in annotated(documents, queries.value(found), added)
    ]
    return page_of(request, query, rows)


serve(router, PASSAGE)
