"""Who and what a passage can be about, as told by who knows the names: nothing else is marked."""

from collections.abc import Callable, Collection, Mapping

from windroos.apps.regions.queries import Case

# What a passage of the documents of a case can be about: the ids, by kind.
Names = Callable[[Case], Mapping[str, Collection[str]]]

_names: list[Names] = []


def name_by(names: Names) -> None:
    """Has a function asked what passages can be about; who knows does so in its `ready()`."""
    if names not in _names:
        _names.append(names)


def known(case: Case) -> Mapping[str, set[str]]:
    """What the passages of a case can be about: the ids, by kind."""
    found: dict[str, set[str]] = {}
    for names in _names:
        for kind, ids in names(case).items():
            found[kind] = found.get(kind, set()) | set(ids)
    return found
