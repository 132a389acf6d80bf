"""Drafts of decisions: written by the staff, taken or returned by whoever decides for the role."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.actions.content import Invalid, Written, lock
from windroos.apps.compass.actions.deciding import decide
from windroos.apps.compass.actions.drafting import check, fetch, move, put, row_of, save, stored
from windroos.apps.compass.models import Draft, Review
from windroos.apps.compass.models.drafts import OPEN
from windroos.apps.regions.faults import told
from windroos.apps.regions.permits import deciding, of_case
from windroos.apps.regions.queries import Case

Status = Draft.Status


class NotTaken(ValidationError):
    """Drafts that cannot be taken: nothing was decided, on the others neither.

    `problems` holds by the number of each draft what is wrong with it, by field; "" for the draft
    as a whole.
    """

    def __init__(self, problems: Mapping[int, Mapping[str, Sequence[str]]]) -> None:
        self.problems = {number: dict(found) for number, found in problems.items()}
        super().__init__(
            {
                str(number): [text for texts in found.values() for text in texts]
                for number, found in problems.items()
            }
        )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def draft_decision(
    case: Case,
    row: Mapping[str, Any],
    *,
    review: Review | None = None,
    submit: bool = False,
    actor: User | None,
) -> Draft:
    """Write a draft of a decision, by the columns of `decisions` and what `Draft.FIELDS` has more.

    Motivation and reason to depart may come later, unless `submit` also puts it on the list to
    decide. `review` is the one that gave rise to it. Raises ValidationError by field.
    """
    if review is not None and review.case != case:
        raise ValidationError({"review": _("There is no review of this number.")})
    draft = Draft(case=case, made_by=actor, review=review)
    put(draft, {"themes": "", **row}, whole=submit)
    save(draft, "draft-made", actor, {})
    return move(draft, Status.SUBMITTED, "draft-submitted", actor) if submit else draft


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def revise_draft(
    case: Case,
    draft: int,
    row: Mapping[str, Any],
    *,
    submit: bool = False,
    version: int | None = None,
    actor: User | None,
) -> Draft:
    """Change fields of a draft that can still become a decision.

    On the list to decide it lacks nothing; `submit` also puts it there. Raises
    ValidationError by field, and Conflict when someone else saved since `version`.
    """
    held = fetch(case, draft, version, OPEN, yours=row)
    before, listed = stored(held), held.status == Status.SUBMITTED
    put(held, row, whole=submit or listed)
    if stored(held) != before:
        held.version += 1
        save(held, "draft-revised", actor, before)
    if submit and not listed:
        move(held, Status.SUBMITTED, "draft-submitted", actor)
    return held


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def submit_draft(
    case: Case, draft: int, *, version: int | None = None, actor: User | None
) -> Draft:
    """Put a draft on the list to decide.

    Raises ValidationError by field when it lacks what a decision needs.
    """
    held = fetch(case, draft, version, (Status.DRAFT, Status.RETURNED))
    check(held, whole=True)
    return move(held, Status.SUBMITTED, "draft-submitted", actor)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def withdraw_draft(
    case: Case, draft: int, *, reason: str = "", version: int | None = None, actor: User | None
) -> Draft:
    """Take a draft out of the lists; its page and its history stay."""
    held = fetch(case, draft, version, OPEN)
    return move(held, Status.WITHDRAWN, "draft-withdrawn", actor, reason)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def reopen_draft(
    case: Case, draft: int, *, version: int | None = None, actor: User | None
) -> Draft:
    """Bring a draft that was withdrawn back among those being written."""
    held = fetch(case, draft, version, (Status.WITHDRAWN,))
    return move(held, Status.DRAFT, "draft-reopened", actor)


@action(Role.DECISION_MAKER, within=deciding)
def return_draft(
    case: Case,
    role: str,
    draft: int,
    *,
    reason: str,
    version: int | None = None,
    actor: User | None,
) -> Draft:
    """Send a draft for a role back to whoever wrote it, with the reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    held = fetch(case, draft, version, (Status.SUBMITTED,), role=role)
    return move(held, Status.RETURNED, "draft-returned", actor, reason)


@action(Role.DECISION_MAKER, within=deciding)
def take_drafts(
    case: Case,
    role: str,
    drafts: Mapping[int, int | None],
    *,
    decided: str = "",
    authority: str = "",
    actor: User | None,
) -> list[Written]:
    """Decide as drafts for a role say: all of them or none.

    `drafts` gives by number the version that was seen, None where none was. `decided` is the day,
    today when left out; `authority` goes before what the drafts say. Raises `NotTaken` with
    everything that is wrong with any of them.
    """
    if not drafts:
        raise ValidationError({"drafts": _("Choose at least one draft.")})
    case = lock(case)
    found = {
        one.pk: one
        for one in Draft.objects.select_for_update().filter(
            case=case, role=role, pk__in=list(drafts), status=Status.SUBMITTED
        )
    }
    problems: dict[int, dict[str, list[str]]] = {}
    for number, version in drafts.items():
        one = found.get(number)
        if one is None:
            problems[number] = {"": [_("This draft is no longer on the list to decide.")]}
        elif version not in (None, one.version):
            problems[number] = {"": [_("This draft was changed since: look at it again.")]}
    chosen = [found[number] for number in drafts if number in found]
    rows = [row_of(case, one, decided, authority) for one in chosen]
    try:
        written = decide(case, role, rows, actor=actor)
    except Invalid as error:
        for place, problem in error.problems:
            faults = problems.setdefault(chosen[place].pk, {})
            faults.setdefault(problem.field or "", []).append(told(problem))
        raise NotTaken(problems) from None
    if problems:  # what was decided goes back with the transaction
        raise NotTaken(problems)
    for one, taken in zip(chosen, written, strict=True):
        one.decision = taken.change.key
        move(one, Status.DECIDED, "draft-decided", actor)
    return written
