"""Page method."""

from django.http import HttpRequest, HttpResponse


def method(request: HttpRequest, case: str) -> HttpResponse:
    """Page method."""
    return HttpResponse("method")
