"""What the ecosystem maps say: categories, areas, regions and relations in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from windroos.apps.evidence import queries as evidence
from windroos.apps.network import wording
from windroos.apps.network.models import Area, EcosystemMap
from windroos.apps.regions.queries import Case
from windroos.link.names import places

# The three categories of the maps, as their legend has them.
CATEGORIES: Mapping[str, Any] = {
    "company": _("Companies"),
    "knowledge": _("Education, research and facilities"),
    "partner": _("Ecosystem partners"),
}


def labelled(row: Area | EcosystemMap) -> str:
    """The label of an area or a map in the language of the reader."""
    return row.label_en if get_language() == "en" else row.label_nl


def noted(row: EcosystemMap) -> tuple[str, str]:
    """The note of a map, and the language it is in."""
    return wording.own_language(row.note_nl or "", row.note_en or "")


class Regions:
    """What regions and countries are called; what nobody has a name for goes by its code."""

    def __init__(self, case: Case) -> None:
        self._case = wording.region_names(case)
        self._language = get_language() or "nl"
        self._published: Mapping[str, str] | None = None

    def name(self, code: str) -> str:
        if code in self._case:
            return self._case[code]
        known = places().get(code)
        if known is not None and known.names.get(self._language):
            return known.names[self._language][0]
        if self._published is None:
            self._published = evidence.region_names()
        return self._published.get(code, code)
