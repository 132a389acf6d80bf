"""The pages of the compass, within a case."""

from django.urls import path

from windroos.apps.compass.views import compare, contradictions, method, overview, region

app_name = "compass"

urlpatterns = [
    path("<slug:case>/", overview.overview, name="overview"),
    path("<slug:case>/regions/<slug:code>/", region.region, name="region"),
    path("<slug:case>/compare/", compare.compare, name="compare"),
    path("<slug:case>/method/", method.method, name="method"),
    path("<slug:case>/contradictions/", contradictions.contradictions, name="contradictions"),
]
