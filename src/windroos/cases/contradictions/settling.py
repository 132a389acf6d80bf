"""Settlements of contradictions: what was settled, and whether it still counts.

A settlement names its sides with a print of what each then said. It counts as long as the
contradiction has those sides and no others, and each says what it said; otherwise the
contradiction is open again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from windroos.cases.case import Case
from windroos.cases.contradictions.found import Contradiction, Said, reference

_PRINT = 12
# What a row says of itself, and who said it: no part of what it says. Of a figure neither is the
# edition and the cell that it was read from.
_ASIDE = {
    "id", "said_by", "authority", "confidence", "label", "reason", "note", "footnote", "motivation",
    "advice", "departure", "replaces", "source", "cell", "snapshot", "parts",
}  # fmt: skip


def stood(case: Case, found: Contradiction) -> Contradiction:
    """A contradiction with its settlement, and which sides are others than those it settled."""
    settlement = case.settlements.get(found.id)
    if settlement is None:
        return found
    now = prints(case, found)
    names = dict.fromkeys([*now, *settlement.sides])
    changed = tuple(name for name in names if now.get(name) != settlement.sides.get(name))
    return replace(found, settlement=settlement, changed=changed)


def prints(case: Case, found: Contradiction) -> Mapping[str, str]:
    """By the name of each side a print of what it says, and of the words it rests on."""
    return {reference(said): _print(case, said) for said in found.said}


def sides(case: Case, found: Contradiction) -> str:
    """The sides of a contradiction as a settlement has them in its cell."""
    return " ".join(f"{name}@{mark}" for name, mark in prints(case, found).items())


def _print(case: Case, said: Said) -> str:
    held = {name: value for name, value in asdict(said).items() if name not in _ASIDE}
    if held.get("passage"):
        held["passage"] = case.locators[held["passage"]].sha256
    text = json.dumps(held, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_PRINT]
