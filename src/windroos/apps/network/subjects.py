"""What dialogues and points are about: the criteria of the framework of their case.

The framework stands in an app above this one, which says in its `ready()` how to read it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.apps.regions.queries import Case


@dataclass(frozen=True)
class Subject:
    """A criterion to choose, with the aspect it falls under."""

    id: str
    label_nl: str
    label_en: str
    group_nl: str
    group_en: str


Reader = Callable[[Case], Sequence[Subject]]
_readers: list[Reader] = []


def provide(reader: Reader) -> None:
    """Says how the criteria of a case are read; the last one said is used."""
    _readers[:] = [reader]


def subjects(case: Case) -> dict[str, Subject]:
    """The criteria of a case by id, in the order of its framework."""
    return {subject.id: subject for reader in _readers for subject in reader(case)}
