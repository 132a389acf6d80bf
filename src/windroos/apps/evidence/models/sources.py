"""The open sources: what was asked of them, and the snapshots that came of it."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import ID

# An import tells every second that it goes on; one that has not for so long is broken off.
SILENT_FOR = timedelta(seconds=60)
KEY = 500  # a dataset with its options


class Lock(models.Model):
    """A row that a transaction holds which must be alone in what it does, by the name of that."""

    name = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """A snapshot in the lake, as the content of a dataset from `taken` on.

    `source` is the key of the dataset with its options (`windroos.sources.asked`). The edition
    that was taken last is the current one; an earlier snapshot that holds again is a new edition.
    """

    source = models.CharField(max_length=KEY)
    # The kind of table: observations, correspondence, boundaries, ...
    table = models.CharField(max_length=ID)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveBigIntegerField()
    taken = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Where it came from and when: the manifest in the lake tells of the first time.
    address = models.TextField(blank=True)
    fetched = models.DateTimeField(null=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    # What was odd in the files: problems as the reader told them.
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ("source", "-taken", "-pk")
        indexes: ClassVar = [models.Index(fields=("source", "taken"), name="edition_source_taken")]

    def __str__(self) -> str:
        return f"{self.source} {self.sha256[:12]}"


class Import(models.Model):
    """A dataset that someone asked to be brought in: from where, how far it is, what came of it."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "waiting for its turn")
        RUNNING = "running", pgettext_lazy("import", "busy")
        DONE = "done", pgettext_lazy("import", "done")
        UNCHANGED = "unchanged", pgettext_lazy("import", "nothing new")
        CANCELLED = "cancelled", pgettext_lazy("import", "cancelled")
        FAILED = "failed", pgettext_lazy("import", "failed")

    class Step(models.TextChoices):
        FETCH = "fetch", pgettext_lazy("import", "fetching")
        READ = "read", pgettext_lazy("import", "reading")
        KEEP = "keep", pgettext_lazy("import", "keeping")

    source = models.CharField(max_length=KEY)
    # The names of the files that were handed in; none when the publisher is asked.
    files = models.JSONField(default=list)
    # The folder in which those are kept until they are read; none where they stay their owner's.
    folder = models.CharField(max_length=40, blank=True)
    # Whether files are also read that have been read before.
    anew = models.BooleanField(default=False)
    asked = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    step = models.CharField(max_length=10, choices=Step, blank=True)
    # Bytes that came in, and how many there are where that is known.
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # When a try that failed is made again.
    again = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    # When it last told that it goes on.
    seen = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, related_name="imports")
    # The hash of what was read, or found to be as it was, and when that came from the publisher.
    file_sha256 = models.CharField(max_length=64, blank=True)
    fetched = models.DateTimeField(null=True)
    # Why it failed, or why it is tried again: problems as they were told.
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ("-asked", "-pk")
        indexes: ClassVar = [
            models.Index(fields=("status", "asked"), name="import_status_asked"),
            models.Index(fields=("source", "asked"), name="import_source_asked"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("source",),
                condition=models.Q(status__in=("waiting", "running")),
                name="import_one_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.status}"

    @property
    def broken_off(self) -> bool:
        """Whether the process that worked on it is gone."""
        running = self.status == self.Status.RUNNING
        return running and (self.seen is None or timezone.now() - self.seen > SILENT_FOR)

    @property
    def outcome(self) -> str:
        """Its status in one word; of one whose process is gone, that it is broken off."""
        return "broken-off" if self.broken_off else str(self.status)

    @property
    def waits_for_nobody(self) -> bool:
        """Whether only the process that works on it could end it, or that asked it of itself."""
        running = self.status == self.Status.RUNNING
        return running or bool(self.files and not self.folder)

    @property
    def under_way(self) -> bool:
        """Whether it waits for its turn, or is busy."""
        return self.status in (self.Status.WAITING, self.Status.RUNNING) and not self.broken_off
