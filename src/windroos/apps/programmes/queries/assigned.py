"""Who is asked to fill in which indicators."""

from collections.abc import Iterable

from windroos.apps.accounts.queries import User
from windroos.apps.programmes.models import Assignment
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


def assignments(case: Case, programme: str | None = None) -> list[Assignment]:
    """The assignments of a case, or of one programme, by indicator."""
    found = Assignment.objects.filter(case=case).select_related("indicator__programme", "user")
    if programme is not None:
        found = found.filter(indicator__programme__slug=programme)
    return list(found)


def people(case: Case) -> list[User]:
    """Who can be asked to fill in indicators: who works on the case and can log in, by name."""
    organisations = of_case({"case": case})
    found = User.objects.filter(is_active=True, memberships__organisation__in=organisations)
    return sorted(found.distinct(), key=lambda user: user.name.casefold())


def assigned(case: Case, user: User) -> set[str]:
    """The indicators that someone is asked to fill in."""
    found = Assignment.objects.filter(case=case, user=user)
    return set(found.values_list("indicator__slug", flat=True))


def all_assigned(case: Case, user: object, indicators: Iterable[str]) -> bool:
    """Whether someone is asked to fill in each of these; of none, no."""
    wanted = set(indicators)
    return isinstance(user, User) and bool(wanted) and wanted <= assigned(case, user)
