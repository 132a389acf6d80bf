"""In which state each period of a programme is, and when it was locked."""

from windroos.apps.accounts.queries import User
from windroos.apps.programmes.models import Review
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Reviewed
from windroos.cases.facts.values import reviews_of
from windroos.measure.results import Period, State, state_of
from windroos.measure.results import locked as last_lock


def steps(case: Case, programme: str, period: str | None = None) -> list[Review]:
    """The steps in the review of the periods of a programme, or of one, in their order."""
    found = Review.objects.filter(case=case, programme__slug=programme)
    if period is not None:
        found = found.filter(period=period)
    return list(found.select_related("actor", "programme"))


def state(case: Case, programme: str, period: str) -> State:
    """In which state a period is now."""
    return reviewed(case, programme, period).state


def reviewed(case: Case, programme: str, period: str) -> Reviewed:
    """The report on a period: its state, steps and when it was last locked."""
    rows = Review.objects.filter(case=case, programme__slug=programme, period=period)
    found = tuple(
        sorted(
            reviews_of(rows.values("period", "state", "recorded", "reason")),
            key=lambda step: step.at,
        )
    )
    asked = Period.of(period)
    lock = last_lock(found, asked)
    return Reviewed(asked, state_of(found, asked), found, lock and lock.at)


def locked(case: Case, programme: str) -> set[Period]:
    """The periods of a programme that are locked now."""
    last = {one.period: one.state for one in steps(case, programme)}
    return {Period.of(period) for period, state in last.items() if state == "locked"}


def to_lock(case: Case, user: User) -> list[Review]:
    """The handing in of each period that waits for someone else than who did it to lock it."""
    found = Review.objects.filter(case=case).select_related("programme", "actor")
    last = {(one.programme.pk, one.period): one for one in found.order_by("recorded", "pk")}
    return [one for one in last.values() if one.state == "submitted" and one.actor != user]
