"""A case ready to be weighed: the rows of a package, typed and indexed."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from windroos.cases.editions import NOTHING, Readings, anchoring, counting, sources
from windroos.cases.framework import Framework, Series, Text
from windroos.cases.observed import Chosen
from windroos.cases.package import Package
from windroos.cases.reading import Row
from windroos.cases.values import (
    Anchor,
    Decision,
    Figure,
    Finding,
    Judgement,
    Locator,
    Quantity,
    Region,
    Relation,
    Settlement,
    Source,
    Statement,
    Theme,
)

__all__ = [
    "Anchor",
    "Case",
    "Decision",
    "Figure",
    "Finding",
    "Judgement",
    "Locator",
    "Quantity",
    "Region",
    "Relation",
    "Settlement",
    "Source",
    "Statement",
    "Theme",
    "decision_of",
    "first_day",
    "group",
    "last_day",
    "load",
]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Case:
    """A region's compass: framework, regions, evidence and decisions; known by its identity.

    `readings` is what it reads from the open sources. The figures of an indicator come from there
    from the day on that they are there, and from the package before that day and without them.
    """

    package: Package
    readings: Readings = NOTHING

    @property
    def name(self) -> str:
        return self.package.name

    @property
    def title(self) -> str:
        return self.package.title

    @property
    def framework(self) -> Framework:
        return self.package.framework

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        return {
            r["code"]: Region(name=_text(r, "name"), **_plain(r, Region))
            for r in self._rows("regions")
        }

    @cached_property
    def weighed(self) -> tuple[Region, ...]:
        """The regions that are weighed, by name."""
        return tuple(
            sorted((r for r in self.regions.values() if r.weighed), key=lambda r: r.name.nl)
        )

    @cached_property
    def home(self) -> Region | None:
        return next((r for r in self.regions.values() if r.home), None)

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        return {
            r["id"]: Theme(label=_text(r, "label"), **_plain(r, Theme))
            for r in self._rows("themes")
        }

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources of the package, and the editions that figures are read from."""
        own = {
            r["id"]: Source(note=_maybe(r, "note"), **_plain(r, Source))
            for r in self._rows("sources")
        }
        return own | {one.id: one for one in sources(self.readings)}

    @cached_property
    def locators(self) -> Mapping[str, Locator]:
        return {
            r["id"]: Locator(
                label=_text(r, "label"),
                section=r["section"] or "",
                **_plain(r, Locator, but=("section",)),
            )
            for r in self._rows("passages")
        }

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(
            Judgement(
                reason=_text(r, "reason"), grounds=_maybe(r, "grounds"), **_plain(r, Judgement)
            )
            for r in self._rows("judgements")
        )

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that count now: read where they can be, else of the package."""
        return self.figures_on(None)

    @cached_property
    def own_figures(self) -> tuple[Figure, ...]:
        """The figures of the package."""
        return tuple(
            Figure(note=_maybe(r, "note"), **_plain(r, Figure)) for r in self._rows("figures")
        )

    def figures_on(self, day: date | None) -> tuple[Figure, ...]:
        """The figures that count on a day; without one, on the day that each edition came in."""
        return counting(self.readings, self.framework, self.regions, self.own_figures, day)

    def chosen(self, series: Series, day: date | None = None) -> Chosen:
        """What a series that is read gives on a day, and what of it does not count."""
        return self.readings.chosen(series, self.regions, day)

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The anchors that count now: read where they can be, else of the package."""
        return self.anchors_on(None)

    @cached_property
    def own_anchors(self) -> tuple[Anchor, ...]:
        """The anchors of the package."""
        return tuple(Anchor(**_plain(r, Anchor)) for r in self._rows("anchors"))

    def anchors_on(self, day: date | None) -> tuple[Anchor, ...]:
        """The anchors that count on a day; without one, on the day that each edition came in."""
        return anchoring(self.readings, self.framework, self.own_anchors, day)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(period=(r["period_start"], r["period_end"]), **_plain(r, Statement))
            for r in self._rows("statements")
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures that documents print of what the compass does not measure."""
        return tuple(
            Quantity(label=_text(r, "label"), note=_maybe(r, "note"), **_plain(r, Quantity))
            for r in self._rows("quantities")
        )

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(decision_of(r) for r in self._rows("decisions"))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                themes=_several(r, "themes"),
                conditions=_maybe(r, "conditions"),
                grounds=_maybe(r, "grounds"),
                reason=_text(r, "reason"),
                **_plain(r, Finding, but=("themes",)),
            )
            for r in self._rows("findings")
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return tuple(
            Relation(note=_maybe(r, "note"), **_plain(r, Relation)) for r in self._rows("relations")
        )

    @cached_property
    def settlements(self) -> Mapping[str, Settlement]:
        """What was made of contradictions, by the id of the contradiction."""
        return {
            r["id"]: Settlement(
                sides=dict(side.rsplit("@", 1) for side in _several(r, "sides")),
                reason=_text(r, "reason"),
                **_plain(r, Settlement, but=("sides",)),
            )
            for r in self._rows("settlements")
        }

    def parts(self, code: str) -> tuple[Region, ...]:
        """The regions directly within a region, by name."""
        return tuple(
            sorted((r for r in self.regions.values() if r.parent == code), key=lambda r: r.name.nl)
        )

    def lineage(self, code: str) -> Iterator[str]:
        """A region and then its parents, nearest first."""
        at: str | None = code
        while at is not None:
            yield at
            at = self.regions[at].parent

    def published(self, passage: str) -> str:
        """When the document that holds a passage came out: YYYY, YYYY-MM or YYYY-MM-DD."""
        return self.sources[self.locators[passage].document].published

    def dated(self, said: Judgement | Finding) -> str:
        """Of when a judgement or finding is: its own day, else that of the document it rests on."""
        if said.judged is not None:
            return said.judged
        assert said.passage is not None  # the package has been checked
        return self.published(said.passage)

    def decision(
        self, region: str, role: str, day: date, theme: str | None = None
    ) -> Decision | None:
        """The decision in force for a region and role on a day.

        One on the chosen theme comes before one on all themes, without a theme the other way
        round; of several the last one taken.
        """
        return max(
            (d for d in self._by_place.get((region, role), ()) if self.in_force(d, day, theme)),
            key=lambda d: (bool(d.themes) == (theme is not None), *_order(d)),
            default=None,
        )

    def in_force(self, decision: Decision, day: date, theme: str | None = None) -> bool:
        """Whether a decision holds on a day: taken, in its period, and none in its place.

        On a theme, or without one on anything it speaks of.
        """
        return (
            decision.period[0] <= day.year <= decision.period[1]
            and last_day(decision.decided) <= day
            and (theme is None or decision.holds_for(theme))
            and not self.replaced(decision, day, theme)
        )

    def replaced(self, decision: Decision, day: date, theme: str | None = None) -> bool:
        """Whether another stands in the place of a decision, taken by this day and begun.

        On a theme, or without one on all that the decision speaks of. Who comes in its place ends
        it for good: it does not come back when that one ends sooner.
        """
        others = [
            d
            for d in self._in_place_of.get(decision.id, ())
            if last_day(d.decided) <= day and d.period[0] <= day.year
        ]
        if theme is not None:
            return any(d.holds_for(theme) for d in others)
        whole = any(not d.themes for d in others)
        themes = {theme for d in others for theme in d.themes}
        return whole or bool(decision.themes and themes.issuperset(decision.themes))

    def last_year(self, decision: Decision, theme: str | None) -> int:
        """The last year in which a decision holds on a theme: after it another comes in its place,
        or its period is over."""
        others = [
            d
            for d in self._in_place_of.get(decision.id, ())
            if not d.themes or (theme is not None and theme in d.themes)
        ]
        return min([decision.period[1], *(d.period[0] - 1 for d in others)])

    @cached_property
    def _by_place(self) -> Mapping[tuple[Any, ...], Sequence[Decision]]:
        return group(self.decisions, "region", "role")

    @cached_property
    def _in_place_of(self) -> Mapping[str, Sequence[Decision]]:
        """By the id of a decision, those that replace it."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            for id in decision.replaces:
                found[id].append(decision)
        return found

    def _rows(self, table: str) -> Sequence[dict[str, Any]]:
        return self.package.tables[table]


