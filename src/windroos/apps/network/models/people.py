"""People whom the staff of a case know elsewhere, and when there was contact with them.

Personal data: for colleagues who may see them alone (`queries.sees_persons`). What says who someone
is stands in the current version only, so that it can be erased (ADR 12).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.network.models.dialogues import Level, Recorded, _line, _text
from windroos.cases.fields import ID


class Basis(models.TextChoices):
    """On which ground of article 6 of the GDPR someone's data are kept."""

    PUBLIC_TASK = "public-task", _("a task in the public interest")
    CONSENT = "consent", _("the person consents")
    CONTRACT = "contract", _("a contract with the person")
    LEGITIMATE = "legitimate-interest", _("a legitimate interest")


class MomentKind(models.TextChoices):
    """In which way there was contact."""

    MEETING = "meeting", pgettext_lazy("contact", "meeting")
    CALL = "call", pgettext_lazy("contact", "call")
    VISIT = "visit", pgettext_lazy("contact", "visit")
    EVENT = "event", pgettext_lazy("contact", "event")
    CORRESPONDENCE = "correspondence", pgettext_lazy("contact", "correspondence")


class Contact(Recorded):
    """Someone to turn to: at which organisation, why we keep their data, and until when."""

    FIELDS = (
        "name",
        "function_nl",
        "function_en",
        "organisation",
        "region",
        "email",
        "phone",
        "languages",
        "note",
        "basis",
        "purpose",
        "kept_until",
    )
    # The organisation too: where few people work, it says who someone is.
    PERSONAL = (
        "name",
        "function_nl",
        "function_en",
        "organisation",
        "email",
        "phone",
        "languages",
        "note",
        "purpose",
    )

    name = _line()
    function_nl = _line(blank=True)
    function_en = _line(blank=True)
    # Of the register, by id; a code, not a key: the register may come to be without it.
    organisation = _line(ID, blank=True)
    region = _line(ID, blank=True)
    email = models.EmailField(blank=True, max_length=254)
    phone = _line(60, blank=True)
    languages = _line(blank=True)
    note = _text(blank=True)
    basis = models.CharField(max_length=30, choices=Basis)
    # Why we keep these data.
    purpose = _text()
    # After this day they are to be removed.
    kept_until = models.DateField()
    # When the person was erased: from then on nothing is known of them but that they were here.
    erased = models.DateTimeField(null=True, blank=True)

    class Meta(Recorded.Meta):
        ordering = ("name", "pk")
        indexes = (
            models.Index(fields=("case", "organisation"), name="contact_organisation"),
            models.Index(fields=("case", "kept_until"), name="contact_until"),
        )

    def __str__(self) -> str:
        return f"contact {self.pk}"


class ContactMoment(Recorded):
    """A day on which there was contact: at which level, with which organisations and people."""

    FIELDS = (
        "day",
        "level",
        "kind",
        "organisations",
        "region",
        "contacts",
        "subject",
        "summary",
    )
    # Words may name someone: what they said before is not kept.
    PERSONAL = ("subject", "summary")

    region = _line(ID, blank=True)
    day = models.DateField()
    level = models.CharField(max_length=20, choices=Level, default=Level.NONE)
    kind = models.CharField(max_length=20, choices=MomentKind)
    # Of the register, by id.
    organisations = models.JSONField(default=list, blank=True)
    # By number.
    contacts = models.JSONField(default=list, blank=True)
    subject = _line()
    summary = _text(blank=True)

    class Meta(Recorded.Meta):
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=("case", "day"), name="moment_day"),)

    def __str__(self) -> str:
        return f"contact moment {self.pk}"
