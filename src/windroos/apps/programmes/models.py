"""What programmes account for: facts of indicators and amounts of money, that are only ever added.

A fact is never changed: what corrects it is a later fact of the same cell, with its reason. Nothing
that can be derived is stored: totals, statuses and what was known on a day follow from the facts.
Each model keeps one table of a package of facts (`cases.facts`); programmes and indicators
themselves are records of the register, and their parts are named by their slugs, since a record is
kept as a whole.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from windroos.cases.fields import ID, NAME


def line(length: int = NAME, **options: Any) -> "models.CharField[str | None, str | None]":
    """A short text that may be absent."""
    return models.CharField(max_length=length, null=True, **options)


def prose() -> "models.TextField[str | None, str | None]":
    """A long text that may be absent."""
    return models.TextField(null=True)


class Entry(models.Model):
    """Something that was reported at a moment, by someone, of a period."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)
    # The part of the programme that it is of; NULL: of a fact the part that its indicator is of, of
    # an amount the whole.
    part = line(ID)
    role = models.CharField(max_length=20)
    # As `measure.results.Period` writes it, and its first and last day.
    period = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    status = models.CharField(max_length=20)
    recorded = models.DateTimeField()
    said_by = line()
    reason = prose()
    # The entry that this one takes the place of.
    corrects = line(ID)
    passage = line(ID)
    cell = line()
    note_nl = prose()
    note_en = prose()
    # NULL: it came with a package.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ("recorded", "pk")

    def __str__(self) -> str:
        return self.slug


class Fact(Entry):
    """A value of an indicator: where it began, is to go, is expected to go, or came."""

    indicator = models.ForeignKey("network.Indicator", models.PROTECT, related_name="facts")
    # What it is broken down by, as `measure.results` writes it; empty: all together.
    dimensions = models.CharField(max_length=NAME, default="")
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    method = prose()

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="fact_case_slug")
        ]
        indexes = (models.Index(fields=("indicator", "recorded"), name="fact_of_indicator"),)


class Amount(Entry):
    """Money of a programme or a part of it: budgeted, committed, spent, raised or still needed."""

    programme = models.ForeignKey("network.Programme", models.PROTECT, related_name="amounts")
    # Whose money it is: an organisation of the register, or a name; neither: not said.
    funder = line(ID)
    funder_nl = line()
    funder_en = line()
    funder_kind = line(20)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    approximate = line(10)
    currency = models.CharField(max_length=3)

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="amount_case_slug")
        ]
        indexes = (models.Index(fields=("programme", "recorded"), name="amount_of_programme"),)


class Review(models.Model):
    """A step in the review of a period of a programme: handed in, locked or opened again."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)
    programme = models.ForeignKey("network.Programme", models.PROTECT, related_name="reviews")
    period = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    recorded = models.DateTimeField()
    reason = prose()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("recorded", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="review_case_slug")
        ]

    def __str__(self) -> str:
        return self.slug


class Assignment(models.Model):
    """Who fills in the facts of an indicator, and is reminded when they are due."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    indicator = models.ForeignKey("network.Indicator", models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The period that the user was last reminded of.
    reminded = models.CharField(max_length=40, default="")

    class Meta:
        ordering = ("indicator", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("indicator", "user"), name="assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.user}"
