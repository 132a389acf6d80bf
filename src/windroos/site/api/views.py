"""What the API serves beside its operations."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from windroos.rest.etags import known, tag
from windroos.rest.problems import not_found
from windroos.site.api.document import document
from windroos.site.api.errors import answer


@csrf_exempt
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, for everybody, in the language of the reader."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    server = request.build_absolute_uri("/api/v1")
    content = json.dumps(document(get_language() or "nl", server), ensure_ascii=False)
    made = tag(content)
    if known(request, made):
        return HttpResponse(status=304, headers={"ETag": made})
    return HttpResponse(content, content_type="application/json", headers={"ETag": made})


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """There is nothing at this address of the API."""
    return answer(request, not_found(request.path))
