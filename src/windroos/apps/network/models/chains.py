"""Value chains: links, what flows between them, and who holds which."""

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


class Chain(InRegister):
    """A value chain."""

    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    area = line(ID)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(InRegister.Meta):
        constraints: ClassVar = [one_per_case("chain")]


class OfChain(InRegister):
    """A row of a part of a chain's record."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="%(class)ss")

    class Meta(InRegister.Meta):
        abstract = True


class Link(OfChain):
    """What is done in a chain between what comes in and what goes out."""

    label_nl = models.CharField(max_length=NAME)
    label_en = models.CharField(max_length=NAME)
    needs = models.CharField(max_length=5)
    # Whether the holders given are all there are; NULL: nobody said so.
    complete = models.BooleanField(null=True)
    position = models.PositiveIntegerField()
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(OfChain.Meta):
        ordering = ("position", "slug")
        constraints: ClassVar = [one_per_case("link")]


class Flow(OfChain):
    """What goes from one link to the next; links by their slug, as a record is kept as a whole."""

    source = models.CharField(max_length=ID)
    target = models.CharField(max_length=ID)
    what_nl = models.CharField(max_length=NAME)
    what_en = models.CharField(max_length=NAME)
    passage = line(ID)

    class Meta(OfChain.Meta):
        constraints: ClassVar = [one_per_case("flow")]


class Holder(OfChain):
    """Who holds a link, where, and how strongly."""

    link = models.CharField(max_length=ID)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="holds")
    region = line(10)
    country = line(2)
    strength = models.CharField(max_length=10)
    share_low = models.FloatField(null=True)
    share_high = models.FloatField(null=True)
    start = line(10)
    end = line(10)
    basis = models.CharField(max_length=10)
    passage = line(ID)
    note_nl = prose()
    note_en = prose()

    class Meta(OfChain.Meta):
        constraints: ClassVar = [one_per_case("holder")]
