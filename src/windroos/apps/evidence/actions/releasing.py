"""Letting everyone read a document, and taking it back."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.evidence.models import Document
from windroos.apps.regions import actions as regions
from windroos.apps.regions.permits import leading
from windroos.apps.regions.queries import Case


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading, program=True)
def release_document(case: Case, source: str, *, sha256: str, actor: User | None) -> Document:
    """Let everyone read the current version of a document, instead of the one released before.

    `sha256` says which version was looked at. Raises ValidationError by field, where there is no
    such document or its current version is another.
    """
    regions.lock(case)
    document = Document.objects.filter(case=case, source=source, current=True).first()
    if document is None:
        raise ValidationError({"source": _no_document(source)})
    if document.sha256 != sha256:
        wanted = _("Another version was added in the meantime: look at that one first.")
        raise ValidationError({"sha256": wanted})
    before = Document.objects.filter(case=case, source=source).exclude(released=None).first()
    if before is not None and before != document:
        _take_back(before)
    document.released, document.released_by = timezone.now(), actor
    document.save(update_fields=["released", "released_by"])
    _tell("document-released", document, actor, instead_of=before.sha256 if before else None)
    return document


@action(Role.ADMINISTRATOR, Role.DECISION_MAKER, within=leading, program=True)
def withdraw_document(case: Case, source: str, *, actor: User | None) -> Document:
    """Make a released document internal again: no version of it can be read by everyone.

    Raises ValidationError where no version of it was released.
    """
    regions.lock(case)
    document = Document.objects.filter(case=case, source=source).exclude(released=None).first()
    if document is None:
        raise ValidationError({"source": _("No version of this document was released.")})
    _take_back(document)
    _tell("document-withdrawn", document, actor)
    return document


def _take_back(document: Document) -> None:
    document.released = document.released_by = None
    document.save(update_fields=["released", "released_by"])


def _no_document(source: str) -> str:
    return _("There is no document “%(source)s” here yet.") % {"source": source}


def _tell(verb: str, document: Document, actor: User | None, **after: object) -> None:
    accounts.record(
        verb,
        actor=actor,
        subject_type="document",
        subject_id=document.pk,
        label_nl=document.title,
        after={"source": document.source, "sha256": document.sha256, **after},
    )
