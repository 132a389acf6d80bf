"""The rose: one petal per component, its length the rating, drawn as an accessible inline SVG.

Plain data in, text out. Petals stand clockwise from the top in the order given; a new group begins
a new hue (``rose-group-1``, ``rose-group-2``, ...) after a gap. A petal runs from the hub, where a
rating of 0 ends, to the rim, where a rating of 1 ends; light rings mark the points of the scale. An
uncertain value is a band between its bounds, unknown is a dotted petal of full length without
filling, and a precondition is a mark above the rim. No ``style`` attribute is written.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from windroos.report import rose_layout
from windroos.report.rose_layout import SMALL, Plan, Slot
from windroos.report.svg import escape, number, polar, sector, three_sides

__all__ = ["OUTCOMES", "RINGS", "SMALL", "Mark", "Petal", "rose"]

OUTCOMES = ("holds", "conditional", "fails", "unknown")

# The points of a scale of five, where the caller names no other.
RINGS = (0.25, 0.5, 0.75, 1.0)

# Hues for paper, where no style sheet is at hand; more than six groups share the last.
_HUES = ("#2f69a3", "#6d7a1c", "#b0455a", "#7d6246", "#2c7f78", "#6f5aa3", "#4a565b")
_LABEL_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Petal:
    """One component of one region.

    ``value``, ``lower`` and ``upper`` lie between 0 and 1; ``None`` is unknown, and bounds come in
    pairs. ``text`` is the whole petal in words: its rating, how sure it is and its source.
    """

    id: str
    label: str
    group: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    href: str | None = None
    text: str = ""

    def __post_init__(self) -> None:
        for name in ("value", "lower", "upper"):
            given = getattr(self, name)
            if given is not None and not 0 <= given <= 1:
                raise ValueError(f"{name} of petal {self.id} lies between 0 and 1, not {given}")
        if (self.lower is None) != (self.upper is None):
            raise ValueError(f"petal {self.id} has one bound: give both or neither")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"the bounds of petal {self.id} are in the wrong order")

    @property
    def words(self) -> str:
        """The text, with the label in front where it does not name the petal itself."""
        if self.label in self.text:
            return self.text
        return f"{self.label}: {self.text}" if self.text else self.label


@dataclass(frozen=True, slots=True)
class Mark:
    """The outcome of one precondition: one of :data:`OUTCOMES`."""

    id: str
    outcome: str
    label: str

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(
                f"an outcome is one of {', '.join(OUTCOMES)}, not {self.outcome!r} ({self.id})"
            )


def rose(
    petals: Sequence[Petal],
    *,
    size: float,
    title: str,
    description: str = "",
    rings: Sequence[float] = RINGS,
    overlay: Sequence[Petal] | None = None,
    marks: Sequence[Mark] = (),
) -> str:
    """Draw a rose.

    Args:
        petals: in the order they stand, clockwise; petals of a group next to each other.
        size: the height in px. From :data:`SMALL` on the petals carry their labels, and those with
            an address are links that can be reached and read by keyboard; below it the rose is one
            picture.
        title: what it is a rose of ("Japan, innovation").
        description: what it says, in a sentence.
        rings: the points of the scale, each between 0 and 1.
        overlay: the petals of a second region, matched by ``id``: drawn as outlines over the first.
        marks: the preconditions, in order.

    Raises:
        ValueError: without petals, or with two petals of one id.
    """
    if not petals:
        raise ValueError("a rose has at least one petal")
    if len({petal.id for petal in petals}) < len(petals):
        raise ValueError("two petals of one rose share an id")
    plan = rose_layout.plan(size)
    slots = rose_layout.slots([petal.group for petal in petals], plan.small)
    second = {petal.id: petal for petal in overlay or ()}

    body = [_rings(plan, rings)]
    joined = _joined(petals, slots)
    for position, (petal, slot) in enumerate(zip(petals, slots, strict=True), start=1):
        start = joined[position - 1]
        body.append(_petal(plan, petal, slot, second.get(petal.id), position, start))
    body.append(_marks(plan, marks))

    words = f"{title}. {description}" if description else title
    # A picture of its own may show its title on hover; in a large one each petal has its own.
    opening, tip = (
        ('role="img"', f"<title>{escape(words)}</title>") if plan.small else ('role="group"', "")
    )
    name = "rose rose-small" if plan.small else "rose rose-large"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}"'
        f' viewBox="0 0 {number(plan.width)} {number(plan.size)}"'
        f' width="{number(plan.width)}" height="{number(plan.size)}"'
        f' {opening} aria-label="{escape(words)}" focusable="false">{tip}{"".join(body)}</svg>'
    )


def _rings(plan: Plan, rings: Sequence[float]) -> str:
    x, y = (number(part) for part in plan.centre)
    shown = [1.0] if plan.small else sorted(set(rings))
    return "".join(
        f'<circle class="rose-ring" cx="{x}" cy="{y}" r="{number(plan.radius(ring))}"'
        ' fill="none" stroke="#d8d4c8" stroke-width="1"/>'
        for ring in shown
    )


def _joined(petals: Sequence[Petal], slots: Sequence[Slot]) -> list[float | None]:
    """Where an unknown petal begins that shares a side with the unknown one before it.

    Two dotted lines next to each other would read as one thick line, so within a group the second
    petal goes without its first side. None stands for a petal with both its sides.
    """
    starts: list[float | None] = [None] * len(petals)
    for i in range(1, len(petals)):
        both = petals[i - 1].value is None and petals[i].value is None
        if both and slots[i - 1].group == slots[i].group:
            starts[i] = slots[i - 1].end
    return starts


def _petal(
    plan: Plan,
    petal: Petal,
    slot: Slot,
    second: Petal | None,
    position: int,
    joined: float | None,
) -> str:
    shapes = _filling(plan, petal, slot, joined)
    words = f"{position}. {petal.words}"
    if second is not None:
        # Unknown of both is one dotted petal; only what is known of one draws a line of its own.
        if petal.value is not None or second.value is not None:
            shapes += _outline(plan, second, slot)
        words = f"{words} | {second.words}"
    unknown = " rose-petal-unknown" if petal.value is None else ""
    name = f'class="rose-petal rose-group-{slot.group}{unknown}" data-petal="{escape(petal.id)}"'
    if plan.small:
        return f"<g {name}>{shapes}</g>"
    # The whole slot can be pointed at, also where the petal itself is short.
    reach = sector(plan.centre, plan.hub, plan.rim, slot.start, slot.end)
    shapes = (
        f'<title>{escape(words)}</title><path class="rose-reach" d="{reach}" fill="none"'
        f' pointer-events="all"/>{shapes}{_label(plan, petal, slot, position)}'
    )
    voice = f'aria-label="{escape(words)}"'
    if petal.href:
        return f'<a {name} href="{escape(petal.href)}" {voice}>{shapes}</a>'
    return f'<g {name} role="img" {voice}>{shapes}</g>'


def _filling(plan: Plan, petal: Petal, slot: Slot, joined: float | None) -> str:
    hue = _HUES[min(slot.group, len(_HUES)) - 1]

    def part(name: str, lower: float, upper: float, attributes: str) -> str:
        data = sector(plan.centre, plan.radius(lower), plan.radius(upper), slot.start, slot.end)
        return f'<path class="{name}" d="{data}" {attributes}/>'

    if petal.value is None:
        dots = "0.5 2.5" if plan.small else "1 4"
        line = (
            f'fill="none" stroke="{hue}" stroke-width="{1 if plan.small else 1.5}"'
            f' stroke-linecap="round" stroke-dasharray="{dots}"'
        )
        if joined is None:
            return part("rose-unknown", 0.0, 1.0, line)
        data = three_sides(plan.centre, plan.hub, plan.rim, joined, slot.end)
        return f'<path class="rose-unknown" d="{data}" {line}/>'
    lower = petal.value if petal.lower is None else min(petal.lower, petal.value)
    upper = petal.value if petal.upper is None else max(petal.upper, petal.value)
    drawn = part("rose-value", 0.0, lower, f'fill="{hue}"') if lower > 0 else ""
    if upper > lower:
        drawn += part("rose-band", lower, upper, f'fill="{hue}" fill-opacity="0.38"')
    if petal.value == 0 or upper > lower:
        # Where a band hides the edge, or there is no length to see, a line says where the value is.
        drawn += _arc("rose-at", plan, petal.value, slot, hue, 1.5 if plan.small else 2.0)
    return drawn


def _outline(plan: Plan, petal: Petal, slot: Slot) -> str:
    """The petal of a second region: an outline, its bounds a whisker through the middle."""
    unknown = petal.value is None
    radius = plan.radius(1.0 if petal.value is None else petal.value)
    name = "rose-overlay rose-overlay-unknown" if unknown else "rose-overlay"
    dots = ' stroke-dasharray="1 4" stroke-linecap="round"' if unknown else ""
    line = f'fill="none" stroke="#14212b" stroke-width="{1.2 if plan.small else 2.2}"'
    data = sector(plan.centre, plan.hub, radius, slot.start, slot.end)
    drawn = f'<path class="{name}" d="{data}" {line}{dots}/>'
    if not unknown and petal.lower is not None and petal.upper is not None:
        ends = (plan.radius(bound) for bound in (petal.lower, petal.upper))
        (ax, ay), (bx, by) = (polar(plan.centre, end, slot.middle) for end in ends)
        whisker = f"M{number(ax)} {number(ay)}L{number(bx)} {number(by)}"
        drawn += f'<path class="rose-overlay rose-whisker" d="{whisker}" {line}/>'
    return drawn


def _arc(name: str, plan: Plan, value: float, slot: Slot, hue: str, width: float) -> str:
    radius = plan.radius(value)
    (ax, ay), (bx, by) = (polar(plan.centre, radius, a) for a in (slot.start, slot.end))
    large = int(slot.end - slot.start > math.pi)
    return (
        f'<path class="{name}" d="M{number(ax)} {number(ay)}A{number(radius)} {number(radius)}'
        f' 0 {large} 1 {number(bx)} {number(by)}" fill="none" stroke="{hue}"'
        f' stroke-width="{number(width)}"/>'
    )


def _label(plan: Plan, petal: Petal, slot: Slot, position: int) -> str:
    """The name of a petal beside the rim; its number takes over where the drawing is narrow."""
    x, y = polar(plan.centre, plan.rim + 14, slot.middle)
    sideways = math.sin(slot.middle)
    anchor = "middle" if abs(sideways) < 0.14 else "start" if sideways > 0 else "end"
    height = 14.0
    lines = textwrap.wrap(petal.label, _LABEL_WIDTH, break_long_words=False) or [petal.id]
    # Above the rose the text ends at the rim, below it begins there, beside it the two are level.
    lift = (1 + math.cos(slot.middle)) / 2 * (len(lines) - 1) * height
    rows = "".join(
        f'<tspan x="{number(x)}" y="{number(y + 4 - lift + row * height)}">{escape(line)} </tspan>'
        for row, line in enumerate(lines)
    )
    nx, ny = polar(plan.centre, plan.rim + 20, slot.middle)
    return (
        f'<text class="rose-label" text-anchor="{anchor}" font-size="13" aria-hidden="true">'
        f'{rows}</text><text class="rose-number" x="{number(nx)}" y="{number(ny + 8)}"'
        f' text-anchor="middle" font-size="24" display="none" aria-hidden="true">{position}</text>'
    )


def _marks(plan: Plan, marks: Sequence[Mark]) -> str:
    """The preconditions, side by side above the top of the rim, clear of the petals."""
    reach = max(2.2, plan.size * 0.028) if plan.small else 7.0
    radius = plan.rim + (plan.size * 0.03 if plan.small else 15.0)
    step = (2.7 * reach) / radius
    drawn = []
    for position, mark in enumerate(marks):
        angle = (position - (len(marks) - 1) / 2) * step
        x, y = polar(plan.centre, radius, angle)
        shape = _mark_shape(mark.outcome, x, y, reach)
        voice = "" if plan.small else f' role="img" aria-label="{escape(mark.label)}"'
        drawn.append(
            f'<g class="rose-mark rose-mark-{mark.outcome}" data-mark="{escape(mark.id)}"{voice}>'
            f"<title>{escape(mark.label)}</title>{shape}</g>"
        )
    return "".join(drawn)


def _mark_shape(outcome: str, x: float, y: float, reach: float) -> str:
    """The mark of an outcome as it stands in a list: ticked, warned, crossed or asked."""
    cx, cy, r = number(x), number(y), number(reach)
    circle = f'<circle cx="{cx}" cy="{cy}" r="{r}"'
    width = f'stroke-width="{number(max(0.8, reach / 4.5))}"'
    if outcome == "holds":
        tick = [(-0.45, 0.05), (-0.1, 0.4), (0.5, -0.35)]
        points = " ".join(f"{number(x + a * reach)},{number(y + b * reach)}" for a, b in tick)
        return (
            f'{circle} class="rose-mark-full" fill="#1d6b3c"/><polyline class="rose-mark-tick"'
            f' points="{points}" fill="none" stroke="#ffffff" {width}/>'
        )
    back = f'{circle} class="rose-mark-back" fill="#ffffff"/>'
    if outcome == "fails":
        left, top, side = number(x - 0.4 * reach), number(y - 0.4 * reach), number(0.8 * reach)
        cross = f"M{left} {top}l{side} {side}m0 -{side}l-{side} {side}"
        return (
            f'{back}{circle} class="rose-mark-line" fill="none" stroke="#a3202e" {width}/>'
            f'<path class="rose-mark-line" d="{cross}" fill="none" stroke="#a3202e" {width}/>'
        )
    sign, colour = ("!", "#94590c") if outcome == "conditional" else ("?", "#6b45a0")
    word = (
        f'<text class="rose-mark-word" x="{cx}" y="{number(y + reach * 0.48)}" fill="{colour}"'
        f' text-anchor="middle" font-size="{number(reach * 1.4)}" aria-hidden="true">{sign}</text>'
    )
    if outcome == "conditional":
        box = (
            f'<rect x="{number(x - 0.9 * reach)}" y="{number(y - 0.9 * reach)}"'
            f' width="{number(1.8 * reach)}" height="{number(1.8 * reach)}" rx="1.5"'
        )
        return (
            f'{box} class="rose-mark-back" fill="#ffffff"/>{word}'
            f'{box} class="rose-mark-line" fill="none" stroke="{colour}" {width}/>'
        )
    # Eight dashes and as many gaps go round exactly.
    dash = number(math.tau * reach / 16)
    return (
        f'{back}{word}{circle} class="rose-mark-line" fill="none" stroke="{colour}" {width}'
        f' stroke-dasharray="{dash}"/>'
    )
