"""Finding organisations of the register: one filter that pages, maps, the API and the terminal use.

A register may hold a hundred thousand organisations, so all of it is done by the database; what is
in the register as a whole is counted once per state of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from windroos.apps.network.models import (
    Area,
    Holder,
    Link,
    Organisation,
    Part,
    RecordVersion,
    Site,
    Tie,
)
from windroos.apps.regions.queries import Case
from windroos.cases.register.organisation_tables import CATEGORIES, KINDS
from windroos.codes.regions import NUTS_COUNTRY
from windroos.link.text import fold

# How a list may be ordered, and by which columns; what is empty comes last.
ORDERS: Mapping[str, tuple[str | OrderBy, ...]] = {
    "name": ("folded", "slug"),
    "-name": ("-folded", "-slug"),
    "kind": ("kind", "folded", "slug"),
    "place": (F("place").asc(nulls_last=True), "folded", "slug"),
    "region": (F("region").asc(nulls_last=True), "folded", "slug"),
}
# More words than this are not a name.
MOST_WORDS = 12
# Degrees west, south, east, north (WGS 84).
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations are asked for: all that fit every field that is filled in.

    `words` are looked up in all names, without capitals and accents; each must stand in one of
    them. `kinds`, `areas`, `categories` and `regions` hold alternatives; area and category are
    asked of one and the same role. A region is a NUTS code or a country, with all that lies in it.
    `place` is part of the name of a place; `box` holds who has coordinates within it.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    place: str = ""
    box: Box | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        """What is asked by single values: `q`, `kind`, `area`, `category`, `region` and `place`."""

        def several(name: str) -> tuple[str, ...]:
            value = asked.get(name, "")
            return (value,) if value else ()

        return cls(
            words=" ".join(asked.get("q", "").split()),
            kinds=several("kind"),
            areas=several("area"),
            categories=several("category"),
            regions=several("region"),
            place=asked.get("place", "").strip(),
        )

    def __bool__(self) -> bool:
        return self != Wanted()

    def rows(self, case: Case) -> QuerySet[Organisation]:
        """The organisations that fit, by name."""
        found = Organisation.objects.filter(*map(_named, split_words(self.words)), case=case)
        if self.kinds:
            found = found.filter(kind__in=self.kinds)
        if self.areas or self.categories:
            # Not as a question to each: a planner may then go through all roles for each of them.
            found = found.filter(pk__in=self.parts(case).order_by().values("organisation"))
        if self.regions:
            found = found.filter(_any_of([lying_in(case, one) for one in self.regions]))
        if self.place.strip():
            found = found.filter(place__in=_places_like(case, self.place))
        if self.box is not None:
            west, south, east, north = self.box
            found = found.filter(latitude__range=(south, north), longitude__range=(west, east))
        return found

    def parts(self, case: Case) -> QuerySet[Part]:
        """The roles in the areas and categories that are asked for, of whatever organisation."""
        found = Part.objects.filter(case=case)
        if self.areas:
            found = found.filter(area__in=self.areas)
        return found.filter(category__in=self.categories) if self.categories else found

    def counts(self, case: Case) -> "Counts":
        """How many there are that fit, and of which kinds and regions."""
        if not self:
            return counts(case)
        return _counted(self.rows(case))

    def without(self, *fields: str) -> "Wanted":
        """The same without what is asked of some fields."""
        empty = Wanted()
        return replace(self, **{name: getattr(empty, name) for name in fields})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many organisations there are: in all, and by kind, region and country, most first.

    What has no region or country stands in none of these; `placed` have coordinates.
    """

    total: int
    kinds: Mapping[str, int]
    regions: Mapping[str, int]
    countries: Mapping[str, int]
    placed: int


def split_words(text: str) -> list[str]:
    """What is typed as the words that are looked up in names.

    >>> split_words("Noord-Brabant,  Léo")
    ['noord', 'brabant', 'leo']
    """
    found = re.split(r"[\s,;/|\-\u2010-\u2013]+", fold(text.replace("\0", " "))[:300])
    return [word for word in found if word][:MOST_WORDS]


def lying_in(case: Case, code: str) -> Q:
    """Organisations in a region or country: their own code is its code or begins with it.

    NUTS writes two countries otherwise than ISO; a region outside NUTS holds no organisations, as
    a register knows no such codes.
    """
    if re.fullmatch("[A-Z]{2}", code):
        return Q(country=NUTS_COUNTRY.get(code, code))
    # The codes that are there, by which an index is used, rather than how they begin.
    return Q(region__in=[one for one in counts(case).regions if one.startswith(code)])


def organisation(case: Case, slug: str) -> Organisation | None:
    """An organisation of the register; None where there is none (any more)."""
    return Organisation.objects.filter(case=case, slug=slug).first()


def names(case: Case, slugs: Sequence[str]) -> dict[str, str]:
    """What organisations are called, by id; one that is not there is left out."""
    found = Organisation.objects.filter(case=case, slug__in=set(slugs))
    return dict(found.values_list("slug", "name"))


