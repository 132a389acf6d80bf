"""Drafts of decisions: written by the staff of a case, taken by whoever decides for the role."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import ID, NAME, TEXT


class Draft(models.Model):
    """What could be decided for a region in a role, by the columns of `decisions`.

    Every save is a version; the trail keeps them all.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("draft decision", "being written")
        SUBMITTED = "submitted", pgettext_lazy("draft decision", "to decide")
        RETURNED = "returned", pgettext_lazy("draft decision", "returned")
        DECIDED = "decided", pgettext_lazy("draft decision", "decided")
        WITHDRAWN = "withdrawn", pgettext_lazy("draft decision", "withdrawn")

    # What people fill in, but for region and role; the latter says whose it is to decide.
    FIELDS: ClassVar[tuple[str, ...]] = (
        "region",
        "role",
        "effort",
        "themes",
        "period_start",
        "period_end",
        "authority",
        "motivation_nl",
        "motivation_en",
        "conditions_nl",
        "conditions_en",
        "departure_nl",
        "departure_en",
        "ends_themes",
        "note",
    )

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="drafts")
    # A code, not a key: a draft stays when a package no longer has the region.
    region = models.CharField(max_length=ID)
    role = models.CharField(max_length=NAME)
    effort = models.CharField(max_length=10)
    # The ids of the themes it is limited to, with spaces between.
    themes = models.TextField(blank=True)
    period_start = models.PositiveSmallIntegerField()
    period_end = models.PositiveSmallIntegerField()
    # Who is to decide; blank: the organisation of whoever takes it.
    authority = models.CharField(max_length=NAME, blank=True)
    motivation_nl = models.TextField(blank=True)
    motivation_en = models.TextField(blank=True)
    conditions_nl = models.TextField(blank=True)
    conditions_en = models.TextField(blank=True)
    # Why it departs from what the compass says.
    departure_nl = models.TextField(blank=True)
    departure_en = models.TextField(blank=True)
    # On all themes: it also ends the decisions on single themes in its years.
    ends_themes = models.BooleanField(default=False)
    # For the staff only; it does not go into the decision.
    note = models.TextField(
        validators=[MaxLengthValidator(TEXT), ProhibitNullCharactersValidator()], blank=True
    )
    # What the compass said when it was last written: advice, and the verdict so far without one.
    advice = models.CharField(max_length=20, blank=True)
    leaning = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    # Why it was returned or withdrawn.
    reason = models.TextField(blank=True)
    # The id of the decision it became.
    decision = models.CharField(max_length=ID, blank=True)
    # The review that gave rise to it.
    review = models.ForeignKey(
        "compass.Review", models.SET_NULL, null=True, blank=True, related_name="drafts"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-changed", "-pk")
        indexes = (models.Index(fields=("case", "status"), name="draft_case_status"),)

    def __str__(self) -> str:
        return f"{self.region} {self.role} {self.effort} ({self.status})"

    @property
    def open(self) -> bool:
        """Whether it can still become a decision."""
        return self.status in OPEN


# The statuses in which a draft can still be written.
OPEN = (Draft.Status.DRAFT, Draft.Status.SUBMITTED, Draft.Status.RETURNED)
