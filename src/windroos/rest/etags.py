"""Entity tags: a reader that holds the answer already is told so, and nothing is computed."""

import hashlib

from django.http import HttpRequest
from django.utils.http import parse_etags


class NotModified(Exception):
    """The reader holds the answer already; becomes a 304."""


def tag(*parts: object, prefix: str = "") -> str:
    """A strong entity tag for an answer that is made of these parts and of nothing else."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
    return f'"{prefix and prefix + "-"}{digest[:32]}"'


def unless_known(request: HttpRequest, *parts: object) -> None:
    """Gives the answer to a request its entity tag, before the answer is made.

    `parts` tell of everything the answer depends on apart from its own address and language.
    Raises NotModified when the reader holds that answer.
    """
    language = getattr(request, "LANGUAGE_CODE", "")
    unless_tagged(request, tag(request.build_absolute_uri(), language, *parts))


def unless_tagged(request: HttpRequest, made: str) -> None:
    """The same with a tag that tells all the answer depends on."""
    set_tag(request, made)
    if known(request, made):
        raise NotModified


def known(request: HttpRequest, made: str) -> bool:
    """Whether the reader says to hold the answer with this tag."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or made in given or f"W/{made}" in given


def set_tag(request: HttpRequest, made: str) -> None:
    """Gives the answer to a request its entity tag."""
    request.etag = made  # type: ignore[attr-defined]


def tag_of(request: HttpRequest) -> str | None:
    """The tag that the answer to a request was given, if any."""
    return getattr(request, "etag", None)
