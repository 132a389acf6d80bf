"""The pages of programmes, within a case."""

from django.urls import URLPattern, path

from windroos.apps.programmes.views import (
    comparing,
    entering,
    indicator,
    periods,
    programme,
    programmes,
    waiting,
)

app_name = "programmes"

_one = "<slug:case>/programmes/<slug:slug>"
urlpatterns: list[URLPattern] = [
    path("<slug:case>/programmes/", programmes.programmes, name="programmes"),
    path(f"{_one}/", programme.programme, name="programme"),
    path(f"{_one}/enter/", entering.entry, name="entry"),
    path(f"{_one}/enter/money/", entering.entry_money, name="entry_money"),
    path(f"{_one}/periods/", periods.periods, name="periods"),
    path(f"{_one}/compare/", comparing.compare, name="compare"),
    path("<slug:case>/programme-figures-due/", waiting.due, name="due"),
    path("<slug:case>/programme-reports/", waiting.to_lock, name="to_lock"),
    path("<slug:case>/indicators/<slug:slug>/", indicator.indicator, name="indicator"),
]
