"""Sites and test environments, conditions that hold them or regions back, and labour markets."""

from typing import ClassVar

from django.db import models

from windroos.apps.network.models.register import (
    InRegister,
    Organisation,
    line,
    one_per_case,
    prose,
)
from windroos.cases.fields import ID, NAME


class Site(InRegister):
    """A campus, park, facility, living lab or other place where work or testing is done."""

    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="sites")
    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=30)
    country = line(2)
    region = line(10)
    place = line()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    basis = line(10)
    operator = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="operated")
    areas = prose()
    facilities_nl = prose()
    facilities_en = prose()
    services_nl = prose()
    services_en = prose()
    trl_from = models.PositiveSmallIntegerField(null=True)
    trl_to = models.PositiveSmallIntegerField(null=True)
    access_nl = prose()
    access_en = prose()
    website = prose()
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        ordering = ("name", "slug")
        constraints: ClassVar = [one_per_case("site")]

    def __str__(self) -> str:
        return self.name


class SiteFigure(models.Model):
    """A figure of a site in a year, or why there is none."""

    case = models.ForeignKey("regions.Case", models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10)
    value = models.FloatField(null=True)
    unit = line()
    state = line(20)
    source = prose()
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta:
        ordering = ("site", "measure", "year", "role")

    def __str__(self) -> str:
        return f"{self.measure} {self.year}"


class Condition(InRegister):
    """What holds a site or a region back: space, grid, nitrogen, water, housing, talent."""

    site = models.ForeignKey(Site, models.CASCADE, null=True, related_name="conditions")
    region = line(ID)
    condition = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    since = line(10)
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("condition")]


class Labour(InRegister):
    """Something about the labour market of a region, or across the border with another."""

    region = models.CharField(max_length=ID)
    other_region = line(ID)
    kind = models.CharField(max_length=30)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    value = models.FloatField(null=True)
    unit = line()
    year = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("labour")]
