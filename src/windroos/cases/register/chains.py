"""The value chains of a register as chains to analyse: see `windroos.measure`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from windroos.cases.register.records import Content, contents
from windroos.cases.register.tables import KINDS
from windroos.measure import Chain, Flow, Holder, Link


def chain_of(content: Content) -> Chain:
    """The chain that a record of the register holds, its links by their position.

    A holder without an organisation is known by its region or country: that one of them holds the
    link is then all that is known.

    Raises `ChainError` when its parts do not fit, which the rules of the register prevent but for
    shares that cannot add up.
    """
    return Chain(
        tuple(
            Link(id=row["id"], needs=row["needs"], complete=bool(row["complete"]))
            for row in ordered(content)
        ),
        tuple(Flow(row["source"], row["target"]) for row in content["chain_flows"]),
        tuple(
            Holder(
                link=row["link"],
                id=row["organisation"] or row["region"] or row["country"],
                region=row["region"] or "",
                country=row["country"] or "",
                strength=row["strength"],
                low=row["share_low"],
                high=row["share_high"],
                start=row["start"] or "",
                end=row["end"] or "",
            )
            for row in content["chain_holders"]
        ),
    )


def ordered(content: Content) -> list[Mapping[str, Any]]:
    """The links of a chain by their position."""
    return sorted(content["chain_links"], key=lambda row: (row["position"], row["id"]))


def places_of(content: Content) -> list[str]:
    """The regions in which links of a chain are held, by code."""
    return sorted({row["region"] for row in content["chain_holders"] if row["region"]})


def open_links(chain: Chain) -> tuple[str, ...]:
    """The links that nobody is known to hold anywhere."""
    return tuple(link.id for link in chain.links if not chain.holders_of[link.id])


def chains_of(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, Chain]:
    """The chains of a whole register by id."""
    return {slug: chain_of(content) for slug, content in contents(KINDS["chain"], tables).items()}
