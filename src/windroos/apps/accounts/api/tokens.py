"""One's own tokens, in the API."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts import actions
from windroos.apps.accounts.actions.tokens import DAYS, MOST_DAYS
from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.models import Token as StoredToken
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Number, Schema
from windroos.rest.writing import IfMatch, made, shown_once, tag_of, unless_changed

router = Router(tags=["account"])

TokenId = Annotated[Number, Path(...)]


class Token(Schema):
    """A token of one's own, without its secret."""

    id: int
    name: str
    prefix: str = Field(description="How its secret begins.", examples=["wr_4fJx2q"])
    writes: bool = Field(description="Whether it may write, as you may.")
    created: datetime
    expires: datetime
    used: datetime | None = Field(description="When it was last used, to the hour.")
    revoked: datetime | None


class NewToken(Token):
    """A token just made, with its secret."""

    secret: str | None = Field(
        description="Shown this once; null for who repeats the request.", examples=["wr_…"]
    )


class TokenInput(Input):
    """A token to make."""

    name: str = Field(min_length=1, max_length=100, description="What it is for.")
    days: int = Field(DAYS, ge=1, le=MOST_DAYS, description="How long it lasts.")
    writes: bool = Field(False, description="Whether it may write, as you may.")


class TokenQuery(PageQuery):
    """Which tokens are listed."""

    writes: Flag | None = None
    sort: str | None = sort_field("id", "name", "created", "expires", "used")


@router.get(
    "/tokens",
    response=Page[Token],
    auth=account,
    summary=_("Your tokens"),
    operation_id="listTokens",
)
def tokens(request: HttpRequest, query: Query[TokenQuery]) -> Any:
    return page_of(request, query, StoredToken.objects.filter(user=owner(request)))


@router.get(
    "/tokens/{id}",
    response=Token,
    auth=account,
    summary=_("One of your tokens"),
    operation_id="getToken",
)
def token(request: HttpRequest, id: TokenId) -> Any:
    found = _token(request, id)
    unless_tagged(request, tag_of(Token, found))
    return found


@router.post(
    "/tokens",
    response={201: NewToken},
    auth=account,
    summary=_("Make a token, while you are logged in on the site"),
    operation_id="createToken",
)
def create_token(request: HttpRequest, response: HttpResponse, body: TokenInput) -> Any:
    # Else one that leaked could make others that outlive it.
    if getattr(request, "token", None) is not None:
        raise Problem("refused", _("Log in on the site to make a token; a token makes no tokens."))
    new, secret = actions.create_token(
        actor=owner(request), name=body.name, days=body.days, writes=body.writes
    )
    made(request, response, new.pk)
    shown_once(request, "secret")
    values = {name: getattr(new, name) for name in Token.model_fields}
    return Status(201, {**values, "secret": secret})


@router.delete(
    "/tokens/{id}",
    response={204: None},
    auth=account,
    summary=_("Make a token void"),
    operation_id="revokeToken",
)
def revoke_token(request: HttpRequest, id: TokenId, if_match: IfMatch = None) -> Any:
    found = _token(request, id)
    unless_changed(if_match, Token, found)
    actions.revoke_token(actor=owner(request), token=found)
    return Status(204, None)


def _token(request: HttpRequest, id: int) -> StoredToken:
    found = StoredToken.objects.filter(user=owner(request), pk=id).first()
    if found is None:
        raise not_found(id)
    return found
