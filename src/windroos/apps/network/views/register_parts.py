"""What the pages of sites, conditions and labour markets say in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from windroos.apps.evidence.quoting import Place
from windroos.apps.network import wording, words
from windroos.apps.network.queries.citing import cited
from windroos.apps.network.queries.region_names import RegionNames
from windroos.apps.network.views.shared import Desk


class Telling:
    """The words of a page for its reader: names of regions, areas and places in documents."""

    def __init__(self, at: Desk, passages: Iterable[str | None]) -> None:
        self.at = at
        self.names = RegionNames(at.case)
        self.places = cited(at.case, at.user, passages)

    def place(self, passage: str | None) -> Place | None:
        """Where a passage stands, with its words if they may be read."""
        return self.places.get(passage or "")

    def rests(self, row: Any) -> dict[str, Any]:
        """What something rests on, and the note that goes with it."""
        note, language = wording.own_language(row.note_nl or "", row.note_en or "")
        return {
            "place": self.place(row.passage),
            "reading": row.basis == "reading",
            "basis": words.word(words.BASES, row.basis),
            "note": note,
            "note_language": language,
        }


def own(row: Any, name: str) -> str:
    """A text of a row in the language of the reader, else in the other."""
    nl, en = (getattr(row, f"{name}_{language}") or "" for language in ("nl", "en"))
    return wording.own_language(nl, en)[0]


def amount(value: float) -> str:
    """A number as the reader writes it, without decimals that it does not have."""
    whole = float(value).is_integer()
    return str(number_format(int(value) if whole else value, force_grouping=abs(value) >= 10_000))


def measured(value: float, unit: str | None) -> str:
    """A value with its unit."""
    shown = amount(value)
    if unit == "%" and get_language() == "en":
        return f"{shown}%"
    return f"{shown} {unit}" if unit else shown


def in_words(parts: Iterable[str]) -> str:
    """Some words in a row, with “and” before the last."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s and %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}
