"""The review of a period of a programme: handed in, locked by someone else, and opened again.

What is locked is what was reported. Later facts of a locked period are corrections: they change
what is known now, and not what was reported.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.apps.accounts.actions import record as tell
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.accounts.sentences import Sentence
from windroos.apps.network.queries import records
from windroos.apps.programmes.models import Review
from windroos.apps.programmes.queries import reviews
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.facts.rules import NO_PERIOD
from windroos.measure.results import NEXT, Period, PeriodError, State

_STATES: Mapping[State, Sentence] = {
    "open": _("open"),
    "submitted": _("handed in"),
    "locked": _("locked"),
}
_REFUSED: Mapping[State, Sentence] = {
    "submitted": _("%(period)s is %(state)s: it cannot be handed in."),
    "locked": _("%(period)s is %(state)s: it is handed in before it is locked."),
    "open": _("%(period)s is %(state)s: it cannot be opened again."),
}
# The word for a step as it is stored, in tables too.
_STEPS: Mapping[State, str] = {"submitted": "submitted", "locked": "locked", "open": "reopened"}


@action(Role.ANALYST, Role.ADMINISTRATOR, within=of_case, program=True)
def submit_period(
    case: Case, programme: str, period: str, *, reason: str = "", actor: User | None = None
) -> Review:
    """Hand in what a programme reports of a period, for someone else to look at and lock.

    Raises ValidationError when it was handed in already.
    """
    return _step(case, programme, period, "submitted", reason, actor)


@action(Role.DECISION_MAKER, Role.ADMINISTRATOR, within=of_case, program=True)
def lock_period(
    case: Case, programme: str, period: str, *, reason: str = "", actor: User | None = None
) -> Review:
    """Lock a period as it was handed in: this is what was reported.

    Raises ValidationError when it was not handed in, or by the one who does this.
    """
    regions.lock(case)
    found = reviews.steps(case, programme, _code(period))
    if actor is not None and found and found[-1].actor == actor:
        raise ValidationError(
            gettext("You handed this period in yourself: someone else looks at it and locks it.")
        )
    return _step(case, programme, period, "locked", reason, actor)


@action(Role.DECISION_MAKER, Role.ADMINISTRATOR, within=of_case, program=True)
def reopen_period(
    case: Case, programme: str, period: str, *, reason: str, actor: User | None = None
) -> Review:
    """Open a period again, with the reason; what was reported when it was locked stays known.

    Raises ValidationError when it is open.
    """
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say why the period is opened again.")})
    return _step(case, programme, period, "open", reason, actor)


def _step(
    case: Case, programme: str, period: str, state: State, reason: str, actor: User | None
) -> Review:
    regions.lock(case)
    row = records.row(case, "programme", programme)
    if row is None:
        raise ValidationError(gettext("There is no programme “%(id)s”.") % {"id": programme})
    code = _code(period)
    now = reviews.state(case, programme, code)
    if state not in NEXT[now]:
        raise ValidationError(str(_REFUSED[state]) % {"period": code, "state": _STATES[now]})
    number = Review.objects.filter(case=case).count() + 1
    step = Review.objects.create(
        case=case,
        # Whatever the programme is called, it fits.
        slug=f"{programme[:70]}-{code}-{_STEPS[state]}-{number}".lower().replace("/", "-"),
        programme=row,
        period=code,
        state=_STEPS[state],
        recorded=timezone.now(),
        reason=reason.strip() or None,
        actor=actor,
    )
    tell(
        f"period-{_STEPS[state]}",
        actor=actor,
        subject_type="programme",
        subject_id=programme,
        label_nl=row.label_nl,
        label_en=row.label_en,
        after={"period": code, "reason": reason.strip()},
    )
    return step


def _code(period: str) -> str:
    """A period as it is stored; raises ValidationError where it is none."""
    try:
        return Period.of(period).code
    except PeriodError as error:
        raise ValidationError({"period": gettext(NO_PERIOD) % {"cell": period}}) from error
