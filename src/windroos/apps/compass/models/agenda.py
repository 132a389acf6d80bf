"""Tasks of the evidence agenda: who finds out what, and what came of it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import ID, NAME


class AgendaTask(models.Model):
    """Something on the evidence agenda that people took up.

    Region, subject, theme and role are ids and not keys: what a task said stays when a package no
    longer has them. An empty theme means all of them.
    """

    class Kind(models.TextChoices):
        LEAF = "leaf", pgettext_lazy("agenda", "criterion")
        PRECONDITION = "precondition", pgettext_lazy("agenda", "precondition")

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("task", "open")
        DONE = "done", pgettext_lazy("task", "done")
        DROPPED = "dropped", pgettext_lazy("task", "dropped")

    # What people fill in, and may change while it is open.
    FIELDS: ClassVar = ("assignee", "due", "note")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="agenda_tasks")
    role = models.CharField(max_length=NAME)
    theme = models.CharField(max_length=NAME, blank=True)
    region = models.CharField(max_length=ID)
    kind = models.CharField(max_length=12, choices=Kind)
    # The criterion or the precondition that it is about.
    subject = models.CharField(max_length=NAME)
    # The evidence that counted when it was taken up, a mark for each piece: see `agenda_tasks`.
    evidence = models.JSONField(default=list)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    due = models.DateField(null=True)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    # What came of it, or why it was dropped.
    reason = models.TextField(blank=True)
    made = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # One more with every change: see `regions.conflicts`.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = (models.F("due").asc(nulls_last=True), "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "role", "theme", "region", "kind", "subject"),
                condition=models.Q(status="open"),
                name="agenda_task_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.subject} {self.status}"

    @property
    def about(self) -> dict[str, Any]:
        """What it asks, as it stands on the agenda."""
        return {
            "role": self.role,
            "theme": self.theme or None,
            "region": self.region,
            "kind": str(self.kind),
            "subject": self.subject,
        }
