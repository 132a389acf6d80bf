"""overview"""

from django.http import HttpRequest, HttpResponse


def overview(request: HttpRequest, case: str) -> HttpResponse:
    return HttpResponse(case)
