"""search"""

from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest, case: str) -> HttpResponse:
    return HttpResponse(case)
