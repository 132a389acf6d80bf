"""Raising and handling reviews: what the compass came to say differently, looked at by a person."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Event, Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.models import Review
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case, Region
from windroos.cases.moves import Move, moves


def raise_reviews(
    case: Case,
    before: cases.Case,
    causes: Sequence[Event],
    *,
    regions: Collection[str] | None = None,
) -> None:
    """Raise a review for every region and role of which the compass says something else now.

    `before` is the case as it was; `regions` those the change was about, all when left out.
    Called within the transaction of the change.
    """
    found: dict[tuple[str, str], list[Move]] = {}
    day = timezone.localdate()
    for move in moves(before, queries.value(case), day, regions):
        found.setdefault((move.region, move.role), []).append(move)
    if not found:
        return
    codes = {code for code, _role in found}
    rows = {region.code: region for region in Region.objects.filter(case=case, code__in=codes)}
    open_ones = {
        (review.region.code, review.role): review
        for review in Review.objects.filter(
            case=case, status=Review.Status.OPEN, region__code__in=codes
        ).select_related("region")
    }
    for (code, role), moved in found.items():
        review = open_ones.get((code, role))
        if review is None:
            review = Review.objects.create(
                case=case, region=rows[code], role=role, moves=_merged([], moved)
            )
        else:
            review.moves = _merged(review.moves, moved)
            review.version += 1
            if not review.moves:
                review.status = Review.Status.WITHDRAWN
                review.handled = timezone.now()
            review.save(update_fields=["moves", "version", "status", "handled"])
        review.causes.add(*causes)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def accept_review(
    case: Case, review: Review, *, reason: str, version: int | None = None, actor: User | None
) -> Review:
    """Take a review up: what moved is a reason to look at the decision again."""
    return _handle(case, review, Review.Status.ACCEPTED, reason, version, actor)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def dismiss_review(
    case: Case, review: Review, *, reason: str, version: int | None = None, actor: User | None
) -> Review:
    """Put a review aside: what moved is no reason to look at the decision again."""
    return _handle(case, review, Review.Status.DISMISSED, reason, version, actor)


def _handle(
    case: Case, given: Review, status: str, reason: str, version: int | None, actor: User | None
) -> Review:
    """Close an open review with a reason.

    Raises ValidationError without a reason or when it is no longer open, and `Conflict` when more
    has moved since `version` was seen.
    """
    review = Review.objects.select_for_update().get(pk=given.pk, case=case)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if review.status != Review.Status.OPEN:
        raise ValidationError(
            _("This review is %(status)s already.") % {"status": Review.Status(review.status).label}
        )
    if version is not None and version != review.version:
        raise Conflict(
            theirs={"moves": review.moves},
            yours={"status": str(status), "reason": reason},
            version=review.version,
        )
    review.status = status
    review.reason = reason.strip()
    review.handled = timezone.now()
    review.handled_by = actor
    review.version += 1
    review.save(update_fields=["status", "reason", "handled", "handled_by", "version"])
    accounts.record(
        f"review-{status}",
        actor=actor,
        subject_type="review",
        subject_id=review.pk,
        label_nl=review.region.name_nl,
        label_en=review.region.name_en,
        before={"status": str(Review.Status.OPEN)},
        after={"status": str(status), "reason": review.reason, "case": case.name},
    )
    return review


def _merged(held: Sequence[dict[str, Any]], moved: Iterable[Move]) -> list[dict[str, Any]]:
    """What moved since a review was raised, with what moved now; what is back is left out."""
    since = {(one["what"], one["theme"], one["subject"]): dict(one) for one in held}
    for move in moved:
        one = asdict(move)
        del one["region"], one["role"]
        key = (move.what, move.theme, move.subject)
        if key in since:
            one["before"] = since[key]["before"]
        since[key] = one
    return [one for one in since.values() if one["before"] != one["after"]]
