"""The addresses of the API. They carry no language: `Accept-Language` says which one is wanted."""

from django.urls import path, re_path

from windroos.site.api.router import api
from windroos.site.api.views import nothing, openapi_json

urlpatterns = [
    path("api/v1/openapi.json", openapi_json),
    path("api/v1/", api.urls),
    # Below the others: whatever else is asked of the API, the API says that it is not there.
    re_path(r"^api(?:/.*)?$", nothing),
]
