"""Requests and answers that are a file, and not JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from windroos.rest.problems import Problem

MEGABYTE = 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the ending of its name, and how many bytes one may have."""

    media_type: str
    ending: str
    most: int

    @property
    def schema(self) -> dict[str, Any]:
        """How the OpenAPI document tells that the content is a file."""
        # Who reads an answer of a JSON type finds its content, not a string.
        json = self.media_type.endswith("json")
        schema = {"type": "object"} if json else {"type": "string", "format": "binary"}
        return {self.media_type: {"schema": schema}}


def described(takes: Kind | None, gives: Kind | None) -> dict[str, Any]:
    """What the OpenAPI document tells of an operation that takes or gives a file."""
    told: dict[str, Any] = {}
    if takes is not None:
        told["requestBody"] = {"required": True, "content": takes.schema}
    if gives is not None:
        told["responses"] = {200: {"description": "OK", "content": gives.schema}}
    return told


def marked(takes: Kind | None, gives: Kind | None) -> Callable[[Any], Any]:
    """Marks an operation as one that takes or gives a file."""

    def mark(operation: Any) -> Any:
        operation.takes, operation.gives = takes, gives
        return operation

    return mark


def receive(request: HttpRequest, kind: Kind) -> None:
    """Reads the file that a request is; raises a `Problem` for one that is too large."""
    # One byte too many is enough to know that it is too large.
    content = request.read(kind.most + 1)
    if len(content) > kind.most:
        detail = _("The file is larger than %(most)s MB.") % {"most": kind.most // MEGABYTE}
        raise Problem("too-large", detail)
    request.file = content  # type: ignore[attr-defined]


def sent(request: HttpRequest) -> bytes:
    """The bytes of a request, be it a file or not."""
    content = getattr(request, "file", None)
    return request.body if content is None else content


def answer(content: bytes, kind: Kind, name: str) -> HttpResponse:
    """A file as an answer; `name` is that of the file without its ending."""
    disposition = f'attachment; filename="{name}.{kind.ending}"'
    return HttpResponse(
        content, content_type=kind.media_type, headers={"Content-Disposition": disposition}
    )
