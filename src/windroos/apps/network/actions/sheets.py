"""Taking over a sheet of organisations: kept to look at, and then all of it or nothing."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.network.actions.records import Given, write_records
from windroos.apps.network.models import HandedIn, Origin
from windroos.apps.network.queries import sheets
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.register.sheet_files import read_file
from windroos.cases.register.taking_in import CHANGED, NEW, Choices, Plan, given

# More of one person and case are not kept: the oldest goes.
_MOST_KEPT = 5
_NO_CHOICES: Choices = {}


class NotTaken(ValidationError):
    """A sheet of which nothing was taken over; `plan` tells why."""

    def __init__(self, plan: Plan, message: str) -> None:
        super().__init__(message)
        self.plan = plan


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def keep_sheet(case: Case, name: str, content: bytes, *, actor: User | None) -> HandedIn:
    """Keep a sheet of organisations for a while, for who handed it in; it changes nothing.

    Raises `Unreadable` when it is no such sheet.
    """
    assert actor is not None
    read_file(name, content)
    HandedIn.objects.exclude(pk__in=sheets.recent().values("pk")).delete()
    made = HandedIn.objects.create(case=case, user=actor, name=name[:255], content=content)
    older = sheets.handed_in(case, actor)[_MOST_KEPT:]
    HandedIn.objects.filter(pk__in=[one.pk for one in older]).delete()
    return made


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def choose_rows(
    case: Case, kept: HandedIn, choices: Mapping[str, str], *, actor: User | None
) -> HandedIn:
    """Keep what was chosen for rows of a sheet, by number of the row; empty takes it back."""
    own = sheets.handed_in(case, kept.user).filter(pk=kept.pk, user=actor)
    found = own.select_for_update().first()
    if found is None:
        raise ValidationError(_("That table is no longer kept. Hand it in again."))
    together = {**found.choices, **choices}
    found.choices = {row: chosen for row, chosen in together.items() if chosen}
    found.save(update_fields=["choices"])
    return found


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case)
def drop_sheet(case: Case, kept: HandedIn, *, actor: User | None) -> None:
    """Throw a sheet away that someone handed in themselves."""
    sheets.handed_in(case, kept.user).filter(pk=kept.pk, user=actor).delete()


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def take_in_sheet(
    case: Case,
    name: str,
    content: bytes,
    *,
    choices: Choices = _NO_CHOICES,
    seen: str | None = None,
    actor: User | None,
) -> Plan:
    """Take over every row of a sheet of organisations, with what was chosen for its rows.

    `seen` is the fingerprint of what was looked at before: when it would now do something else,
    nothing is done. Raises `NotTaken`, and `Unreadable` for what is no sheet.
    """
    regions.lock(case)
    plan = sheets.planned(case, name, content, choices)
    if not plan.sound:
        raise NotTaken(plan, _("Nothing was taken over: something has to be mended or chosen."))
    if seen is not None and plan.fingerprint != seen:
        raise NotTaken(
            plan, _("The register changed since you looked. Nothing was taken over: look again.")
        )
    writing = [
        Given("organisation", id, record, version) for id, record, version in given(plan.writing)
    ]
    if not writing:
        return plan
    write_records(case, writing, origin=Origin.TABLE, reason=name, actor=actor)
    tell(
        "sheet-taken-in",
        actor=actor,
        subject_type="case",
        subject_id=case.pk,
        label_nl=case.title,
        after={
            "file": name,
            "added": plan.counts[NEW],
            "changed": plan.counts[CHANGED],
        },
    )
    return plan
