"""Reports as they were made: what they say, and what they were made from."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from windroos.cases.fields import ID, NAME


class Report(models.Model):
    """A report that was made: its words and figures never change, whatever changes beneath it.

    It is there in both languages under one number. Only whether others may read it changes.
    """

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=ID)
    title_nl = models.CharField(max_length=NAME)
    title_en = models.CharField(max_length=NAME)
    # What was asked: of which region, programme, period, role.
    options: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    # The case as it stood at the end of this day.
    day = models.DateField()
    # What was known at this moment is in it.
    as_of = models.DateTimeField()
    # Up to which version of what is kept with its history: of the case, of its register.
    states: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    # By language the description of `report.paper`, and the SHA-256 of each.
    papers: "models.JSONField[Any, Any]" = models.JSONField()
    sha256_nl = models.CharField(max_length=64)
    sha256_en = models.CharField(max_length=64)
    # What it was made from, by name: the SHA-256 of each.
    inputs: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    # Which version of the program made it.
    program = models.CharField(max_length=40)
    made = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Since when everyone may read it; NULL: only who works on the case may.
    released = models.DateTimeField(null=True)
    # Since when others may not read it any more, and why not: everyone reads the reason.
    withdrawn = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "number"), name="report_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def public(self) -> bool:
        """Whether everyone may read it."""
        return self.released is not None and self.withdrawn is None
