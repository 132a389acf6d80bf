"""Who together would hold what is not held: all smallest sets, exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Literal

import numpy as np

from .chain_losses import KINDS, Kind, within
from .chain_parts import Chain
from .chain_reach import Floats, marks, names, reach
from .scope import Scope

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

Goal = Literal["links", "end"]


@dataclass(frozen=True, slots=True)
class Complements:
    """`sets` hold what is asked, each without one to spare, the smallest first.

    `unfillable` are the links asked for that no candidate holds, which the sets leave out.
    `all_given` is false when there are more sets than were asked for.
    """

    sets: tuple[tuple[str, ...], ...]
    unfillable: tuple[str, ...]
    all_given: bool

    @property
    def smallest(self) -> tuple[tuple[str, ...], ...]:
        """Those of the fewest."""
        return tuple(one for one in self.sets if len(one) == len(self.sets[0]))


def complements(
    chain: Chain,
    scope: Scope | None = None,
    *,
    by: Kind = "region",
    among: Collection[str] | None = None,
    links: Collection[str] | None = None,
    goal: Goal = "links",
    granting: Collection[str] = (),
    most: int = 20,
) -> Complements:
    """The sets of holders, regions or countries that together hold what the scope does not.

    Args:
        scope: what is held already; None is nothing at all, so that the sets hold the chain.
        by: what the sets are of. A region or country brings all holders in it; a holder all it
            holds, in whatever place.
        among: codes that may be taken; all that hold something unless told otherwise.
        links: which links must be held, for the goal `links`; all unless told otherwise.
        goal: that each of the links is held, or that the `end` of the chain is reached, for which
            of links that any inflow will do for not all are needed.
        granting: links that need not be held by anyone, as those that are open.
        most: how many sets to give.

    An integer programme (HiGHS): a candidate is taken or not, and a link counts as reached only
    when one who holds it is taken and what it needs counts too. Sets are found one by one, each
    excluding all that hold it, so that none has one to spare. Who hold the same are one variable.
    A set takes milliseconds for dozens of links and seconds for hundreds that many hold.
    """
    if most < 1:
        raise ValueError("ask for at least one set")
    bring = _brought(chain, by, among)
    base = marks(chain, granting)
    if scope is not None:
        base = np.maximum(base, marks(chain, (k for k, v in within(chain, scope).items() if v)))
    could = np.maximum(base, marks(chain, set().union(*bring.values())))
    asked = marks(chain, [link.id for link in chain.links] if links is None else links) > 0
    if goal == "links":
        unfillable = names(chain, asked & (could == 0))
        needed = asked & (base == 0) & (could > 0)
    else:
        unfillable = _in_the_way(chain, could)
        needed = marks(chain, chain.ends) > 0
        if unfillable:
            return Complements((), unfillable, True)
        if (reach(chain, base)[needed] > 0).all():
            needed = np.zeros_like(needed)
    if not needed.any():
        return Complements(((),), unfillable, True)
    wanted = set(names(chain, needed if goal == "links" else base == 0))
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for one, held in sorted(bring.items()):
        if new := wanted & held:
            alike[frozenset(new)].append(one)
    held = list(alike)
    if goal == "links":
        rows = _covering(chain, held, np.flatnonzero(needed).tolist())
    else:
        rows = _reaching(chain, held, base)
    given = (
        tuple(sorted(one))
        for chosen in _solutions(rows, len(held))
        for one in product(*(alike[held[number]] for number in chosen))
    )
    found = list(islice(given, most + 1))
    sets = sorted(found[:most], key=lambda one: (len(one), one))
    return Complements(tuple(sets), unfillable, len(found) <= most)


def _brought(chain: Chain, by: Kind, among: Collection[str] | None) -> Mapping[str, set[str]]:
    """Per candidate the links it holds."""
    if by not in KINDS:
        raise ValueError(f"sets are of {', '.join(KINDS)}: {by!r} is none of these")
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for holder in chain.holders:
        found[holder.id].add(holder.link)
        places[holder.region, holder.land].add(holder.link)
    if by == "holder":
        return {one: held for one, held in found.items() if among is None or one in among}
    if among is None:
        among = {code for place in places if (code := place[KINDS.index(by) - 1])}
    return {
        code: set().union(
            *(held for place, held in places.items() if Scope.of(code).place(*place) == "inside")
        )
        for code in among
    }


def _in_the_way(chain: Chain, could: Floats) -> tuple[str, ...]:
    """The links that nobody could hold on the way to an end that is not reached; none when all
    ends are."""
    reached = reach(chain, could) > 0
    way = {chain.at[end] for end in chain.ends if not reached[chain.at[end]]}
    left = list(way)
    while left:
        new = {source for source in chain.inflows[left.pop()] if not reached[source]} - way
        way |= new
        left += new
    return tuple(link.id for n, link in enumerate(chain.links) if n in way and could[n] == 0)


def _covering(chain: Chain, held: Sequence[frozenset[str]], needed: Collection[int]) -> _Rows:
    """One of those who hold it, for each link."""
    rows = _Rows(len(held))
    for number in needed:
        rows.add({k: 1.0 for k, links in enumerate(held) if chain.links[number].id in links}, 1.0)
    return rows


def _reaching(chain: Chain, held: Sequence[frozenset[str]], base: Floats) -> _Rows:
    """After the candidates come the links: each 1 at most when it is held and what it needs is."""
    first = len(held)
    rows = _Rows(first + len(chain.links))
    for number, link in enumerate(chain.links):
        this = first + number
        if not base[number]:
            rows.add({this: -1.0} | {k: 1.0 for k, one in enumerate(held) if link.id in one})
        sources = [first + source for source in chain.inflows[number]]
        if link.needs == "all":
            for source in sources:
                rows.add({this: -1.0, source: 1.0})
        elif sources:
            rows.add({this: -1.0} | dict.fromkeys(sources, 1.0))
    for end in chain.ends:
        rows.add({first + chain.at[end]: 1.0}, 1.0)
    return rows


class _Rows:
    """Rows of a programme: a sum of variables, each with its factor, that is `least` or more."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._rows: list[tuple[dict[int, float], float]] = []

    def add(self, row: dict[int, float], least: float = 0.0) -> None:
        self._rows.append((row, least))

    def constraint(self) -> LinearConstraint:
        # Imported here: it takes a quarter of a second, and only sets are found with it.
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        indices = [number for row, _least in self._rows for number in row]
        data = [factor for row, _least in self._rows for factor in row.values()]
        starts = np.cumsum([0, *(len(row) for row, _least in self._rows)])
        matrix = csr_array((data, indices, starts), shape=(len(self._rows), self.width))
        least = np.array([least for _row, least in self._rows])
        # SciPy takes an array here, which what it says of its types does not tell.
        return LinearConstraint(matrix, lb=least)  # pyright: ignore[reportArgumentType]


def _solutions(rows: _Rows, candidates: int) -> Iterator[tuple[int, ...]]:
    """All sets of candidates that satisfy the rows with none to spare, the smallest first."""
    from scipy.optimize import Bounds as Limits
    from scipy.optimize import milp

    costs = np.zeros(rows.width)
    costs[:candidates] = 1.0
    while True:
        result = milp(
            costs,
            integrality=np.ones(rows.width),
            bounds=Limits(0.0, 1.0),
            constraints=rows.constraint(),
            options={"mip_rel_gap": 0.0},
        )
        if result.x is None:
            return
        chosen = tuple(int(number) for number in np.flatnonzero(result.x[:candidates] > 0.5))
        yield chosen
        # Not all of these again: any other set with all of them has one to spare.
        rows.add(dict.fromkeys(chosen, -1.0), 1.0 - len(chosen))
