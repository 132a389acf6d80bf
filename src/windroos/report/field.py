"""One region among others on two measures, drawn as an accessible inline SVG.

Home stands out by shape, size and its lines; the strip holds those with the same problem; who may
teach and who may learn differ from the others in shape, not by colour alone. Plain data in, text
out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from windroos.report.plot import Box, Plan, axes, drawing, label_beside, ticks
from windroos.report.svg import escape, number

__all__ = ["HOME", "LEARN", "OTHER", "OUTSIDE", "TEACH", "Spot", "field", "mark"]

HOME, TEACH, LEARN, OTHER, OUTSIDE = "home", "teach", "learn", "other", "outside"
_REACH = {HOME: 7.0, TEACH: 6.0, LEARN: 6.0, OTHER: 4.0, OUTSIDE: 2.5}
_FILL = {
    HOME: "#14212b", TEACH: "#0b5566", LEARN: "#8f540a", OTHER: "#4a565b", OUTSIDE: "#b9b4a6",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """One region: a short label, the whole of it in words, and what it is to home.

    `kind` is `home`, `teach` (home could learn from it), `learn` (the other way round), `other`,
    or `outside` for what is there to see the field by, without a label.
    """

    x: float
    y: float
    label: str
    text: str
    kind: str = OTHER


def field(
    spots: Sequence[Spot],
    *,
    title: str,
    x_label: str,
    y_label: str,
    strip: tuple[float, float] | None = None,
    write: Callable[[float], str] = number,
) -> str:
    """Draw the regions of a challenge: the burden across, the result up.

    Args:
        spots: the regions, one of them home.
        title: what the drawing says, in a sentence; read out in its place.
        x_label: the burden with its unit.
        y_label: the result with its unit.
        strip: from which to which burden the problem is the same as home's.
        write: how a number on an axis is written.

    Raises:
        ValueError: without exactly one home.
    """
    homes = [spot for spot in spots if spot.kind == HOME]
    if len(homes) != 1:
        raise ValueError(f"a field has one home, not {len(homes)}")
    across = [spot.x for spot in spots] + list(strip or ())
    up = [spot.y for spot in spots]
    xs, ys = ticks(min(across), max(across)), ticks(min(up), max(up))
    plan = Plan((xs[0], xs[-1]), (ys[0], ys[-1]))
    (home,) = homes
    body = [
        _strip(plan, strip),
        axes(plan, xs, ys, x_label, y_label, write),
        _cross(plan, home),
        _spots(plan, spots),
    ]
    return drawing("scatter challenge-field", title, body)


def _strip(plan: Plan, strip: tuple[float, float] | None) -> str:
    if strip is None:
        return ""
    left, top = plan.at(strip[0], plan.y[1])
    right, bottom = plan.at(strip[1], plan.y[0])
    return (
        f'<rect class="challenge-band" x="{number(left)}" y="{number(top)}"'
        f' width="{number(right - left)}" height="{number(bottom - top)}" fill="#2f69a3"'
        ' fill-opacity="0.12"/>'
    )


def _cross(plan: Plan, home: Spot) -> str:
    """Lines through home, so that better and heavier can be seen of every other."""
    x, y = plan.at(home.x, home.y)
    (left, bottom), (right, top) = plan.at(plan.x[0], plan.y[0]), plan.at(plan.x[1], plan.y[1])
    return (
        f'<path class="challenge-cross" d="M{number(left)} {number(y)}H{number(right)}'
        f'M{number(x)} {number(bottom)}V{number(top)}" fill="none" stroke="#4a565b"'
        ' stroke-width="1" stroke-dasharray="3 4"/>'
    )


def _spots(plan: Plan, spots: Sequence[Spot]) -> str:
    # What matters most is drawn last, on top, and finds room for its label first.
    order = [OUTSIDE, OTHER, LEARN, TEACH, HOME]
    rising = sorted(spots, key=lambda spot: order.index(spot.kind))
    taken: list[Box] = []
    for spot in spots:
        (x, y), reach = plan.at(spot.x, spot.y), _REACH[spot.kind]
        if spot.kind != OUTSIDE:
            taken.append((x - reach, y - reach, x + reach, y + reach))
    labels = {
        id(spot): label_beside(spot.label, plan.at(spot.x, spot.y), _REACH[spot.kind], taken)
        for spot in reversed(rising)
        if spot.kind != OUTSIDE
    }
    return "".join(
        f'<g class="challenge-spot challenge-spot--{spot.kind}"><title>{escape(spot.text)}</title>'
        f"{mark(spot.kind, *plan.at(spot.x, spot.y))}{labels.get(id(spot), '')}</g>"
        for spot in rising
    )


def mark(kind: str, x: float, y: float) -> str:
    """The mark of a region: home a square, who may teach a triangle up, who may learn one down,
    the others a dot."""
    reach, fill = _REACH[kind], _FILL[kind]
    if kind == HOME:
        side = number(2 * reach - 2)
        at = f'x="{number(x - reach + 1)}" y="{number(y - reach + 1)}"'
        return f'<rect {at} width="{side}" height="{side}" fill="{fill}"/>'
    if kind in (TEACH, LEARN):
        tip = -reach if kind == TEACH else reach
        return (
            f'<path d="M{number(x)} {number(y + tip)}L{number(x + reach)} {number(y - tip * 0.7)}'
            f'H{number(x - reach)}Z" fill="{fill}"/>'
        )
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(reach)}" fill="{fill}"/>'
