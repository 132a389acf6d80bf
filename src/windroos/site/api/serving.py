"""What happens around every operation: who asks, how often, whether it can be read and answered."""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.operation import Operation
from ninja.parser import Parser

from windroos.apps.accounts.permits import via
from windroos.rest import etags, files
from windroos.rest.problems import MEDIA_TYPE, Fault, Problem
from windroos.site.api import limits
from windroos.site.api.authentication import SAFE, identify
from windroos.site.api.errors import answer, problem_of
from windroos.site.api.idempotency import once

JSON = "application/json"
Run = Callable[..., HttpResponse]
# The character 0 as JSON writes it, which no database takes.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def served(run: Run) -> Run:
    """Wraps the run of an operation; every exception of the wrapping becomes a problem too."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]

    @wraps(run)
    def serve(request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            reads = request.method in SAFE or hasattr(operation.view_func, "computes")
            _admit(request, reads=reads)
            _negotiate(request, operation)
            _read_query(request, operation, values)
            with via("api"):
                if reads:
                    response = run(request, **values)
                else:
                    response = once(request, lambda: run(request, **values))
            return _tagged(request, response)
        except Exception as error:
            return answer(request, problem_of(error))

    return serve


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, and no name twice in an object."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, parse_constant=_refuse, object_pairs_hook=_once_each)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return made


def _admit(request: HttpRequest, *, reads: bool) -> None:
    """Who asks, and not too often; a wrong token counts for the address it came from."""
    try:
        identify(request, reads=reads)
    finally:
        limits.count(request)


def _negotiate(request: HttpRequest, operation: Operation) -> None:
    """Raises a `Problem` when the reader does not take what is given, or sends what is not taken.

    That is JSON, but for an operation that gives or takes a file. Such a file is read here.
    """
    gives = getattr(operation.view_func, "gives", None)
    given = gives.media_type if gives else JSON
    if request.accepted_types and not (request.accepts(given) or request.accepts(MEDIA_TYPE)):
        raise Problem("not-acceptable", _("Ask for %(type)s.") % {"type": given})
    takes = getattr(operation.view_func, "takes", None)
    takes_body = any(model.__ninja_param_source__ == "body" for model in operation.models)
    taken = takes.media_type if takes else JSON
    if (takes or takes_body) and request.content_type != taken:
        raise Problem("unsupported-media-type", _("Send %(type)s.") % {"type": taken})
    if takes:
        files.receive(request, takes)
    elif takes_body and _NUL.search(request.body):
        fault = Fault("body", "/", _("This holds a character that cannot be."))
        raise Problem("invalid", fault.detail, errors=[fault])


def _read_query(request: HttpRequest, operation: Operation, values: dict[str, Any]) -> None:
    """Raises a `Problem` for a parameter that does not exist, or that no database takes.

    One that is passed over in silence would give an answer to another question.
    """
    models = [model for model in operation.models if model.__ninja_param_source__ == "query"]
    known = {name for model in models for name in model.__ninja_flatten_map__}
    lists = {name for model in models for name in model.__ninja_collection_fields__}
    faults = []
    for name, given in request.GET.lists():
        if name not in known:
            faults.append(Fault("query", name, _("There is no such parameter."), "unknown"))
        elif len(given) > 1 and name not in lists:
            faults.append(Fault("query", name, _("This is given once."), "repeated"))
        elif any("\0" in one for one in given):
            faults.append(Fault("query", name, _("This holds a character that cannot be.")))
    for name, one in values.items():
        if "\0" in str(one):
            faults.append(Fault("path", name, _("This holds a character that cannot be.")))
    if faults:
        detail = " ".join(f"{one.field}: {one.detail}" for one in faults)
        raise Problem("invalid", detail, errors=faults)


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer with its entity tag: the one it was given, else that of its content."""
    if request.method not in SAFE:
        return response
    if response.status_code == 200 and etags.tag_of(request) is None:
        made = etags.tag(response.content)
        etags.set_tag(request, made)
        if etags.known(request, made):
            response = HttpResponse(status=304)
    made = etags.tag_of(request)
    if made is not None and response.status_code in (200, 304):
        response["ETag"] = made
    return response
