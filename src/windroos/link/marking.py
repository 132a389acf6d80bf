"""How well proposals agree with what people marked by hand, or accepted and rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many marks were proposed (`right`), not proposed (`missed`), and proposed by none."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """The share of what was proposed that was marked; None when nothing was proposed."""
        proposed = self.right + self.wrong
        return self.right / proposed if proposed else None

    @property
    def recall(self) -> float | None:
        """The share of what was marked that was proposed; None when nothing was marked."""
        marked = self.right + self.missed
        return self.right / marked if marked else None


def agreement(passages: Iterable[tuple[Collection[str], Collection[str]]]) -> Agreement:
    """What was proposed and what was marked, passage by passage, all marks alike.

    >>> found = agreement([({"DE", "JP"}, {"DE"}), (set(), {"BE2"})])
    >>> found.precision, found.recall
    (0.5, 0.5)
    """
    right = missed = wrong = 0
    for proposed, marked in passages:
        right += len(set(proposed) & set(marked))
        missed += len(set(marked) - set(proposed))
        wrong += len(set(proposed) - set(marked))
    return Agreement(right, missed, wrong)


@dataclass(frozen=True, slots=True)
class Judged:
    """What people did with proposals: how many they accepted and rejected, and how many things
    they `added` that were not proposed; `open` are those that nobody judged."""

    accepted: int
    rejected: int
    added: int
    open: int

    @property
    def judged(self) -> int:
        return self.accepted + self.rejected

    @property
    def share(self) -> float | None:
        """The share of the proposals that were judged that was accepted; None when none was."""
        return self.accepted / self.judged if self.judged else None


def judged(told: Iterable[tuple[str, bool]]) -> Judged:
    """What people did with proposals, from the state of each thing told (`open`, `accepted` or
    `rejected`) and whether it was proposed.

    >>> found = judged(
    ...     [("accepted", True), ("rejected", True), ("open", True), ("accepted", False)]
    ... )
    >>> found.accepted, found.judged, found.share, found.added
    (1, 2, 0.5, 1)
    """
    counted = Counter(told)
    return Judged(
        accepted=counted["accepted", True],
        rejected=counted["rejected", True],
        added=counted["accepted", False],
        open=counted["open", True],
    )
