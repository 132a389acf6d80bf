"""The pages of the reports of a case."""

from django.urls import path

from windroos.apps.reports.views import making, reading, releasing

app_name = "reports"

urlpatterns = [
    path("<slug:case>/reports/", reading.all_reports, name="reports"),
    path("<slug:case>/reports/new/", making.new, name="new"),
    path("<slug:case>/reports/<int:number>/", reading.report, name="report"),
    path("<slug:case>/reports/<int:number>/check/", reading.check, name="check"),
    path("<slug:case>/reports/<int:number>/report.<str:form>", reading.file, name="file"),
    path("<slug:case>/reports/<int:number>/release/", releasing.release, name="release"),
    path("<slug:case>/reports/<int:number>/withdraw/", releasing.withdraw, name="withdraw"),
]
