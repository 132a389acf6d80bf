"""Where the boxes of a layered drawing stand: in layers from left to right, with few crossings.

After Sugiyama, Tagawa and Toda (1981), *IEEE Transactions on Systems, Man, and Cybernetics* 11,
109-125: each box one layer after the last of those that flow into it, arrows over more than one
layer broken by a point in each, and every layer ordered by where its neighbours stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Edge = tuple[str, str]
Point = tuple[float, float]

_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """`layers` holds ids of boxes, and of points as `(source, target, layer)`; `ways` the points of
    each arrow in between. `back` are the arrows that close a loop, which have no layers to go by.
    """

    layers: tuple[tuple[object, ...], ...]
    ways: Mapping[Edge, tuple[object, ...]]
    back: tuple[Edge, ...]


def layout(nodes: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Lay out nodes, which are in the order in which they are best read."""
    back = _closing(nodes, edges)
    on = [edge for edge in dict.fromkeys(edges) if edge not in back]
    layer = _layers(nodes, on)
    rows: list[list[object]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for node in nodes:
        rows[layer[node]].append(node)
    ways: dict[Edge, tuple[object, ...]] = {}
    beside: dict[object, list[object]] = {node: [] for node in nodes}
    before: dict[object, list[object]] = {node: [] for node in nodes}
    for source, target in on:
        points = [(source, target, at) for at in range(layer[source] + 1, layer[target])]
        ways[source, target] = tuple(points)
        for point in points:
            rows[point[2]].append(point)
        path: list[object] = [source, *points, target]
        for one, other in itertools.pairwise(path):
            beside.setdefault(one, []).append(other)
            before.setdefault(other, []).append(one)
    _order(rows, before, beside)
    return Layout(tuple(tuple(row) for row in rows), ways, tuple(back))


def _closing(nodes: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges that go back to where a walk came from: without them nothing flows round."""
    targets: dict[str, list[str]] = {node: [] for node in nodes}
    fed = {target for _source, target in edges}
    for source, target in dict.fromkeys(edges):
        targets[source].append(target)
    found, done, path = [], set[str](), set[str]()
    for root in sorted(nodes, key=lambda node: node in fed):
        work = [] if root in done else [(root, iter(targets[root]))]
        path.update(node for node, _rest in work)
        while work:
            node, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                path.discard(node)
                done.add(node)
            elif target in path:
                found.append((node, target))
            elif target not in done:
                path.add(target)
                work.append((target, iter(targets[target])))
    return found


def _layers(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Each one after the last that flows into it; what nothing flows into just before its first."""
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in edges:
            layer[target] = max(layer[target], layer[source] + 1)
    fed = {target for _source, target in edges}
    for node in nodes:
        nexts = [layer[target] for source, target in edges if source == node]
        if node not in fed and nexts:
            layer[node] = min(nexts) - 1
    return layer


def _order(
    rows: list[list[object]],
    before: Mapping[object, Sequence[object]],
    after: Mapping[object, Sequence[object]],
) -> None:
    """Sort each layer by the middle of the neighbours on one side, to and fro, and keep the order
    with the fewest crossings."""
    best, least = [list(row) for row in rows], _crossings(rows, after)
    for sweep in range(_SWEEPS):
        to_right = sweep % 2 == 0
        numbers = range(1, len(rows)) if to_right else range(len(rows) - 2, -1, -1)
        for number in numbers:
            beside = rows[number - 1 if to_right else number + 1]
            place = {node: at - (len(beside) - 1) / 2 for at, node in enumerate(beside)}
            own = {node: at - (len(rows[number]) - 1) / 2 for at, node in enumerate(rows[number])}
            near = {
                node: [place[one] for one in (before if to_right else after).get(node, ())]
                for node in rows[number]
            }
            rows[number].sort(
                key=lambda node, near=near, own=own: (
                    sum(near[node]) / len(near[node]) if near[node] else own[node]
                )
            )
        if (crossings := _crossings(rows, after)) < least:
            best, least = [list(row) for row in rows], crossings
    rows[:] = best


def _crossings(rows: Sequence[Sequence[object]], after: Mapping[object, Sequence[object]]) -> int:
    count = 0
    for left, right in itertools.pairwise(rows):
        place = {node: at for at, node in enumerate(right)}
        ends = [(at, place[to]) for at, node in enumerate(left) for to in after.get(node, ())]
        count += sum(
            (a < c and b > d) or (a > c and b < d)
            for n, (a, b) in enumerate(ends)
            for c, d in ends[n + 1 :]
        )
    return count
