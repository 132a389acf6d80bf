"""Page region."""

from django.http import HttpRequest, HttpResponse


def region(request: HttpRequest, case: str, code: str) -> HttpResponse:
    """Page region."""
    return HttpResponse("region")
