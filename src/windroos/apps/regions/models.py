"""Cases, and the regions and themes they speak of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from windroos.cases.tables import ID, NAME


class Named(models.Model):
    """Something with a name in both languages of the interface."""

    name_nl = models.CharField(max_length=NAME)
    name_en = models.CharField(max_length=NAME)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if get_language() == "en" else self.name_nl


class Case(models.Model):
    """A region's compass, loaded from a package."""

    name = models.CharField(max_length=ID, unique=True)
    title = models.CharField(max_length=NAME)
    # SHA-256 of the package as it stands in the database; a new one tells that something changed.
    revision = models.CharField(max_length=64, blank=True)
    loaded = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.title


class Region(Named):
    """A country, NUTS region, subdivision or other region of a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="regions")
    code = models.CharField(max_length=ID)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")
    kind = models.CharField(max_length=20)
    continent = models.CharField(max_length=20)
    latitude = models.FloatField()
    longitude = models.FloatField()
    weighed = models.BooleanField()
    home = models.BooleanField()

    class Meta(Named.Meta):
        abstract = False
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "code"), name="region_case_code")
        ]


class Theme(models.Model):
    """A theme on which a region wants to work with others."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="themes")
    slug = models.CharField(max_length=ID)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    cross_cutting = models.BooleanField()
    # The id of the locator of the place that names it.
    passage = models.CharField(max_length=NAME, null=True)  # noqa: DJ001 (empty and absent differ)

    class Meta:
        ordering = ("slug",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "slug"), name="theme_case_slug")
        ]

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_nl
