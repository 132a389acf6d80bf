"""Frameworks, findings on preconditions, decisions, and settlements of contradictions."""

from typing import ClassVar

from django.db import models

from windroos.cases.fields import ID, NAME


class Framework(models.Model):
    """The framework of a case as it was written: the text of `framework.toml`."""

    case = models.OneToOneField("regions.Case", models.CASCADE, related_name="framework")
    text = models.TextField()

    def __str__(self) -> str:
        return f"framework of {self.case_id}"  # type: ignore[attr-defined]


class InCase(models.Model):
    """A row of a table of a case package, named within its case."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)
    passage = models.ForeignKey("evidence.Locator", models.CASCADE, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class Finding(InCase):
    """What a passage says about a precondition for a region."""

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="findings")
    precondition = models.CharField(max_length=NAME)
    outcome = models.CharField(max_length=20)
    # The ids of the themes a conditional finding stands for, with spaces between.
    themes = models.TextField(null=True)  # noqa: DJ001 (NULL: the package has no value here)
    conditions_nl = models.TextField(null=True)  # noqa: DJ001
    conditions_en = models.TextField(null=True)  # noqa: DJ001
    confidence = models.CharField(max_length=10)
    said_by = models.CharField(max_length=NAME)
    grounds_nl = models.TextField(null=True)  # noqa: DJ001
    grounds_en = models.TextField(null=True)  # noqa: DJ001
    judged = models.CharField(max_length=10, null=True)  # noqa: DJ001
    reason_nl = models.TextField(null=True)  # noqa: DJ001
    reason_en = models.TextField(null=True)  # noqa: DJ001

    class Meta(InCase.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="finding_case_slug")
        ]


class Decision(InCase):
    """What the authority decided for a region in a role and period."""

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="decisions")
    role = models.CharField(max_length=NAME)
    effort = models.CharField(max_length=10)
    period_start = models.PositiveSmallIntegerField()
    period_end = models.PositiveSmallIntegerField()
    # The ids of the themes it is limited to, with spaces between.
    themes = models.TextField(null=True)  # noqa: DJ001
    authority = models.CharField(max_length=NAME)
    decided = models.CharField(max_length=10)
    label = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    footnote_nl = models.TextField(null=True)  # noqa: DJ001
    footnote_en = models.TextField(null=True)  # noqa: DJ001
    motivation_nl = models.TextField(null=True)  # noqa: DJ001
    motivation_en = models.TextField(null=True)  # noqa: DJ001
    conditions_nl = models.TextField(null=True)  # noqa: DJ001
    conditions_en = models.TextField(null=True)  # noqa: DJ001
    # What the compass advised when it was taken, and why it departs from that.
    advice = models.CharField(max_length=20, null=True)  # noqa: DJ001
    departure_nl = models.TextField(null=True)  # noqa: DJ001
    departure_en = models.TextField(null=True)  # noqa: DJ001
    # The ids of the decisions it stands in the place of.
    replaces = models.TextField(null=True)  # noqa: DJ001

    class Meta(InCase.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="decision_case_slug")
        ]


class Settlement(models.Model):
    """What was made of a contradiction, whose name is its own: which side holds, and why."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)
    kind = models.CharField(max_length=20)
    # Its sides, each with a print of what it said, with spaces between.
    sides = models.TextField()
    holds = models.CharField(max_length=NAME, null=True)  # noqa: DJ001
    reason_nl = models.TextField(null=True)  # noqa: DJ001
    reason_en = models.TextField(null=True)  # noqa: DJ001
    settled_by = models.CharField(max_length=NAME)
    settled = models.CharField(max_length=10)

    class Meta:
        ordering = ("slug",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="settlement_case_slug")
        ]

    def __str__(self) -> str:
        return self.slug
