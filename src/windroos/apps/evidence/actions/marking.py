"""Saying of a passage that it is about something, or is not."""

from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence.models import Document, Marking, Passage
from windroos.apps.evidence.naming import known
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case

# Why a passage is or is not about something is told in so many letters at most.
REASON = 2_000


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def mark(
    case: Case,
    source: str,
    sha256: str,
    kind: str,
    entry: str,
    *,
    accepted: bool,
    reason: str = "",
    actor: User | None,
) -> Marking:
    """Accept that the passage of this hash is about something, or reject it; proposed or not.

    Said again it changes nothing. Raises ValidationError by field where the current version of the
    document has no such passage, or nothing of that kind and id is known.
    """
    regions.lock(case)
    document = _document(case, source)
    if not Passage.objects.filter(document=document, sha256=sha256).exists():
        told = _("No paragraph of the current version of this document has these words.")
        raise ValidationError({"sha256": told})
    _known(case, kind, entry)
    reason = reason.strip()
    if len(reason) > REASON:
        told = _("At most %(most)s letters; these are %(n)s.") % {"most": REASON, "n": len(reason)}
        raise ValidationError({"reason": told})
    at = {"case": case, "source": source, "sha256": sha256, "kind": kind, "entry": entry}
    before = Marking.objects.filter(**at).first()
    if before is not None and (before.accepted, before.reason) == (accepted, reason):
        return before
    was = _told(before)
    made = before or Marking(**at)
    made.accepted, made.reason = accepted, reason
    made.document_sha256 = document.sha256
    made.marked, made.marked_by = timezone.now(), actor
    made.save()
    _record("mention-accepted" if accepted else "mention-rejected", document, made, was, actor)
    return made


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def unmark(
    case: Case, source: str, sha256: str, kind: str, entry: str, *, actor: User | None
) -> bool:
    """Take back what was said: what was proposed is open again. Returns whether there was anything.

    Raises ValidationError where there is no such document.
    """
    regions.lock(case)
    document = _document(case, source)
    at = {"case": case, "source": source, "sha256": sha256, "kind": kind, "entry": entry}
    found = Marking.objects.filter(**at).first()
    if found is None:
        return False
    _record("mention-unmarked", document, found, _told(found), actor)
    found.delete()
    return True


def _document(case: Case, source: str) -> Document:
    found = Document.objects.filter(case=case, source=source, current=True).first()
    if found is None:
        told = _("There is no document “%(source)s” here yet.") % {"source": source}
        raise ValidationError({"source": told})
    return found


def _known(case: Case, kind: str, entry: str) -> None:
    """Raises where a passage cannot be about it."""
    names = known(case)
    if kind not in names:
        told = _("A passage is about one of these kinds: %(kinds)s; not about “%(kind)s”.")
        raise ValidationError({"kind": told % {"kinds": ", ".join(sorted(names)), "kind": kind}})
    if entry in names[kind]:
        return
    likely = get_close_matches(entry, names[kind], n=3)
    told = _("There is no %(kind)s “%(id)s” that a passage can be about.") % {
        "kind": kind,
        "id": entry,
    }
    if likely:
        told += " " + _("Do you mean %(ids)s?") % {"ids": ", ".join(likely)}
    raise ValidationError({"entry": told})


def _told(one: Marking | None) -> dict[str, object]:
    return {} if one is None else {"accepted": one.accepted, "reason": one.reason}


def _record(
    verb: str, document: Document, one: Marking, before: dict[str, object], actor: User | None
) -> None:
    after = {} if verb == "mention-unmarked" else _told(one)
    place = {"source": one.source, "sha256": one.sha256, "about": f"{one.kind} {one.entry}"}
    accounts.record(
        verb,
        actor=actor,
        subject_type="document",
        subject_id=document.pk,
        label_nl=document.title,
        before={**place, **before} if before else {},
        after={**place, **after},
    )
