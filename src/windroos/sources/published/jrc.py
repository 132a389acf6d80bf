"""The tables between versions of NUTS, by the NUTS converter of the Joint Research Centre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from windroos.codes.nuts import VERSIONS, Part
from windroos.problems import N_, Problem
from windroos.sources.observing import no_numbers
from windroos.sources.shape import Dataset, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import Staged, stage_text

# By what the parts are measured: square kilometres, inhabitants in 2011 and 2021, built-up hectares
# in 2012 and 2018, cubic metres of building.
WEIGHTS = ("areaKm", "pop11", "pop21", "artif_surf12", "artif_surf18", "bu_vol")
_CODE = re.compile(r"code_v(\d{4})")


def parts(reading: Reading, old_version: str, new_version: str, weight: str) -> list[Part]:
    """The parts by one weight, to `compose` figures of one version from those of another."""
    rows = reading.table.project("old, new, amount, old_version, new_version, weight").fetchall()
    wanted = (old_version, new_version, weight)
    return [Part(old, new, amount) for old, new, amount, *which in rows if tuple(which) == wanted]


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    query = " UNION ALL ".join(_query(workspace, path) for path in files)
    return Reading(workspace.connection.sql(f"{query} ORDER BY ALL"))


def _query(workspace: Workspace, path: Path) -> str:
    staged = stage_text(workspace, path, columns=WEIGHTS)
    old, new = _versions(staged)
    problems = [
        problem
        for weight in WEIGHTS
        for problem in no_numbers(workspace, staged.name, path.name, weight, required=True)
    ]
    if problems:
        raise SourceError(problems)
    return f"""
        SELECT trim(code_v{old}) AS old, trim(code_v{new}) AS new, '{old}' AS old_version,
            '{new}' AS new_version, weight, CAST(amount AS DOUBLE) AS amount
        FROM (UNPIVOT {staged.name} ON {", ".join(WEIGHTS)} INTO NAME weight VALUE amount)
    """


def _versions(staged: Staged) -> tuple[str, str]:
    """The two versions that the columns of codes name, the older one first."""
    found = sorted(m[1] for name in staged.columns if (m := _CODE.fullmatch(name)))
    if len(found) != 2 or not set(found) <= set(VERSIONS):
        wording = N_("needs columns code_v... of two of the versions %(known)s: it has %(found)s")
        values = {"known": ", ".join(VERSIONS), "found": ", ".join(staged.columns)}
        raise SourceError([Problem("header", staged.file, wording, 1, values=values)])
    return found[0], found[1]


DATASETS = (
    Dataset(
        id="nuts-correspondence",
        title_nl="Van de ene NUTS-versie naar de andere",
        title_en="From one NUTS version to another",
        publisher="European Commission, Joint Research Centre",
        licence=Licence(
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            "NUTS converter, European Commission, Joint Research Centre",
            "CC-BY-4.0",
        ),
        homepage="https://urban.jrc.ec.europa.eu/tools/nuts-converter",
        hosts=(),
        gives="correspondence",
        addresses=lambda _options: (),  # the tables are taken from the homepage by hand
        read=_read,
        most=None,
    ),
)
