"""A name found in a text, and what the names of a passage say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from windroos.link.forms import Why

# How much one mention says: what is named by name is surer than what is meant by an adjective,
# or by one of its cities.
WEIGHTS: Mapping[Why, float] = {
    "name": 0.8,
    "abbreviation": 0.8,
    "inhabitants": 0.7,
    "adjective": 0.6,
    "city": 0.6,
    "compound": 0.7,
    "ambiguous": 0.3,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `text[start:end]` means the entry `id` of this `kind`.

    `name` is the name that it is a form of, `why` which form.
    """

    start: int
    end: int
    kind: str
    id: str
    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class About:
    """What a passage seems to be about, how sure from 0 to 1, and by which names."""

    kind: str
    id: str
    score: float
    mentions: tuple[Mention, ...]


def about(mentions: Iterable[Mention]) -> list[About]:
    """What the mentions of a passage say together, the surest first.

    The score is the chance that not all of them mislead, were each to mislead by itself:
    1 - ∏(1 - weight), with the weight of the form of the name.
    """
    gathered: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        gathered.setdefault((mention.kind, mention.id), []).append(mention)
    told = [
        About(kind, id, 1 - prod(1 - WEIGHTS[one.why] for one in found), tuple(found))
        for (kind, id), found in gathered.items()
    ]
    return sorted(told, key=lambda one: (-one.score, one.mentions[0].start, one.kind, one.id))
