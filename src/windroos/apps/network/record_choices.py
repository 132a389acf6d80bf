"""What can be chosen from in the columns of a record of the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language

from windroos.apps.network import words as said
from windroos.apps.network.models import Area, Site
from windroos.apps.network.wording import own_text
from windroos.apps.regions.queries import THEMES, Case
from windroos.apps.regions.tables import take
from windroos.codes.countries import COUNTRIES, country_label

# In which languages names are written mostly; another one that is there stays.
_LANGUAGES = ("nl", "en", "de", "fr", "es", "ja", "ko", "zh")


@dataclass
class Choices:
    """What can be chosen from in a case; read once for all rows."""

    case: Case
    # What can be chosen for columns that only the page of the form knows: “table.column”.
    given: Mapping[str, Sequence[tuple[str, Any]]] = field(default_factory=dict)
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    _read: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)

    def of(self, table: str, column: str) -> Sequence[tuple[str, Any]] | None:
        """The choices of a column; None where anything may be filled in."""
        if f"{table}.{column}" in self.given:
            return self.given[f"{table}.{column}"]
        words = said.choices(table, column)
        if words is not None:
            return _words(words)
        if column not in self._read:
            reader = {
                "area": self._areas,
                "areas": self._areas,
                "site": self._sites,
                "theme": self._themes,
                "country": self._countries,
                "language": lambda: [(one, one) for one in _LANGUAGES],
            }.get(column)
            if reader is None:
                return None
            self._read[column] = reader()
        return self._read[column]

    def _areas(self) -> list[tuple[str, Any]]:
        rows = Area.objects.filter(case=self.case)
        named = [(one.slug, own_text(one, "label")) for one in rows]
        return sorted(named, key=lambda one: one[1].casefold())

    def _sites(self) -> list[tuple[str, Any]]:
        return list(Site.objects.filter(case=self.case).values_list("slug", "name"))

    def _themes(self) -> list[tuple[str, Any]]:
        rows = take(self.case, THEMES)
        return [(row["id"], own_text(row, "label")) for row in rows]

    def _countries(self) -> list[tuple[str, Any]]:
        language = get_language() or "nl"
        named = [(code, country_label(code, language) or code) for code in COUNTRIES]
        return sorted(named, key=lambda one: one[1].casefold())


def _words(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(id, capfirst(str(word))) for id, word in words.items()]
