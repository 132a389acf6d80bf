"""How far one comes along a chain: the AND/OR graph of its links, as one fixed point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .chain_parts import Chain

Floats = NDArray[np.float64]


def reach(chain: Chain, own: Floats, *, from_nothing: bool = False) -> Floats:
    """What each link comes to, (…, L), from what it could do by itself.

    A link comes to no more than its own value, nor than the least of what flows into it (the most,
    where it needs any of it). With 1 for held and 0 for not, that is the AND/OR graph: a link is
    reached when it is held and what it needs is reached. With shares it is the weakest link on
    the best route.

    Links that flow round are taken as a chain that runs: the greatest values that fit, so that a
    loop stands as long as its links do. `from_nothing` takes the least: what could be started
    when nothing runs yet. Without loops the two are the same (Knaster and Tarski: both exist).
    """
    shape = own.shape
    limit = np.asarray(own, dtype=float).reshape(-1, shape[-1])
    found = limit.copy()
    for component in chain.components:
        if from_nothing and len(component) > 1:
            found[:, component] = 0.0
        changed = True
        while changed:
            changed = False
            for number in component:
                sources = chain.inflows[number]
                if not sources:
                    continue
                coming = found[:, sources]
                all_of_it = chain.links[number].needs == "all"
                most = coming.min(axis=1) if all_of_it else coming.max(axis=1)
                new = np.minimum(limit[:, number], most)
                if len(component) > 1 and not np.array_equal(new, found[:, number]):
                    changed = True
                found[:, number] = new
    return found.reshape(shape)


def of_ends(chain: Chain, values: NDArray[Any]) -> NDArray[Any]:
    """What the chain comes to: the least of its ends, (…) from (…, L)."""
    return values[..., [chain.at[end] for end in chain.ends]].min(axis=-1)


def marks(chain: Chain, links: Iterable[str]) -> Floats:
    """(L) 1 for these links and 0 for the others."""
    found = np.zeros(len(chain.links))
    found[[chain.number(link) for link in links]] = 1.0
    return found


def names(chain: Chain, which: NDArray[np.bool_]) -> tuple[str, ...]:
    """The links that are marked (L), in the order of the chain."""
    return tuple(chain.links[number].id for number in np.flatnonzero(which))
