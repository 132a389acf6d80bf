"""Programmes, with their parts, goals, partners and agreements, and what they are measured by."""

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


class Programme(InRegister):
    """A programme, coalition, fund, deal or investment."""

    kind = models.CharField(max_length=20)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    title = prose()
    state = line(20)
    start = line(10)
    end = line(10)
    # The organisation of the register that it is, and the one that answers for it.
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="programmes"
    )
    owner = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="owned_programmes"
    )
    theme = line()
    areas = prose()
    aim_nl = prose()
    aim_en = prose()
    website = prose()
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("programme")]


class OfProgramme(InRegister):
    """A row of a part of a programme's record."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="%(class)ss")
    passage = line(ID)

    class Meta(InRegister.Meta):
        abstract = True


class ProgrammePart(OfProgramme):
    """A line, action line, project or activity; within another, named by its slug."""

    parent = line(ID)
    kind = models.CharField(max_length=20)
    code = line(20)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    position = models.PositiveIntegerField()
    does_nl = prose()
    does_en = prose()
    owner = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="owned_parts")
    start = line(10)
    end = line(10)
    note_nl = prose()
    note_en = prose()

    class Meta(OfProgramme.Meta):
        ordering = ("position", "slug")
        constraints: ClassVar = [one_per_case("programme_part")]


class ProgrammeGoal(OfProgramme):
    """What a programme wants; the parts that serve it by their slugs."""

    parent = line(ID)
    kind = models.CharField(max_length=20)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    position = models.PositiveIntegerField()
    parts = prose()
    note_nl = prose()
    note_en = prose()

    class Meta(OfProgramme.Meta):
        ordering = ("position", "slug")
        constraints: ClassVar = [one_per_case("programme_goal")]


class ProgrammePartner(OfProgramme):
    """Who takes part in a programme or a part of it, and as what."""

    part = line(ID)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="partnerships"
    )
    # For who is not in the register, such as a group of companies.
    name_nl = line()
    name_en = line()
    role = models.CharField(max_length=20)
    start = line(10)
    end = line(10)
    basis = models.CharField(max_length=10)
    note_nl = prose()
    note_en = prose()

    class Meta(OfProgramme.Meta):
        constraints: ClassVar = [one_per_case("programme_partner")]


class ProgrammeAgreement(OfProgramme):
    """A loan, grant or other agreement with a partner, that indicators may belong to."""

    part = line(ID)
    kind = models.CharField(max_length=20)
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="agreements"
    )
    start = line(10)
    end = line(10)
    basis = models.CharField(max_length=10)
    note_nl = prose()
    note_en = prose()

    class Meta(OfProgramme.Meta):
        constraints: ClassVar = [one_per_case("programme_agreement")]


class ProgrammeNote(OfProgramme):
    """A footnote to what a programme accounts for."""

    mark = models.CharField(max_length=3)
    text_nl = models.TextField()
    text_en = models.TextField()

    class Meta(OfProgramme.Meta):
        constraints: ClassVar = [one_per_case("programme_note")]


class Indicator(InRegister):
    """What a programme is measured by; part, goals and agreements by their slugs.

    Facts of it stand in `apps/programmes`; each version of the record is kept, as of all records.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    part = line(ID)
    goals = prose()
    agreements = prose()
    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    definition_nl = prose()
    definition_en = prose()
    kind = models.CharField(max_length=10)
    unit = line()
    decimals = models.PositiveSmallIntegerField(null=True)
    scale_low = models.FloatField(null=True)
    scale_high = models.FloatField(null=True)
    direction = models.CharField(max_length=10)
    over_time = line(10)
    up_tree = line(10)
    # As the text calls it, and as we judge it.
    level_stated = line(20)
    level_judged = line(20)
    owner = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="owned_indicators"
    )
    origin_nl = prose()
    origin_en = prose()
    frequency = line(10)
    due_days = models.PositiveIntegerField(null=True)
    first_period = line(40)
    last_period = line(40)
    on_track = models.FloatField(null=True)
    at_risk = models.FloatField(null=True)
    site = models.ForeignKey("network.Site", models.SET_NULL, null=True, related_name="indicators")
    position = models.PositiveIntegerField()
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        ordering = ("position", "slug")
        constraints: ClassVar = [one_per_case("indicator")]


class IndicatorNote(InRegister):
    """A footnote to an indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="notes")
    mark = models.CharField(max_length=3)
    text_nl = models.TextField()
    text_en = models.TextField()
    passage = line(ID)

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("indicator_note")]
