"""What was made of the organisations that open sources know."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from windroos.cases.fields import ID


class Taken(models.Model):
    """A record of a source that someone decided on: which organisation it is, or that it is not
    wanted."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("in the register")
        REFUSED = "refused", _("not wanted")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    # The dataset without its options: an organisation is the same in every edition of it.
    dataset = models.CharField(max_length=ID)
    record = models.CharField(max_length=ID)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # The id of the organisation; empty for one that is not wanted.
    organisation = models.CharField(max_length=ID, blank=True)
    # What the source said of it, and in which snapshot: later editions are compared with this.
    said = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("dataset", "record")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "dataset", "record"), name="taken_once")
        ]
        indexes = (models.Index(fields=("case", "organisation"), name="taken_organisation"),)

    def __str__(self) -> str:
        return f"{self.dataset} {self.record}"
