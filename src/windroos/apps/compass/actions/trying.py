"""Trying out what an action would make of a case, before anyone does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import transaction

from windroos import cases
from windroos.apps.compass import queries
from windroos.apps.regions import queries as regions
from windroos.apps.regions.queries import Case

T = TypeVar("T")


@dataclass(frozen=True)
class Tried(Generic[T]):
    """A case as it is and as it would be, and what the action gave."""

    before: cases.Case
    after: cases.Case
    given: T


def tried(case: Case, act: Callable[[], T]) -> Tried[T]:
    """What an action would make of a case: done, looked at and taken back, all in one transaction.

    So it asks the same permission and finds the same faults; those are raised.
    """
    before = queries.value(case)
    with transaction.atomic():
        given = act()
        now = regions.case(case.name)
        assert now is not None  # no action takes a case away
        after = queries.value(now)
        transaction.set_rollback(True)
    return Tried(before, after, given)
