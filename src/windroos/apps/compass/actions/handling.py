"""Handling several reviews at once, with one reason: all of them or none."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.actions.reviewing import accept_review, dismiss_review
from windroos.apps.compass.models import Review
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def handle_reviews(
    case: Case,
    reviews: Mapping[int, int | None],
    *,
    accept: bool,
    reason: str,
    actor: User | None,
) -> list[Review]:
    """Take reviews up, or put them aside. `reviews` gives by number the version that was seen.

    Raises ValidationError without a reason or when one of them is no longer open, and `Conflict`
    when more has moved since in one of them.
    """
    if not reviews:
        raise ValidationError({"reviews": _("Choose at least one review.")})
    found = {one.pk: one for one in Review.objects.filter(case=case, pk__in=list(reviews))}
    handle = accept_review if accept else dismiss_review
    handled = []
    for number, version in reviews.items():
        if number not in found:
            raise ValidationError({"reviews": _("There is no review of this number.")})
        one = handle(case, found[number], reason=reason, version=version, actor=actor)
        handled.append(one)
    return handled
