"""The one way to write the audit trail."""

from collections.abc import Mapping
from typing import Any

from windroos.apps.accounts.models import Event, Organisation, User
from windroos.apps.accounts.permits import case_told, channel


def record(
    verb: str,
    *,
    actor: User | None,
    subject_type: str,
    subject_id: str | int,
    label_nl: str,
    label_en: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    case: str | None = None,
) -> Event:
    """Writes one event of the audit trail; call it in the transaction of what it tells of.

    `actor` is None where the program itself acts. `label_en` is needed only where it differs from
    `label_nl`. `before` and `after` hold values JSON knows. `case` is the name of the case it is
    about, where the action has no argument `case` that says so.
    Raises sentences.UnknownVerb, or KeyError when the sentence of the verb asks for a field that
    `before` and `after` lack: what cannot be told is not written.
    """
    event = Event(
        verb=verb,
        actor=actor,
        subject_type=subject_type,
        subject_id=str(subject_id),
        subject_label_nl=label_nl,
        subject_label_en=label_en or label_nl,
        data={"before": dict(before or {}), "after": dict(after or {})},
        case=case or case_told(),
        via=channel(),
    )
    event.told()
    event.save(force_insert=True)
    return event


def of_account(user: User) -> dict[str, Any]:
    """The subject of an event about someone's account."""
    return {"subject_type": "account", "subject_id": user.pk, "label_nl": user.name}


def of_organisation(organisation: Organisation) -> dict[str, Any]:
    """The subject of an event about an organisation."""
    return {
        "subject_type": "organisation",
        "subject_id": organisation.pk,
        "label_nl": organisation.name_nl,
        "label_en": organisation.name_en,
    }


def at(organisation: Organisation) -> dict[str, str]:
    """The fields that say for which organisation something holds, also by its names then."""
    return {
        "organisation": organisation.slug,
        "at_nl": organisation.name_nl,
        "at_en": organisation.name_en,
    }
