"""In which state each period of a programme is, and when it was locked."""

from windroos.apps.programmes.models import Review
from windroos.apps.regions.queries import Case
from windroos.cases.facts.values import reviews_of
from windroos.measure.results import Period, State, state_of


def steps(case: Case, programme: str, period: str | None = None) -> list[Review]:
    """The steps in the review of the periods of a programme, or of one, in their order."""
    found = Review.objects.filter(case=case, programme__slug=programme)
    if period is not None:
        found = found.filter(period=period)
    return list(found.select_related("actor", "programme"))


def state(case: Case, programme: str, period: str) -> State:
    """In which state a period is now."""
    rows = Review.objects.filter(case=case, programme__slug=programme, period=period)
    found = reviews_of(rows.values("period", "state", "recorded", "reason"))
    return state_of(found, Period.of(period))


def locked(case: Case, programme: str) -> set[Period]:
    """The periods of a programme that are locked now."""
    last = {one.period: one.state for one in steps(case, programme)}
    return {Period.of(period) for period, state in last.items() if state == "locked"}
