"""The addresses of the site: `/<language>/…` for every page; `/` leads to the reader's language.

The API (`/api/v1`) and the catalogue of the data (`/catalog`) stand outside.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from windroos.site import views
from windroos.site.sources import reading
from windroos.site.views import (
    api,
    areas,
    catalogue,
    data,
    documents,
    drawing,
    embed,
    marking,
    parties,
    places,
    quantities,
    releasing,
    search,
    taking_over,
    terms,
    work,
)

urlpatterns = [
    path("", include("windroos.site.api.urls")),
    path("catalog", catalogue.catalogue, name="catalogue"),
    path("catalog.ttl", catalogue.catalogue_file, {"form": "ttl"}, name="catalogue_ttl"),
    path("catalog.jsonld", catalogue.catalogue_file, {"form": "jsonld"}, name="catalogue_jsonld"),
    path("catalog/files/<str:sha256>.<str:form>", catalogue.snapshot, name="catalogue_snapshot"),
    path("catalog/<path:name>", catalogue.dataset, name="catalogue_dataset"),
]
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("account/", include("windroos.apps.accounts.urls")),
    path("sources/", include("windroos.site.sources.urls")),
    path("<slug:case>/sources/<slug:dataset>/figures/", reading.figures, name="source_figures"),
    path("<slug:case>/sources/", include("windroos.site.sources.urls")),
    path("api/", api.api, name="api"),
    path("api/<slug:tag>/", api.matter, name="api_matter"),
    path("open-data/", catalogue.open_data, name="open_data"),
    path("<slug:case>/documents/", documents.documents, name="documents"),
    path("<slug:case>/documents/<slug:source>/", documents.document, name="document"),
    path(
        "<slug:case>/documents/<slug:source>/release/", releasing.release, name="document_release"
    ),
    path(
        "<slug:case>/documents/<slug:source>/withdraw/",
        releasing.withdraw,
        name="document_withdraw",
    ),
    path("<slug:case>/documents/<slug:source>/draw/<int:number>/", drawing.draw, name="draw"),
    path(
        "<slug:case>/documents/<slug:source>/tables/<int:number>/",
        taking_over.take_over,
        name="take_over",
    ),
    path("<slug:case>/documents/<slug:source>/mark/<int:number>/", marking.mark, name="mark"),
    path("<slug:case>/documents/<slug:source>/places/<slug:place>/", places.place, name="place"),
    path("<slug:case>/leaning/", places.leaning, name="leaning"),
    path("<slug:case>/figures-in-documents/", quantities.quantities, name="quantities"),
    path("<slug:case>/data/", data.data, name="data"),
    path("<slug:case>/data/package.zip", data.package, name="data_package"),
    path("<slug:case>/data/register.zip", data.register, name="data_register"),
    path("<slug:case>/data/<slug:table>.csv", data.table, {"form": "csv"}, name="data_csv"),
    path("<slug:case>/data/<slug:table>.json", data.table, {"form": "json"}, name="data_json"),
    path("<slug:case>/data/<slug:table>.xlsx", data.table, {"form": "xlsx"}, name="data_xlsx"),
    path("<slug:case>/areas/<slug:mark>.geojson", areas.areas, name="areas"),
    path(
        "<slug:case>/data/<slug:table>.parquet",
        data.table,
        {"form": "parquet"},
        name="data_parquet",
    ),
    path("<slug:case>/embed/", embed.embed, name="embed"),
    path("<slug:case>/embed/region/<slug:code>/", embed.region, name="embed_region"),
    path("<slug:case>/embed/map/", embed.regions_map, name="embed_map"),
    path("<slug:case>/embed/table/", embed.table, name="embed_table"),
    path("<slug:case>/search/", search.search, name="search"),
    path("<slug:case>/terms/", terms.terms, name="terms"),
    path("<slug:case>/parties/", parties.parties, name="parties"),
    path("<slug:case>/work/", work.work, name="work"),
    path("", include("windroos.apps.reports.urls")),
    path("", include("windroos.apps.network.urls")),
    path("", include("windroos.apps.programmes.urls")),
    path("", include("windroos.apps.compass.urls")),
    prefix_default_language=True,
)
if settings.WINDROOS_OIDC:
    urlpatterns += [path("account/openid/", include("windroos.apps.accounts.openid_urls"))]
