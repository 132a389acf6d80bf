"""terms"""

from django.http import HttpRequest, HttpResponse


def terms(request: HttpRequest, case: str) -> HttpResponse:
    return HttpResponse(case)
