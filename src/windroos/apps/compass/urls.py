"""The pages of the compass, within a case but for those that load one."""

from django.urls import include, path

from windroos.apps.compass.views import (
    agenda,
    agenda_tasks,
    challenges,
    changes,
    compare,
    contradictions,
    framework_propose,
    framework_versions,
    method,
    overview,
    packages,
    region,
    robustness,
    scenario_compare,
    scenarios,
    workbench,
    workbook,
)

app_name = "compass"

urlpatterns = [
    # A package may be of a case that is not there yet: so these stand under no case.
    path("account/packages/", packages.packages, name="packages"),
    path("account/packages/<uuid:token>/", packages.package, name="package"),
    path("<slug:case>/", overview.overview, name="overview"),
    path("<slug:case>/regions/<slug:code>/", region.region, name="region"),
    path("", include("windroos.apps.compass.views.judging.urls")),
    path("", include("windroos.apps.compass.views.decisions.urls")),
    path("<slug:case>/compare/", compare.compare, name="compare"),
    path("<slug:case>/method/", method.method, name="method"),
    path("<slug:case>/robustness/", robustness.robustness, name="robustness"),
    path("<slug:case>/robustness/ask/", robustness.ask, name="robustness_ask"),
    path(
        "<slug:case>/robustness/<int:number>/cancel/",
        robustness.cancel,
        name="robustness_cancel",
    ),
    path("<slug:case>/contradictions/", contradictions.contradictions, name="contradictions"),
    path(
        "<slug:case>/contradictions/<slug:id>/", contradictions.contradiction, name="contradiction"
    ),
    path(
        "<slug:case>/contradictions/<slug:id>/reopen/",
        contradictions.reopen,
        name="contradiction_reopen",
    ),
    path("<slug:case>/scenarios/", scenarios.all_scenarios, name="scenarios"),
    path("<slug:case>/scenarios/try/", workbench.workbench, name="scenario_try"),
    path("<slug:case>/scenarios/save/", scenarios.save, name="scenario_save"),
    path("<slug:case>/scenarios/compare/", scenario_compare.compare, name="scenario_compare"),
    path("<slug:case>/scenarios/<int:number>/", scenarios.scenario, name="scenario"),
    path("<slug:case>/scenarios/<int:number>/edit/", scenarios.edit, name="scenario_edit"),
    path("<slug:case>/scenarios/<int:number>/delete/", scenarios.delete, name="scenario_delete"),
    path("<slug:case>/scenarios/<int:number>/restore/", scenarios.restore, name="scenario_restore"),
    path("<slug:case>/agenda/", agenda.agenda, name="agenda"),
    path("<slug:case>/agenda/tasks/", agenda_tasks.all_tasks, name="agenda_tasks"),
    path("<slug:case>/agenda/tasks/new/", agenda_tasks.new, name="agenda_task_new"),
    path("<slug:case>/agenda/tasks/<int:number>/", agenda_tasks.task, name="agenda_task"),
    path("<slug:case>/agenda/tasks/<int:number>/edit/", agenda_tasks.edit, name="agenda_task_edit"),
    path(
        "<slug:case>/agenda/tasks/<int:number>/close/", agenda_tasks.close, name="agenda_task_close"
    ),
    path(
        "<slug:case>/agenda/tasks/<int:number>/reopen/",
        agenda_tasks.reopen,
        name="agenda_task_reopen",
    ),
    path("<slug:case>/challenges/", challenges.challenges, name="challenges"),
    path("<slug:case>/challenges/<slug:id>/", challenges.challenge, name="challenge"),
    path("<slug:case>/changes/", changes.changes, name="changes"),
    path("<slug:case>/workbook/", workbook.workbook, name="workbook"),
    path("<slug:case>/workbook/download/", workbook.download, name="workbook_download"),
    path("<slug:case>/workbook/<uuid:token>/", workbook.preview, name="workbook_preview"),
    path("<slug:case>/framework/", framework_versions.versions, name="framework_versions"),
    path("<slug:case>/framework/propose/", framework_propose.propose, name="framework_propose"),
    path(
        "<slug:case>/framework/<int:number>/", framework_versions.version, name="framework_version"
    ),
    path(
        "<slug:case>/framework/<int:number>/framework.toml",
        framework_versions.text,
        name="framework_text",
    ),
    path(
        "<slug:case>/framework/proposals/<int:number>/",
        framework_versions.proposal,
        name="framework_proposal",
    ),
    path(
        "<slug:case>/framework/proposals/<int:number>/framework.toml",
        framework_versions.proposal_text,
        name="framework_proposal_text",
    ),
]
