"""What regions and countries are called, also those that a case does not weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import get_language

from windroos.apps.evidence import queries as evidence
from windroos.apps.network import wording
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take
from windroos.codes.countries import country_label
from windroos.codes.regions import NUTS_COUNTRY, country_of
from windroos.link.names import places


@dataclass(frozen=True)
class Places:
    """Regions and countries for the reader of a page about a case; each table is read once."""

    case: Case

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The regions that the case knows, by code."""
        return wording.region_names(self.case)

    @cached_property
    def published(self) -> Mapping[str, str]:
        """What those call regions that publish figures of them."""
        return evidence.region_names()

    def region(self, code: str | None) -> str:
        """A region or country: as the case calls it, as people do, as its publisher does, or its
        code."""
        if not code:
            return ""
        if code in self.own:
            return self.own[code]
        if len(code) == 2:
            return self.country(code)
        entry = places().get(code)
        names = entry.names.get(get_language() or "nl", ()) if entry is not None else ()
        return capfirst(names[0]) if names else self.published.get(code, code)

    def country(self, code: str | None) -> str:
        """A country by its code, of ISO or of NUTS."""
        if not code:
            return ""
        return country_label(NUTS_COUNTRY.get(code, code), get_language() or "nl") or code

    @cached_property
    def home(self) -> str:
        """The code of the region of the case itself; empty where it names none."""
        return next((row["code"] for row in take(self.case, REGIONS) if row["home"]), "")

    @property
    def home_country(self) -> str:
        """The country of the region of the case itself; empty where it is not known."""
        return country_of(self.home) or ""

    def abroad(self, code: str) -> bool:
        """Whether a region is known to lie in another country than home."""
        there = country_of(code) or self._parents.get(code)
        # Where the case names no home, nobody can tell.
        return bool(self.home_country) and there is not None and there != self.home_country

    def lineage(self, code: str) -> list[str]:
        """A region and what it lies in, the nearest first, as far as the case knows."""
        codes = [code]
        while (above := self._parents.get(codes[-1])) and above not in codes:
            codes.append(above)
        country = country_of(code)
        return codes if country is None or country in codes else [*codes, country]

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {row["code"]: row["parent"] for row in take(self.case, REGIONS)}
