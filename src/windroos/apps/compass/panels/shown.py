"""Blind panels in the reader's words, and no more of them than the reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from windroos import cases
from windroos.apps.accounts.permits import may
from windroos.apps.compass.models import Opinion, Panel
from windroos.apps.compass.panels import kept as panels
from windroos.apps.compass.presenting import Choice, Place, confidence, measured, place, words
from windroos.apps.compass.region.leaves import meaning
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.queries import Case
from windroos.cases.framework import Criterion, Scale, Text
from windroos.cases.naming import leaf_name


@dataclass(frozen=True)
class Shown:
    """A panel in the reader's words, and what this reader may see of it."""

    panel: Panel
    case: Case
    value: cases.Case
    reader: panels.Reader

    @property
    def leaf(self) -> Criterion | None:
        leaf = self.value.framework.by_id.get(self.panel.criterion)
        return leaf if leaf is not None and leaf.rating else None

    @property
    def scale(self) -> Scale | None:
        leaf = self.leaf
        return self.value.framework.scales[leaf.rating.scale] if leaf and leaf.rating else None

    @property
    def region(self) -> str:
        region = self.value.regions.get(self.panel.region)
        return words(region.name) if region else self.panel.region

    @property
    def criterion(self) -> str:
        return (
            words(leaf_name(self.value.framework, self.leaf)) if self.leaf else self.panel.criterion
        )

    @property
    def theme(self) -> str:
        theme = self.value.themes.get(self.panel.theme)
        return words(theme.label) if theme else self.panel.theme

    @property
    def role(self) -> str:
        roles = {role.id: role.label for role in self.value.framework.roles}
        known: Text | None = roles.get(self.panel.role)
        return words(known) if known else self.panel.role

    @property
    def label(self) -> str:
        return ", ".join(part for part in (self.region, self.criterion, self.theme) if part)

    @property
    def region_url(self) -> str:
        chosen = Choice(self.panel.role or self.value.framework.roles[0].id, None)
        return region_url(self.value, self.panel.region, chosen)

    @cached_property
    def mine(self) -> Opinion | None:
        return panels.own(self.panel, self.reader)

    @property
    def given(self) -> int:
        return len(panels.given(self.panel))

    @property
    def asked(self) -> int:
        return panels.asked(self.panel)

    @property
    def waiting(self) -> bool:
        """Whether it waits for the reader's opinion."""
        mine = self.mine
        return self.panel.status == Panel.Status.OPEN and mine is not None and mine.given is None

    @property
    def complete(self) -> bool:
        return panels.complete(self.panel)

    @property
    def disclosed(self) -> bool:
        return panels.disclosed(self.panel, self.reader)

    @property
    def may_settle(self) -> bool:
        able = may(self.reader, "compass.settle_panel", case=self.case)
        return able and self.complete and self.mine is None

    @property
    def may_withdraw(self) -> bool:
        is_open = self.panel.status == Panel.Status.OPEN
        return is_open and may(self.reader, "compass.withdraw_panel", case=self.case)

    @cached_property
    def opinions(self) -> list[Voice]:
        """The opinions the reader may see."""
        with_names = panels.named(self.panel, self.reader)
        seen = panels.visible(self.panel, self.reader)
        wanted = [self.value.locators[o.passage] for o in seen if o.passage in self.value.locators]
        resolved = evidence.readable(self.case, self.reader).resolve(wanted)
        return [Voice(self, one, resolved, with_names) for one in seen]

    @property
    def spread(self) -> panels.Spread | None:
        return panels.spread(panels.visible(self.panel, self.reader)) if self.disclosed else None

    @property
    def dots(self) -> list[tuple[str, str, int]]:
        """The scale with how many opinions lie on each point: rating, meaning, count."""
        ratings = [one.rating for one in panels.visible(self.panel, self.reader)]
        if self.scale is None or not self.disclosed:
            return []
        points = {point.value for point in self.scale.points}
        places = sorted(points | {rating for rating in ratings if rating is not None})
        return [(measured(at), meaning(at, self.scale), ratings.count(at)) for at in places]


class Voice:
    """One opinion, as a reader may see it."""

    def __init__(
        self,
        shown: Shown,
        opinion: Opinion,
        resolved: Mapping[str, evidence.Resolved],
        with_name: bool,
    ) -> None:
        self.opinion = opinion
        self.name = opinion.assessor.name if with_name else ""
        self.rating = measured(opinion.rating or 0)
        self.meaning = meaning(opinion.rating or 0, shown.scale) if shown.scale else ""
        self.confidence = confidence(opinion.confidence)
        self.reason = either(opinion.reason_nl, opinion.reason_en)
        moved = opinion.blind is not None and opinion.blind != opinion.rating
        self.first = measured(opinion.blind or 0) if moved else ""
        found = resolved.get(opinion.passage)
        grounds = either(opinion.grounds_nl, opinion.grounds_en)
        self.place = place(shown.value, found) if found else Place(grounds or opinion.passage)


def either(dutch: str, english: str) -> str:
    """A text that was written in one language at least, for the reader."""
    return words(Text(dutch or english, english or dutch))
