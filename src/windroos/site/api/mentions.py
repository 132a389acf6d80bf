"""What the paragraphs of a document are about, in the API."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import reader
from windroos.apps.compass import queries
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.api.documents import SourceId
from windroos.apps.regions.resources import CaseName, known_case
from windroos.link.forms import Why
from windroos.link.names import LANGUAGES
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text
from windroos.site import mentions

router = Router(tags=["documents"])

Kind = Literal["region", "theme", "technology", "challenge", "organisation", "group"]


class Mention(Schema):
    """A name in a paragraph."""

    start: int = Field(description="Where it begins in the text of the paragraph, from 0.")
    end: int = Field(description="Where it ends; the letter there is no part of it.")
    text: str = Field(description="The name as it is written.", examples=["Beierse"])
    name: str = Field(description="The name that it is a form of.", examples=["Beieren"])
    why: Why = Field(
        description="Which form it is. City: a city in the region. "
        "Ambiguous: other things have the same name."
    )


class About(Schema):
    """What a paragraph seems to be about, by the names in it: a proposal, for people to judge."""

    number: int = Field(description="The paragraph, by its place in the whole document.")
    section: str
    paragraph: int = Field(description="Its place in the section; the first is 1.")
    sha256: str | None = Field(
        description="SHA-256 of its normalised text; null where words of it are hidden from the "
        "reader."
    )
    kind: Kind
    id: str = Field(description="Of a region its code.", examples=["DE2"])
    name: Text
    score: float = Field(
        description="From 0 to 1: the chance that not all of the mentions mislead.", examples=[0.6]
    )
    mentions: list[Mention]


class AboutQuery(PageQuery):
    """Which proposals are listed."""

    kind: list[Kind] | None = None
    id: list[str] | None = None
    section: list[str] | None = None
    sha256: list[str] | None = None
    sort: str | None = sort_field("number", "score")


@router.get(
    "/cases/{case}/documents/{source}/mentions",
    response=Page[About],
    summary=_("What each paragraph of a document seems to be about, by the names in it"),
    operation_id="listMentions",
)
def mentioned(
    request: HttpRequest, case: CaseName, source: SourceId, query: Query[AboutQuery]
) -> Any:
    found = known_case(case)
    readable = evidence.readable(found, reader(request))
    added = readable.document(source)
    if added is None:
        raise not_found(source)
    unless_known(request, found.pk, found.state, *readable.mark, mentions.organisations(found))
    gazetteer = mentions.gazetteer_of(found)
    called = {
        language: mentions.names(queries.value(found), gazetteer, language)
        for language in LANGUAGES
    }
    rows = [
        {
            **{name: getattr(one.passage, name) for name in _PLACE},
            "sha256": one.passage.sha256 or None,
            "kind": what.kind,
            "id": what.id,
            "name": {
                language: names.get((what.kind, what.id)) for language, names in called.items()
            },
            "score": round(what.score, 6),
            "mentions": mentions.rows(one.passage.text, what.mentions),
        }
        for one in mentions.told(readable, added, query.kind or ())
        for what in one.about
    ]
    return page_of(request, query, rows)


_PLACE = ("number", "section", "paragraph")
