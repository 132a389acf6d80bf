"""From a passage to every verdict that leans on it, and how much: what if it fell away?

The case is weighed with and without what rests on some places (`resting`), for every role, on no
theme and on each. What a thousand passages carry is weighed in one go: their regions stand in the
rows of one array.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from windroos.cases.case import Case, Region
from windroos.cases.cells import GATHERED, evidence_on
from windroos.cases.contradictions import Contradiction, contradictions
from windroos.cases.explaining import place
from windroos.cases.framework import Named
from windroos.cases.moves import Move, moved
from windroos.cases.preparing import Prepared, Variant, prepare, varied
from windroos.cases.reading import Row
from windroos.cases.resting import Resting, named, resting, without
from windroos.cases.results import RegionResult
from windroos.cases.weighing import results

# What is computed twice may differ in its last digits.
SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Change:
    """A region in a role, on a theme or on all (None), weighed with some places and without.

    Places in the order of scores (`RegionResult.rank`) say nothing here.
    """

    role: str
    theme: str | None
    before: RegionResult
    after: RegionResult

    @property
    def region(self) -> Region:
        return self.before.region

    @property
    def carries(self) -> float | None:
        """The points of the score that fall away; below zero where it would rise. None where it
        has no score without them."""
        if self.before.score is None or self.after.score is None:
            return None
        return self.before.score - self.after.score

    @property
    def turned(self) -> tuple[Move, ...]:
        """What the compass would say otherwise: verdict, advice, preconditions."""
        return tuple(moved(self.before, self.after, self.role, self.theme))


@dataclass(frozen=True, eq=False)
class Clash:
    """A contradiction that comes, goes or is another without some places."""

    before: Contradiction | None
    after: Contradiction | None

    @property
    def of(self) -> Contradiction:
        """What it is now, or that comes."""
        found = self.before or self.after
        assert found is not None
        return found


@dataclass(frozen=True, eq=False)
class Leaning:
    """What leans on some places of a case on a day.

    `rows` and `named` rest on them; `changes` are the weighings that come to another score, other
    bounds or another verdict without them.
    """

    case: Case
    as_of: date
    places: tuple[str, ...]
    rows: tuple[Resting, ...]
    named: tuple[Named, ...]
    changes: tuple[Change, ...]

    @cached_property
    def turning(self) -> tuple[Change, ...]:
        """The weighings in which the compass would say something else."""
        return tuple(one for one in self.changes if one.turned)

    @property
    def regions(self) -> list[str]:
        """The codes of the regions that lean on them, each once."""
        return list(dict.fromkeys(one.region.code for one in self.changes))

    @property
    def turned_regions(self) -> list[str]:
        """Those of which the compass would say something else."""
        return list(dict.fromkeys(one.region.code for one in self.turning))

    @property
    def weight(self) -> float:
        """The points of all scores on all themes together that they carry."""
        points = (_points(one) for one in self.changes if one.theme is None)
        return sum(points)

    @cached_property
    def contradictions(self) -> tuple[Clash, ...]:
        """The contradictions that come, go or are others without the places."""
        if not self.rows:
            return ()
        was, now = (
            {one.id: one for one in contradictions(case)}
            for case in (self.case, without(self.case, self.places))
        )
        return tuple(
            Clash(was.get(id), now.get(id))
            for id in {**was, **now}
            if _sides(was.get(id)) != _sides(now.get(id))
        )

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """As plain data, ready for JSON."""
        return {
            "case": self.case.name,
            "asOf": self.as_of.isoformat(),
            "places": [place(self.case, id) for id in self.places],
            "rests": [{"table": one.table, "id": one.key, "falls": one.falls} for one in self.rows],
            "names": [{"part": one.part.id, "field": one.field} for one in self.named],
            "verdicts": [_change(one, language) for one in self.changes],
            "contradictions": [
                {
                    "id": one.of.id,
                    "kind": one.of.kind,
                    "region": one.of.region,
                    "role": one.of.role,
                    "subject": one.of.subject,
                    "before": one.before.grade if one.before else None,
                    "after": one.after.grade if one.after else None,
                }
                for one in self.contradictions
            ],
        }


def leaning(case: Case, places: Collection[str], *, as_of: date | None = None) -> Leaning:
    """What leans on places in documents (ids of `passages`) on a day (today), all taken together.

    >>> from windroos import cases
    >>> case = cases.load("noord_brabant")
    >>> found = cases.leaning(case, ["001-jiangsu-1-s6"], as_of=date(2026, 11, 21))
    >>> sorted({(one.region.code, one.role) for one in found.turning})
    [('CN-JS', 'innovation')]

    Raises `CaseError` for a place that the case does not have.
    """
    return leanings(case, [places], as_of=as_of)[0]


def leanings(
    case: Case, each: Sequence[Collection[str]], *, as_of: date | None = None
) -> tuple[Leaning, ...]:
    """The same of several sets of places, each by itself."""
    day = as_of or date.today()
    rows = [resting(case, places) for places in each]
    variants = [one for n, found in enumerate(rows) for one in _variants(case, day, n, found)]
    changes: dict[int, list[Change]] = defaultdict(list)
    for role in case.framework.roles:
        for theme in (None, *case.themes):
            if variants:
                for n, one in _compared(prepare(case, role.id, theme, as_of=day), variants):
                    changes[n].append(one)
    return tuple(
        Leaning(
            case=case,
            as_of=day,
            places=tuple(places),
            rows=found,
            named=named(case, places),
            changes=tuple(changes[n]),
        )
        for n, (places, found) in enumerate(zip(each, rows, strict=True))
    )


def most_first(one: Leaning) -> tuple[Any, ...]:
    """To sort by: the more verdicts turn, then the more points are carried, the earlier."""
    return -len(one.turning), -one.weight, one.places


@dataclass(frozen=True, slots=True)
class _Variant:
    """A region without what rests on the places of a number."""

    number: int
    without: Variant


def _variants(case: Case, day: date, number: int, rows: Sequence[Resting]) -> Iterator[_Variant]:
    """The regions that are weighed and lean on rows that fall away, also those that inherit."""
    gone: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        if one.falls and one.table in GATHERED:
            gone[one.table].append(one.row)
    if not gone:
        return
    named = [
        tuple(str(row[column]) for column in GATHERED[table])
        for table, fallen in gone.items()
        for row in fallen
    ]
    touched = {region for region, _subject in named}
    about = {subject for _region, subject in named}
    evidence = evidence_on(case, day).without(gone)
    for region in case.weighed:
        if not touched.isdisjoint(case.lineage(region.code)):
            yield _Variant(number, Variant(region.code, evidence, about))


def _compared(prepared: Prepared, variants: Sequence[_Variant]) -> Iterator[tuple[int, Change]]:
    """The variants that come to something else, with the number of their places."""
    framework = prepared.case.framework
    theme = prepared.theme.id if prepared.theme else None
    before = {one.region.code: one for one in results(prepared, framework)}
    after = results(varied(prepared, [one.without for one in variants]), framework)
    for variant, result in zip(variants, after, strict=True):
        change = Change(prepared.role, theme, before[result.region.code], result)
        if change.turned or _differ(change.before, change.after):
            yield variant.number, change


def _differ(before: RegionResult, after: RegionResult) -> bool:
    return any(
        (was is None) != (now is None)
        or (was is not None and now is not None and not math.isclose(was, now, abs_tol=SAME))
        for was, now in zip(_numbers(before), _numbers(after), strict=True)
    )


def _numbers(result: RegionResult) -> tuple[float | None, ...]:
    return result.score, result.lower, result.upper


def _points(change: Change) -> float:
    """How much of a score falls away; all of it where none is left."""
    return abs((change.before.score or 0) - (change.after.score or 0))


def _sides(of: Contradiction | None) -> tuple[object, ...] | None:
    """The grade of a contradiction, whether it is open, and what its sides are."""
    return (of.grade, of.open, set(of.sides)) if of else None


def _change(one: Change, language: str) -> dict[str, Any]:
    return {
        "region": one.region.code,
        "name": one.region.name.get(language),
        "role": one.role,
        "theme": one.theme,
        "carries": one.carries,
        "turns": [
            {"what": move.what, "subject": move.subject, "before": move.before, "after": move.after}
            for move in one.turned
        ],
        "before": _outcome(one.before),
        "after": _outcome(one.after),
    }


def _outcome(result: RegionResult) -> Mapping[str, Any]:
    return {
        "score": result.score,
        "lower": result.lower,
        "upper": result.upper,
        "known": result.known,
        "provisional": result.provisional,
        "advice": result.advice,
        "preconditions": {gate.precondition.id: gate.outcome for gate in result.gates},
    }
