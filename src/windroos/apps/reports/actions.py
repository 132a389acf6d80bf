"""Making reports, and letting everyone read them; what a report says is never changed."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import leading, of_case
from windroos.apps.regions.queries import Case
from windroos.apps.reports import queries
from windroos.apps.reports.faults import told
from windroos.apps.reports.models import Report
from windroos.cases import reports
from windroos.cases.fields import TEXT
from windroos.cases.papers import OptionError
from windroos.report.paper import fingerprint, to_data


@action(Role.ANALYST, Role.DECISION_MAKER, Role.ADMINISTRATOR, within=of_case)
def make_report(
    case: Case,
    kind: str,
    options: Mapping[str, Any] | None = None,
    *,
    day: date | None = None,
    actor: User,
) -> Report:
    """Make a report of what is known now, or was at the end of a day, and freeze it.

    It is there in both languages, and internal to the case until it is released. Raises
    ValidationError by option, and for a kind that there is not.
    """
    case = regions.lock(case)
    wanted = queries.kinds().get(kind)
    if wanted is None:
        raise ValidationError({"kind": _("There is no such kind of report.")})
    at = queries.moment(case, day)
    last = Report.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    number = last + 1
    known = queries.known(case, at)
    try:
        frozen = reports.freeze(
            wanted, known, options or {}, as_of=at.as_of, reference=f"{case.name}-{number}"
        )
    except OptionError as error:
        raise ValidationError({error.option: told(error)}) from error
    papers = frozen.papers
    made = Report.objects.create(
        case=case,
        number=number,
        kind=kind,
        title_nl=papers["nl"].title,
        title_en=papers["en"].title,
        options=dict(frozen.options),
        day=at.day,
        as_of=at.as_of.astimezone(UTC),
        states=dict(at.states),
        papers={language: to_data(paper) for language, paper in papers.items()},
        sha256_nl=fingerprint(papers["nl"]),
        sha256_en=fingerprint(papers["en"]),
        inputs=dict(frozen.inputs),
        program=frozen.program,
        made=timezone.now(),
        made_by=actor,
    )
    _record("report-made", made, actor, {"day": at.day.isoformat()})
    return made


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading)
def release_report(case: Case, number: int, *, actor: User) -> Report:
    """Let everyone read a report. Raises ValidationError unless it was never released before."""
    report = _held(case, number)
    if report.released is not None:
        raise ValidationError(_("This report was released already."))
    report.released = timezone.now()
    report.save(update_fields=["released"])
    _record("report-released", report, actor)
    return report


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading)
def withdraw_report(case: Case, number: int, *, reason: str, actor: User) -> Report:
    """Take a released report back: others then read why, and no longer what it says.

    It cannot be released again: another one takes its place. Raises ValidationError by field.
    """
    report = _held(case, number)
    reason = reason.strip()
    if not report.public:
        raise ValidationError(_("Only a report that everyone can read can be withdrawn."))
    if not reason:
        raise ValidationError({"reason": _("Say why: everyone reads it.")})
    if len(reason) > TEXT:
        raise ValidationError({"reason": _("At most %(n)s characters fit.") % {"n": TEXT}})
    if "\0" in reason:
        raise ValidationError({"reason": _("A character in it cannot be kept; type it anew.")})
    report.withdrawn, report.reason = timezone.now(), reason
    report.save(update_fields=["withdrawn", "reason"])
    _record("report-withdrawn", report, actor, {"reason": reason})
    return report


def _held(case: Case, number: int) -> Report:
    """The report of that number, held for this transaction."""
    found = Report.objects.select_for_update().filter(case=case, number=number).first()
    if found is None:
        raise ValidationError(_("There is no such report."))
    return found


def _record(verb: str, report: Report, actor: User, after: Mapping[str, Any] | None = None) -> None:
    accounts.record(
        verb,
        actor=actor,
        subject_type="report",
        subject_id=f"{report.case.name}/{report.number}",
        label_nl=f"{report.number}. {report.title_nl}",
        label_en=f"{report.number}. {report.title_en}",
        after=after,
    )
