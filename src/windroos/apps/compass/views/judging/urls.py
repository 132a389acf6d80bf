"""The addresses of the pages of analysts, within a case."""

from django.urls import path

from windroos.apps.compass.views.judging import entering, grid, history, panels, undoing

urlpatterns = [
    path("<slug:case>/regions/<slug:code>/judge/<slug:criterion>/", entering.judge, name="judge"),
    path(
        "<slug:case>/regions/<slug:code>/precondition/<slug:precondition>/",
        entering.find,
        name="find",
    ),
    path("<slug:case>/grid/", grid.grid, name="grid"),
    path("<slug:case>/history/<slug:table>/<slug:key>/", history.row_history, name="history"),
    path("<slug:case>/take-back/<slug:table>/<slug:key>/", undoing.take_back, name="take_back"),
    path("<slug:case>/undo/<slug:table>/", undoing.undo, name="undo"),
    path("<slug:case>/panels/", panels.all_panels, name="panels"),
    path("<slug:case>/panels/open/", panels.open_panels, name="panel_open"),
    path("<slug:case>/panels/<int:number>/", panels.panel, name="panel"),
    path("<slug:case>/panels/<int:number>/give/", panels.give, name="panel_give"),
    path("<slug:case>/panels/<int:number>/settle/", panels.settle, name="panel_settle"),
    path("<slug:case>/panels/<int:number>/withdraw/", panels.withdraw, name="panel_withdraw"),
]
