"""Whether two things are said in the same place, and the order in which sides are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from windroos.cases.case import Case, Finding, Judgement, Locator, Quantity, Relation

T = TypeVar("T", Finding, Judgement, Relation, Quantity)


def same_place(case: Case, a: Finding | Judgement, b: Finding | Judgement) -> bool:
    """Whether two things are drawn from one passage, or from passages that overlap; without a
    passage from the same grounds."""
    if a.passage is None or b.passage is None:
        return a.passage == b.passage and a.grounds == b.grounds
    return overlap(case.locators[a.passage], case.locators[b.passage])


def overlap(a: Locator, b: Locator) -> bool:
    """Whether two passages have a sentence in common."""
    if (a.document, a.section, a.paragraph) != (b.document, b.section, b.paragraph):
        return False
    (first, last), (begins, ends) = _sentences(a), _sentences(b)
    return first <= ends and begins <= last


def _sentences(locator: Locator) -> tuple[float, float]:
    """From which sentence of its paragraph to which; without any, all of it."""
    if locator.sentences is None:
        return 1, float("inf")
    first, _, last = locator.sentences.partition("-")
    return int(first), int(last or first)


def in_order(clashes: Iterable[tuple[T, T]]) -> tuple[T, ...]:
    """The sides of pairs, each once, in the order of their places."""
    sides = {side.id: side for pair in clashes for side in pair}
    return tuple(sorted(sides.values(), key=lambda side: (side.passage or "", side.id)))
