"""compare"""

from django.http import HttpRequest, HttpResponse


def compare(request: HttpRequest, case: str) -> HttpResponse:
    return HttpResponse(case)
