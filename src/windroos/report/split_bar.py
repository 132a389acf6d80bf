"""A change as a bar that parts from zero: what pushed it up to the right, what down to the left.

The numbers stand in the text beside it; the colours of the parts come from the style sheet by their
class, and from presentation attributes on paper.
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.report.svg import escape, number

__all__ = ["split_bar"]

_WIDTH, _HEIGHT, _THICK = 160.0, 22.0, 10.0
_MIDDLE = _WIDTH / 2
# Room at both ends, so that the mark of the whole is never cut off.
_ROOM = _MIDDLE - 3
_COLOURS = ("#2f69a3", "#6d7a1c", "#b0455a", "#7d6246", "#2c7f78", "#6f5aa3")


def split_bar(parts: Mapping[str, float], reach: float, label: str = "") -> str:
    """Draw the parts of a change on one line, with a mark where they come out together.

    Args:
        parts: by name; the name becomes the class ``split-<name>``.
        reach: the change that takes up half the width; the same for bars that are compared.
        label: the bar in words. Empty where the words stand beside it: the drawing is then hidden
            from assistive technology.

    Raises:
        ValueError: when the parts reach further than ``reach``, or there are more than six.
    """
    up = sum(part for part in parts.values() if part > 0)
    down = -sum(part for part in parts.values() if part < 0)
    if reach <= 0 or max(up, down) > reach * (1 + 1e-9):
        raise ValueError(f"parts that reach to {max(up, down)} do not fit within {reach}")
    if len(parts) > len(_COLOURS):
        raise ValueError(f"at most {len(_COLOURS)} parts can be told apart, not {len(parts)}")
    scale = _ROOM / reach
    top = (_HEIGHT - _THICK) / 2
    shapes, right, left = [], _MIDDLE, _MIDDLE
    for (name, part), colour in zip(parts.items(), _COLOURS, strict=False):
        width = abs(part) * scale
        if width <= 0:
            continue
        if part < 0:
            left -= width
        at = number(right if part > 0 else left)
        box = f'x="{at}" y="{number(top)}" width="{number(width)}" height="{number(_THICK)}"'
        shapes.append(f'<rect class="split-part split-{escape(name)}" {box} fill="{colour}"/>')
        if part > 0:
            right += width
    whole, zero = number(_MIDDLE + (up - down) * scale), number(_MIDDLE)
    line = f'x1="{zero}" x2="{zero}" y1="0" y2="{number(_HEIGHT)}"'
    shapes += [
        f'<line class="split-zero" {line} stroke="#4b5559" stroke-width="1"/>',
        f'<path class="split-whole" d="M{whole} {number(top - 1)}l-3 -5h6Z" fill="#16303f"/>',
    ]
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="split-bar" viewBox="0 0 {number(_WIDTH)} {number(_HEIGHT)}"'
        f' width="{number(_WIDTH)}" height="{number(_HEIGHT)}" {voice} focusable="false">'
        f"{''.join(shapes)}</svg>"
    )
