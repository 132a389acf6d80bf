"""A case as a report sees it: weighed for every role, on one theme or on all, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from windroos.cases.case import Case, Decision, Region, Theme
from windroos.cases.contradictions import Contradiction, contradictions
from windroos.cases.framework import Framework, Role
from windroos.cases.papers.citing import Citations
from windroos.cases.papers.telling import Teller
from windroos.cases.papers.words import CONTINENTS
from windroos.cases.problems import CaseError
from windroos.cases.results import RegionResult
from windroos.cases.standing import in_force
from windroos.cases.text import Text
from windroos.cases.weighing import Assessment, weigh
from windroos.report.paper import Language


@dataclass(frozen=True, eq=False)
class Choice:
    """What one region gets in one role: the decisions in force and what the compass says.

    `result` is None for a region that is not weighed; `themed`, whether one theme is weighed.
    """

    region: Region
    role: Role
    decisions: tuple[Decision, ...]
    result: RegionResult | None
    themed: bool

    @property
    def effort(self) -> str | None:
        """The effort of the decision on all themes, or on the theme that is weighed; None without
        one."""
        return next((one.effort for one in self.decisions if not one.themes or self.themed), None)

    @property
    def differs(self) -> bool:
        return self.result is not None and self.result.differs


class Seen:
    """What the builders of reports share: the case on a day, its words and its sources."""

    def __init__(
        self,
        case: Case,
        own: Mapping[str, Text],
        *,
        language: Language,
        day: date,
        theme: str | None = None,
    ) -> None:
        if theme is not None and theme not in case.themes:
            known = ", ".join(case.themes)
            raise CaseError(f"there is no theme “{theme}” in this case; there are {known}")
        self.case, self.day = case, day
        self.theme: Theme | None = case.themes[theme] if theme else None
        self.tell = Teller(language, own)
        self.cites = Citations(case, self.tell)

    @property
    def framework(self) -> Framework:
        return self.case.framework

    @cached_property
    def weighings(self) -> Mapping[str, Assessment]:
        """The weighing of each role."""
        theme = self.theme.id if self.theme else None
        return {
            role.id: weigh(self.case, role.id, theme, as_of=self.day)
            for role in self.framework.roles
        }

    def choice(self, region: Region, role: Role) -> Choice:
        result = self.weighings[role.id][region.code] if region.weighed else None
        decisions = self.decisions.get((region.code, role.id), ())
        return Choice(region, role, decisions, result, self.theme is not None)

    def choices(self, region: Region) -> tuple[Choice, ...]:
        """What a region gets in each role, in the order of the framework."""
        return tuple(self.choice(region, role) for role in self.framework.roles)

    @cached_property
    def decisions(self) -> Mapping[tuple[str, str], tuple[Decision, ...]]:
        """The decisions in force by region and role: on all themes first; on the theme that is
        weighed the one that counts there."""
        theme = self.theme.id if self.theme else None
        found: dict[tuple[str, str], tuple[Decision, ...]] = {}
        for one in sorted(self.case.decisions, key=lambda one: (bool(one.themes), one.themes)):
            key = (one.region, one.role)
            if theme is not None:
                counts = self.case.decision(*key, self.day, theme) == one
            else:
                counts = in_force(self.case, one, self.day)
            if counts:
                found[key] = (*found.get(key, ()), one)
        return found

    @cached_property
    def decided(self) -> tuple[Region, ...]:
        """The regions on which a decision is in force, a country before its parts."""
        codes = dict.fromkeys(region for region, _role in self.decisions)
        return self.ordered(self.case.regions[code] for code in codes)

    @cached_property
    def undecided(self) -> tuple[Region, ...]:
        """The regions that are weighed and on which no decision is in force."""
        there = {region.code for region in self.decided}
        return self.ordered(one for one in self.case.weighed if one.code not in there)

    def ordered(self, regions: Iterable[Region]) -> tuple[Region, ...]:
        """Regions on the continent of home first, then by the name of their country, the country
        itself before its parts."""
        home = self.case.home

        def key(region: Region) -> tuple[object, ...]:
            lineage = [
                self.name(self.case.regions[code]) for code in self.case.lineage(region.code)
            ]
            far = home is not None and region.continent != home.continent
            return (far, *reversed(lineage))

        return tuple(sorted(regions, key=key))

    def groups(self, regions: Iterable[Region]) -> list[tuple[str, tuple[Region, ...]]]:
        """Regions of the continent of home, then those elsewhere, each with a name."""
        home, there = self.case.home, tuple(regions)
        if home is None:
            return [("", there)] if there else []
        near = tuple(one for one in there if one.continent == home.continent)
        far = tuple(one for one in there if one.continent != home.continent)
        named = [
            (self.tell.of(CONTINENTS[home.continent]), near),
            (self.tell.say("elsewhere"), far),
        ]
        return [(name, found) for name, found in named if found]

    def name(self, region: Region | str) -> str:
        found = self.case.regions[region] if isinstance(region, str) else region
        return self.tell.of(found.name)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return contradictions(self.case)

    def contradicting(self, region: Region) -> tuple[Contradiction, ...]:
        """The contradictions on a region, settled ones too."""
        return tuple(one for one in self.contradictions if one.region == region.code)

    @property
    def subtitle(self) -> str:
        day = self.tell.day(self.day)
        if self.theme is None:
            return self.tell.say("subtitle", case=self.case.title, day=day)
        theme = self.tell.say("on-theme", theme=self.tell.of(self.theme.label))
        return self.tell.say("subtitle-theme", case=self.case.title, theme=theme, day=day)
