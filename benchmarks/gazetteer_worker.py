"""Names looked for in a megabyte of made-up text, in a process of its own.

python gazetteer_worker.py case|windroos|flashtext2
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

from measuring import least, tell

MEGABYTE, NAMES, REPEAT = 10**6, 5_000, 5
_BEGIN = "bdfghklmnprstvwz"
_REST = ("aan", "eel", "ing", "oor", "uit", "erk", "ond", "ijs", "aap", "eid")


def _made(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (a text, and no secret)


def word(made: random.Random, least: int, most: int) -> str:
    """A word of some syllables."""
    parts = made.randint(least, most)
    return "".join(made.choice(_BEGIN) + made.choice(_REST) for _ in range(parts))


def text(made: random.Random, names: Sequence[str]) -> str:
    """A megabyte in which every eighth word is a name."""
    words, size = [], 0
    while size < MEGABYTE:
        one = made.choice(names) if len(words) % 8 == 7 else word(made, 1, 2)
        words.append(one + ("." if len(words) % 15 == 14 else ""))
        size += len(words[-1].encode()) + 1
    return " ".join(words)


def case() -> dict[str, Any]:
    """All names of the case that comes with the program, with every rule."""
    from windroos import cases
    from windroos.link.forms import OPEN, forms

    known = cases.load("noord_brabant")
    entries = cases.gazetteer(known).entries
    names = [
        name.strip(OPEN) for entry in entries for all_ in entry.names.values() for name in all_
    ]
    told = _measured(
        lambda: cases.gazetteer(known),
        lambda made, given: made.find(given),
        text(_made(1), names),
    )
    return told | {"forms": sum(1 for entry in entries for _ in forms(entry))}


def plain() -> list[str]:
    """Names that no other word of the text can be: of three syllables."""
    made = _made(2)
    return sorted({word(made, 3, 3) for _ in range(NAMES)})


def windroos() -> dict[str, Any]:
    """Plain names, each an entry that counts with and without a capital."""
    from windroos.link import Entry, Gazetteer

    names = plain()
    entries = [Entry("name", name, {"": (name,)}, proper=False) for name in names]
    given = text(_made(3), names)
    gazetteer: list[Gazetteer] = []

    def build() -> Gazetteer:
        gazetteer[:] = [Gazetteer(entries)]
        return gazetteer[0]

    told = _measured(build, lambda made, given: made.find(given), given)
    counts = Counter(one.id for one in gazetteer[0].find(given))
    return told | {"forms": len(names), "counts": dict(sorted(counts.items()))}


def flashtext2() -> dict[str, Any]:
    """The same names and the same text."""
    from flashtext2 import KeywordProcessor  # type: ignore[import-not-found]

    names = plain()
    given = text(_made(3), names)

    def build() -> Any:
        processor = KeywordProcessor(case_sensitive=False)
        for name in names:
            processor.add_keyword(name, name)
        return processor

    told = _measured(build, lambda made, text: made.extract_keywords_with_span(text), given)
    counts = Counter(build().extract_keywords(given))
    return told | {"forms": len(names), "counts": dict(sorted(counts.items()))}


def _measured(
    build: Callable[[], Any], find: Callable[[Any, str], Sequence[Any]], given: str
) -> dict[str, Any]:
    start = perf_counter()
    made = build()
    built = perf_counter() - start
    cpu, wall, found = least(lambda: find(made, given), REPEAT)
    return {"built": built, "cpu": cpu, "wall": wall, "found": len(found)}


if __name__ == "__main__":
    what = sys.argv[1]
    tell(**{"case": case, "windroos": windroos, "flashtext2": flashtext2}[what]())
