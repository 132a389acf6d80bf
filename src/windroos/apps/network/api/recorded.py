"""What dialogues, points and referrals have in common in the API: numbers, versions, undoing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.queries import User
from windroos.apps.network import actions, queries
from windroos.apps.network.models import Recorded
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, RowNumber, own_case, row_tag
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema
from windroos.rest.writing import IfMatch, made, version_in

R = TypeVar("R", bound=Recorded)
Find = Callable[[Case, Any, int], R | None]


class FormerVersion(Schema):
    """One version of something that people recorded."""

    version: int
    at: datetime
    by: str = Field(description="Who made it.")
    sentence: str = Field(description="What was done, in the language of the reader.")
    changed: list[str] = Field(description="The fields in which it is new.")
    values: dict[str, Any] = Field(description="What it says, without the names of persons.")


class PutBackInput(Input):
    """Which former version to make the current one."""

    to: int = Field(ge=1, le=10**9)


def found(find: Find[R], case: Case, user: Any, id: int) -> R:
    """The row of this number; raises a `Problem` when there is none for this reader."""
    row = find(case, user, id)
    if row is None:
        raise not_found(id)
    return row


@dataclass(frozen=True)
class Recording(Generic[R]):
    """A kind of thing that people record: how one is found, and how it is answered."""

    kind: str
    find: Find[R]
    tell: Callable[[R], dict[str, Any]]
    schema: type[Schema]

    def add(
        self,
        act: Callable[..., R],
        request: HttpRequest,
        response: HttpResponse,
        case: str,
        **given: Any,
    ) -> Any:
        """Records one, and answers it."""
        row = act(actor=owner(request), case=own_case(request, case), **given)
        made(request, response, row.pk)
        return Status(201, self._said(response, row))

    def write(
        self,
        act: Callable[..., R],
        request: HttpRequest,
        response: HttpResponse,
        which: tuple[str, int],
        if_match: str | None,
        **given: Any,
    ) -> dict[str, Any]:
        """Does something with one, of a case and with a number, in the version that was seen."""
        case, id = which
        at = own_case(request, case)
        found(self.find, at, request.user, id)
        version = version_in(if_match)
        numbered = {self.kind: id}
        row = act(actor=owner(request), case=at, **numbered, version=version, **given)
        return self._said(response, row)

    def _said(self, response: HttpResponse, row: R) -> dict[str, Any]:
        """What was written, with its entity tag."""
        response["ETag"] = row_tag(row.version)
        return self.tell(row)


def serve_undoing(router: Router, recording: Recording[Any]) -> None:
    """Add the operations that read former versions, put one back, and take out of the lists."""
    kind, find = recording.kind, recording.find
    path, name = f"/cases/{{case}}/{kind}s/{{id}}", kind.capitalize()

    @router.get(
        f"{path}/versions",
        response=Page[FormerVersion],
        auth=account,
        summary=_SUMMARIES[kind][0],
        operation_id=f"list{name}Versions",
    )
    def versions(
        request: HttpRequest, case: CaseName, id: RowNumber, query: Query[PageQuery]
    ) -> Any:
        row = found(find, own_case(request, case), request.user, id)
        return page_of(request, query, queries.history(row))

    @router.post(
        f"{path}/_restore",
        response=recording.schema,
        auth=account,
        summary=_SUMMARIES[kind][1],
        operation_id=f"restore{name}",
    )
    def restore(
        request: HttpRequest,
        response: HttpResponse,
        case: CaseName,
        id: RowNumber,
        body: PutBackInput,
        if_match: IfMatch = None,
    ) -> Any:
        def put_back(**given: Any) -> Any:
            number = given.pop(kind)
            return actions.put_back(kind=kind, number=number, to=body.to, **given)

        return recording.write(put_back, request, response, (case, id), if_match)

    @router.delete(
        path,
        response={204: None},
        auth=account,
        summary=_SUMMARIES[kind][2],
        operation_id=f"remove{name}",
    )
    def remove(
        request: HttpRequest, case: CaseName, id: RowNumber, if_match: IfMatch = None
    ) -> Any:
        at = own_case(request, case)
        found(find, at, request.user, id)
        user: User = owner(request)
        actions.remove(actor=user, case=at, kind=kind, number=id, version=version_in(if_match))
        return Status(204, None)


_SUMMARIES = {
    "dialogue": (
        _("A dialogue as it stood before, version by version"),
        _("Bring a former version of a dialogue back"),
        _("Take a dialogue out of the lists; its history stays"),
    ),
    "point": (
        _("A point as it stood before, version by version"),
        _("Bring a former version of a point back"),
        _("Take a point out of the lists; its history stays"),
    ),
    "referral": (
        _("A referral as it stood before, version by version"),
        _("Bring a former version of a referral back"),
        _("Take a referral out of the lists; its history stays"),
    ),
    "contact": (
        _("What happened to a contact, version by version, without data of the person"),
        _("Bring a former version of a contact back"),
        _("Take a contact out of the lists; its history stays"),
    ),
    "moment": (
        _("A contact moment as it stood before, version by version, without its words"),
        _("Bring a former version of a contact moment back"),
        _("Take a contact moment out of the lists; its history stays"),
    ),
}