def decision_of(row: Row) -> Decision:
    """A row of `decisions` as a value."""
    return Decision(
        period=(row["period_start"], row["period_end"]),  # type: ignore[arg-type]
        themes=_several(row, "themes"),
        footnote=_maybe(row, "footnote"),
        motivation=_maybe(row, "motivation"),
        conditions=_maybe(row, "conditions"),
        departure=_maybe(row, "departure"),
        replaces=_several(row, "replaces"),
        **_plain(row, Decision, but=("themes", "replaces")),
    )


def load(
    name_or_path: str | Path,
    *,
    lake: Path | None = None,
    editions: Mapping[str, str] | None = None,
) -> Case:
    """A shipped case by name, or any package by its path.

    `editions` gives the snapshot (SHA-256) by the key of the dataset that its figures are to be
    read from, in the folder `lake`. Raises `PackageError`, which lists every problem, when the
    package is not sound, `LakeError` for a snapshot that is not there, and `CaseError` for a
    dataset that no series reads.
    """
    from windroos.cases.check import read
    from windroos.cases.lake_reading import readings

    package = read(name_or_path)
    if lake is None or not editions:
        return Case(package)
    return Case(package, readings(lake, package.framework, editions))


def last_day(partial: str) -> date:
    """The last day that YYYY, YYYY-MM or YYYY-MM-DD can mean.

    >>> last_day("2025"), last_day("2024-02"), last_day("2024-02-03")
    (datetime.date(2025, 12, 31), datetime.date(2024, 2, 29), datetime.date(2024, 2, 3))
    """
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else monthrange(year, month)[1]
    return date(year, month, day)


