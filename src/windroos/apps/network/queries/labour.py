"""The labour market across borders: what is known of it, and which shortages regions share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from windroos.apps.network.models import Labour
from windroos.apps.regions.queries import Case
from windroos.cases.register.site_tables import LABOUR_KINDS
from windroos.link.text import fold


@dataclass(frozen=True, slots=True)
class SharedShortage:
    """A shortage of home that a partner region has too.

    `together`: one passage says it of both. Else each has a record of its own with the same words:
    `ours` and `theirs` tell apart what rests on what.
    """

    partner: str
    ours: Labour
    theirs: Labour

    @property
    def together(self) -> bool:
        return self.ours.pk == self.theirs.pk


def labour(case: Case, *, kind: str = "", region: str = "") -> list[Labour]:
    """What is known of labour markets, by kind and region; `region` on either side of a border."""
    rows = Labour.objects.filter(case=case).select_related("organisation")
    if kind:
        rows = rows.filter(kind=kind)
    order = {one: n for n, one in enumerate(LABOUR_KINDS)}
    found = [one for one in rows if not region or region in (one.region, one.other_region)]
    return sorted(found, key=lambda one: (order.get(one.kind, 99), one.region, one.slug))


def shared_shortages(rows: Iterable[Labour], home: str, country: str = "") -> list[SharedShortage]:
    """The shortages that partner regions share with home, by partner.

    One is shared when a record names both regions, or when both have a record of a shortage by
    the same words. The country that home lies in is no partner: its shortages are home's as well.
    """
    shortages = [one for one in rows if one.kind == "shortage"]
    found = []
    for one in shortages:
        if home and home in (one.region, one.other_region) and one.other_region:
            partner = one.other_region if one.region == home else one.region
            found.append(SharedShortage(partner, one, one))
    ours: dict[str, Labour] = {}
    for one in shortages:
        if one.region == home and not one.other_region:
            ours.setdefault(_words(one), one)
    for one in shortages:
        own = one.other_region or one.region in (home, country)
        if not own and (mine := ours.get(_words(one))) is not None:
            found.append(SharedShortage(one.region, mine, one))
    return sorted(found, key=lambda one: (one.partner, one.theirs.slug))


def _words(one: Labour) -> str:
    return fold(one.label_en)
