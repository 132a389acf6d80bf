"""Runs: draws that take longer than a reader waits for a page."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import NAME

# A run tells every second that it goes on; one that has not for so long is broken off.
SILENT_FOR = timedelta(seconds=60)


class Run(models.Model):
    """Draws of a weighing that someone asked for: which, how far they are, and what they gave.

    Its weighing is that of `state` of the case, on `day`; the scenario stands as in an address.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("run", "waiting for its turn")
        RUNNING = "running", pgettext_lazy("run", "busy")
        DONE = "done", pgettext_lazy("run", "done")
        CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")
        FAILED = "failed", pgettext_lazy("run", "failed")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="runs")
    state = models.PositiveIntegerField()
    day = models.DateField()
    role = models.CharField(max_length=NAME)
    # Empty: on all themes together.
    theme = models.CharField(max_length=NAME, blank=True)
    scenario = models.TextField(blank=True)
    space = models.CharField(max_length=10)
    samples = models.PositiveIntegerField()
    asked = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    drawn = models.PositiveIntegerField(default=0)
    started = models.DateTimeField(null=True)
    # When it last told that it goes on.
    seen = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    result = models.JSONField(null=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ("-asked", "-pk")
        indexes: ClassVar = [models.Index(fields=("status", "asked"), name="run_status_asked")]

    def __str__(self) -> str:
        return f"{self.case.name} {self.samples}"

    @property
    def broken_off(self) -> bool:
        """Whether the process that made its draws is gone."""
        running = self.status == self.Status.RUNNING
        return running and (self.seen is None or timezone.now() - self.seen > SILENT_FOR)

    @property
    def under_way(self) -> bool:
        """Whether it waits for its turn, or is busy."""
        return self.status in (self.Status.WAITING, self.Status.RUNNING) and not self.broken_off
