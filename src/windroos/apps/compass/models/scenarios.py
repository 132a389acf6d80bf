"""Scenarios that people keep: other weights, thresholds and goalposts, under a name."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos import cases
from windroos.cases.fields import ID, NAME


class Scenario(models.Model):
    """A scenario kept by someone, for themselves, for who works on the case, or for everyone.

    What it overrides is kept as `cases.Scenario.as_dict` gives it. One that was deleted stays, to
    be restored.
    """

    class Visibility(models.TextChoices):
        PRIVATE = "private", pgettext_lazy("scenario", "Only you")
        CASE = "case", pgettext_lazy("scenario", "Everyone who works on the case")
        PUBLIC = "public", pgettext_lazy("scenario", "Everyone")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=ID)
    note = models.TextField(blank=True)
    role = models.CharField(max_length=NAME)
    # Empty: on all themes together.
    theme = models.CharField(max_length=NAME, blank=True)
    overrides = models.JSONField()
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PRIVATE)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deleted = models.DateTimeField(null=True)
    # One more with every change: see `regions.conflicts`.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "made_by", "name"),
                condition=models.Q(deleted=None),
                name="scenario_case_maker_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> cases.Scenario:
        """What it overrides, as a value to weigh with."""
        return cases.Scenario.from_dict(self.overrides)
