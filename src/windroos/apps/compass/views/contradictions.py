"""Page contradictions."""

from django.http import HttpRequest, HttpResponse


def contradictions(request: HttpRequest, case: str) -> HttpResponse:
    """Page contradictions."""
    return HttpResponse("contradictions")