def first_day(partial: str) -> date:
    """The first day that YYYY, YYYY-MM or YYYY-MM-DD can mean.

    >>> first_day("2025"), first_day("2024-02"), first_day("2024-02-03")
    (datetime.date(2025, 1, 1), datetime.date(2024, 2, 1), datetime.date(2024, 2, 3))
    """
    year, month, day = (*(int(part) for part in partial.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _order(decision: Decision) -> tuple[date, bool]:
    """Decisions in the order they were taken; of one day, the one that replaces another later."""
    return last_day(decision.decided), bool(decision.replaces)


def group(things: Iterable[T], *names: str) -> Mapping[tuple[Any, ...], list[T]]:
    """Things by the values of some of their attributes."""
    groups: dict[tuple[Any, ...], list[T]] = defaultdict(list)
    for thing in things:
        groups[tuple(getattr(thing, name) for name in names)].append(thing)
    return groups


def _text(row: Row, name: str) -> Text:
    """A text that stands there in one language at least; the other then reads the same."""
    nl, en = row[f"{name}_nl"], row[f"{name}_en"]
    return Text(str(nl or en), str(en or nl))


def _several(row: Row, name: str) -> tuple[str, ...]:
    """The ids in one cell."""
    return tuple(str(row[name] or "").split())


def _maybe(row: Row, name: str) -> Text | None:
    return _text(row, name) if row[f"{name}_nl"] or row[f"{name}_en"] else None


def _plain(row: Row, kind: type, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The cells of a row that are attributes of `kind` as they stand."""
    names = set(kind.__slots__) - set(but)
    return {name: value for name, value in row.items() if name in names}
