"""The addresses of the site: `/<language>/…` for every page; `/` leads to the reader's language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from windroos.site import views

urlpatterns = i18n_patterns(
    path("", views.home, name="home"),
    path("account/", include("windroos.apps.accounts.urls")),
    path("", include("windroos.apps.compass.urls")),
    path("", include("windroos.apps.evidence.urls")),
    prefix_default_language=True,
)
