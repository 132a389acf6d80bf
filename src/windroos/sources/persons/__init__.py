"""Is this participant a natural person? Registers of organisations hold some; they stay out.

CORDIS lists people who take part on their own account among the organisations: consultants,
experts, sole traders. It shows their name and country, and withholds street, post code, city and
NUTS code. A row is of a natural person when one of these holds, and then all of it is left out:

1. *place*: the publisher withholds the place, and neither does the name have the legal form of a
   legal person, nor is it a university, research organisation or public body called by such a word;
2. *sole trader*: the name or short name says so (e.K., Inhaber, eenmanszaak, ...);
3. *title*: a title of a person (Dr, Prof, Dipl.-Ing., Mrs, ...) and nothing but words of letters;
4. *given name*: two to five words of letters, of which the first or the last is a given name.

3 and 4 do not hold for a university, a research organisation or a public body (activity types HES,
REC and PUB), nor for a name with a legal form or a word that organisations are called by. In doubt
the row is left out: a company called after a person, without its legal form, goes too. What the
rule does not see is a person under a name that reads as a company's, and names in running text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

from windroos.sources.persons.words import (
    LEGAL_FORMS,
    LEGAL_FORMS_AT_THE_END,
    ORGANISATION_WORDS,
    SOLE_TRADER,
    SOLE_TRADER_AT_THE_END,
    SOLE_TRADER_PHRASES,
    TITLES,
)

Sign = Literal["place", "sole trader", "title", "given name"]

# CORDIS's activity types of bodies that are never a person: higher or secondary education, research
# organisations, public bodies.
_BODIES = frozenset({"HES", "REC", "PUB"})
_ORGANISATIONS = LEGAL_FORMS | ORGANISATION_WORDS
# Without one of these words a name does not say so, which is soon seen of most.
_SOLE_TRADER_BEGINS = SOLE_TRADER.union(
    phrase.split()[0] for phrase in (*SOLE_TRADER_PHRASES, *SOLE_TRADER_AT_THE_END)
)
_LETTERS = {"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH"}
_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_LETTERS_ALONE = re.compile(r"[^\W\d_]+(?:[ .,'’`-]+[^\W\d_]+)*[ .]*")


def sign_of_person(
    name: str,
    *,
    short_name: str | None = None,
    activity_type: str | None = None,
    place_withheld: bool = False,
) -> Sign | None:
    """By which sign a participant is taken for a natural person; None for an organisation.

    `activity_type` is CORDIS's, None where it is not known.

    >>> sign_of_person("Voorbeeld Techniek B.V.")
    >>> sign_of_person("VOORBEELD Willem", activity_type="PRC")
    'given name'
    >>> sign_of_person("VOORBEELD X", place_withheld=True)
    'place'
    """
    words = plain_words(name)
    body = activity_type in _BODIES
    if place_withheld and (_ORGANISATIONS if body else LEGAL_FORMS).isdisjoint(words):
        return "place"
    if _says_sole_trader(words) or _says_sole_trader(plain_words(short_name or "")):
        return "sole trader"
    if body or not _LETTERS_ALONE.fullmatch(name.strip()):
        return None
    if words[-1] in LEGAL_FORMS_AT_THE_END or not _ORGANISATIONS.isdisjoint(words):
        return None
    rest = [word for word in words if word not in TITLES]
    if len(rest) < len(words) and 1 <= len(rest) <= 5:
        return "title"
    if 2 <= len(rest) <= 5 and not given_names().isdisjoint((rest[0], rest[-1])):
        return "given name"
    return None


def _says_sole_trader(words: list[str]) -> bool:
    if _SOLE_TRADER_BEGINS.isdisjoint(words):
        return False
    text = f" {' '.join(words)} "
    return (
        not SOLE_TRADER.isdisjoint(words)
        or any(f" {phrase} " in text for phrase in SOLE_TRADER_PHRASES)
        or any(text.endswith(f" {phrase} ") for phrase in SOLE_TRADER_AT_THE_END)
    )


def plain_words(name: str) -> list[str]:
    """The words in capitals without accents; a dotted form (B.V.) is one word."""
    plain = name.upper()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", "".join(_LETTERS.get(one, one) for one in plain))
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    if "." in plain:
        plain = _DOTTED.sub(r"\1", plain)
    return _WORD.findall(plain)


@cache
def given_names() -> frozenset[str]:
    """Given names of people, in capitals without accents."""
    text = (files(__name__) / "given_names.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
