"""The register of a case, counted: what it holds of the networks and trade contacts of regions.

No publisher has it: `windroos register count` makes the table of what stands in the register here,
and reads it in as any other source, so that a number is kept with the day it was counted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.observing import observations
from windroos.sources.shape import Dataset, Licence, Options, Reading, Workspace
from windroos.sources.staging import stage_text

# As `cases.register.counting` writes them.
_COLUMNS = ("region", "indicator", "kind", "year", "value", "records")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """A table of counts, one a region, indicator, kind of relation and year."""
    (path,) = files
    staged = stage_text(workspace, path, columns=_COLUMNS)
    query = f"""
        SELECT _row, 'value' AS value_from, region AS region_given, indicator, year AS period,
            value, 'number' AS unit, coalesce(records, '') AS cell,
            CASE WHEN kind IS NULL OR kind = '' THEN MAP {{}}::MAP(VARCHAR, VARCHAR)
                ELSE MAP {{'kind': kind}} END AS dimensions
        FROM {staged.name}
    """
    return observations(workspace, query, file=path.name, scheme="eurostat")


DATASETS = (
    Dataset(
        id="register",
        title_nl="Het register van organisaties, geteld per regio",
        title_en="The register of organisations, counted by region",
        publisher="Windroos",
        licence=Licence("of the case itself", "", "the register of the case"),
        homepage="",
        hosts=(),
        gives="observations",
        addresses=lambda _options: (),  # counted here
        read=_read,
        options={"case": ""},
        labels={
            "organisations": (
                "Organisaties die het register daar kent",
                "Organisations that the register knows there",
            ),
            "posts-abroad": ("Posten daar", "Posts there"),
            "relations-home": (
                "Relaties met organisaties hier",
                "Relations with organisations at home",
            ),
            "relations-home-kind": (
                "Relaties met organisaties hier, per soort",
                "Relations with organisations at home, by kind",
            ),
            "company-relations": (
                "Relaties waaraan een bedrijf deelneemt",
                "Relations in which a company takes part",
            ),
            "twin-cities": ("Stedenbanden", "Twin cities"),
        },
    ),
)
