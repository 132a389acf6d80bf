"""Dialogues, points and referrals for machines: plain values, by the names of the API."""

from typing import Any

from windroos.apps.network.models import Dialogue, Point, Referral


def dialogue(row: Dialogue, *, staff: bool) -> dict[str, Any]:
    """A dialogue; who is not staff gets what was released, and nothing else."""
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
        "contact": row.contact,
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
