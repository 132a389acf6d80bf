"""Totals up the tree: programme, lines, action lines, projects, activities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from .cells import Cells
from .facts import Cell, Dimensions, Fact, Role
from .indicators import Indicator
from .over_time import total
from .periods import Period
from .totals import Discrepancy, Total, combine, differs


class TreeError(ValueError):
    """The parts do not make a tree, or there is no such part."""


@dataclass(frozen=True)
class Tree:
    """Parts by their id with the part that each lies in; the topmost lie in "".

    Raises `TreeError` when a part lies in one that is not there, or in itself by a detour.
    """

    parents: Mapping[str, str]

    def __post_init__(self) -> None:
        for part, parent in self.parents.items():
            if not part:
                raise TreeError("a part has an id")
            if parent and parent not in self.parents:
                raise TreeError(f"{part!r} lies in {parent!r}, and there is no such part")
        clear: set[str] = set()
        for part in self.parents:
            way: list[str] = []
            while part and part not in clear:
                if part in way:
                    circle = " in ".join([*way[way.index(part) :], part])
                    raise TreeError(f"parts lie in themselves: {circle}")
                way.append(part)
                part = self.parents[part]
            clear.update(way)

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for part, parent in self.parents.items():
            found[parent].append(part)
        return {parent: tuple(parts) for parent, parts in found.items()}

    def children(self, part: str = "") -> tuple[str, ...]:
        """The parts directly beneath one, in the order given; of "" the topmost."""
        return self._children.get(part, ())

    def below(self, part: str = "") -> Iterator[str]:
        """All parts beneath one, each after the one it lies in."""
        for child in self.children(part):
            yield child
            yield from self.below(child)

    def leaves(self, part: str = "") -> tuple[str, ...]:
        """The parts beneath one (or itself) that have nothing beneath them."""
        found = tuple(p for p in self.below(part) if not self.children(p))
        return found or ((part,) if part else ())

    def path(self, part: str) -> tuple[str, ...]:
        """From the topmost to the part itself."""
        way: list[str] = []
        while part:
            if part not in self.parents:
                raise TreeError(f"there is no part {part!r} in this tree")
            way.append(part)
            part = self.parents[part]
        return tuple(reversed(way))


def rolled(
    indicator: Indicator,
    tree: Tree,
    cells: Mapping[Cell, Fact],
    role: Role,
    period: Period,
    part: str,
    dimensions: Dimensions = (),
) -> Total:
    """What an indicator comes to for a part with all beneath it.

    With `up_tree` none, the usual way, only what is stated for the part itself. Else the parts
    beneath that carry the indicator (`Indicator.parts`, or all) are combined, from below. Where
    they are complete that counts, and what is stated for the part itself is compared with it; else
    what is stated counts; else what there is beneath, incomplete, with which parts are missing.

    Raises `TreeError` when there is no such part.
    """
    tree.path(part)
    carrying = _carrying(indicator, tree)
    return _rolled(indicator, tree, Cells.over(cells), role, period, part, dimensions, carrying)


def _carrying(indicator: Indicator, tree: Tree) -> frozenset[str] | None:
    """The parts that the indicator is measured for with all they lie in; None is all."""
    if not indicator.parts:
        return None
    return frozenset(p for one in indicator.parts for p in tree.path(one))


def _rolled(
    indicator: Indicator,
    tree: Tree,
    cells: Cells,
    role: Role,
    period: Period,
    part: str,
    dimensions: Dimensions,
    carrying: frozenset[str] | None,
) -> Total:
    own = total(indicator, cells, period, part, role, dimensions)
    children = [c for c in tree.children(part) if carrying is None or c in carrying]
    if indicator.up_tree == "none" or not children:
        return own
    beneath = combine(
        indicator.up_tree,
        [
            _rolled(indicator, tree, cells, role, period, child, dimensions, carrying)
            for child in children
        ],
        indicator.factor,
    )
    if beneath.complete and beneath.value is not None:
        if own.complete and own.value is not None and differs(indicator, own.value, beneath.value):
            told = Discrepancy(part, period, own.value, beneath.value, "tree")
            found = (*own.discrepancies, *beneath.discrepancies, told)
        else:
            found = (*own.discrepancies, *beneath.discrepancies)
        return replace(beneath, discrepancies=found)
    return own if own.there else beneath
