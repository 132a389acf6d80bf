"""What every answer of the API carries, also the answers that other parts of the site give."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from windroos.rest.problems import MEDIA_TYPE
from windroos.site.api import limits
from windroos.site.api.errors import answer, of_status
from windroos.site.api.version import VERSION

PREFIX = "/api"
_READS = ("GET", "HEAD", "OPTIONS")
_EXPOSED = (
    "API-Version, Content-Disposition, Content-Language, ETag, Location, Retry-After, "
    "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
)
_HEADERS = {
    "API-Version": VERSION,
    # Other sites may read what is public; without credentials no browser sends those of a session.
    "Access-Control-Expose-Headers": _EXPOSED,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ApiMiddleware:
    """Makes every answer under `/api` one of the API: headers, problems, HEAD and OPTIONS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (request.path_info == PREFIX or request.path_info.startswith(f"{PREFIX}/")):
            return self.get_response(request)
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        response = self.get_response(request)
        request.method = asked
        response = self._settled(request, response)
        for name, value in _HEADERS.items():
            response[name] = value
        if asked in _READS:
            response["Access-Control-Allow-Origin"] = "*"
        limits.show(request, response)
        patch_vary_headers(response, ("Accept-Language", "Authorization", "Cookie"))
        return response

    def _settled(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer by the rules of the API, whoever gave it."""
        status = response.status_code
        if status == 405:
            allowed = {method.strip() for method in response["Allow"].split(",")} | {"OPTIONS"}
            if "GET" in allowed:
                allowed.add("HEAD")
            allow = ", ".join(sorted(allowed))
            if request.method == "OPTIONS":
                return _preflight(allow)
            response = answer(request, of_status(405))
            response["Allow"] = allow
        elif status in (301, 302):  # an address that is wrong is not mended in silence
            response = answer(request, of_status(404))
        elif status >= 400 and response.get("Content-Type") != MEDIA_TYPE:
            response = answer(request, of_status(status))
        if request.method == "HEAD":
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _preflight(allow: str) -> HttpResponse:
    """What a browser asks before it lets another site read."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": allow,
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )
