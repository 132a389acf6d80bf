"""What a change does to the verdicts: of which regions, in which role, on which theme."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.compass.presenting import Choice, decimal, words
from windroos.apps.compass.weighing.rows import outcome_word, region_url
from windroos.cases import Case, weigh
from windroos.cases.leaning import Change
from windroos.cases.weighing import RegionResult


@dataclass(frozen=True)
class On:
    """A theme, or all together (no id), and the page of the region on it."""

    case: Case = field(repr=False, compare=False)
    code: str
    chosen: Choice
    label: str

    @property
    def theme(self) -> str | None:
        return self.chosen.theme

    @property
    def url(self) -> str:
        """Looked up where it is shown: in a terminal, all addresses would be loaded for nothing."""
        return region_url(self.case, self.code, self.chosen)


@dataclass(frozen=True)
class Effect:
    """A region in a role, as it is weighed now and as it would be, on all themes together or on
    those on which the same happens."""

    name: str
    role: str
    on: tuple[On, ...]
    before: RegionResult
    after: RegionResult
    every: bool = False
    """Whether it is so on all themes together and on each."""

    @property
    def code(self) -> str:
        return self.after.region.code

    @property
    def url(self) -> str:
        """The page of the region, on the first of the themes."""
        return self.on[0].url

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of the themes; none for all of them together."""
        return tuple(one.label for one in self.on if one.theme)

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
    def lost(self) -> float:
        """The points of the score that fall away, whichever way; all of them where none is left."""
        return abs((self.before.score or 0) - (self.after.score or 0))

    @property
    def carried(self) -> str:
        """The same in words: what a passage carries of which the fall is told."""
        if self.before.score is None:
            return _("nothing")
        if self.after.score is None:
            return _("the whole score")
        minus = "" if self.before.score > self.after.score else "\N{MINUS SIGN}"
        return f"{minus}{points(self.lost)}"

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
    return sorted([*found, *_together(elsewhere, _numbers)], key=lambda one: not one.moved)


def told(case: Case, changes: Iterable[Change], day: date | None = None) -> list[Effect]:
    """Weighings that come to something else, those that are the very same on several themes as one:
    what the compass says otherwise first, then those that most of a score falls away from.

    `day` is that in the past on which the case is shown.
    """
    each = (
        _effect(case, one.before, one.after, Choice(one.role, one.theme, day)) for one in changes
    )
    made = _together(each, _exact)
    whole = 1 + len(case.themes)
    made = [replace(one, every=1 < len(one.on) == whole) for one in made]
    return sorted(made, key=lambda one: (not one.moved, -one.lost, one.name))


def _together(
    found: Iterable[Effect], numbers: Callable[[RegionResult], tuple[object, ...]]
) -> list[Effect]:
    """Effects that are the same on several themes, as one; `numbers` gives those to compare."""
    same: dict[tuple[object, ...], list[Effect]] = {}
    for one in found:
        key = (one.code, one.role, _says(one.before), _says(one.after), numbers(one.before))
        same.setdefault((*key, numbers(one.after)), []).append(one)
    return [
        replace(alike[0], on=tuple(on for one in alike for on in one.on)) for alike in same.values()
    ]


def _compared(
    before: Case, after: Case, day: date, codes: Sequence[str]
) -> Iterator[tuple[Effect, str | None]]:
    for role in before.framework.roles:
        for theme in (None, *before.themes):
            for old, new in zip(
                weigh(before, role.id, theme, as_of=day, regions=codes),
                weigh(after, role.id, theme, as_of=day, regions=codes),
                strict=True,
            ):
                yield _effect(before, old, new, Choice(role.id, theme)), theme


def _effect(case: Case, before: RegionResult, after: RegionResult, on: Choice) -> Effect:
    return Effect(
        words(before.region.name),
        words(case.framework.role(on.role).label),
        (
            On(
                case,
                before.region.code,
                on,
                words(case.themes[on.theme].label) if on.theme else _("All themes together"),
            ),
        ),
        before,
        after,
    )


def points(lost: float) -> str:
    """Points of a score in words; what is too little to be seen is not nothing."""
    if lost > 0 and round(lost, 2) == 0:
        return _("less than %(least)s") % {"least": decimal(0.01)}
    return decimal(lost)


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


def _exact(result: RegionResult) -> tuple[object, ...]:
    numbers = (result.score, result.lower, result.upper)
    return tuple(None if one is None else round(one, 9) for one in numbers)


def _bounds(result: RegionResult) -> str:
    return f"{decimal(result.lower)}–{decimal(result.upper)}"


def _score(result: RegionResult) -> str:
    return decimal(result.score) if result.score is not None else _("unknown")
