"""Small SVG shapes for verdicts and scores, from plain data.

Shape says what it is (circle: advice, square: decision), filling says what it holds (filled:
active, half-filled: reactive, outline: none, dashed outline: undetermined). Undetermined with a
provisional verdict holds the shape of that verdict, smaller. Colour only repeats it: the class
names carry the colours of the style sheet, the presentation attributes those of paper. No ``style``
attribute is written: a Content-Security-Policy of ``style-src 'self'`` allows none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from windroos.report.svg import escape, number

__all__ = ["PROVISIONAL", "VERDICTS", "Kind", "score_bar", "verdict_mark"]

Kind = Literal["advice", "decision"]

VERDICTS = ("active", "reactive", "none", "undetermined")

# Undetermined, and what it provisionally is.
PROVISIONAL = ("provisional-active", "provisional-reactive", "provisional-none")

# Colours for where no style sheet is at hand (a document, a mail); the style sheet overrules them.
_COLOURS = {
    "active": "#0b5566",
    "reactive": "#94590c",
    "none": "#62696c",
    "undetermined": "#6b45a0",
}

_OUTLINES = {
    "advice": '<circle cx="10" cy="10" r="7.5"{}/>',
    "decision": '<rect x="2.75" y="2.75" width="14.5" height="14.5" rx="1"{}/>',
}
_LEFT_HALVES = {
    "advice": '<path d="M10 2.5A7.5 7.5 0 0 0 10 17.5Z" class="mark-fill" fill="{0}"/>',
    "decision": '<path d="M2.75 2.75H10V17.25H2.75Z" class="mark-fill" fill="{0}"/>',
}
_INNER_OUTLINES = {
    "advice": '<circle cx="10" cy="10" r="3.6"{}/>',
    "decision": '<rect x="6.5" y="6.5" width="7" height="7"{}/>',
}
_INNER_HALVES = {
    "advice": '<path d="M10 6.4A3.6 3.6 0 0 0 10 13.6Z" class="mark-inner-fill" fill="{0}"/>',
    "decision": '<path d="M6.5 6.5H10V13.5H6.5Z" class="mark-inner-fill" fill="{0}"/>',
}
# The lengths divide the outlines evenly (2 pi 7.5 = 47.1 and 4 x 14.5 = 58), so no stump remains.
_DASHES = {"advice": "3.4 2.49", "decision": "3.2 2.6"}


def verdict_mark(kind: Kind, verdict: str, label: str = "") -> str:
    """Draw the mark of one verdict, 20 by 20 units.

    Args:
        kind: ``advice`` (circle) or ``decision`` (square).
        verdict: one of :data:`VERDICTS` or :data:`PROVISIONAL`.
        label: what the mark says to who cannot see it. Empty where the word stands beside the mark:
            the shape is then hidden from assistive technology.

    Raises:
        ValueError: for another kind or verdict.
    """
    if kind not in _OUTLINES:
        raise ValueError(f"a mark is of kind advice or decision, not {kind!r}")
    if verdict not in (*VERDICTS, *PROVISIONAL):
        raise ValueError(f"a verdict is one of {', '.join(VERDICTS)}, not {verdict!r}")
    name, inner = f"mark-{verdict}", ""
    if verdict in PROVISIONAL:
        name = f"mark-undetermined {name}"
        inner = _inner(kind, verdict.removeprefix("provisional-"))
        verdict = "undetermined"
    colour = _COLOURS[verdict]
    fill = colour if verdict == "active" else "none"
    line = f' class="mark-line" fill="{fill}" stroke="{colour}" stroke-width="2"'
    if verdict == "undetermined":
        line += f' stroke-dasharray="{_DASHES[kind]}"'
    shapes = _LEFT_HALVES[kind].format(colour) if verdict == "reactive" else ""
    shapes += _OUTLINES[kind].format(line) + inner
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="mark mark-{kind} {name}" viewBox="0 0 20 20" width="20" height="20"'
        f' {voice} focusable="false">{shapes}</svg>'
    )


def _inner(kind: Kind, verdict: str) -> str:
    colour = _COLOURS[verdict]
    fill = colour if verdict == "active" else "none"
    half = _INNER_HALVES[kind].format(colour) if verdict == "reactive" else ""
    line = f' class="mark-inner" fill="{fill}" stroke="{colour}" stroke-width="1.4"'
    return half + _INNER_OUTLINES[kind].format(line)


# The bar in its own units: a track of 240 with room for half a tick at both ends.
_LEFT, _TRACK, _HEIGHT = 4.0, 240.0, 28.0
_MIDDLE = _HEIGHT / 2


def score_bar(
    score: float | None,
    lower: float | None,
    upper: float | None,
    thresholds: Sequence[tuple[float, str]] = (),
    label: str = "",
) -> str:
    """Draw a score on a track from 0 to 1, with the bounds around it.

    Args:
        score: 0 to 1; ``None`` when nothing is known: the track is then dotted.
        lower, upper: the bounds of the score, 0 to 1; both or neither.
        thresholds: (place, name) of the scores at which another verdict begins.
        label: the bar in words; required reading for who cannot see it.

    Raises:
        ValueError: when a number lies outside 0 to 1, or the bounds are in the wrong order.
    """
    for value in (score, lower, upper, *(place for place, _ in thresholds)):
        if value is not None and not 0 <= value <= 1:
            raise ValueError(f"a score lies between 0 and 1, not {value}")
    if lower is not None and upper is not None and lower > upper:
        raise ValueError(f"the lower bound {lower} is above the upper bound {upper}")

    known = score is not None or lower is not None
    track = "score-track" if known else "score-track score-track-unknown"
    dotted = "" if known else ' stroke-dasharray="1 5" stroke-linecap="round"'
    ends = f'x1="{_place(0)}" x2="{_place(1)}" y1="{number(_MIDDLE)}" y2="{number(_MIDDLE)}"'
    parts = [f'<line class="{track}" {ends} stroke="#a9a698" stroke-width="2"{dotted}/>']
    parts += [_tick("score-end", end, 4, "#a9a698", 2) for end in (0.0, 1.0)]
    if lower is not None and upper is not None:
        parts.append(
            f'<rect class="score-band" x="{_place(lower)}" y="{number(_MIDDLE - 6)}"'
            f' width="{number((upper - lower) * _TRACK)}" height="12" fill="#2f5d8a"'
            ' fill-opacity="0.28"/>'
        )
    for place, name in thresholds:
        parts.append(
            f'<g class="score-threshold"><title>{escape(name)}</title>'
            f'<path d="M{_place(place)} {number(_MIDDLE - 7)}l-3.5 -6h7Z" fill="#4b5559"/>'
            f"{_tick('score-threshold-line', place, 7, '#4b5559', 1)}</g>"
        )
    if score is not None:
        parts.append(_tick("score-tick", score, 9, "#16303f", 4))
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    width = number(_TRACK + 2 * _LEFT)
    return (
        f'<svg class="score-bar" viewBox="0 0 {width} {number(_HEIGHT)}" width="{width}"'
        f' height="{number(_HEIGHT)}" {voice} focusable="false">{"".join(parts)}</svg>'
    )


def _place(value: float) -> str:
    return number(_LEFT + value * _TRACK)


def _tick(name: str, value: float, reach: float, colour: str, width: float) -> str:
    return (
        f'<line class="{name}" x1="{_place(value)}" x2="{_place(value)}"'
        f' y1="{number(_MIDDLE - reach)}" y2="{number(_MIDDLE + reach)}"'
        f' stroke="{colour}" stroke-width="{number(width)}"/>'
    )
