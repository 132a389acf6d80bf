"""The mark of how much a condition presses: a small inline SVG that no colour has to tell apart.

Blocked is a full octagon with a bar, under pressure a full triangle, watched an open circle with a
dot, eased an open circle with a tick. It stands beside the word and is hidden from who listens.
"""

from __future__ import annotations

__all__ = ["PRESSURES", "pressure_mark"]

_INSIDE = {
    "blocked": (
        '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/>'
        '<path d="M4 8h8" stroke="var(--wr-surface, #fff)" stroke-width="2.4"/>'
    ),
    "under-pressure": '<path d="M8 1.5 15.2 14.5H.8z" fill="currentColor"/>',
    "watched": (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="8" cy="8" r="2.4" fill="currentColor"/>'
    ),
    "eased": (
        '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="m5 8.2 2.2 2.2 4-4.6" fill="none" stroke="currentColor" stroke-width="2"/>'
    ),
}
PRESSURES = tuple(_INSIDE)


def pressure_mark(state: str) -> str:
    """Draw the mark of a state.

    Raises:
        ValueError: for a state that has no mark.
    """
    if state not in _INSIDE:
        raise ValueError(f"no such pressure: {state}")
    return (
        f'<svg class="pressure-mark pressure-mark--{state}" viewBox="0 0 16 16" width="16"'
        f' height="16" aria-hidden="true" focusable="false">{_INSIDE[state]}</svg>'
    )
