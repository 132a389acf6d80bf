"""The letters of a PDF page as lines: a PDF file says where each letter stands, not what belongs
together."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from windroos.sources.documents.shape import is_mark, marked

Char = Mapping[str, Any]

# Gaps as a share of the size of the letters, between words.
_WORD = 0.18
# A footnote mark is raised, and this much smaller than what it stands at.
_MARK_SIZE, _MARK_RAISED = 0.8, 0.12
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: the number of its row on the page, its edges in points from the top left, the size
    of its letters, and whether they are bold."""

    text: str
    row: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside each other in one column, as `Word` describes them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


def words_on(chars: Sequence[Char]) -> list[Word]:
    """The words of a page, row by row from the top down; without footnote marks."""
    return [
        _word(word, number)
        for number, row in enumerate(_rows(chars))
        for word in _apart(_unmarked(row))
    ]


def lines_in(chars: Sequence[Char]) -> list[str]:
    """The lines of a cell of a table from the top down, their footnote marks as marks."""
    return [text for row in _rows(chars) if (text := _text(_unmarked(row, marked)))]


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Letters by the row they stand in, from the top down, each from left to right."""
    rows: list[list[Char]] = []
    upright = [one for one in chars if one["upright"] and one["text"].strip()]
    # A raised mark belongs to the row that it reaches into.
    for one in sorted(upright, key=lambda c: (round(c["bottom"], 1), c["x0"])):
        row = next((r for r in reversed(rows[-4:]) if _together(r, one)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return [sorted(row, key=lambda c: c["x0"]) for row in rows]


def line_of(words: Sequence[Word]) -> Line:
    """Words of one row as a line."""
    return Line(
        " ".join(word.text for word in words),
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        _most((word.size, len(word.text)) for word in words),
        all(word.bold for word in words),
    )


def text_of(chars: Iterable[Char]) -> list[str]:
    """The lines of letters that come in reading order, as one part of a page; their footnote marks
    as marks."""
    lines: list[list[Char]] = []
    for one in chars:
        if not one["upright"]:
            continue
        previous = lines[-1][-1] if lines else None
        if previous is None or _begins_line(previous, one):
            lines.append([one])
        else:
            lines[-1].append(one)
    return [text for line in lines if (text := _text(_unmarked(line, marked)))]


def mark_after(before: Sequence[Char], chars: Sequence[Char]) -> str:
    """The footnote mark that these letters are, raised after those before; empty where none."""
    if not before or not chars:
        return ""
    last, text = before[-1], "".join(c["text"] for c in chars)
    raised = all(
        c["size"] < _MARK_SIZE * last["size"]
        and c["bottom"] < last["bottom"] - _MARK_RAISED * last["size"]
        and c["bottom"] > last["top"]
        for c in chars
    )
    near = abs(chars[0]["x0"] - last["x1"]) < last["size"]
    return text if raised and near and is_mark(text, "".join(c["text"] for c in before)) else ""


def _together(row: Sequence[Char], one: Char) -> bool:
    """Whether a letter stands in the same row as those before it."""
    last = max(row[-8:], key=lambda c: c["size"])
    shared = min(last["bottom"], one["bottom"]) - max(last["top"], one["top"])
    return shared > 0.5 * min(last["size"], one["size"])


def _begins_line(previous: Char, one: Char) -> bool:
    shared = min(previous["bottom"], one["bottom"]) - max(previous["top"], one["top"])
    small, large = sorted((previous["size"], one["size"]))
    # A raised mark reaches into its line, however little.
    apart = shared <= (0 if small < _MARK_SIZE * large else 0.3 * small)
    return apart or one["x0"] < previous["x0"] - 2 * one["size"]


def _unmarked(chars: Sequence[Char], shown: Callable[[str], str] | None = None) -> list[Char]:
    """The letters of a row without the footnote marks among them, or with each as `shown`."""
    body = _most((round(c["size"], 1), 1) for c in chars)
    level = max(c["bottom"] for c in chars if c["size"] >= _MARK_SIZE * body)

    def raised(one: Char) -> bool:
        return one["size"] < _MARK_SIZE * body and one["bottom"] < level - _MARK_RAISED * body

    kept: list[Char] = []
    for small, group in itertools.groupby(chars, key=raised):
        found = list(group)
        mark = "".join(c["text"] for c in found).strip()
        # At the beginning it is the mark of the note itself.
        before = "".join(c["text"] for c in kept[-4:])
        if not small or not kept or not is_mark(mark, before):
            kept += found
        elif shown is not None:
            kept.append({**found[0], "text": shown(mark), "x1": found[-1]["x1"]})
    return kept


def _apart(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """A row cut between its words."""
    word: list[Char] = []
    for one in chars:
        if word and one["x0"] - word[-1]["x1"] > _WORD * max(word[-1]["size"], one["size"]):
            yield word
            word = []
        word.append(one)
    if word:
        yield word


def _text(chars: Sequence[Char]) -> str:
    words = ("".join(c["text"] for c in word) for word in _apart(chars))
    return " ".join(" ".join(words).split())


def _word(chars: Sequence[Char], row: int) -> Word:
    return Word(
        "".join(c["text"] for c in chars),
        row,
        chars[0]["x0"],
        max(c["x1"] for c in chars),
        min(c["top"] for c in chars),
        max(c["bottom"] for c in chars),
        _most((round(c["size"], 1), 1) for c in chars),
        sum(bool(_BOLD.search(c["fontname"])) for c in chars) > 0.8 * len(chars),
    )


def _most(sizes: Iterable[tuple[float, int]]) -> float:
    """The size that most has."""
    counted: Counter[float] = Counter()
    for size, times in sizes:
        counted[size] += times
    return counted.most_common(1)[0][0]
