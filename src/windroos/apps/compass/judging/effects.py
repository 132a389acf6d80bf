"""What a change does to the verdicts: of which regions, in which role, on which theme."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.presenting import Choice, decimal, words
from windroos.apps.compass.weighing.rows import outcome_word, region_url
from windroos.cases import Case, weigh
from windroos.cases.weighing import RegionResult


@dataclass(frozen=True)
class Effect:
    """A region in a role, on a theme or on all, as it is weighed now and as it would be.

    `themes` names the themes on which the same happens; empty is all of them together.
    """

    name: str
    url: str
    role: str
    themes: tuple[str, ...]
    before: RegionResult
    after: RegionResult

    @property
    def code(self) -> str:
        return self.after.region.code

    @property
    def moved(self) -> bool:
        """Whether the compass would say something else: advice, or verdict while there is none."""
        return _says(self.before) != _says(self.after)

    @property
    def scored(self) -> bool:
        """Whether score or bounds would be others, as they are shown."""
        return _numbers(self.before) != _numbers(self.after)

    @property
    def advice_moved(self) -> bool:
        return _says(self.before)[:2] != _says(self.after)[:2]

    @property
    def gates(self) -> list[tuple[str, str, str]]:
        """The preconditions whose outcome would be another: number, before and after in words."""
        return [
            (new.precondition.number, outcome_word(old.outcome), outcome_word(new.outcome))
            for old, new in zip(self.before.gates, self.after.gates, strict=True)
            if old.outcome != new.outcome
        ]

    @property
    def score_before(self) -> str:
        return _score(self.before)

    @property
    def score_after(self) -> str:
        return _score(self.after)

    @property
    def bounds_before(self) -> str:
        return _bounds(self.before)

    @property
    def bounds_after(self) -> str:
        return _bounds(self.after)


def effects(
    before: Case,
    after: Case,
    day: date,
    regions: Collection[str],
    themes: Collection[str | None] = (None,),
    *,
    every: bool = False,
) -> list[Effect]:
    """What changes between two states of a case, on a day; what the compass says otherwise first.

    `regions` are those that were written about; those within them may inherit. Scores are told on
    these `themes` (None: all), another verdict on every theme. `every`: these also where nothing
    changes.
    """
    touched = set(regions)
    codes = [r.code for r in before.weighed if not touched.isdisjoint(after.lineage(r.code))]
    if not codes:
        return []
    found, elsewhere = [], []
    for one, theme in _compared(before, after, day, codes):
        if theme in themes and (one.moved or one.scored or every):
            found.append(one)
        elif one.moved:
            elsewhere.append(one)
    return sorted([*found, *_together(elsewhere)], key=lambda one: not one.moved)


def _together(found: Iterable[Effect]) -> list[Effect]:
    """Effects that are the same on several themes, as one."""
    same: dict[tuple[object, ...], list[Effect]] = {}
    for one in found:
        key = (one.code, one.role, _says(one.before), _says(one.after), *_numbers(one.before))
        same.setdefault((*key, *_numbers(one.after)), []).append(one)
    return [
        replace(alike[0], themes=tuple(theme for one in alike for theme in one.themes))
        for alike in same.values()
    ]


def _compared(
    before: Case, after: Case, day: date, codes: Sequence[str]
) -> Iterator[tuple[Effect, str | None]]:
    for role in before.framework.roles:
        for theme in (None, *before.themes):
            on = (words(before.themes[theme].label),) if theme else ()
            for old, new in zip(
                weigh(before, role.id, theme, as_of=day, regions=codes),
                weigh(after, role.id, theme, as_of=day, regions=codes),
                strict=True,
            ):
                url = region_url(before, old.region.code, Choice(role.id, theme))
                name = words(old.region.name)
                yield Effect(name, url, words(role.label), on, old, new), theme


def summary(found: Sequence[Effect]) -> str:
    """What a change does, in a sentence."""
    moved = {one.code for one in found if one.moved}
    if moved:
        return ngettext(
            "The compass would say something else of %(n)s region.",
            "The compass would say something else of %(n)s regions.",
            len(moved),
        ) % {"n": len(moved)}
    if any(one.scored for one in found):
        return _("Every advice and verdict stays as it is; the score changes.")
    return _("Every advice, verdict and score stays as it is.")


def _says(result: RegionResult) -> tuple[object, ...]:
    return result.advice, result.leaning, tuple(gate.outcome for gate in result.gates)


def _numbers(result: RegionResult) -> tuple[str, str]:
    return _score(result), _bounds(result)


def _bounds(result: RegionResult) -> str:
    return f"{decimal(result.lower)}–{decimal(result.upper)}"


def _score(result: RegionResult) -> str:
    return decimal(result.score) if result.score is not None else _("unknown")
