"""In which state each period of a programme is, and when it was locked."""

from windroos.apps.programmes.models import Review
from windroos.apps.regions.queries import Case


def steps(case: Case, programme: str, period: str | None = None) -> list[Review]:
    """The steps in the review of the periods of a programme, or of one, in their order."""
    found = Review.objects.filter(case=case, programme__slug=programme)
    if period is not None:
        found = found.filter(period=period)
    return list(found.select_related("actor", "programme"))


def state(case: Case, programme: str, period: str) -> str:
    """open, submitted, locked or reopened."""
    found = steps(case, programme, period)
    return found[-1].state if found else "open"


def locked(case: Case, programme: str) -> set[str]:
    """The periods of a programme that are locked now."""
    last = {one.period: one.state for one in steps(case, programme)}
    return {period for period, state in last.items() if state == "locked"}
