"""What the register knows of the labour market and the conditions of a region, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from windroos.apps.evidence.queries import Reader
from windroos.apps.network.queries.conditions import conditions, where
from windroos.apps.network.queries.labour import labour, shared_shortages
from windroos.apps.network.register_told import Telling, condition_told, labour_told, shared_told
from windroos.apps.regions.queries import Case

Told = dict[str, Any]


@dataclass(frozen=True)
class RegionMarket:
    """Labour market and conditions of a region, in the words of the reader.

    `shared` are the shortages it shares with home, of home those that each partner shares; what
    is said of what the region lies in (its country) stands in `above`.
    """

    shared: list[Told]
    points: list[Told]
    labour: list[Told]
    conditions: list[Told]
    above: list[Told]

    def __bool__(self) -> bool:
        return bool(self.shared or self.points or self.labour or self.conditions or self.above)


def region_market(case: Case, user: Reader, code: str) -> RegionMarket:
    """What is known of the labour market and the conditions of a region."""
    everything = labour(case)
    pressing = conditions(case)
    mine = [one for one in everything if code in (one.region, one.other_region)]
    here = [one for one in pressing if where(one) == code]
    told = Telling(case, user, [])
    over = set(told.names.lineage(code)) - {code}
    above = [one for one in pressing if where(one) in over]
    beyond = [one for one in everything if one.region in over and not one.other_region]
    passages = [one.passage for one in (*everything, *here, *above)]
    told = Telling(case, user, passages)
    home, country = told.names.home, told.names.home_country
    shared = [
        one for one in shared_shortages(everything, home, country) if code in (one.partner, home)
    ]
    # A shared shortage is told once.
    pairs = {row.pk for one in shared for row in (one.ours, one.theirs)}
    return RegionMarket(
        # On the page of a partner, home is who shares it.
        shared=[
            shared_told(one, told) | ({} if code == home else {"partner": told.names.region(home)})
            for one in shared
        ],
        points=[labour_told(one, told) for one in mine if one.kind == _POINT],
        labour=[
            labour_told(one, told) for one in mine if one.kind != _POINT and one.pk not in pairs
        ],
        conditions=[condition_told(one, told) for one in here],
        above=[labour_told(one, told) for one in beyond]
        + [condition_told(one, told) for one in above],
    )


_POINT = "border-information-point"
