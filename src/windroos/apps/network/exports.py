"""What people recorded for machines: plain values, by the names of the API."""

from typing import Any

from windroos.apps.network.models import Contact, ContactMoment, Dialogue, Point, Referral


def dialogue(row: Dialogue, *, staff: bool, persons: bool = False) -> dict[str, Any]:
    """A dialogue; who is not staff gets what was released, and nothing else.

    `persons`: with the names of contact persons, for colleagues who may see them.
    """
    public = {
        "id": row.pk,
        "region": row.region,
        "held": row.held.isoformat(),
        "kind": row.kind,
        "organisation": row.organisation if staff or row.names_organisation else None,
        "level": row.level,
        "subjects": row.subjects,
        "releasedAt": row.released_at.isoformat() if row.released_at else None,
        "publicText": {"nl": row.public_nl, "en": row.public_en},
    }
    if not staff:
        return public
    return {
        **public,
        "version": row.version,
        "contact": row.contact if persons else None,
        "summary": row.summary,
        "conclusions": row.conclusions,
        "places": row.places,
        "namesOrganisation": row.names_organisation,
        "leadsTo": row.leads_to,
        "removed": row.removed,
    }


def point(row: Point) -> dict[str, Any]:
    """A point to raise; for the staff of its case."""
    return {
        "id": row.pk,
        "version": row.version,
        "region": row.region,
        "text": {"nl": row.text_nl, "en": row.text_en},
        "subject": row.subject or None,
        "occasion": row.occasion,
        "reach": row.reach,
        "source": row.source.pk if row.source else None,
        "status": row.status,
        "raisedIn": row.raised_in.pk if row.raised_in else None,
        "answer": row.answer,
        "removed": row.removed,
    }


def referral(row: Referral) -> dict[str, Any]:
    """A referral; for the staff of its case."""
    return {
        "id": row.pk,
        "version": row.version,
        "region": row.region,
        "subject": row.subject,
        "organisation": row.organisation,
        "reason": row.reason,
        "desk": row.desk,
        "referredOn": row.referred_on.isoformat(),
        "referredBy": row.referred_by.name if row.referred_by else None,
        "answerBy": row.answer_by.isoformat() if row.answer_by else None,
        "status": "overdue" if row.overdue else "open" if row.open else "answered",
        "answeredOn": row.answered_on.isoformat() if row.answered_on else None,
        "outcome": row.outcome or None,
        "advice": row.advice,
        "removed": row.removed,
    }


def contact(row: Contact) -> dict[str, Any]:
    """A contact; for colleagues who may see data of persons."""
    return {
        "id": row.pk,
        "version": row.version,
        "name": row.name,
        "function": {"nl": row.function_nl, "en": row.function_en},
        "organisation": row.organisation or None,
        "region": row.region or None,
        "email": row.email,
        "phone": row.phone,
        "languages": row.languages,
        "note": row.note,
        "basis": row.basis,
        "purpose": row.purpose,
        "keptUntil": row.kept_until.isoformat(),
        "erasedAt": row.erased.isoformat() if row.erased else None,
        "removed": row.removed,
    }


def moment(row: ContactMoment) -> dict[str, Any]:
    """A contact moment; for colleagues who may see data of persons."""
    return {
        "id": row.pk,
        "version": row.version,
        "day": row.day.isoformat(),
        "level": row.level,
        "kind": row.kind,
        "organisations": row.organisations,
        "region": row.region or None,
        "contacts": row.contacts,
        "subject": row.subject,
        "summary": row.summary,
        "removed": row.removed,
    }
