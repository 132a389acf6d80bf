"""A value chain drawn as accessible inline SVG: links as boxes, what flows between them as arrows.

Who holds a link stands in its box. How it is held is told by the outline and in words, not by
colour alone: held is a full line, missing a thin one on no ground, open and perhaps are dashed; a
single point of failure has a bar at its left and a mark. Plain data in, text out; the classes carry
the colours of the style sheet, the presentation attributes those of paper. No ``style`` is written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from windroos.report.chain_layout import Edge, Layout, Point, layout
from windroos.report.svg import escape, number

__all__ = ["STATES", "Box", "chain"]

State = Literal["held", "perhaps", "missing", "open"]
STATES: tuple[State, ...] = ("held", "perhaps", "missing", "open")

_WIDTH, _APART, _BETWEEN, _EDGE = 176.0, 52.0, 20.0, 8.0
_PAD, _LINE, _SMALL = 10.0, 17.0, 15.0
_LETTERS, _SMALL_LETTERS = 21, 24  # that fit on a line of a box, of some 7.2 and 6.4 each
_LANE = 14.0  # what an arrow needs that goes past a box, or back below all of them
_HEAD = 6.0

_LINES = {
    "held": 'fill="#ffffff" stroke="#0b5566" stroke-width="2"',
    "perhaps": 'fill="#ffffff" stroke="#94590c" stroke-width="1.5" stroke-dasharray="8 3"',
    "missing": 'fill="none" stroke="#62696c" stroke-width="1.5"',
    "open": 'fill="none" stroke="#6b45a0" stroke-width="1.5" stroke-dasharray="4 4"',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One link.

    `details` stand below its label, a line each: how many hold it, and where. `text` is the whole
    of it in words, with what flows in and out, for who does not see the drawing. `single` is what
    makes it a single point, in a few words; empty when it is none. `href` is where more is told.
    """

    id: str
    label: str
    state: State
    text: str
    details: tuple[str, ...] = ()
    single: str = ""
    href: str = ""

    @property
    def label_lines(self) -> list[str]:
        return _wrapped(self.label, _LETTERS) or [self.id]

    @property
    def small_lines(self) -> list[str]:
        every = (*self.details, self.single) if self.single else self.details
        return [line for text in every for line in _wrapped(text, _SMALL_LETTERS)]

    @property
    def height(self) -> float:
        return 2 * _PAD + _LINE * len(self.label_lines) + _SMALL * len(self.small_lines)


def chain(boxes: Sequence[Box], flows: Sequence[Edge], *, title: str, description: str = "") -> str:
    """Draw a chain from left to right.

    Args:
        boxes: the links, in the order in which they are read out.
        flows: what goes from which link to which, by id; more than one between two is one arrow.
        title: what the drawing says, in a sentence; read out in its place.
        description: more about it, for who does not see it.

    Raises:
        ValueError: when a flow names a link that is not there, goes to itself, or an id is used
            twice.
    """
    by_id = {box.id: box for box in boxes}
    if len(by_id) < len(boxes):
        raise ValueError("two links have the same id")
    for source, target in flows:
        if source == target or not {source, target} <= by_id.keys():
            raise ValueError(f"no arrow can go from {source!r} to {target!r}")
    laid = layout([box.id for box in boxes], flows)
    tops, height = _tops(laid, by_id)
    # Arrows back go round the outer layers too.
    edge = _EDGE + _APART / 2 if laid.back else _EDGE
    width = 2 * edge + len(laid.layers) * (_WIDTH + _APART) - _APART
    places = {
        node: (edge + at * (_WIDTH + _APART), tops[node])
        for at, row in enumerate(laid.layers)
        for node in row
    }
    arrows = _arrows(laid, by_id, places)
    for lane, (source, target) in enumerate(laid.back, start=1):
        arrows.append(_back(by_id, places, source, target, height + lane * _LANE))
    height += _EDGE + (len(laid.back) + 1) * _LANE if laid.back else _EDGE
    about = f"<desc>{escape(description)}</desc>" if description else ""
    drawn = "".join(_box(box, places[box.id]) for box in boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chain" role="group"'
        f' viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}"'
        f' height="{number(height)}" aria-label="{escape(title)}" focusable="false">{about}'
        f'<g class="chain-flows" aria-hidden="true" fill="none" stroke="#4b5559"'
        f' stroke-width="1.5">{"".join(arrows)}</g>{drawn}</svg>'
    )


def _tops(laid: Layout, by_id: Mapping[str, Box]) -> tuple[dict[object, float], float]:
    """The top of every box and point, each layer in the middle, and how high the whole is."""

    def high(node: object) -> float:
        return by_id[node].height if isinstance(node, str) else _LANE

    sums = [sum(high(n) for n in row) + _BETWEEN * (len(row) - 1) for row in laid.layers]
    tallest = max(sums, default=0.0)
    tops = {}
    for row, total in zip(laid.layers, sums, strict=True):
        y = _EDGE + (tallest - total) / 2
        for node in row:
            tops[node] = y
            y += high(node) + _BETWEEN
    return tops, tallest + _EDGE


