"""Searching a case, in the API."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import reader
from windroos.apps.compass import queries
from windroos.apps.evidence import queries as evidence
from windroos.apps.network import queries as network
from windroos.apps.network.queries import listing
from windroos.apps.regions.resources import CaseName, known_case
from windroos.link.search import index_mark
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema
from windroos.site import searching

router = Router()

Kind = Literal[
    "regions",
    "themes",
    "compass",
    "terms",
    "judgements",
    "sources",
    "organisations",
    "sites",
    "areas",
    "chains",
    "programmes",
    "indicators",
    "labour",
    "dialogues",
    "passages",
]


class Hit(Schema):
    """Something that holds every word of the query, in the language of the reader; a passage that
    holds most of them, where none holds all."""

    kind: Kind
    title: str
    text: str = Field(description="The part of its text around what was found.")
    url: str = Field(description="The page it stands on.")
    language: str = Field(description="The language of the text, where it is not the reader's.")
    missing: list[str] = Field(description="The words and phrases of the query it does not hold.")


class SearchQuery(PageQuery):
    """What is searched for."""

    q: str = Field(
        min_length=1,
        max_length=searching.LONGEST_QUERY,
        description="Words, found in all their forms and in compounds; exact phrases in quotation "
        "marks.",
        examples=["Thüringen"],
    )
    kind: list[Kind] | None = None


@router.get(
    "/cases/{case}/_search",
    response=Page[Hit],
    summary=_("What holds all of these words, the best passages first"),
    operation_id="search",
    tags=["search"],
)
def search(request: HttpRequest, case: CaseName, query: Query[SearchQuery]) -> Any:
    found = known_case(case)
    talks = network.Disclosed(found, reader(request))
    documents = evidence.Readable(found, staff=talks.staff)  # the roles are asked once
    register = listing.mark(found)
    unless_known(
        request,
        found.pk,
        found.state,
        *documents.mark,
        *talks.mark,
        register,
        index_mark(),
    )
    results = searching.search(
        documents, queries.value(found), searching.cleaned(query.q), talks, register=register
    )
    hits = [
        {
            "kind": one.id,
            "title": str(entry.title),
            "text": searching.excerpt(str(entry.text), results.asked),
            "url": request.build_absolute_uri(entry.url),
            "language": entry.language,
            "missing": list(entry.missing),
        }
        for one in results.found
        for entry in one.entries
    ]
    return page_of(request, query, hits)
