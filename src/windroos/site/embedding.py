"""Pages in a frame know nobody: cookies do not reach them, and they set none.

So a page in a frame is the same for everyone, whatever else of the program asks who is there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]

# The names of the addresses that other sites may show in a frame.
FRAMED = {"embed_region", "embed_map", "embed_table", "network:map_embed"}


def without_cookies(answer: Answer) -> Answer:
    """Stands above the session: takes the cookies away before anything reads them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not _framed(request.path_info):
            return answer(request)
        request.COOKIES = {}
        response = answer(request)
        response.cookies.clear()
        names = [name.strip() for name in response.get("Vary", "").split(",")]
        kept = [name for name in names if name and name.lower() != "cookie"]
        del response["Vary"]
        if kept:
            response["Vary"] = ", ".join(kept)
        return response

    return middleware


def _framed(path: str) -> bool:
    language = translation.get_language_from_path(path)
    if language is None:
        return False
    with translation.override(language):
        try:
            return resolve(path).view_name in FRAMED
        except Resolver404:
            return False
