"""The ten prioritised technologies of the Dutch National Technology Strategy (January 2024)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.coding import code_table
from windroos.sources.shape import Dataset, Licence, Options, Reading, SourceError, Workspace

_COUNT = 10


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    reading = code_table(workspace, path, "nts-technologies", code="nr", label="name_en")
    found = reading.table.aggregate("count(*)").fetchall()[0][0]
    if found != _COUNT:
        wording = N_("has %(found)s technologies; the strategy has %(count)s")
        values = {"found": found, "count": _COUNT}
        raise SourceError([Problem("codes", path.name, wording, values=values)])
    return reading


DATASETS = (
    Dataset(
        id="nts-technologies",
        title_nl="De tien prioritaire technologieën van de Nationale Technologiestrategie",
        title_en="The ten prioritised technologies of the National Technology Strategy",
        publisher="Ministerie van Economische Zaken",
        licence=Licence(
            "CC0 1.0",
            "https://www.rijksoverheid.nl/copyright",
            "Nationale Technologiestrategie, Ministerie van Economische Zaken",
            "CC0-1.0",
        ),
        homepage="https://www.rijksoverheid.nl/documenten/rapporten/2024/01/19/de-nationale-technologiestrategie",
        hosts=(),
        gives="codes",
        addresses=lambda _options: (),  # the names are typed over from the strategy
        read=_read,
    ),
)
