"""Writes on what exists: they say which version they change, and are refused when it is another."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, get_args

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja.params.models import Header
from ninja.responses import NinjaJSONEncoder
from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from windroos.rest.etags import tag
from windroos.rest.problems import Problem
from windroos.rest.schemas import TextInput

IfMatch = Annotated[str | None, Header(None, alias="If-Match")]
_VERSION = re.compile(r'"v(\d{1,18})(-[0-9a-f]+)?"', re.ASCII)
_PREFIX = re.compile(r'"([0-9a-f]+)-[0-9a-f]+"', re.ASCII)


def version_in(if_match: str | None) -> int:
    """The version of a row that a write is made on, from its `If-Match`.

    Raises a `Problem` without one, and for one that no row ever had.
    """
    found = _VERSION.fullmatch(_needed(if_match))
    if found is None:
        raise stale({})
    return int(found[1])


def fingerprint_in(if_match: str | None) -> str:
    """The fingerprint of what was looked at, with which its entity tag begins.

    Raises a `Problem` without an `If-Match`, and for one that nothing ever had.
    """
    found = _PREFIX.fullmatch(_needed(if_match))
    if found is None:
        raise stale({})
    return found[1]


def tag_of(schema: type[BaseModel], current: Any, prefix: str = "") -> str:
    """The entity tag of something without versions: that of how it is answered."""
    return tag(json.dumps(plain(schema, current), sort_keys=True), prefix=prefix)


def unless_changed(if_match: str | None, schema: type[BaseModel], current: Any) -> None:
    """Raises a `Problem` when something without versions is not what the writer saw."""
    if _needed(if_match) != tag_of(schema, current):
        raise stale(plain(schema, current))


def _needed(if_match: str | None) -> str:
    if if_match is None or if_match.strip() in ("", "*"):
        raise Problem(
            "if-match-required",
            _("Read it first, and send its ETag as If-Match: so you change what you saw."),
        )
    return if_match.strip()


def stale(current: Mapping[str, Any], **headers: str) -> Problem:
    """Someone else changed it in the meantime; what stands there now goes with it."""
    return Problem(
        "stale",
        _("Read what stands there now, and send your change again with its version."),
        headers=headers,
        current=dict(current),
    )


def plain(schema: type[BaseModel], current: Any) -> dict[str, Any]:
    """Something as it is answered."""
    told = schema.model_validate(current).model_dump(by_alias=True)
    return json.loads(json.dumps(told, cls=NinjaJSONEncoder))


def made(request: HttpRequest, response: HttpResponse, id: object) -> None:
    """Tells where what was made in a list is to be found."""
    response["Location"] = request.build_absolute_uri(f"{request.path}/{id}")


def shown_once(request: HttpRequest, name: str) -> None:
    """Says of a field of the answer that who repeats the request gets null in its place."""
    request.shown_once = name  # type: ignore[attr-defined]


def pointer(column: str) -> str:
    """Where a column of a table stands in a body.

    >>> pointer("reason_nl"), pointer("period_start"), pointer("")
    ('/reason/nl', '/periodStart', '')
    """
    stem, _dot, language = column.rpartition("_")
    if stem and language in ("nl", "en"):
        return f"/{to_camel(stem)}/{language}"
    return f"/{to_camel(column)}" if column else ""


def columns(given: BaseModel) -> dict[str, Any]:
    """What was sent, by the columns of its table; fields that were left out stay out.

    Of a list of objects each is told by the columns of its own.

    >>> from windroos.rest.schemas import Input
    >>> class Example(Input):
    ...     reason: TextInput
    ...     themes: list[str] = []
    ...     role: str | None = None
    >>> columns(Example(reason=TextInput(nl="Omdat"), themes=["a", "b"]))
    {'reason_nl': 'Omdat', 'themes': 'a b'}
    """
    found: dict[str, Any] = {}
    for name in given.model_fields_set:
        value = getattr(given, name)
        if _is_text(type(given), name):
            texts = {"nl": None, "en": None} if value is None else columns(value)
            found |= {f"{name}_{language}": text for language, text in texts.items()}
        elif isinstance(value, list):
            rows = [columns(one) for one in value if isinstance(one, BaseModel)]
            found[name] = rows or " ".join(value) or None
        else:
            found[name] = value
    return dict(sorted(found.items()))


def _is_text(kind: type[BaseModel], name: str) -> bool:
    annotation = kind.model_fields[name].annotation
    return TextInput in (annotation, *get_args(annotation))
