"""What was reported then beside what is known now: a report is a frozen question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from .facts import Change, R, changes, known
from .periods import Period

State = Literal["open", "submitted", "locked"]

NEXT: dict[State, tuple[State, ...]] = {
    "open": ("submitted",),
    "submitted": ("locked", "open"),
    "locked": ("open",),
}
"""What a review can become: handed in, sent back, locked, opened again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The state of the report on a period from a moment on; only ever added."""

    period: Period
    state: State
    at: datetime
    by: str = ""
    reason: str = ""


def state_of(reviews: Iterable[Review], period: Period) -> State:
    """The state of the report on a period: that of the last review, and else open."""
    of = [review for review in reviews if review.period == period]
    return max(of, key=lambda review: review.at).state if of else "open"


def locked(reviews: Iterable[Review], period: Period) -> Review | None:
    """The last time that the report on a period was locked; None when it never was."""
    of = [r for r in reviews if r.period == period and r.state == "locked"]
    return max(of, key=lambda review: review.at, default=None)


def as_reported(
    facts: Iterable[R], reviews: Iterable[Review], period: Period
) -> dict[Any, R] | None:
    """What was known when the report on a period was last locked; None when it never was."""
    lock = locked(reviews, period)
    return None if lock is None else known(facts, lock.at)


def corrected_since(
    facts: Iterable[R],
    reviews: Iterable[Review],
    period: Period,
    now: datetime | None = None,
) -> tuple[Change[R], ...]:
    """What was corrected or withdrawn of what a report held, after it was last locked.

    What is new since then was not reported and is not among it; nothing is when it never was.
    """
    lock = locked(reviews, period)
    if lock is None:
        return ()
    return tuple(change for change in changes(facts, lock.at, now) if change.kind != "new")
