"""Undoing: a former version put back, or something taken out of the lists."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from windroos.apps.network import actions
from windroos.apps.network.views.shared import press, sent_number, writers_desk


@require_POST
def put_back(request: HttpRequest, case: str, kind: str, number: int) -> HttpResponse:
    """Making a former version the current one."""
    at = writers_desk(request, case, "put_back")
    return press(
        at,
        lambda: actions.put_back(
            actor=at.user,
            case=at.case,
            kind=kind,
            number=number,
            version=sent_number(request, "version"),
            to=sent_number(request, "to"),
        ),
        at.url(kind, number),
    )


@require_POST
def remove(request: HttpRequest, case: str, kind: str, number: int) -> HttpResponse:
    """Taking something out of the lists."""
    at = writers_desk(request, case, "remove")
    return press(
        at,
        lambda: actions.remove(
            actor=at.user,
            case=at.case,
            kind=kind,
            number=number,
            version=sent_number(request, "version"),
        ),
        at.url(kind, number),
    )
