"""Every exception as a problem (RFC 9457): where what the apps refuse becomes a status."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja import errors as ninja
from pydantic.alias_generators import to_camel

from windroos.apps.accounts.mails import NotSent
from windroos.apps.regions.conflicts import Conflict
from windroos.cases import CaseError
from windroos.rest.etags import NotModified
from windroos.rest.problems import KINDS, MEDIA_TYPE, Fault, Problem
from windroos.rest.schemas import row
from windroos.rest.writing import pointer
from windroos.sources.lake import LakeError

logger = logging.getLogger(__name__)

# What is wrong with a value, by the name pydantic has for it; {…} are what pydantic tells of it.
_WRONG = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is no such field."),
    "greater_than_equal": _("This is at least {ge}."),
    "less_than_equal": _("This is at most {le}."),
    "literal_error": _("This is one of {expected}."),
    "enum": _("This is one of {expected}."),
    "string_pattern_mismatch": _("This has another form than {pattern}."),
    "string_too_long": _("This has at most {max_length} characters."),
    "string_too_short": _("This has at least {min_length} characters."),
    "too_long": _("Of these there are at most {max_length}."),
    "too_short": _("Of these there are at least {min_length}."),
    "int_parsing": _("This is a whole number."),
    "int_type": _("This is a whole number."),
    "int_from_float": _("This is a whole number."),
    "float_parsing": _("This is a number."),
    "float_type": _("This is a number."),
    "finite_number": _("This is a number."),
    "bool_parsing": _("This is true or false."),
    "bool_type": _("This is true or false."),
    "string_type": _("This is a text."),
    "string_unicode": _("This is a text."),
    "list_type": _("This is a list."),
    "dict_type": _("This is an object."),
    "model_type": _("This is an object."),
    "model_attributes_type": _("This is an object."),
    "date_parsing": _("This is a day, as YYYY-MM-DD."),
    "date_from_datetime_parsing": _("This is a day, as YYYY-MM-DD."),
    "date_from_datetime_inexact": _("This is a day, as YYYY-MM-DD."),
    "date_type": _("This is a day, as YYYY-MM-DD."),
}
_KIND_OF = {kind.status: name for name, kind in reversed(tuple(KINDS.items()))}


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem as the answer to a request."""
    body = problem.body(request.path)
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def of_status(status: int) -> Problem:
    """The problem behind an answer that some other part of the program gave."""
    kind = _KIND_OF.get(status, "internal" if status >= 500 else "malformed")
    return Problem(kind, KINDS[kind].title)


def problem_of(error: Exception) -> Problem:
    """What a request met, as a problem; what nobody expected is logged and says no more."""
    for kind, told in _TOLD:
        if isinstance(error, kind):
            return told(error)
    logger.error("The API met an error nobody expected", exc_info=error)
    return Problem(
        "internal", _("It has been written down. Nothing of the request was carried out.")
    )


def install(api: NinjaAPI) -> None:
    """Makes every exception of an operation a problem, and NotModified a 304."""

    api.add_exception_handler(NotModified, lambda _request, _error: HttpResponse(status=304))

    def told(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(request, problem_of(error))

    for kind in (Exception, Http404, ninja.HttpError, ninja.ValidationError):
        api.add_exception_handler(kind, told)


def _fault(error: Mapping[str, Any]) -> Fault:
    where, *path = error["loc"]
    if where == "body":
        # The first step is the name that the function of the operation gives the body.
        field = "".join(f"/{step}" for step in path[1:]) or "/"
    else:
        # Of one of several values the last step is its number.
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
    wording = _WRONG.get(error["type"])
    detail = str(wording).format(**error.get("ctx", {})) if wording else error["msg"]
    return Fault(where, field, detail, error["type"].replace("_", "-"))


def _faults(error: ValidationError) -> Iterable[Fault]:
    """What the apps say is wrong, by the columns of their tables."""
    if not hasattr(error, "error_dict"):
        yield from (Fault("body", "/", message) for message in error.messages)
        return
    for column, messages in error.message_dict.items():
        yield from (
            Fault("body", pointer("" if column == "__all__" else column) or "/", message)
            for message in messages
        )


def _listed(faults: Iterable[Fault]) -> str:
    """Every fault in one line."""
    return " ".join(
        f"{one.field.lstrip('/')}: {one.detail}" if one.field.strip("/") else str(one.detail)
        for one in faults
    )


def _stale(conflict: Conflict) -> Problem:
    """Someone else saved in the meantime; what stands there goes with it."""
    current = {to_camel(name): value for name, value in row(conflict.theirs).items()}
    return Problem(
        "stale",
        _("Read what stands there now, and send your change again with its version."),
        headers={"ETag": f'"v{conflict.version}"'},
        current={**current, "version": conflict.version},
    )


def _invalid(faults: Iterable[Fault]) -> Problem:
    found = list(faults)
    return Problem("invalid", _listed(found), errors=found)


def _busy(error: Exception) -> Problem:
    logger.warning("The database could not answer the API", exc_info=error)
    return Problem("unavailable", _("The database is busy. Try again."))


def _lost(error: Exception) -> Problem:
    logger.error("The lake lacks what the database refers to", exc_info=error)
    return Problem("unavailable", _("Figures that belong here are lost. Tell who keeps this site."))


# What each exception says; of two that fit the first, so that the more precise stands above.
_TOLD: tuple[tuple[type[Exception], Callable[[Any], Problem]], ...] = (
    (Problem, lambda error: error),
    (ninja.ValidationError, lambda error: _invalid(map(_fault, error.errors))),
    (Conflict, _stale),
    (ValidationError, lambda error: _invalid(_faults(error))),
    (CaseError, lambda error: Problem("invalid", str(error))),
    (PermissionDenied, lambda error: Problem("refused", str(error) or KINDS["refused"].title)),
    (Http404, lambda _error: of_status(404)),
    (RequestDataTooBig, lambda _error: of_status(413)),
    (SuspiciousOperation, lambda _error: of_status(400)),
    (UnreadablePostError, lambda _error: of_status(400)),
    (ninja.HttpError, lambda error: of_status(error.status_code)),
    (NotSent, lambda error: Problem("unavailable", str(error))),
    (OperationalError, _busy),
    (LakeError, _lost),
)
