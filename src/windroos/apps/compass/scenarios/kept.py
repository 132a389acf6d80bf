"""Reading scenarios: who sees which, and what one makes of the weighing of a case."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from windroos import cases
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.models import Scenario
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case

__all__ = [
    "Scenario",
    "assessment",
    "deleted",
    "find",
    "may_change",
    "may_publish",
    "named",
    "visible",
]

Reader = User | AnonymousUser | None


def visible(case: Case, reader: Reader) -> QuerySet[Scenario]:
    """The scenarios of a case that someone may see, by name: their own, and those shared."""
    return _seen(case, reader).filter(deleted=None)


def deleted(case: Case, reader: Reader) -> QuerySet[Scenario]:
    """The scenarios someone may see that were deleted, the last one first."""
    return _seen(case, reader).exclude(deleted=None).order_by("-deleted")


def _seen(case: Case, reader: Reader) -> QuerySet[Scenario]:
    public = Q(visibility=Scenario.Visibility.PUBLIC)
    own = Q(made_by=reader) if isinstance(reader, User) else Q(pk=None)
    shared = Q(visibility=Scenario.Visibility.CASE) if roles_on(reader, case) else Q(pk=None)
    found = Scenario.objects.filter(public | own | shared, case=case)
    return found.select_related("made_by", "changed_by")


def find(case: Case, number: int, reader: Reader) -> Scenario | None:
    """The scenario of that number, deleted or not; None when it is not there for the reader."""
    return _seen(case, reader).filter(pk=number).first()


def named(case: Case, name: str, reader: Reader) -> list[Scenario]:
    """The scenarios of that name or number: more than one when several people used the name."""
    found = list(visible(case, reader).filter(name=name))
    if not found and name.isdecimal():
        found = list(visible(case, reader).filter(pk=int(name)))
    return found


def may_change(case: Case, saved: Scenario, reader: Reader) -> bool:
    """Whether someone may change or delete a scenario: who made it, and when it is shared who
    works on the case as analyst or decision-maker."""
    roles = roles_on(reader, case)
    if not roles:
        return False
    shared = saved.visibility != Scenario.Visibility.PRIVATE
    return saved.made_by == reader or (shared and may_publish(case, reader))


def may_publish(case: Case, reader: Reader) -> bool:
    """Whether someone may show a scenario to everyone."""
    return bool(roles_on(reader, case) & {Role.ANALYST, Role.DECISION_MAKER})


def assessment(
    case: Case, scenario: cases.Scenario, theme: str | None, day: date
) -> cases.Assessment:
    """The weighing of a case in a scenario as it stood on a day.

    Raises `ScenarioError` when the scenario does not fit the framework (any more).
    """
    return cases.weigh(queries.value(case, day), scenario.role, theme, as_of=day, scenario=scenario)
