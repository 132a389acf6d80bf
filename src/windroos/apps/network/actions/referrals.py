"""Writing referrals on economic security, and the answers to them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import checks
from windroos.apps.network.actions.recording import add, fetch, only, save
from windroos.apps.network.models import Referral
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def add_referral(
    *,
    actor: User | None,
    case: Case,
    region: str,
    subject: str,
    reason: str,
    desk: str,
    referred_on: date,
    organisation: str = "",
    answer_by: date | None = None,
) -> Referral:
    """Records that a question on a technology and a region was referred to a desk, and by whom.

    Raises ValidationError by field.
    """
    row = Referral(
        case=case,
        region=region,
        subject=subject,
        reason=reason,
        desk=desk,
        referred_on=referred_on,
        referred_by=actor,
        organisation=organisation,
        answer_by=answer_by,
    )
    return add(row, verb="referral-added", actor=actor, check=checks.referral)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def change_referral(
    *, actor: User | None, case: Case, referral: int, version: int, changes: Mapping[str, Any]
) -> Referral:
    """Changes fields of a referral.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Referral, case, referral),
        version=version,
        changes=only(Referral, changes),
        verb="referral-changed",
        actor=actor,
        check=checks.referral,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def answer_referral(
    *,
    actor: User | None,
    case: Case,
    referral: int,
    version: int,
    answered_on: date,
    outcome: str,
    advice: str = "",
) -> Referral:
    """Notes the answer to a referral, and with it how the referral ended (`Outcome`).

    A later answer takes the place of an earlier one, which stays in the history.
    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Referral, case, referral),
        version=version,
        changes={"answered_on": answered_on, "outcome": outcome, "advice": advice},
        verb="referral-answered",
        actor=actor,
        check=checks.referral,
    )
