"""What programs can ask: the API as pages, made from its OpenAPI document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windroos.site.api.document import document
from windroos.site.api.telling import Group, groups
from windroos.site.api.version import VERSION


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """Every operation of the API, by matter, and how to begin."""
    found = _groups(request)
    return render(
        request,
        "windroos/api/api.html",
        {
            "groups": found,
            "count": sum(len(group.operations) for group in found),
            "server": request.build_absolute_uri("/api/v1"),
            "version": VERSION,
        },
    )


@require_safe
def matter(request: HttpRequest, tag: str) -> HttpResponse:
    """The operations on one matter, each with its parameters and an example."""
    found = next((group for group in _groups(request) if group.id == tag), None)
    if found is None:
        raise Http404(f"the API has nothing on {tag}")
    crumbs = [{"label": _("API"), "url": reverse("api")}, {"label": tag, "url": ""}]
    return render(request, "windroos/api/matter.html", {"group": found, "crumbs": crumbs})


def _groups(request: HttpRequest) -> list[Group]:
    server = request.build_absolute_uri("/api/v1")
    return groups(document(get_language() or "nl", server))
