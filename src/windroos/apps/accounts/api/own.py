"""One's own account, in the API."""

from typing import Any, Literal, cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.apps.accounts import actions
from windroos.apps.accounts.models import Membership, User
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, optional
from windroos.rest.writing import IfMatch, tag_of, unless_changed

router = Router(tags=["account"])

Language = Literal["nl", "en"]
RoleName = Literal["viewer", "analyst", "decision-maker", "administrator"]


class RoleAt(Schema):
    """The role someone has for an organisation."""

    organisation: str = Field(description="The slug of the organisation.")
    role: RoleName


class Me(Schema):
    """The account that asks."""

    id: int
    email: str
    name: str
    language: Language
    roles: list[RoleAt]
    may_write: bool = Field(description="Whether this token, or the session, may write.")


class MeInput(Input):
    """What one can change of one's own account; what is left out stays."""

    name: str = optional(min_length=1, max_length=200)
    language: Language = optional()


@router.get(
    "/me", response=Me, auth=account, summary=_("The account that asks"), operation_id="getMe"
)
def me(request: HttpRequest) -> Any:
    answer = _me(request)
    unless_tagged(request, tag_of(Me, answer))
    return answer


@router.patch(
    "/me",
    response=Me,
    auth=account,
    summary=_("Change your name or language"),
    operation_id="changeMe",
)
def change_me(
    request: HttpRequest, response: HttpResponse, body: MeInput, if_match: IfMatch = None
) -> Any:
    user = owner(request)
    unless_changed(if_match, Me, _me(request))
    if "name" in body.model_fields_set:
        actions.change_name(actor=user, name=body.name)
    if "language" in body.model_fields_set:
        actions.change_language(actor=user, language=body.language)
    answer = _me(request)
    response["ETag"] = tag_of(Me, answer)
    return answer


def reader(request: HttpRequest) -> User | AnonymousUser:
    """Who reads: a visitor, or the owner of the token or session."""
    return cast(User | AnonymousUser, request.user)


def owner(request: HttpRequest) -> User:
    """Whose request it is; of an operation that asks for an account."""
    return cast(User, request.user)


def _me(request: HttpRequest) -> dict[str, Any]:
    user = User.objects.get(pk=request.user.pk)
    token = getattr(request, "token", None)
    memberships = Membership.objects.filter(user=user).order_by("organisation__slug")
    return {
        "id": user.pk,
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "roles": [
            {"organisation": slug, "role": role}
            for slug, role in memberships.values_list("organisation__slug", "role")
        ],
        "may_write": token is None or token.writes,
    }
