"""The strength of a relation over the years, drawn and as a table, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from windroos.apps.network.models.dialogues import Level
from windroos.apps.network.queries import moments_by_year, organisation_names
from windroos.apps.network.wording import region_names
from windroos.apps.regions.queries import Case
from windroos.report.per_year import Row, per_year

# The drawing shows the last years; the table has them all.
DRAWN_YEARS = 12


@dataclass(frozen=True)
class Shown:
    """The drawing, and the tables under it: rows of a name, its counts a year and their sum."""

    years: list[int]
    total: int
    latest: int
    svg: str
    levels: list[tuple[str, list[int], int]]
    organisations: list[tuple[str, list[int], int]]
    regions: list[tuple[str, list[int], int]]


def shown(case: Case, region: str = "", organisation: str = "") -> Shown | None:
    """How often there was contact per year; None where there was none. Counts only."""
    found = moments_by_year(case, region, organisation)
    if not found.years:
        return None
    levels = [
        (capfirst(str(Level(level).label)), list(counts), sum(counts))
        for level, counts in found.by_level.items()
    ]
    years = list(found.years)[-DRAWN_YEARS:]
    rows = [Row(name, counts[-DRAWN_YEARS:]) for name, counts, _sum in levels]
    total = sum(found.total)
    title = ngettext(
        "Contact moments per year and level, from %(first)s to %(last)s: %(n)s moment in all.",
        "Contact moments per year and level, from %(first)s to %(last)s: %(n)s moments in all.",
        sum(found.total[-DRAWN_YEARS:]),
    ) % {"first": years[0], "last": years[-1], "n": sum(found.total[-DRAWN_YEARS:])}
    names, regions = organisation_names(case, found.by_organisation), region_names(case)
    return Shown(
        years=list(found.years),
        total=total,
        latest=found.years[-1],
        svg=per_year(years, rows, title=title),
        levels=[*levels, (_("All"), list(found.total), total)],
        organisations=[
            (names.get(slug, slug), list(counts), sum(counts))
            for slug, counts in found.by_organisation.items()
        ],
        regions=[
            (regions.get(code, code), list(counts), sum(counts))
            for code, counts in found.by_region.items()
        ],
    )
