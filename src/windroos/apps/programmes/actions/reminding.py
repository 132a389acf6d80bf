"""Reminding people by e-mail of the figures that they were asked to fill in and that are due."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts import mails
from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.programmes.queries import waiting
from windroos.apps.programmes.queries.waiting import Waiting
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def remind_assignee(
    case: Case, user: User, *, today: date, actor: User | None = None
) -> tuple[Waiting, ...]:
    """Send someone what is due of their indicators; of each period they are reminded once.

    Raises ValidationError when there is nothing that they were not reminded of, and
    `mails.NotSent`.
    """
    regions.lock(case)
    found = waiting.mine(case, user, today=today)
    new = [one for one in found if one.unsaid]
    if not new:
        told = _("%(name)s was reminded of everything that is due, or nothing is due.")
        raise ValidationError({"user": told % {"name": user.name}})
    for one in new:
        last = max((due.period for due in one.dues), key=lambda period: period.end)
        one.assignment.reminded = last.code
        one.assignment.save(update_fields=["reminded"])
        indicator = one.assignment.indicator
        tell(
            "indicator-reminded",
            actor=actor,
            subject_type="indicator",
            subject_id=indicator.slug,
            label_nl=indicator.label_nl,
            label_en=indicator.label_en,
            after={"person": user.name, "period": last.code},
        )
    mails.send("programmes/mail/due.txt", user.email, user.language, person=user, waiting=found)
    return found
