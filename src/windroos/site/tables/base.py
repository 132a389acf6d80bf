"""What a table that can be downloaded is: its fields, its rows, and what of an address it heeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from windroos import cases
from windroos.apps.compass import presenting
from windroos.apps.compass import queries as compass
from windroos.apps.evidence import queries as evidence
from windroos.apps.network.queries import records
from windroos.apps.regions import queries as regions
from windroos.cases.register import Register
from windroos.cases.weighing import RegionResult
from windroos.report.table_file import Column, Row

Words = str | Promise


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a case, and what stands in the query."""

    row: regions.Case
    case: cases.Case
    request: HttpRequest

    @classmethod
    def of(cls, request: HttpRequest, case: str) -> Asked:
        """The case of this name, as it stood on the day the query asks for."""
        return cls(*presenting.case_or_404(case, presenting.asked_day(request)), request)

    @cached_property
    def chosen(self) -> presenting.Choice:
        return presenting.choice(self.request, self.case)

    @property
    def readable(self) -> evidence.Readable:
        """The documents as far as everyone may read them: a file is the same for all."""
        return evidence.readable(self.row, None)

    @property
    def day(self) -> date:
        return self.chosen.day or timezone.localdate()

    @property
    def state(self) -> int:
        """The state of the case on that day."""
        return compass.state(self.row, self.chosen.day)

    @cached_property
    def assessment(self) -> cases.Assessment:
        return presenting.assess(self.row, self.chosen)

    @cached_property
    def register(self) -> Register:
        """The register of the case, all of it, as it stood on that day."""
        day = self.chosen.day
        return records.register_on(self.row, day) if day else records.register(self.row)

    def get(self, name: str) -> str:
        """One part of the query; empty when it is not there."""
        return self.request.GET.get(name, "")

    def weighed(self, most: int) -> list[RegionResult]:
        """The weighed regions the query names, in that order; not found without any."""
        results = {result.region.code: result for result in self.assessment}
        named = [
            results[code]
            for code in dict.fromkeys(self.request.GET.getlist("region"))
            if code in results
        ][:most]
        if not named:
            raise Http404("no weighed region is named")
        return named


@dataclass(frozen=True)
class Contents:
    """The fields and rows of a table."""

    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True)
class DataTable:
    """A table of a case that can be downloaded.

    `holds` says what one row is; `page` is the view that shows it, empty for a table of the package
    itself. Of an address it heeds the day, the `parameters`, and what begins with the `prefixes`; a
    table that `asks` for one of them cannot be read without it; one that is `weighed` is of one
    weighing, for a role and a theme; one of the `register` is of the ecosystem, and not weighed.
    """

    id: str
    title: Words
    holds: Words
    read: Callable[[Asked], Contents]
    page: str = ""
    parameters: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    asks: str = ""
    weighed: bool = False
    register: bool = False

    def heeds(self, name: str) -> bool:
        """Whether a part of an address changes what is in it."""
        return name in (*self.parameters, "as_of") or name.startswith(self.prefixes)
