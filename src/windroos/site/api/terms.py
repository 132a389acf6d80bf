"""The terms of the compass with their explanation, in the API."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text
from windroos.site.terms import TERMS, Words

router = Router()

TermId = Annotated[str, Field(examples=["precondition"]), Path(..., max_length=60)]


class Term(Schema):
    """A word of ours, and what it means."""

    id: str = Field(examples=["precondition"])
    word: Text
    help: Text


class TermQuery(PageQuery):
    """How the terms are listed."""

    id: list[str] | None = None
    sort: str | None = sort_field("id")


@router.get(
    "/terms",
    response=Page[Term],
    summary=_("Every term with its explanation"),
    operation_id="listTerms",
    tags=["terms"],
)
def terms(request: HttpRequest, query: Query[TermQuery]) -> Any:
    return page_of(request, query, [_term(id) for id in TERMS])


@router.get(
    "/terms/{id}",
    response=Term,
    summary=_("One term"),
    operation_id="getTerm",
    tags=["terms"],
)
def term(request: HttpRequest, id: TermId) -> Any:  # noqa: ARG001
    if id not in TERMS:
        raise not_found(id)
    return _term(id)


def _term(id: str) -> dict[str, Any]:
    return {"id": id, "word": _both(TERMS[id].word), "help": _both(TERMS[id].help)}


def _both(words: Words) -> dict[str, str]:
    made = {}
    for language in ("nl", "en"):
        with translation.override(language):
            made[language] = str(words)
    return made
