"""How sure something is, as accessible inline SVG: shares of verdicts as a bar, a place with the
places it may take.

Plain data in, text out. The parts of a bar have the look of the verdicts: filled, half-filled and
outline. The numbers stand beside it in text. No ``style`` attribute is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from windroos.report.svg import escape, number

__all__ = ["Part", "place_bar", "share_bar"]

_WIDTH, _HEIGHT, _EDGE = 240.0, 16.0, 1.0
_COLOURS = {
    "active": "#0b5566",
    "reactive": "#94590c",
    "none": "#62696c",
    "unscored": "#6b45a0",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A verdict (or ``unscored``), its share of the whole (0 to 1), both in words, and the share
    as it is written."""

    verdict: str
    share: float
    text: str
    percent: str = ""


def share_bar(parts: Sequence[Part], *, label: str) -> str:
    """Draw how often each verdict comes out, as parts of one bar.

    Args:
        parts: in the order in which they are drawn; shares add up to 1.
        label: the bar in words.

    Raises:
        ValueError: for a verdict that does not exist, a share outside 0 to 1, or shares that do not
            make one whole.
    """
    for part in parts:
        if part.verdict not in _COLOURS:
            raise ValueError(f"a part is one of {', '.join(_COLOURS)}, not {part.verdict!r}")
        if not 0 <= part.share <= 1:
            raise ValueError(f"a share lies between 0 and 1, not {part.share}")
    if abs(sum(part.share for part in parts) - 1) > 1e-6:
        raise ValueError("the shares of a bar add up to 1")
    drawn, left = [], _EDGE
    room = _WIDTH - 2 * _EDGE
    for part in parts:
        width = part.share * room
        drawn.append(_part(part, left, width))
        left += width
    return _svg("share-bar", _HEIGHT, label, drawn)


def _part(part: Part, left: float, width: float) -> str:
    """One part; between two parts there is a gap of paper, unless it is thinner than that."""
    colour = _COLOURS[part.verdict]
    inner = max(width - 1.5, min(width, 0.75))
    box = f'x="{number(left)}" width="{number(inner)}"'
    shapes = ""
    if part.verdict == "active":
        shapes = f'<rect class="share-fill" {box} y="1" height="14" fill="{colour}"/>'
    elif part.verdict == "reactive":
        shapes = f'<rect class="share-fill" {box} y="8" height="7" fill="{colour}"/>'
    dashes = ' stroke-dasharray="3 2"' if part.verdict == "unscored" else ""
    shapes += (
        f'<rect class="share-line" {box} y="1" height="14" fill="none" stroke="{colour}"'
        f' stroke-width="1"{dashes}/>'
    )
    return f'<g class="share-{part.verdict}"><title>{escape(part.text)}</title>{shapes}</g>'


def place_bar(mean: float, low: int, high: int, last: int, *, label: str) -> str:
    """Draw an expected place and the places it may take, on a track from the first to the last.

    Args:
        mean: the expected place.
        low, high: the places between which it comes out nine times out of ten.
        last: how many places there are.
        label: the drawing in words.

    Raises:
        ValueError: when a place lies outside 1 to ``last``, or the ends are in the wrong order.
    """
    if not (1 <= low <= high <= last and 1 <= mean <= last):
        raise ValueError(f"places lie between 1 and {last}: {low}, {mean}, {high}")

    def at(place: float) -> float:
        return 6 + (place - 1) / max(last - 1, 1) * (_WIDTH - 12)

    middle = number(_HEIGHT / 2)
    ends = f'y1="{middle}" y2="{middle}"'
    track = f'x1="6" x2="{number(_WIDTH - 6)}" {ends} stroke="#a9a698" stroke-width="1"'
    reach = f'x1="{number(at(low) - 2)}" x2="{number(at(high) + 2)}" {ends}'
    dot = f'cx="{number(at(mean))}" cy="{middle}" r="4.5" fill="#16303f"'
    look = 'stroke="#2f5d8a" stroke-opacity="0.4" stroke-width="8"'
    drawn = [
        f'<line class="place-track" {track}/>',
        f'<line class="place-range" {reach} {look}/>',
        f'<circle class="place-mean" {dot}/>',
    ]
    return _svg("place-bar", _HEIGHT, label, drawn)


def _svg(name: str, height: float, label: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}"'
        f' viewBox="0 0 {number(_WIDTH)} {number(height)}" width="{number(_WIDTH)}"'
        f' height="{number(height)}" role="img" aria-label="{escape(label)}" focusable="false">'
        f"{''.join(drawn)}</svg>"
    )
