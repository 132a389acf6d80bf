"""The compass of a case, in the API."""

from windroos.apps.compass.api import (
    agenda_tasks,
    assessments,
    challenges,
    contradictions,
    deciding,
    drafting,
    explanations,
    framework,
    judging,
    leaning,
    packages,
    panels,
    places,
    printed,
    proposals,
    readings,
    records,
    reviews,
    runs,
    scenarios,
    sureness,
    workbooks,
)
from windroos.rest.routing import Router

routers: tuple[Router, ...] = tuple(
    module.router
    for module in (
        framework,
        readings,
        proposals,
        assessments,
        scenarios,
        explanations,
        sureness,
        runs,
        records,
        places,
        printed,
        judging,
        panels,
        drafting,
        deciding,
        contradictions,
        leaning,
        challenges,
        reviews,
        agenda_tasks,
        workbooks,
        packages,
    )
)
