"""What people do with the register, for the list of what there is to do."""

from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.queries import Role
from windroos.apps.network.queries.proposals import news, waiting
from windroos.apps.regions.work import Task

TASKS = (
    Task(
        _("Answer proposed corrections"),
        _("What readers say is wrong or missing in the register; taken over with one click"),
        "network:proposals",
        (Role.ANALYST, Role.ADMINISTRATOR),
        waiting,
    ),
    Task(
        _("Change organisations in Excel"),
        _("Many at once; every change is shown before it is saved"),
        "network:organisations_import",
        (Role.ANALYST, Role.ADMINISTRATOR),
    ),
    Task(
        _("See what came of your own proposals"),
        _("What you proposed to correct in the register, and the answers"),
        "network:proposals_own",
        (),
        news,
    ),
)
