"""What the compass keeps, from frameworks and decisions to tasks, scenarios and runs."""

from windroos.apps.compass.models.agenda import AgendaTask
from windroos.apps.compass.models.case import Decision, Finding, Framework, Settlement
from windroos.apps.compass.models.drafts import Draft
from windroos.apps.compass.models.frameworks import FrameworkVersion
from windroos.apps.compass.models.panels import Opinion, Panel
from windroos.apps.compass.models.reviews import Review
from windroos.apps.compass.models.runs import Run
from windroos.apps.compass.models.scenarios import Scenario
from windroos.apps.compass.models.uploads import Upload

__all__ = [
    "AgendaTask",
    "Decision",
    "Draft",
    "Finding",
    "Framework",
    "FrameworkVersion",
    "Opinion",
    "Panel",
    "Review",
    "Run",
    "Scenario",
    "Settlement",
    "Upload",
]
