"""The pages of programmes, within a case."""

from django.urls import URLPattern, path

from windroos.apps.programmes.views import indicator, programme, programmes

app_name = "programmes"

_one = "<slug:case>/programmes/<slug:slug>"
urlpatterns: list[URLPattern] = [
    path("<slug:case>/programmes/", programmes.programmes, name="programmes"),
    path(f"{_one}/", programme.programme, name="programme"),
    path("<slug:case>/indicators/<slug:slug>/", indicator.indicator, name="indicator"),
]
