"""What regions are called that the register speaks of, also those that the case does not weigh."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import get_language

from windroos.apps.network.wording import region_names
from windroos.apps.regions.queries import REGIONS, Case
from windroos.apps.regions.tables import take
from windroos.codes.countries import country_label
from windroos.codes.regions import country_of
from windroos.link.names import places


class RegionNames:
    """The regions of a case and all others, by code, in the language of the reader."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def own(self) -> dict[str, str]:
        """The regions that the case knows, by code."""
        return region_names(self.case)

    @cached_property
    def home(self) -> str:
        """The code of the region of the case itself; empty where it names none."""
        return next((row["code"] for row in take(self.case, REGIONS) if row["home"]), "")

    @property
    def country(self) -> str:
        """The country of the region of the case itself; empty where it is not known."""
        return country_of(self.home) or ""

    def name(self, code: str) -> str:
        """The name of a region or country; the code itself where nobody names it."""
        if code in self.own:
            return self.own[code]
        language = get_language() or "nl"
        label = country_label(code, language)
        if label:
            return label
        entry = places().get(code)
        names = entry.names.get(language, ()) if entry else ()
        return names[0] if names else code

    def abroad(self, code: str) -> bool:
        """Whether a region is known to lie in another country than home."""
        there = country_of(code) or self._parents.get(code)
        # Where the case names no home, nobody can tell.
        return bool(self.country) and there is not None and there != self.country

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {row["code"]: row["parent"] for row in take(self.case, REGIONS)}

    def lineage(self, code: str) -> list[str]:
        """A region and what it lies in, the nearest first, as far as the case knows."""
        codes = [code]
        while (above := self._parents.get(codes[-1])) and above not in codes:
            codes.append(above)
        country = country_of(code)
        return codes if country is None or country in codes else [*codes, country]
