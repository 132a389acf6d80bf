"""Sheets of organisations that people handed in, kept while they look at what these would do."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

# How long a sheet is kept: who looks later hands it in again.
KEPT_FOR = timedelta(hours=24)


class HandedIn(models.Model):
    """A sheet of organisations of a case, with what was chosen so far; only who handed it in sees
    it."""

    token = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    # By number of the row; see `cases.register.taking_in`.
    choices = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return self.name
