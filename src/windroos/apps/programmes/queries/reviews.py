"""In which state each period of a programme is, and when it was locked."""

from typing import cast

from windroos.apps.programmes.models import Review
from windroos.apps.regions.queries import Case
from windroos.measure import results
from windroos.measure.results import Period, State, state_of


def steps(case: Case, programme: str, period: str | None = None) -> list[Review]:
    """The steps in the review of the periods of a programme, or of one, in their order."""
    found = Review.objects.filter(case=case, programme__slug=programme)
    if period is not None:
        found = found.filter(period=period)
    return list(found.select_related("actor", "programme"))


def state(case: Case, programme: str, period: str) -> State:
    """In which state a period is now."""
    return state_of(map(as_review, steps(case, programme, period)), Period.of(period))


def as_review(row: Review) -> results.Review:
    """A step as the rules of results know it."""
    return results.Review(
        period=Period.of(row.period),
        state=cast(State, row.state),
        at=row.recorded,
        by=row.actor.name if row.actor else "",
        reason=row.reason or "",
    )
