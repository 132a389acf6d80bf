"""What the compass says of a region for a decision: on all themes, or on those it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from windroos.apps.compass import queries
from windroos.apps.regions.queries import Case
from windroos.cases.weighing import RegionResult


@dataclass(frozen=True)
class Advised:
    """The advice on a region in a role and, while there is none, the verdict of the score so far.

    Of several themes that are advised differently there is not one advice: undetermined. None
    where the compass says nothing. `results` holds the weighing of each theme.
    """

    advice: str | None = None
    leaning: str | None = None
    results: tuple[RegionResult, ...] = ()

    @property
    def verdict(self) -> str | None:
        """The advice, and while there is none the verdict so far; None where both are open."""
        return self.leaning if self.advice == "undetermined" else self.advice

    def departs(self, effort: str) -> bool:
        """Whether an effort is another one than the compass says."""
        return self.verdict is not None and self.verdict != effort


def advised(case: Case, role: str, region: str, themes: Sequence[str], day: date) -> Advised:
    """What the compass said at the end of a day of a region, in a role, on themes (none: all)."""
    value = queries.value(case, day)
    weighed = {one.code for one in value.weighed}
    known = set(themes) <= set(value.themes) and role in {r.id for r in value.framework.roles}
    if region not in weighed or not known:
        return Advised()
    results = tuple(
        queries.assessment(case, role, theme, day)[region] for theme in (themes or [None])
    )
    advices, leanings = {r.advice for r in results}, {r.leaning for r in results}
    if len(advices) > 1:
        return Advised("undetermined", None, results)
    return Advised(advices.pop(), leanings.pop() if len(leanings) == 1 else None, results)
