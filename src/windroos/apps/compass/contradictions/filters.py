"""Which contradictions a list shows, as it stands in its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from windroos.apps.compass.contradictions.clashes import Clash
from windroos.apps.compass.contradictions.naming import KIND_WORDS
from windroos.cases import Case
from windroos.cases.contradictions import HARD, SOFT

OPEN, SETTLED = "open", "settled"


@dataclass(frozen=True)
class Filters:
    """Which contradictions are shown; empty: whichever."""

    kind: str
    grade: str
    state: str
    region: str
    document: str
    options: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, query: QueryDict, found: Sequence[Clash], case: Case) -> Filters:
        """What an address asks for; what there is none of is not asked for."""
        kinds = {one.kind for one in found}
        regions = {one.code: one.region for one in found if one.code}
        documents = {id: case.sources[id].title for one in found for id in one.documents}
        options = {
            "kind": [(kind, str(said)) for kind, said in KIND_WORDS.items() if kind in kinds],
            "grade": [
                (HARD, pgettext("contradiction", "hard")),
                (SOFT, pgettext("contradiction", "soft")),
            ],
            "state": [(OPEN, _("Open")), (SETTLED, _("Settled"))],
            "region": _by_name(regions),
            "document": _by_name(documents),
        }
        chosen = {
            name: query.get(name, "") if query.get(name, "") in dict(among) else ""
            for name, among in options.items()
        }
        return cls(**chosen, options=options)

    def __bool__(self) -> bool:
        return any((self.kind, self.grade, self.state, self.region, self.document))

    def show(self, clash: Clash) -> bool:
        return (
            self.kind in ("", clash.kind)
            and (not self.grade or (self.grade == HARD) == clash.hard)
            and (not self.state or (self.state == OPEN) == clash.open)
            and self.region in ("", clash.code)
            and (not self.document or self.document in clash.documents)
        )


def _by_name(named: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda one: one[1].casefold())
