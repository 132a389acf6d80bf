"""Which organisations of a register a name is of: those called so, else those it may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from windroos.cases.reading import Row
from windroos.link import Found, Names
from windroos.link.text import fold


class Naming:
    """The names of a register; capitals, accents and further spaces make no difference.

    >>> known = Naming([{"organisation": "wur", "name": "WUR", "kind": "short"}])
    >>> known.called("wur")
    ('wur',)
    >>> known.of("Stichting WUR")
    ()
    """

    def __init__(self, names: Iterable[Row]) -> None:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        several: dict[str, list[str]] = defaultdict(list)
        for row in names:
            organisation, name = str(row["organisation"]), str(row["name"])
            found[_key(name)][organisation] = None
            several[organisation].append(name)
        self._called: Mapping[str, tuple[str, ...]] = {
            name: tuple(sorted(of)) for name, of in found.items()
        }
        self._several = several

    def called(self, name: str) -> tuple[str, ...]:
        """The ids of all organisations that have this name: of a name that two have, both."""
        return self._called.get(_key(name), ())

    def of(self, name: str) -> tuple[str, ...]:
        """The ids of those that are called so, else of those that the rules say are the same."""
        by_rule = (found.id for found in self.like(name) if found.likeness.verdict == "same")
        return self.called(name) or tuple(sorted(by_rule))

    def like(self, name: str, most: int = 10) -> list[Found]:
        """The organisations that a name may be by the rules of `link`, the likest first."""
        return self._names.find(name, most)

    @cached_property
    def _names(self) -> Names:
        return Names(self._several.items())


def _key(name: str) -> str:
    return " ".join(fold(name).split())
