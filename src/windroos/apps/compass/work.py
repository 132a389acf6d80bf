"""What analysts and others do with the compass, for the list of what there is to do."""

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.agenda import tasks as agenda_tasks
from windroos.apps.compass.decisions import drafted
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.panels import kept as panels
from windroos.apps.compass.reviews import reviewed
from windroos.apps.regions.queries import Case
from windroos.apps.regions.work import Task


def _panels(user: User, case: Case) -> int:
    """The panels that wait for someone's opinion, and those that they can settle."""
    return panels.asked_of(case, user).count() + len(panels.to_settle(case, user))


def _proposals(user: User, case: Case) -> int:
    """The proposed versions of the framework, for who may put one in force."""
    if not may(user, "compass.approve_framework", case=case):
        return 0
    listed = framework_versions.proposals(case)
    return sum(one.status == one.Status.PROPOSED and one.proposed_by != user for one in listed)


TASKS = (
    Task(
        _("Look at the reviews"),
        _("Where the compass came to say something else: take it up, or put it aside"),
        "compass:reviews",
        (Role.ANALYST, Role.DECISION_MAKER),
        reviewed.waiting,
    ),
    Task(
        _("See the drafts of decisions"),
        _("To decide for your organisation, or returned to you to mend"),
        "compass:to_decide",
        (Role.ANALYST, Role.DECISION_MAKER),
        drafted.waiting,
    ),
    Task(
        _("Look at the versions of the framework"),
        _("To put a proposed version in force, or turn it down"),
        "compass:framework_versions",
        (Role.DECISION_MAKER,),
        _proposals,
    ),
    Task(
        _("Find out what you took on"),
        _("Your tasks of the evidence agenda, with whom to ask and by when"),
        "compass:agenda_tasks",
        agenda_tasks.FINDERS,
        agenda_tasks.waiting,
    ),
    Task(
        _("Draft a decision"),
        _("For a region and role, with its motivation"),
        "compass:draft_new",
        (Role.ANALYST, Role.DECISION_MAKER),
    ),
    Task(
        _("Give your opinion in a panel"),
        _("Questions to several people, each by themselves; and settling what they came to"),
        "compass:panels",
        (Role.ANALYST,),
        _panels,
    ),
    Task(
        _("Rate regions in the grid"),
        _("Many ratings at once, with what they do to the verdicts before you save them"),
        "compass:grid",
        (Role.ANALYST,),
    ),
    Task(
        _("Work in Excel"),
        _("Download the whole case, change it, and see every change before it is saved"),
        "compass:workbook",
        (Role.ANALYST, Role.DECISION_MAKER),
    ),
    Task(
        _("Ask a panel"),
        _("Where people read the same sources differently"),
        "compass:panel_open",
        (Role.ANALYST,),
    ),
)
