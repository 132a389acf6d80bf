"""Laying two scoreboards beside each other: the economies that both cover in the same year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from windroos.cases.framework import ScaleLink

# With fewer points a line through them says nothing of how far off it may be.
LEAST_ANCHORS = 5


def paired(
    link: ScaleLink, values: Mapping[tuple[str, int, str], float]
) -> list[tuple[str, int, float, float]]:
    """Economy, year, and the figures on both scoreboards (from, onto).

    `values` holds them by economy, year and indicator. Where the link goes by the latest year, that
    is the latest with enough economies.
    """
    keys = [
        (economy, year)
        for economy, year in sorted({(economy, year) for economy, year, _ in values})
        if (economy, year, link.from_) in values and (economy, year, link.onto) in values
    ]
    if link.years == "latest":
        counts = Counter(year for _, year in keys)
        enough = [year for year, count in counts.items() if count >= LEAST_ANCHORS]
        keys = [key for key in keys if key[1] == max(enough, default=None)]
    return [(*key, values[(*key, link.from_)], values[(*key, link.onto)]) for key in keys]
