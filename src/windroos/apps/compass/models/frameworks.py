"""Proposals of another framework for a case, and what came of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy

from windroos.cases.fields import NAME
from windroos.cases.framework import Text


class FrameworkVersion(models.Model):
    """A version of the framework that someone proposed, as the text of `framework.toml`.

    Which text is or was in force stands in the journal of the case; `base` is the number there of
    the one this was made from, and `in_force` the number it got when it was approved.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("framework", "proposed")
        APPROVED = "approved", pgettext_lazy("framework", "approved")
        REJECTED = "rejected", pgettext_lazy("framework", "rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("framework", "withdrawn")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="framework_versions")
    version = models.CharField(max_length=NAME)
    text = models.TextField()
    base = models.PositiveBigIntegerField()
    # The scenario it was made with, as `cases.Scenario.as_dict` gives it; NULL: it came as a file.
    scenario = models.JSONField(null=True)
    why_nl = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    proposed = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    in_force = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("-proposed", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "version"),
                condition=models.Q(status="proposed"),
                name="framework_version_one_proposed",
            )
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def why(self) -> str:
        """The reason for it, in the language of the reader where it was given in that."""
        text = Text(self.why_nl or self.why_en, self.why_en or self.why_nl)
        return text.get(get_language() or "nl")

    @property
    def open(self) -> bool:
        return self.status == self.Status.PROPOSED
