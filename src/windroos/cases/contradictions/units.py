"""Whether two units are the same but for a thousand or a million of it."""

from __future__ import annotations

# Other names of a unit; a count has none.
_NAMES = {
    "€": "euro",
    "eur": "euro",
    "euros": "euro",
    "euro's": "euro",
    "euro’s": "euro",
    "procent": "%",
    "percent": "%",
    "per cent": "%",
    "aantal": "",
    "number": "",
}
# Not among them: “billion”, which is not the same everywhere.
_TIMES = {
    "duizend": 1_000,
    "thousand": 1_000,
    "miljoen": 1_000_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "mln.": 1_000_000,
    "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
    "mld.": 1_000_000_000,
}


def factor(unit: str | None, other: str | None) -> int | None:
    """How many of the unit that two have in common the first is; None where they have none.

    >>> factor("miljoen euro", "€"), factor("euro", "miljoen euro"), factor("fte", "euro")
    (1000000, 1, None)
    """
    (name, times), (beside, _) = _read(unit), _read(other)
    return times if name == beside else None


def _read(unit: str | None) -> tuple[str, int]:
    """What it is a unit of, and how many of that."""
    words = (unit or "").casefold().split()
    times = 1
    if words and words[0] in _TIMES:
        times = _TIMES[words.pop(0)]
    name = " ".join(words)
    return _NAMES.get(name, name), times
