"""What stands in a cell of a printed table: a figure in a unit, none, or one yet to be measured.

A point is a decimal mark in one language and parts thousands in the other. Which of both holds is
taken from the table itself where one of its figures shows it, else from the language of the
document; a figure that could be read both ways then says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from windroos.problems import N_


class State(StrEnum):
    """Why a cell holds no figure: a dash says there is none, or it has yet to be measured."""

    NONE = "none"
    TO_BE_MEASURED = "to-be-measured"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to look at: a message to translate, with the values to fill in."""

    wording: str
    values: tuple[tuple[str, str], ...] = ()


def doubt(wording: str, **values: object) -> Doubt:
    return Doubt(wording, tuple((name, str(value)) for name, value in values.items()))


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell holds: a figure in a unit, a state, or neither, which is then told."""

    value: float | None = None
    unit: str = ""
    state: State | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def anything(self) -> bool:
        return self.value is not None or self.state is not None


_DASH = re.compile(r"[-–—−‐]+")
_TO_BE_MEASURED = re.compile(r"nul-?meting|baseline", re.IGNORECASE)
_NONE = re.compile(r"n\.?v\.?t\.?|n/a|geen|none", re.IGNORECASE)
_CURRENCIES = {"€": "euro", "eur": "euro", "euro": "euro", "$": "USD", "usd": "USD", "£": "GBP"}
_TIMES = {
    "mln": 1e6, "miljoen": 1e6, "million": 1e6, "mld": 1e9, "miljard": 1e9, "billion": 1e9,
}  # fmt: skip

_THOUSANDS = r"[1-9]\d{0,2}"
_FIGURE = (
    rf"\d+|{_THOUSANDS}(?:\.\d{{3}})+(?:,\d+)?|{_THOUSANDS}(?:,\d{{3}})+(?:\.\d+)?"
    rf"|{_THOUSANDS}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d+)?|\d+[.,]\d+"
)
_HELD = re.compile(
    rf"(?P<before>[€$£]|EUR|USD)?\s*(?P<sign>[-–−+])?\s*(?P<figure>{_FIGURE})"
    r"\s*(?P<after>%|[€$£]|[^\W\d_][^\W\d_./²³-]{0,15})?(?:\s+(?P<last>[^\W\d_]{2,8}|€))?",
    re.IGNORECASE,
)
# The cells at the end of a line of plain text.
_TOKEN = re.compile(rf"[€$£]?[-–−]?(?:{_FIGURE})%?|{_DASH.pattern}|{_TO_BE_MEASURED.pattern}", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A figure in running text with the unit that stands at it; other words are no part of it.
_RUNNING = re.compile(
    rf"(?<![\w.,-])(?:[€$£]\s?)?(?:{_FIGURE})(?![.,–-]?\d)"
    rf"(?:\s?%|\s?(?:{'|'.join(_TIMES)}|fte|euro|EUR|USD)\b)*",
    re.IGNORECASE,
)
_ONE_GROUP = re.compile(rf"{_THOUSANDS}[.,]\d{{3}}")
_DUTCH = re.compile(
    rf"{_THOUSANDS}(?:\.\d{{3}}){{2,}}|{_THOUSANDS}(?:\.\d{{3}})+,\d+|\d+,(?!\d{{3}}$)\d+"
)
_ENGLISH = re.compile(
    rf"{_THOUSANDS}(?:,\d{{3}}){{2,}}|{_THOUSANDS}(?:,\d{{3}})+\.\d+|\d+\.(?!\d{{3}}$)\d+"
)


def is_cell(token: str) -> bool:
    """Whether a word of a line can be a cell: a figure, a dash, or a baseline to be measured."""
    return bool(_TOKEN.fullmatch(token))


def figures_in(text: str, language: str = "nl") -> list[Held]:
    """The figures in running text, each once, in order; whole numbers that can be years are none.

    >>> [(one.value, one.unit) for one in figures_in("In 2026 is € 2,5 mln voor 12 fte en 40%.")]
    [(2500000.0, 'euro'), (12.0, 'fte'), (40.0, '%')]
    """
    found: list[Held] = []
    for match in _RUNNING.finditer(text):
        if _YEAR.fullmatch(match[0].strip()):
            continue
        read = held(match[0].strip(), decimal_mark([match[0]]), language)
        if read.value is not None and read not in found:
            found.append(read)
    return found


def decimal_mark(cells: Iterable[str]) -> str | None:
    """The decimal mark that the figures of a table show; None where they show none, or both."""
    shown = set()
    for cell in cells:
        found = _HELD.fullmatch(cell.strip())
        if found and _DUTCH.fullmatch(found["figure"]):
            shown.add(",")
        elif found and _ENGLISH.fullmatch(found["figure"]):
            shown.add(".")
    return shown.pop() if len(shown) == 1 else None


def held(text: str, decimal: str | None, language: str = "nl") -> Held:
    """What a cell holds. `decimal` is the decimal mark that its table shows (`decimal_mark`)."""
    text = " ".join(text.split())
    if not text:
        return Held()
    if _DASH.fullmatch(text):
        return Held(state=State.NONE)
    if _TO_BE_MEASURED.fullmatch(text):
        return Held(state=State.TO_BE_MEASURED)
    if _NONE.fullmatch(text):
        told = doubt(N_("“%(cell)s” is read as none"), cell=text)
        return Held(state=State.NONE, doubts=(told,))
    found = _HELD.fullmatch(text)
    if found is None:
        return Held()
    figure = found["figure"]
    doubts = ()
    if _ONE_GROUP.fullmatch(figure) and decimal is None:
        wording = N_("“%(cell)s” can be read with thousands or with decimals")
        doubts = (doubt(wording, cell=text),)
    value = _value(figure, decimal or ("," if language == "nl" else "."))
    if found["sign"] in ("-", "–", "−"):
        value = -value
    unit, times = _unit(found["before"], found["after"], found["last"])
    return Held(value * times, unit, None, doubts)


def _value(figure: str, decimal: str) -> float:
    """A figure by its own form where that says enough, else with this decimal mark."""
    if _DUTCH.fullmatch(figure):
        decimal = ","
    elif _ENGLISH.fullmatch(figure):
        decimal = "."
    thousands = "." if decimal == "," else ","
    plain = re.sub(r"[ \u00a0\u202f]", "", figure)
    return float(plain.replace(thousands, "").replace(decimal, "."))


def _unit(before: str | None, after: str | None, last: str | None) -> tuple[str, float]:
    """The unit of a figure, and by how much it is multiplied: “€ 2,3 mln” is in euros."""
    named, times = "", 1.0
    for word in (before, after, last):
        plain = (word or "").lower()
        if plain in _TIMES:
            times = _TIMES[plain]
        elif plain:
            named = named or _CURRENCIES.get(plain, word or "")
    return named, times
