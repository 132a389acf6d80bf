"""What the paragraphs of a document are about, in the API."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.compass import queries
from windroos.apps.evidence import actions
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.api.documents import SourceId
from windroos.apps.regions.queries import Case as StoredCase
from windroos.apps.regions.resources import CaseName, known_case, own_case
from windroos.cases.fields import ID
from windroos.link.forms import Why
from windroos.link.names import LANGUAGES
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, Text
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


class Marked(Schema):
    """What people said of it; where the state is open nobody did."""

    state: Literal["open", "accepted", "rejected"] = Field(
        description="Open: proposed, and nobody accepted or rejected it."
    )
    reason: str | None = Field(description="Why it was accepted or rejected, where that was said.")


class About(Marked):
    """What a paragraph is about: proposed by the names in it, or said by a person."""

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
    score: float | None = Field(
        description="From 0 to 1: the chance that not all of the mentions mislead; null: it was "
        "not proposed, a person added it.",
        examples=[0.6],
    )
    mentions: list[Mention]


class AboutQuery(PageQuery):
    """Which are listed: without a state, all but what was rejected."""

    kind: list[Kind] | None = None
    id: list[str] | None = None
    section: list[str] | None = None
    sha256: list[str] | None = None
    state: list[Literal["open", "accepted", "rejected"]] | None = None
    sort: str | None = sort_field("number", "score")


class Marking(Marked):
    """What was said of a paragraph."""

    sha256: str = Field(description="SHA-256 of its normalised text.")
    kind: str
    id: str


class MarkingInput(Input):
    """Whether a paragraph is about something."""

    accepted: bool = Field(description="False: it is not about it, and is not proposed again.")
    reason: str = Field("", max_length=2_000, description="Why; it may be left out.")


class Score(Schema):
    """What people did with the proposals of a document."""

    judged: int = Field(description="How many were accepted or rejected.")
    accepted: int
    rejected: int
    open: int = Field(description="How many nobody judged.")
    added: int = Field(description="How many things people added that were not proposed.")
    share: float | None = Field(
        description="The accepted ones as a share of those judged; null: none was judged.",
        examples=[0.96],
    )


class ScoreQuery(Schema):
    """Of which kinds."""

    kind: list[Kind] | None = None


PassageHash = Annotated[str, Path(..., pattern="^[0-9a-f]{64}$")]
KindName = Annotated[str, Path(..., max_length=20)]
EntryId = Annotated[str, Path(..., max_length=ID)]


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
    unless_known(
        request,
        *(found.pk, found.state, *readable.mark, mentions.organisations(found)),
        *evidence.markings_mark(found),
    )
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
            "score": None if what.score is None else round(what.score, 6),
            "mentions": mentions.rows(one.passage.text, what.mentions),
            "state": what.state,
            "reason": _reason(what) if readable.staff else None,
        }
        for one in mentions.told(readable, added, query.kind or (), query.state or mentions.ABOUT)
        for what in one.about
    ]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/documents/{source}/mentions/_score",
    response=Score,
    summary=_("How many of the proposals that people judged they accepted"),
    operation_id="getMentionsScore",
)
def score(request: HttpRequest, case: CaseName, source: SourceId, query: Query[ScoreQuery]) -> Any:
    found = known_case(case)
    readable = evidence.readable(found, reader(request))
    added = readable.document(source)
    if added is None:
        raise not_found(source)
    told = mentions.score(mentions.told(readable, added, query.kind or (), mentions.EVERY))
    return {name: getattr(told, name) for name in Score.model_fields}


@router.put(
    "/cases/{case}/documents/{source}/mentions/{sha256}/{kind}/{id}",
    response={200: Marking, 201: Marking},
    auth=account,
    summary=_("Accept or reject what a paragraph seems to be about, or add it"),
    operation_id="putMention",
)
def put_mention(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    source: SourceId,
    sha256: PassageHash,
    kind: KindName,
    id: EntryId,
    body: MarkingInput,
) -> Any:
    found = own_case(request, case)
    _there(found, source, sha256)
    new = not evidence.is_marked(found, source, sha256, kind, id)
    made = actions.mark(
        found,
        source,
        sha256,
        kind,
        id,
        accepted=body.accepted,
        reason=body.reason,
        actor=owner(request),
    )
    answer = {
        "sha256": sha256,
        "kind": kind,
        "id": id,
        "state": "accepted" if made.accepted else "rejected",
        "reason": made.reason or None,
    }
    if not new:
        return Status(200, answer)
    response["Location"] = request.build_absolute_uri(
        f"/api/v1/cases/{case}/documents/{source}/mentions?sha256={sha256}&kind={kind}&id={id}"
        f"&state={answer['state']}"
    )
    return Status(201, answer)


@router.delete(
    "/cases/{case}/documents/{source}/mentions/{sha256}/{kind}/{id}",
    response={204: None},
    auth=account,
    summary=_("Take back what was said of a paragraph: what was proposed is open again"),
    operation_id="deleteMention",
)
def delete_mention(
    request: HttpRequest,
    case: CaseName,
    source: SourceId,
    sha256: PassageHash,
    kind: KindName,
    id: EntryId,
) -> Any:
    found = own_case(request, case)
    if evidence.everything(found).document(source) is None:
        raise not_found(source)
    if not actions.unmark(found, source, sha256, kind, id, actor=owner(request)):
        raise not_found(f"{kind}/{id}")
    return Status(204, None)


def _there(case: StoredCase, source: str, sha256: str) -> None:
    """Raises where no paragraph of the current version has this hash."""
    added = evidence.everything(case).document(source)
    if added is None:
        raise not_found(source)
    if not any(one.sha256 == sha256 for one in evidence.everything(case).passages(added)):
        raise not_found(sha256)


def _reason(what: mentions.Subject) -> str | None:
    return (what.marking.reason or None) if what.marking else None


_PLACE = ("number", "section", "paragraph")
