"""What can be wrong with a request, said as RFC 9457 asks: `application/problem+json`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.rest.schemas import Schema

MEDIA_TYPE = "application/problem+json"
_TYPE = "urn:problem-type:windroos:"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status and its title. Its name never changes."""

    status: int
    title: str | Promise


KINDS: Mapping[str, Kind] = {
    "malformed": Kind(400, _("The request cannot be read")),
    "invalid": Kind(400, _("The request holds values that cannot be")),
    "unauthenticated": Kind(401, _("Log in, or send a valid token")),
    "refused": Kind(403, _("This is not yours to do")),
    "read-only-token": Kind(403, _("This token may only read")),
    "cross-site": Kind(403, _("A write in a session needs its CSRF token")),
    "not-found": Kind(404, _("There is nothing at this address")),
    "method-not-allowed": Kind(405, _("This cannot be done at this address")),
    "not-acceptable": Kind(406, _("This is not given in the form you ask for")),
    "conflict": Kind(409, _("This clashes with what is there already")),
    "key-used": Kind(409, _("This idempotency key was used for another request")),
    "stale": Kind(412, _("Someone else changed this in the meantime")),
    "too-large": Kind(413, _("The request is too large")),
    "unsupported-media-type": Kind(415, _("This is not read in the form you send")),
    "if-match-required": Kind(428, _("Say which version you are changing")),
    "too-many-requests": Kind(429, _("Too many requests")),
    "internal": Kind(500, _("Something went wrong on our side")),
    "unavailable": Kind(503, _("This cannot be done at the moment")),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (`query`, `path`, `header` or `body`), in which field, what.

    `field` is the name as it was sent; inside a body it is a JSON pointer.
    """

    where: str
    field: str
    detail: str | Promise
    code: str = "invalid"


class Problem(Exception):
    """What was asked cannot be; becomes the answer. Nothing was written."""

    def __init__(
        self,
        kind: str,
        detail: str | Promise,
        *,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(str(detail))
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.more = more

    @property
    def status(self) -> int:
        return KINDS[self.kind].status

    def body(self, instance: str) -> dict[str, Any]:
        """The problem as it goes over the line; `instance` is the address that was asked."""
        kind = KINDS[self.kind]
        said: dict[str, Any] = {
            "type": f"{_TYPE}{self.kind}",
            "title": str(kind.title),
            "status": kind.status,
            "detail": str(self.detail),
            "instance": instance,
        }
        if self.errors:
            said["errors"] = [
                {"in": e.where, "field": e.field, "code": e.code, "detail": str(e.detail)}
                for e in self.errors
            ]
        return said | self.more


class ProblemError(Schema):
    """One thing that is wrong with a request."""

    where: Literal["query", "path", "header", "body"] = Field(
        alias="in", description="Where it stands in the request."
    )
    field: str = Field(
        description="The name of the parameter, or a JSON pointer into the body.",
        examples=["pageSize"],
    )
    code: str = Field(description="The kind of fault; does not change.", examples=["invalid"])
    detail: str = Field(description="What is wrong, in words.")


class ProblemDetails(Schema):
    """A problem with a request (RFC 9457)."""

    type: str = Field(
        description="Which kind of problem it is; does not change.",
        examples=[f"{_TYPE}invalid"],
    )
    title: str = Field(
        description="The kind in words.", examples=["The request holds values that cannot be"]
    )
    status: int = Field(ge=400, le=599, examples=[400])
    detail: str = Field(description="What is wrong with this request, in words.")
    instance: str = Field(description="The address that was asked.", examples=["/api/v1/cases"])
    errors: list[ProblemError] = Field(
        default=[], description="Every fault of the request, by field."
    )
    current: dict[str, Any] | None = Field(
        default=None, description="With status 412: what stands there now."
    )


def not_found(id: object) -> Problem:
    """There is no such thing, or none that this reader may know of."""
    return Problem("not-found", _("There is no “%(id)s” here.") % {"id": id})
