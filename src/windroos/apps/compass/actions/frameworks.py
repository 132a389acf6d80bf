"""Another framework for a case: proposed by one, approved by another."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Event, Role, User
from windroos.apps.compass.actions.content import lock
from windroos.apps.compass.actions.framing import framework_problems, set_framework
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.compass.framework import versions as framework_versions
from windroos.apps.compass.framework.words import in_both, of_substance, told
from windroos.apps.compass.models import FrameworkVersion
from windroos.apps.evidence import actions as evidence
from windroos.apps.regions.permits import leading, of_case
from windroos.apps.regions.queries import Case
from windroos.cases.fields import NAME, TEXT
from windroos.cases.framework import Framework, Text

_Status = FrameworkVersion.Status


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def propose_framework(
    case: Case,
    *,
    text: str,
    why: Text,
    base: int | None = None,
    scenario: cases.Scenario | None = None,
    actor: User,
) -> FrameworkVersion:
    """Propose a text as the framework of a case, with the reason for it.

    `base` is the number of the framework it was made from, the one in force when left out;
    `scenario` the one it was made with, if any. Raises ValidationError by field: `text` with
    everything that keeps it from fitting the case, `version`, `why`, `base`.
    """
    case = lock(case)
    now = framework_versions.current(case)
    errors: dict[str, list[str]] = {}
    if base is not None and base != now.number:
        errors["base"] = [_overtaken(now)]
    if not (why.nl.strip() or why.en.strip()):
        errors["why"] = [_("Say why.")]
    elif any(len(said) > TEXT or "\0" in said for said in (why.nl, why.en)):
        errors["why"] = [_("At most %(n)s characters fit.") % {"n": TEXT}]
    problems = framework_problems(case, text)
    if problems:
        raise ValidationError({**errors, "text": problems})
    framework = framework_versions.read(text)
    if framework.version in framework_versions.taken(case):
        wording = _("There is a version %(version)s already; give this one another.")
        errors["version"] = [wording % {"version": framework.version}]
    elif len(framework.version) > NAME:
        errors["version"] = [_("At most %(n)s characters fit.") % {"n": NAME}]
    if not of_substance(now.framework, framework):
        errors["text"] = [_("Nothing in it differs from the framework in force.")]
    if errors:
        raise ValidationError(errors)
    made = FrameworkVersion.objects.create(
        case=case,
        version=framework.version,
        text=text,
        base=now.number,
        scenario=scenario.as_dict() if scenario is not None else None,
        why_nl=why.nl.strip(),
        why_en=why.en.strip(),
        proposed_by=actor,
    )
    _record("framework-proposed", made, now.framework, actor)
    return made


@action(Role.DECISION_MAKER, within=leading)
def approve_framework(
    case: Case, proposal: FrameworkVersion, *, reason: str = "", actor: User
) -> FrameworkVersion:
    """Make a proposal the framework of the case; not by who proposed it.

    Reviews are raised for what the compass then says differently. Raises ValidationError when the
    proposal is no longer open, was made from another framework than the one in force, or no longer
    fits the case.
    """
    evidence.hold_lake()  # no source may get an edition that its new series would miss
    case = lock(case)
    made = _open(case, proposal)
    if made.proposed_by == actor:
        raise PermissionDenied(_("Someone else than who proposed a version approves it."))
    now = framework_versions.current(case)
    if made.base != now.number:
        raise ValidationError({"base": _overtaken(now)})
    before = set_framework(case, made.text, actor=actor)
    case = lock(case)  # as it now is
    made.in_force = framework_versions.current(case).number
    event = _decide("framework-approved", made, _Status.APPROVED, now.framework, reason, actor)
    raise_reviews(case, before, [event])
    return made


@action(Role.DECISION_MAKER, within=leading)
def reject_framework(
    case: Case, proposal: FrameworkVersion, *, reason: str, actor: User
) -> FrameworkVersion:
    """Turn a proposal down, with the reason."""
    case = lock(case)
    made = _open(case, proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    now = framework_versions.current(case).framework
    _decide("framework-rejected", made, _Status.REJECTED, now, reason, actor)
    return made


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def withdraw_framework(
    case: Case, proposal: FrameworkVersion, *, reason: str = "", actor: User
) -> FrameworkVersion:
    """Take a proposal of one's own back."""
    case = lock(case)
    made = _open(case, proposal)
    if made.proposed_by != actor:
        raise PermissionDenied(_("Only who proposed a version can take it back."))
    now = framework_versions.current(case).framework
    _decide("framework-withdrawn", made, _Status.WITHDRAWN, now, reason, actor)
    return made


def _open(case: Case, proposal: FrameworkVersion) -> FrameworkVersion:
    """The proposal as it stands, held for this transaction."""
    made = FrameworkVersion.objects.select_for_update().get(pk=proposal.pk, case=case)
    if not made.open:
        raise ValidationError(
            _("Version %(version)s is %(status)s already.")
            % {"version": made.version, "status": made.get_status_display()}  # type: ignore[attr-defined]
        )
    return made


def _decide(
    verb: str,
    made: FrameworkVersion,
    status: str,
    before: Framework,
    reason: str,
    actor: User,
) -> Event:
    if len(reason) > TEXT or "\0" in reason:
        raise ValidationError({"reason": _("At most %(n)s characters fit.") % {"n": TEXT}})
    made.status = status
    made.reason = reason.strip()
    made.decided, made.decided_by = timezone.now(), actor
    made.save(update_fields=["status", "reason", "decided", "decided_by", "in_force"])
    return _record(verb, made, before, actor)


def _record(verb: str, made: FrameworkVersion, before: Framework, actor: User) -> Event:
    after = framework_versions.read(made.text)
    found = of_substance(before, after)
    # The choices tell the same in running text: too long for a sentence, unless they are all.
    found = [change for change in found if change.thing != "choice"] or found
    what = in_both(lambda: "; ".join(map(str, told(before, after, found))))
    return accounts.record(
        verb,
        actor=actor,
        subject_type="framework",
        subject_id=f"{made.case.name}/{made.pk}",
        label_nl=f"{after.label.nl} {made.version}",
        label_en=f"{after.label.en} {made.version}",
        before={"framework": before.version},
        after={
            "framework": made.version,
            "what_nl": what.nl,
            "what_en": what.en,
            "why_nl": made.why_nl or made.why_en,
            "why_en": made.why_en or made.why_nl,
            "reason": made.reason,
        },
    )


def _overtaken(now: framework_versions.Held) -> str:
    return _(
        "The framework was changed in the meantime: version %(version)s is in force now."
        " Make the proposal anew from that one."
    ) % {"version": now.framework.version}
