"""The addresses of the site: `/<language>/…` for every page; `/` leads to the reader's language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from windroos.site import views
from windroos.site.views import documents, search, terms

urlpatterns = i18n_patterns(
    path("", views.home, name="home"),
    path("account/", include("windroos.apps.accounts.urls")),
    path("<slug:case>/documents/", documents.documents, name="documents"),
    path("<slug:case>/documents/<slug:source>/", documents.document, name="document"),
    path("<slug:case>/search/", search.search, name="search"),
    path("<slug:case>/terms/", terms.terms, name="terms"),
    path("", include("windroos.apps.compass.urls")),
    prefix_default_language=True,
)
