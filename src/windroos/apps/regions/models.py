"""Cases, and the regions and themes they speak of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from windroos.cases.fields import ID, NAME


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
    # SHA-256 of the package that was loaded last.
    revision = models.CharField(max_length=64, blank=True)
    # The number of the last change to its content, by package or by people: see `journal`.
    state = models.PositiveBigIntegerField(default=0)
    # Another one with every change: what was computed under one is never taken for another's, not
    # even when the change before was rolled back and its number used again.
    mark = models.CharField(max_length=32, blank=True)
    loaded = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """An organisation that works on a case: its people may write there what their role allows.

    `lead`: it looks after the framework and the package. `decides`: the roles of the framework
    for which its decision-makers may decide.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="parties"
    )
    lead = models.BooleanField(default=False)
    decides = models.JSONField(default=list)

    class Meta:
        ordering = ("-lead", "organisation__slug")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "organisation"), name="party_case_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.case}"


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


class Version(models.Model):
    """A row of a case as it stood for a while: written by `journal`, never changed but to end it.

    The key of a version is the number of the state of the case that it began; `ended` is that of
    the version after it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="versions")
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=ID)
    # The row by the columns of the package; NULL: from here on there is none.
    row = models.JSONField(null=True)
    # NULL: it was there when the case was first loaded, and so holds from the start.
    since = models.DateTimeField(null=True)
    ended = models.PositiveBigIntegerField(null=True)
    by_package = models.BooleanField()
    actor = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("case", "table", "key"), name="version_row"),)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "table", "key"),
                condition=models.Q(ended=None),
                name="version_one_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key} {self.pk}"
