"""Finding sites: where an innovation can be tested, made or shared, and how ready it has to be.

A site says for which readiness levels it is meant, or does not: then it neither fits nor fails,
and is counted as not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from windroos.apps.network.models import Area, Condition, Site, SiteFigure
from windroos.apps.regions.queries import Case
from windroos.cases.register.site_tables import SITE_KINDS
from windroos.link.text import fold

# A region that is asked for: those of which no region or country is known.
NO_REGION = "none"
_TEXTS = ("facilities", "services", "access")


@dataclass(frozen=True, slots=True)
class WantedSites:
    """Which sites are asked for; what is empty is not asked.

    `region` is a NUTS code or a country, which holds all that lies in it, or `NO_REGION`.
    `level` is the readiness of the innovation, from 1 to 9; with `unknown`, sites that do not say
    for which readiness they are meant are there too. Each of the `words` has to stand, without
    capitals and accents, in the name or in what the site offers.
    """

    kind: str = ""
    area: str = ""
    region: str = ""
    words: str = ""
    level: int | None = None
    unknown: bool = False

    def __bool__(self) -> bool:
        return self != WantedSites()


@dataclass(frozen=True, slots=True)
class FoundSites:
    """What was found: the sites, and how many were left out as their readiness is not known."""

    sites: tuple[Site, ...]
    left_unknown: int

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many there are of each kind, in the order of the kinds."""
        counted = Counter(site.kind for site in self.sites)
        return {kind: counted[kind] for kind in SITE_KINDS if counted[kind]}

    @property
    def unknown(self) -> int:
        """Of how many the readiness is not known."""
        return sum(not says_readiness(site) for site in self.sites)


def sites(case: Case, wanted: WantedSites | None = None) -> FoundSites:
    """The sites of a case that fit, by name."""
    asked = wanted or WantedSites()
    rows = Site.objects.filter(case=case).select_related("organisation", "operator")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    words = fold(asked.words).split()
    found, left = [], 0
    for site in rows:
        if not (_in_area(site, asked.area) and lies_in(site, asked.region) and _says(site, words)):
            continue
        fits = True if asked.level is None else fits_level(site, asked.level)
        if fits or (fits is None and asked.unknown):
            found.append(site)
        elif fits is None:
            left += 1
    return FoundSites(tuple(found), left)


def site(case: Case, slug: str) -> Site | None:
    """The site of this id; None where there is none (any more)."""
    rows = Site.objects.filter(case=case, slug=slug)
    return rows.select_related("organisation", "operator").first()


def figures(one: Site) -> dict[str, list[SiteFigure]]:
    """The figures of a site by what is counted, the earliest first."""
    found: dict[str, list[SiteFigure]] = {}
    for row in SiteFigure.objects.filter(site=one).order_by("measure", "year", "role"):
        found.setdefault(row.measure, []).append(row)
    return found


def conditions_of(one: Site) -> list[Condition]:
    """What presses on a site itself."""
    return list(Condition.objects.filter(site=one))


def areas(case: Case) -> dict[str, tuple[str, str]]:
    """The technology areas of a case by id, with their labels in Dutch and in English."""
    return {one.slug: (one.label_nl, one.label_en) for one in Area.objects.filter(case=case)}


def code(one: Site) -> str:
    """Where a site lies as far as it is known: its region, else its country, else nothing."""
    return one.region or one.country or ""


def area_ids(one: Site) -> list[str]:
    return (one.areas or "").split()


def says_readiness(one: Site) -> bool:
    """Whether anything is known of the readiness that a site is meant for."""
    return one.trl_from is not None or one.trl_to is not None


def fits_level(one: Site, level: int) -> bool | None:
    """Whether a site is meant for a readiness level; None where what is known does not tell.

    With one end known, a level beyond it does not fit; on the other side it is not known how far
    the site goes.
    """
    low, high = one.trl_from, one.trl_to
    if (low is not None and level < low) or (high is not None and level > high):
        return False
    return None if low is None or high is None else True


def lies_in(one: Site, region: str) -> bool:
    """Whether a site lies in a region or country, or in none that is known (`NO_REGION`)."""
    if not region:
        return True
    if region == NO_REGION:
        return not code(one)
    return one.country == region or (one.region or "").startswith(region)


def _in_area(one: Site, area: str) -> bool:
    return not area or area in area_ids(one)


def _says(one: Site, words: Sequence[str]) -> bool:
    if not words:
        return True
    texts = [
        one.name,
        *(getattr(one, f"{name}_{lang}") for name in _TEXTS for lang in ("nl", "en")),
    ]
    texts += [their.searched for their in (one.organisation, one.operator) if their is not None]
    text = fold(" | ".join(part for part in texts if part))
    return all(word in text for word in words)
