"""Relations with regions abroad."""

from typing import ClassVar

from django.db import models

from windroos.cases.fields import ID


class Relation(models.Model):
    """The kind of relation with a region, and at which levels there are contacts."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)
    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=40)
    official = models.BooleanField(null=True)
    governing = models.BooleanField(null=True)
    passage = models.ForeignKey("evidence.Locator", models.CASCADE, related_name="relations")
    note_nl = models.TextField(null=True)  # noqa: DJ001 (NULL: the package has no value here)
    note_en = models.TextField(null=True)  # noqa: DJ001

    class Meta:
        ordering = ("slug",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="relation_case_slug")
        ]

    def __str__(self) -> str:
        return self.slug
