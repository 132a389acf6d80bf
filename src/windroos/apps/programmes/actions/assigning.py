"""Who is asked to fill in an indicator."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.queries import records
from windroos.apps.programmes.models import Assignment
from windroos.apps.regions.permits import of_case, organisations_of
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def assign_indicator(
    case: Case, indicator: str, user: User, *, actor: User | None = None
) -> Assignment:
    """Ask someone who works on the case to fill in an indicator; asking again changes nothing.

    Raises ValidationError.
    """
    row = records.row(case, "indicator", indicator)
    if row is None:
        raise ValidationError(_("There is no indicator “%(id)s”.") % {"id": indicator})
    if not user.is_active or not organisations_of(user, case):
        told = _("%(name)s does not work on this case: give them a role first.")
        raise ValidationError({"user": told % {"name": user.name}})
    made, new = Assignment.objects.get_or_create(case=case, indicator=row, user=user)
    if new:
        _tell("indicator-assigned", made, actor, after={"person": user.name})
    return made


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def unassign_indicator(
    case: Case, indicator: str, user: User, *, actor: User | None = None
) -> None:
    """Ask someone no longer to fill in an indicator; who was not asked stays so."""
    for one in Assignment.objects.filter(case=case, indicator__slug=indicator, user=user):
        _tell("indicator-unassigned", one, actor, before={"person": user.name})
        one.delete()


def _tell(
    verb: str,
    one: Assignment,
    actor: User | None,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    tell(
        verb,
        actor=actor,
        subject_type="indicator",
        subject_id=one.indicator.slug,
        label_nl=one.indicator.label_nl,
        label_en=one.indicator.label_en,
        before=before,
        after=after,
    )
