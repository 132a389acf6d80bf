"""What people said of what a passage is about."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from windroos.cases.fields import ID


class Marking(models.Model):
    """That a passage is about something, or is not: a proposal that a person accepted or rejected,
    or something that nobody proposed and a person added.

    It holds on to the words: it is of every passage of the document with this hash, in whichever
    version. As a document, it is tied to the source of a case by its id and not by a key.
    """

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="markings")
    source = models.CharField(max_length=ID)
    # Of the passage; and of the version of the document in which it was read.
    sha256 = models.CharField(max_length=64)
    document_sha256 = models.CharField(max_length=64)
    # What it is about, as the gazetteer names it.
    kind = models.CharField(max_length=20)
    entry = models.CharField(max_length=ID)
    accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    marked = models.DateTimeField(default=timezone.now)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("source", "sha256", "kind", "entry")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "source", "sha256", "kind", "entry"), name="marking_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry}"
