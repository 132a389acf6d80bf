"""The addresses of the site, with bare pages of programmes where it has none itself."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, include, path, reverse

from windroos.site.urls import urlpatterns as of_site


def _bare(request: HttpRequest, **_kept: str) -> HttpResponse:
    return HttpResponse(request.path)


def _missing() -> bool:
    try:
        reverse("programmes:programmes", args=["lake"], urlconf="windroos.site.urls")
    except NoReverseMatch:
        return True
    return False


_pages = (
    [
        path("<slug:case>/programmes/", _bare, name="programmes"),
        path("<slug:case>/programmes/<slug:slug>/", _bare, name="programme"),
        path("<slug:case>/indicators/<slug:slug>/", _bare, name="indicator"),
    ],
    "programmes",
)
urlpatterns = [*of_site, *(i18n_patterns(path("", include(_pages))) if _missing() else ())]
