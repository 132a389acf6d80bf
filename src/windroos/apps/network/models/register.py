"""The register: organisations, their names and roles, and what they have to do with each other.

Each model keeps one table of a register package (`cases.register`), its columns under their own
names; NULL is "no value here". Records are changed as a whole by `actions/registering.py`, which
keeps every version of them (`RecordVersion`).
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from windroos.cases.fields import ID, NAME


def line(length: int = NAME, **options: Any) -> "models.CharField[str | None, str | None]":
    """A short text that may be absent."""
    return models.CharField(max_length=length, null=True, **options)


def prose() -> "models.TextField[str | None, str | None]":
    """A long text that may be absent."""
    return models.TextField(null=True)


class InRegister(models.Model):
    """A row of a main table of the register, named within its case."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=ID)

    class Meta:
        abstract = True
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


def one_per_case(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=("case", "slug"), name=f"{name}_case_slug")


class Origin(models.TextChoices):
    """How a version of a record came in."""

    PACKAGE = "package", _("a package")
    PERSON = "person", _("someone who edited it")
    PROPOSAL = "proposal", _("a proposal that was accepted")
    TABLE = "table", _("a table that was read in")
    SOURCE = "source", _("an open source")


class RecordVersion(models.Model):
    """A record of the register as someone or something made it; never changed but to end it."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    record = models.CharField(max_length=ID)
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    # The content of `cases.register.records`; NULL: from here on there is none.
    content = models.JSONField(null=True)
    origin = models.CharField(max_length=20, choices=Origin)
    # Which package, file, proposal or source, and why.
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(
                fields=("case", "kind", "record"),
                condition=models.Q(current=True),
                name="record_current",
            ),
        )
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("case", "kind", "record", "number"), name="record_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.number}"


class Cited(InRegister):
    """A place in a document that something in the register rests on."""

    document = models.CharField(max_length=ID)
    section = line()
    paragraph = models.PositiveIntegerField()
    sentences = line(20)
    sha256 = models.CharField(max_length=64)

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("cited")]
        indexes = (models.Index(fields=("case", "sha256"), name="cited_hash"),)


class Area(InRegister):
    """A technology area."""

    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    theme = line()
    passage = line(ID)

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("area")]


class Organisation(InRegister):
    """An organisation, campus, consortium or programme."""

    # The official name, and all names folded for searching; kept by `actions/registering.py`.
    name = models.CharField(max_length=NAME, default="")
    # The official name folded too, by which lists are ordered: databases differ on capitals.
    folded = models.CharField(max_length=NAME, default="")
    searched = models.TextField(default="")
    kind = models.CharField(max_length=30)
    country = line(2)
    region = line(10)
    place = line()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    basis = line(10)
    parent = line(ID)
    founded = line(10)
    ended = line(10)
    website = prose()
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        ordering = ("folded", "slug")
        constraints: ClassVar = [one_per_case("organisation")]
        indexes = (
            models.Index(fields=("case", "folded", "slug"), name="organisation_name"),
            models.Index(fields=("case", "region"), name="organisation_region"),
            models.Index(fields=("case", "kind"), name="organisation_kind"),
            models.Index(fields=("case", "latitude", "longitude"), name="organisation_place"),
            models.Index(fields=("case", "parent"), name="organisation_parent"),
        )

    def __str__(self) -> str:
        return self.name


class OfOrganisation(models.Model):
    """A row of a part of an organisation's record."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True


class Name(OfOrganisation):
    """What an organisation is called."""

    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=10)
    language = line(2)

    class Meta(OfOrganisation.Meta):
        ordering = ("organisation", "pk")

    def __str__(self) -> str:
        return self.name


class Identifier(OfOrganisation):
    """Under which number others know an organisation."""

    scheme = models.CharField(max_length=10)
    value = models.CharField(max_length=ID)

    class Meta(OfOrganisation.Meta):
        ordering = ("organisation", "scheme")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("case", "scheme", "value"), name="identifier_once")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class Part(OfOrganisation):
    """What part an organisation plays in a technology area, and in which category of the maps.

    Where the organisation is stands here once more, so that a map is counted from one index; it is
    kept by `actions/records.py`.
    """

    area = models.CharField(max_length=ID)
    category = models.CharField(max_length=10)
    theme = line()
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()
    country = line(2)
    region = line(10)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta(OfOrganisation.Meta):
        ordering = ("organisation", "area")
        indexes = (
            models.Index(fields=("case", "area", "category"), name="part_area"),
            # All that a map counts, an organisation after the other: see `queries/mapping.py`.
            models.Index(
                fields=(
                    "case",
                    "organisation",
                    "latitude",
                    "longitude",
                    "region",
                    "country",
                    "area",
                    "category",
                ),
                name="part_on_map",
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.category}"


class Mention(OfOrganisation):
    """A passage that names an organisation, and by which name."""

    name = models.CharField(max_length=NAME)
    passage = models.CharField(max_length=ID)

    class Meta(OfOrganisation.Meta):
        ordering = ("organisation", "pk")
        indexes = (models.Index(fields=("case", "passage"), name="mention_passage"),)

    def __str__(self) -> str:
        return self.name


class EcosystemMap(InRegister):
    """A map that someone made: some technology areas over some regions."""

    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    areas = models.TextField()
    regions = prose()
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("map")]


class Tie(InRegister):
    """What one organisation is to another: member of it, supplier to it, spin-off of it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="tied")
    kind = models.CharField(max_length=20)
    start = line(10)
    end = line(10)
    basis = models.CharField(max_length=10)
    passage = line(ID)
    source = prose()
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("tie")]
