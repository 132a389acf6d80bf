"""BACI of CEPII: trade between countries by product of the Harmonised System, reconciled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from windroos.sources.observing import observations
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, Workspace
from windroos.sources.staging import stage_text, unpack

_COLUMNS = ("t", "i", "j", "k", "v", "q")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """Exports of country i to country j of product k: v in thousand USD, q in tonnes."""
    (path,) = files
    if path.suffix == ".zip":
        version = f"{options['classification']}_Y{options['year']}_V{options['version']}"
        path = unpack(workspace, path, f"BACI_{version}.csv")
    staged = stage_text(workspace, path, columns=_COLUMNS)
    query = f"""
        SELECT _row, entry[1] AS value_from, trim(i) AS region_given,
            concat('exports/', entry[1]) AS indicator, trim(t) AS period,
            nullif(trim(entry[2]), 'NA') AS value, entry[3] AS unit,
            concat('t=', trim(t), '; i=', trim(i), '; j=', trim(j), '; k=', trim(k)) AS cell,
            MAP {{'j': trim(j), 'k': trim(k)}} AS dimensions
        FROM (
            SELECT *, unnest([('v', v, 'thousand USD'), ('q', q, 'tonnes')]) AS entry
            FROM {staged.name}
        )
    """
    return observations(workspace, query, file=path.name, scheme="comtrade")


def _addresses(options: Options) -> Sequence[File]:
    name = f"BACI_{options['classification']}_V{options['version']}.zip"
    return (File(f"https://www.cepii.fr/DATA_DOWNLOAD/baci/data/{name}", name),)


DATASETS = (
    Dataset(
        id="baci",
        title_nl="BACI: handel tussen landen per product",
        title_en="BACI: trade between countries by product",
        publisher="CEPII",
        licence=Licence(
            "Etalab Open Licence 2.0",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            "BACI, CEPII (Gaulier and Zignago 2010)",
            "etalab-2.0",
        ),
        homepage="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        hosts=("www.cepii.fr",),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"classification": "HS17", "version": "202601", "year": "2024"},
    ),
)
