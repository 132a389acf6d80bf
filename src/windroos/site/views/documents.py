"""The documents of a case."""

from django.http import HttpRequest, HttpResponse


def documents(request: HttpRequest, case: str) -> HttpResponse:
    """Documents."""
    return HttpResponse("documents")


def document(request: HttpRequest, case: str, source: str) -> HttpResponse:
    """Document."""
    return HttpResponse("document")