def _arrows(laid: Layout, by_id: Mapping[str, Box], places: Mapping[object, Point]) -> list[str]:
    """The arrows that go on, spread over the sides of the boxes in the order they come from."""
    leaving: dict[str, list[Edge]] = {box: [] for box in by_id}
    coming: dict[str, list[Edge]] = {box: [] for box in by_id}

    def next_to(edge: Edge, end: int) -> float:
        source, target = edge
        path = (source, *laid.ways[edge], target)
        return places[path[1] if end == 0 else path[-2]][1]

    for edge in laid.ways:
        leaving[edge[0]].append(edge)
        coming[edge[1]].append(edge)
    starts, ends = {}, {}
    for box, edges in leaving.items():
        for at, edge in enumerate(sorted(edges, key=lambda e: next_to(e, 0)), start=1):
            x, y = places[box]
            starts[edge] = (x + _WIDTH, y + by_id[box].height * at / (len(edges) + 1))
    for box, edges in coming.items():
        for at, edge in enumerate(sorted(edges, key=lambda e: next_to(e, 1)), start=1):
            x, y = places[box]
            ends[edge] = (x, y + by_id[box].height * at / (len(edges) + 1))
    return [
        _arrow(starts[edge], [places[point] for point in points], ends[edge])
        for edge, points in laid.ways.items()
    ]


def _arrow(start: Point, points: Sequence[Point], end: Point) -> str:
    x, y = start
    data = f"M{number(x)} {number(y)}"
    for left, top in points:
        middle = top + _LANE / 2
        data += _curve((x, y), (left, middle)) + f"H{number(left + _WIDTH)}"
        x, y = left + _WIDTH, middle
    data += _curve((x, y), (end[0] - _HEAD, end[1]))
    return f'<path class="chain-flow" d="{data}"/>{_head(*end)}'


def _curve(start: Point, end: Point) -> str:
    bend = (start[0] + end[0]) / 2
    points = ((bend, start[1]), (bend, end[1]), end)
    return "C" + " ".join(f"{number(x)} {number(y)}" for x, y in points)


def _head(x: float, y: float) -> str:
    """The tip of an arrow, which comes from the left."""
    data = f"M{number(x)} {number(y)}l-{number(_HEAD + 2)} -4v8Z"
    return f'<path class="chain-head" d="{data}" fill="#4b5559" stroke="none"/>'


def _back(
    by_id: Mapping[str, Box],
    places: Mapping[object, Point],
    source: str,
    target: str,
    below: float,
) -> str:
    """An arrow that closes a loop: out to the right, below all boxes, and up into its target."""
    right, top = places[source][0] + _WIDTH, places[source][1]
    left, into = places[target][0] - _APART / 2, places[target][1]
    y, end = top + by_id[source].height - 6, into + by_id[target].height - 6
    data = (
        f"M{number(right)} {number(y)}h{number(_APART / 4)}V{number(below)}H{number(left)}"
        f"V{number(end)}H{number(left + _APART / 2 - _HEAD)}"
    )
    path = f'<path class="chain-flow chain-flow-back" d="{data}" stroke-dasharray="5 3"/>'
    return path + _head(left + _APART / 2, end)


def _box(box: Box, place: Point) -> str:
    x, y = place
    at = f'x="{number(x)}" y="{number(y)}" width="{number(_WIDTH)}" height="{number(box.height)}"'
    drawn = f'<rect class="chain-box" {at} rx="4" {_LINES[box.state]}/>'
    if box.single:
        bar = f'x="{number(x)}" y="{number(y)}" width="6" height="{number(box.height)}"'
        drawn += f'<rect class="chain-single" {bar} fill="#a3202e"/>'
    base = y + _PAD + 12
    for line in box.label_lines:
        drawn += _text("chain-label", x + _PAD + 4, base, 13, line)
        base += _LINE
    base -= 1
    details = box.small_lines
    singles = len(_wrapped(box.single, _SMALL_LETTERS))
    for number_, line in enumerate(details):
        warns = number_ >= len(details) - singles
        drawn += _text("chain-why" if warns else "chain-detail", x + _PAD + 4, base, 12, line)
        base += _SMALL
    # A link is named by its title alone: the words in it are cut into lines where they fit.
    told = f"<title>{escape(box.text)}</title>"
    name = f'class="chain-link chain-link-{box.state}" data-link="{escape(box.id)}"'
    if box.href:
        return f'<a {name} href="{escape(box.href)}">{told}{drawn}</a>'
    return f'<g {name} role="img" aria-label="{escape(box.text)}">{told}{drawn}</g>'


def _wrapped(words: str, letters: int) -> list[str]:
    return textwrap.wrap(words, letters, break_on_hyphens=False)


def _text(name: str, x: float, y: float, size: int, words: str) -> str:
    return (
        f'<text class="{name}" x="{number(x)}" y="{number(y)}" font-size="{size}"'
        f' aria-hidden="true">{escape(words)}</text>'
    )
