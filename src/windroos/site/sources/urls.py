"""The addresses of the sources: of the whole installation, or with the menu of a case."""

from django.urls import path

from windroos.site.sources import edition, imports, indicator, listed, one

urlpatterns = [
    path("", listed.sources, name="sources"),
    path("editions/<int:number>/", edition.edition, name="source_edition"),
    path("editions/<int:number>/hold/", edition.hold, name="source_edition_hold"),
    path("editions/<int:number>/indicator/", indicator.indicator, name="source_indicator"),
    path(
        "editions/<int:number>/indicator/figures.<slug:form>",
        indicator.figures_file,
        name="source_indicator_file",
    ),
    path("snapshots/<slug:sha256>/", edition.snapshot, name="source_snapshot"),
    path("imports/<int:number>/", imports.import_, name="source_import"),
    path("imports/<int:number>/cancel/", imports.cancel, name="source_import_cancel"),
    path("imports/<int:number>/retry/", imports.retry, name="source_import_retry"),
    path("<slug:dataset>/", one.source, name="source"),
    path("<slug:dataset>/fetch/", one.fetch, name="source_fetch"),
    path("<slug:dataset>/load/", one.load, name="source_load"),
]
