"""What can be wrong with the parts of a chain, all of it told at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from windroos.codes.regions import country_of, fits

from .scope import is_code

if TYPE_CHECKING:
    from .chain_parts import Chain, Holder

NEEDS = ("all", "any")
# What sums of shares may differ by, as decimal fractions are rounded.
EPSILON = 1e-9
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def wrong(chain: Chain, strengths: tuple[str, ...]) -> list[str]:
    """Everything that is wrong with the parts of a chain, in words."""
    known = {link.id for link in chain.links}
    problems = [*_links(chain, known), *_flows(chain, known)]
    for holder in chain.holders:
        problems += _holder(holder, known, strengths)
    return problems or [*_twice(chain), *_shares(chain)]


def _links(chain: Chain, known: set[str]) -> Iterator[str]:
    if not chain.links:
        yield "a chain has at least one link"
    for link, times in Counter(link.id for link in chain.links).items():
        if times > 1:
            yield f"link {link!r} is given {times} times: give it once"
    for link in chain.links:
        if link.needs not in NEEDS:
            yield f"link {link.id!r} needs {link.needs!r}: write all or any"
    for end in chain.to:
        if end not in known:
            yield f"the chain ends in {end!r}, which is no link of it"


def _flows(chain: Chain, known: set[str]) -> Iterator[str]:
    for flow in chain.flows:
        for link in dict.fromkeys((flow.source, flow.target)):
            if link not in known:
                yield f"flow {flow.source!r} to {flow.target!r}: there is no link {link!r}"
        if flow.source == flow.target:
            yield f"flow {flow.source!r} to itself: a flow goes to another link"


def _holder(holder: Holder, known: set[str], strengths: tuple[str, ...]) -> Iterator[str]:
    who = f"holder {holder.id!r} of {holder.link!r}"
    if holder.link not in known:
        yield f"{who}: there is no link {holder.link!r}"
    if not holder.id:
        yield f"{who}: it has no id"
    if holder.strength not in strengths:
        yield f"{who}: {holder.strength!r} is no strength: write {', '.join(strengths)}"
    low, high = holder.shares
    if not 0 <= low <= high <= 1:
        yield f"{who}: a share goes from 0 to 1, and {low:g} to {high:g} does not"
    if holder.region and not is_code(holder.region):
        yield f"{who}: {holder.region!r} is no code of a region: write NL41, US-CA or x-name"
    if holder.country and not fits(holder.country, "country"):
        yield f"{who}: {holder.country!r} is no country: write the two letters of ISO 3166, as NL"
    land = country_of(holder.region) if holder.region else None
    if holder.country and land and land != holder.country:
        yield f"{who}: region {holder.region} does not lie in {holder.country}"
    for day in (holder.start, holder.end):
        if day and not _DAY.fullmatch(day):
            yield f"{who}: {day!r} is no date: write 2026, 2026-11 or 2026-11-30"


def _twice(chain: Chain) -> Iterator[str]:
    rows = Counter((h.link, h.id, h.region, h.start) for h in chain.holders)
    for (link, holder, region, _start), times in rows.items():
        if times > 1:
            where = f" in {region}" if region else ""
            yield f"{holder!r} holds {link!r}{where} {times} times: give it once"


def _shares(chain: Chain) -> Iterator[str]:
    """Of links whose holders have no dates: of one who comes after another the shares do not add
    up, and are only seen on a day."""
    least: dict[str, float] = defaultdict(float)
    most: dict[str, float] = defaultdict(float)
    for holder in chain.holders:
        low, high = holder.shares
        least[holder.link] += low
        most[holder.link] += high
    dated = {h.link for h in chain.holders if h.start or h.end}
    for link in chain.links:
        if link.id not in most or link.id in dated:
            continue
        if least[link.id] > 1 + EPSILON:
            yield (
                f"the shares of {link.id!r} are {least[link.id]:g} or more together: "
                "make them 1 at most"
            )
        if link.complete and most[link.id] < 1 - EPSILON:
            yield (
                f"the shares of {link.id!r} are {most[link.id]:g} or less together, while its "
                "holders are said to be all there are"
            )
