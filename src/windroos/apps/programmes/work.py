"""What people do for the results of programmes, for the list of what there is to do."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.queries import Role, User
from windroos.apps.programmes.queries import reviews, waiting
from windroos.apps.regions.queries import Case
from windroos.apps.regions.work import Task


def _due(user: User, case: Case) -> int:
    """How many figures are due of the indicators that someone was asked to fill in."""
    return sum(len(one.dues) for one in waiting.mine(case, user, today=timezone.localdate()))


def _to_lock(user: User, case: Case) -> int:
    """The periods that were handed in by someone else."""
    return len(reviews.to_lock(case, user))


TASKS = (
    Task(
        _("Fill in what is due"),
        _("Figures of programmes that you were asked for, with by when"),
        "programmes:due",
        (),
        _due,
    ),
    Task(
        _("Look at the reports of programmes"),
        _("Periods that were handed in, for you to look at and lock"),
        "programmes:to_lock",
        (Role.DECISION_MAKER, Role.ADMINISTRATOR),
        _to_lock,
    ),
)
