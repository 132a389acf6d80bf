"""A value as a bar from zero, with its uncertainty, drawn as an accessible inline SVG for tables.

Plain data in, text out. No ``style`` attribute is written.
"""

from __future__ import annotations

from windroos.report.series import ERRORS
from windroos.report.svg import escape, number

__all__ = ["value_bar"]

_WIDTH, _HEIGHT = 160.0, 16.0


def value_bar(
    value: float, low: float, high: float, *, error: float | None = None, label: str = ""
) -> str:
    """Draw a bar from zero to a value, on a scale from `low` to `high` that holds zero.

    Args:
        value: the value.
        low, high: the ends of the scale of all bars beneath each other.
        error: the standard error; the whisker is where the value lies 19 times out of 20.
        label: the bar in words; without them it is left to what stands beside it.

    Raises:
        ValueError: when the scale has no width, or does not hold zero.
    """
    if not low <= 0 <= high or low == high:
        raise ValueError(f"a scale of bars holds zero: {low} to {high}")

    def at(of: float) -> float:
        return (min(max(of, low), high) - low) / (high - low) * _WIDTH

    left, right = sorted((at(0), at(value)))
    fill = f'x="{number(left)}" width="{number(max(right - left, 1))}"'
    zero = f'x1="{number(at(0))}" x2="{number(at(0))}" y1="0" y2="{number(_HEIGHT)}"'
    drawn = [
        f'<rect class="value-bar-fill" {fill} y="3" height="10" fill="#2f69a3"/>',
        f'<line class="value-bar-zero" {zero} stroke="#4a565b" stroke-width="1"/>',
    ]
    if error:
        reach, middle = error * ERRORS, number(_HEIGHT / 2)
        drawn.append(
            f'<line class="value-bar-error" x1="{number(at(value - reach))}"'
            f' x2="{number(at(value + reach))}" y1="{middle}" y2="{middle}" stroke="#1a2529"'
            ' stroke-width="1.5"/>'
        )
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="value-bar" {said} focusable="false"'
        f' viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}" width="{number(_WIDTH)}"'
        f' height="{number(_HEIGHT)}">{"".join(drawn)}</svg>'
    )
