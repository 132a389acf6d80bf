"""Blind panels: people rate a region each by themselves, before anyone sees another's rating."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import ID, NAME


class Panel(models.Model):
    """A question to several assessors: how do you rate this region on this criterion?

    Region, criterion, theme and role are ids and not keys: what a panel said stays when a package
    no longer has them. An empty theme or role means all of them.
    """

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("panel", "open")
        SETTLED = "settled", pgettext_lazy("panel", "settled")
        WITHDRAWN = "withdrawn", pgettext_lazy("panel", "withdrawn")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="panels")
    region = models.CharField(max_length=ID)
    criterion = models.CharField(max_length=NAME)
    theme = models.CharField(max_length=ID, blank=True)
    role = models.CharField(max_length=NAME, blank=True)
    why = models.TextField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened = models.DateTimeField(default=timezone.now)
    # The last day on which opinions are waited for; without one, until all have given theirs.
    closes = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    ended = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Why it was withdrawn; the reason of a rating stands in the judgement.
    reason = models.TextField(blank=True)
    # The judgement it led to, as it was written then.
    made = models.ForeignKey("regions.Version", models.RESTRICT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-opened", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "region", "criterion", "theme", "role"),
                condition=models.Q(status="open"),
                name="panel_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.criterion} {self.status}"

    @property
    def question(self) -> dict[str, Any]:
        """What it asks, by the columns of `judgements`."""
        return {
            "region": self.region,
            "criterion": self.criterion,
            "theme": self.theme or None,
            "role": self.role or None,
        }


class Opinion(models.Model):
    """What one assessor of a panel thinks; until it is given it holds nothing but who was asked."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="opinions")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rating = models.FloatField(null=True)
    confidence = models.CharField(max_length=10, blank=True)
    said_by = models.CharField(max_length=NAME, blank=True)
    passage = models.CharField(max_length=ID, blank=True)
    grounds_nl = models.TextField(blank=True)
    grounds_en = models.TextField(blank=True)
    reason_nl = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    given = models.DateTimeField(null=True)
    # The rating as it was before the opinions were laid beside each other.
    blind = models.FloatField(null=True)
    # How often it was given: 0 is not yet.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("panel", "assessor"), name="opinion_panel_assessor")
        ]

    def __str__(self) -> str:
        return f"{self.panel}, {self.assessor}"
