"""Which of the weighed regions are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from windroos import cases
from windroos.cases.weighing import RegionResult


@dataclass(frozen=True)
class Filters:
    """Which of the weighed regions are shown: of a continent, only those decided otherwise."""

    continent: str | None
    differing: bool

    @classmethod
    def of(cls, request: HttpRequest, case: cases.Case) -> Filters:
        """What an address asks for; a continent without weighed regions asks for none."""
        asked = request.GET.get("continent")
        known = asked in {region.continent for region in case.weighed}
        return cls(asked if known else None, request.GET.get("differs") == "1")

    def __bool__(self) -> bool:
        return self.continent is not None or self.differing

    def show(self, result: RegionResult) -> bool:
        return (self.continent in (None, result.region.continent)) and (
            result.differs or not self.differing
        )