def parts_below(case: Case, slug: str) -> list[Organisation]:
    """The organisations that an organisation is the parent of, by name."""
    return list(Organisation.objects.filter(case=case, parent=slug))


def ties(of: Organisation) -> list[Tie]:
    """Its relations with others, both ways, those that ended last."""
    found = Tie.objects.filter(Q(organisation=of) | Q(other=of), case=of.case)
    return list(
        found.select_related("organisation", "other").order_by(
            F("end").asc(nulls_first=True), "kind", "slug"
        )
    )


def sites_of(of: Organisation) -> list[Site]:
    """The sites that an organisation is, or that it runs."""
    return list(Site.objects.filter(Q(organisation=of) | Q(operator=of), case=of.case))


def holds(of: Organisation) -> list[Holder]:
    """The links of value chains that an organisation holds."""
    return list(Holder.objects.filter(organisation=of).select_related("chain"))


def links(held: Sequence[Holder]) -> dict[tuple[int, str], Link]:
    """The links that are held, by the number of their chain and their id."""
    chains = {one.chain_id for one in held}  # type: ignore[attr-defined]
    return {(one.chain_id, one.slug): one for one in Link.objects.filter(chain__in=chains)}  # type: ignore[attr-defined]


def areas(case: Case) -> list[Area]:
    """The technology areas of the register, in the order of their ids."""
    return list(Area.objects.filter(case=case))


def roles(rows: Sequence[Organisation]) -> dict[int, list[Part]]:
    """The roles of some organisations, by their number in the database."""
    found: dict[int, list[Part]] = {}
    for one in Part.objects.filter(organisation__in=[row.pk for row in rows]):
        found.setdefault(one.organisation_id, []).append(one)  # type: ignore[attr-defined]
    return found


def posts(case: Case, country: str, home: str) -> list[Organisation]:
    """The posts in a country, and the networks of posts of a home country that are in many."""
    there = Q(country=country) | Q(country=home, place=None)
    return list(Organisation.objects.filter(there, case=case, kind="post"))


def ties_between(case: Case, one: str, other: str) -> list[Tie]:
    """The relations between organisations in one region and those in another, whichever way."""
    here, there = (
        Organisation.objects.filter(lying_in(case, code), case=case) for code in (one, other)
    )
    found = Tie.objects.filter(
        Q(organisation__in=here, other__in=there) | Q(organisation__in=there, other__in=here),
        case=case,
    )
    return list(found.select_related("organisation", "other"))


def mark(case: Case) -> tuple[int, datetime | None]:
    """What is another value once anything in the register changed."""
    last = RecordVersion.objects.filter(case=case).order_by("-pk").values_list("pk", "at").first()
    return last or (0, None)


def counts(case: Case) -> Counts:
    """How many organisations the register holds, by kind, region and country."""
    return _counts(case.pk, mark(case))


def roles_counted(case: Case) -> dict[tuple[str, str], int]:
    """How many organisations have a role in each area and category."""
    found = Part.objects.filter(case=case).values_list("area", "category").order_by()
    return {(area, category): n for area, category, n in found.annotate(n=Count("pk"))}


@lru_cache(maxsize=16)
def _counts(case: int, _mark: object) -> Counts:
    return _counted(Organisation.objects.filter(case=case))


@lru_cache(maxsize=4)
def _places(case: int, _mark: object) -> tuple[tuple[str, str], ...]:
    """Every place that an organisation is in, folded and as it is written."""
    found = Organisation.objects.filter(case=case, place__isnull=False)
    written = found.order_by().values_list("place", flat=True).distinct()
    return tuple((fold(place), place) for place in written if place)


def _counted(found: QuerySet[Organisation]) -> Counts:
    by: dict[str, dict[str, int]] = {"kind": {}, "region": {}, "country": {}}
    total = placed = 0
    # One pass over what was found; what it is grouped by takes few values.
    grouped = found.order_by().values_list("kind", "region", "country")
    counted = grouped.annotate(n=Count("pk"), located=Count("latitude"))
    for kind, region, country, n, there in counted:
        total += n
        placed += there
        for name, value in (("kind", kind), ("region", region), ("country", country)):
            if value:
                by[name][value] = by[name].get(value, 0) + n
    ordered = {
        name: dict(sorted(values.items(), key=lambda one: (-one[1], one[0])))
        for name, values in by.items()
    }
    return Counts(total, ordered["kind"], ordered["region"], ordered["country"], placed)


def _named(word: str) -> Q:
    return Q(searched__contains=word)


def _any_of(conditions: Sequence[Q]) -> Q:
    found = Q()
    for one in conditions:
        found |= one
    return found


def _places_like(case: Case, asked: str) -> list[str]:
    part = fold(asked.strip())
    return [place for folded, place in _places(case.pk, mark(case)) if part in folded]


__all__ = ["CATEGORIES", "KINDS", "ORDERS", "Counts", "Wanted", "counts", "organisation"]
