"""Which nodes of a graph flow round, and in which order the others come."""

from __future__ import annotations

from collections.abc import Sequence


def components(targets: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """The strongly connected components, each before those it flows to.

    Tarjan (1972), *SIAM Journal on Computing* 1, 146-160; without recursion, so that a long chain
    is no deep one.

    >>> components([[1], [2, 0], []])
    ((0, 1), (2,))
    """
    found: list[tuple[int, ...]] = []
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    held: set[int] = set()
    for root in range(len(targets)):
        work = [] if root in index else [(root, iter(targets[root]))]
        while work:
            node, rest = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                path.append(node)
                held.add(node)
            for other in rest:
                if other not in index:
                    work.append((other, iter(targets[other])))
                    break
                if other in held:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    start = path.index(node)
                    found.append(tuple(path[start:]))
                    held.difference_update(path[start:])
                    del path[start:]
    return tuple(found[::-1])
