"""The roles in which a case is decided: those of its framework.

The framework stands in an app above this one, which says in its `ready()` how to read it.
"""

from collections.abc import Callable, Mapping

from windroos.apps.regions.models import Case

# The roles of a case by id, with what they are called in Dutch and in English.
Reader = Callable[[Case], Mapping[str, tuple[str, str]]]
_readers: list[Reader] = []


def provide(reader: Reader) -> None:
    """Says how the roles of a case are read; the last one said is used."""
    _readers[:] = [reader]


def bodies(case: Case) -> dict[str, tuple[str, str]]:
    """The roles of a case by id, in the order of its framework."""
    return {id: names for reader in _readers for id, names in reader(case).items()}
