"""Reading referrals on economic security."""

from django.utils import timezone

from windroos.apps.network.models import Referral
from windroos.apps.network.queries.dialogues import Reader
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case


def referrals(
    case: Case, user: Reader, *, region: str = "", status: str = "", outcome: str = ""
) -> list[Referral]:
    """The referrals of a case for its staff, the latest first; for others there are none.

    `status` is open, overdue, answered or removed.
    """
    if not roles_on(user, case):
        return []
    found = Referral.objects.filter(case=case, removed=status == "removed")
    if region:
        found = found.filter(region=region)
    if outcome:
        found = found.filter(outcome=outcome)
    if status in ("open", "overdue", "answered"):
        found = found.filter(answered_on__isnull=status != "answered")
    if status == "overdue":
        found = found.filter(answer_by__lt=timezone.localdate())
    return list(found.select_related("referred_by"))


def referral(case: Case, user: Reader, number: int) -> Referral | None:
    """The referral of this number, for the staff of the case."""
    if not roles_on(user, case):
        return None
    found = Referral.objects.filter(case=case, pk=number)
    return found.select_related("referred_by").first()
