"""Reports as they were made: what they say, and what they were made from."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from windroos.cases.fields import ID, NAME


class Report(models.Model):
    """A report that was made: its words and figures never change, whatever changes beneath it."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=ID)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=NAME)
    # What was asked: of which region, programme, period, role.
    options = models.JSONField(default=dict)
    # What was known at this moment is in it.
    as_of = models.DateTimeField()
    # The description of `report.paper`, and its SHA-256.
    paper = models.JSONField()
    sha256 = models.CharField(max_length=64)
    # What it was made from, by name: the SHA-256 of each.
    inputs = models.JSONField(default=dict)
    # Which version of the program made it.
    program = models.CharField(max_length=40)
    made = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # When it was made public; NULL: only the staff of the case see it.
    released = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "number"), name="report_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
