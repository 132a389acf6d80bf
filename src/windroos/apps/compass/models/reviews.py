"""Reviews: what the compass came to say differently, for a person to look at."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from windroos.cases.fields import NAME


class Review(models.Model):
    """A region and role of which the compass came to say something else, and what was made of it.

    `moves` holds what moved, as `cases.moves.Move` without region and role. While a review is open
    later changes join it; when everything is back as it was, the program withdraws it.
    """

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("review", "open")
        ACCEPTED = "accepted", pgettext_lazy("review", "accepted")
        DISMISSED = "dismissed", pgettext_lazy("review", "dismissed")
        WITHDRAWN = "withdrawn", pgettext_lazy("review", "lapsed")

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="reviews")
    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="reviews")
    role = models.CharField(max_length=NAME)
    moves = models.JSONField()
    # What brought it about, the first cause first: events of the audit trail.
    causes = models.ManyToManyField("accounts.Event", related_name="+")
    raised = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    reason = models.TextField(blank=True)
    handled = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-raised", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "region", "role"),
                condition=models.Q(status="open"),
                name="review_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.role} {self.status}"
