"""Names of organisations looked for among a hundred thousand, in a process of its own.

python organisation_names_worker.py windroos|rapidfuzz
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

from measuring import tell

NAMES, ASKED = 100_000, 400
_BEGIN = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "str")
_REST = ("an", "el", "in", "or", "ut", "er", "on", "is", "ap", "ei", "aan", "oor", "ick", "ema")
_KINDS = (
    *("Universiteit", "Hogeschool", "Institute", "Centre", "Research", "Campus", "Stichting"),
    *("Technologies", "Group", "Systems", "Innovation", "Solutions", "Energy", "Health"),
)
_PLACES = ("Eindhoven", "Twente", "Gent", "Delft", "Utrecht", "Aachen", "Leuven", "Nederland")
_FORMS = ("", "", "B.V.", "N.V.", "GmbH", "Ltd", "S.A.", "AB")


def _made(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (names, and no secret)


def _word(made: random.Random) -> str:
    parts = made.randint(2, 3)
    return "".join(made.choice(_BEGIN) + made.choice(_REST) for _ in range(parts)).capitalize()


def names() -> list[str]:
    """Made-up names: one or two words of their own, and often a kind, a place, a legal form."""
    made, found = _made(1), dict[str, None]()
    while len(found) < NAMES:
        words = [_word(made) for _ in range(made.randint(1, 2))]
        words += made.sample(_KINDS, made.randint(0, 2))
        words += [made.choice(_PLACES)] if made.random() < 0.4 else []
        words += [made.choice(_FORMS)]
        found[" ".join(filter(None, words))] = None
    return list(found)


def asked(known: list[str]) -> list[tuple[int, str]]:
    """Known names as another would write them, with the place of each: in capitals and with another
    legal form, with two letters of the first word swapped, or with the words in reverse order."""
    made, found = _made(2), list[tuple[int, str]]()
    for n in made.sample(range(len(known)), ASKED):
        words = known[n].split()
        way = len(found) % 3
        if words[-1] in _FORMS:
            words = words[:-1]
        if way == 0:
            words = [*(word.upper() for word in words), "BV"]
        elif way == 1:
            place = made.randint(1, len(words[0]) - 2)
            first = words[0]
            words[0] = first[:place] + first[place + 1] + first[place] + first[place + 2 :]
        else:
            words = words[::-1]
        found.append((n, " ".join(words)))
    return found


def windroos(known: list[str]) -> Callable[[str], list[int]]:
    """Ours: the five likest."""
    from windroos.link import Names

    index = Names((str(n), [name]) for n, name in enumerate(known))
    return lambda name: [int(found.id) for found in index.find(name, 5)]


def rapidfuzz(known: list[str]) -> Callable[[str], list[int]]:
    """All names compared by their words in the order of the alphabet, folded beforehand."""
    from rapidfuzz import fuzz, process, utils  # type: ignore[import-not-found]

    folded = [utils.default_process(name) for name in known]

    def find(name: str) -> list[int]:
        found = process.extract(
            utils.default_process(name), folded, scorer=fuzz.token_sort_ratio, limit=5
        )
        return [place for _, _, place in found]

    return find


def measured(build: Callable[[list[str]], Callable[[str], list[int]]]) -> dict[str, Any]:
    """How long an answer takes, and how often what was meant is first, and among five."""
    known = names()
    start = perf_counter()
    find = build(known)
    built = perf_counter() - start
    took, cpu, first, five = list[float](), list[float](), 0, 0
    for n, name in asked(known):
        start = perf_counter(), process_time()
        found = find(name)
        took.append(perf_counter() - start[0])
        cpu.append(process_time() - start[1])
        first += found[:1] == [n]
        five += n in found
    took.sort()
    cpu.sort()
    return {
        "built": built,
        "median": took[len(took) // 2],
        "cpu": cpu[len(cpu) // 2],
        "most": took[int(len(took) * 0.99)],
        "first": first / ASKED,
        "five": five / ASKED,
    }


if __name__ == "__main__":
    tell(**measured({"windroos": windroos, "rapidfuzz": rapidfuzz}[sys.argv[1]]))
