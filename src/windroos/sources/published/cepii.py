"""BACI of CEPII: trade between countries by product of the Harmonised System, reconciled; with the
codes of its countries, and the chapters of that system."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from windroos.problems import N_, Problem
from windroos.sources.coding import code_table, codes
from windroos.sources.observing import observations
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import checked_text, stage_rows, stage_text, unpack

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


def _read_countries(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """The codes with their names; those of areas that are no more (Belgium-Luxembourg) have no
    region."""
    (path,) = files
    if path.suffix == ".zip":
        path = unpack(workspace, path, f"country_codes_V{options['version']}.csv")
    return code_table(
        workspace,
        path,
        "baci",
        code="country_code",
        label="country_name",
        attributes=("country_iso2", "country_iso3"),
        regions_in="comtrade",
    )


def _read_chapters(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    """Lines of a chapter each: `01: Live animals`."""
    (path,) = files
    staged = stage_rows(workspace, path.name, _chapters(workspace, path))
    query = f"""
        SELECT line::BIGINT AS _row, 'hs-chapter' AS scheme, code, 'en' AS language, label,
            'line ' || line AS cell
        FROM {staged.name}
    """
    return codes(workspace, query, file=path.name)


def _chapters(workspace: Workspace, path: Path) -> Iterator[Sequence[str]]:
    yield ["line", "code", "label"]
    text = checked_text(workspace, path).read_text(encoding="utf-8-sig")
    for number, line in enumerate(text.splitlines(), 1):
        found = re.fullmatch(r"(\d\d): (.+)", line.strip())
        if found is None:
            wording = N_("is no chapter with its name, as in 01: Live animals")
            raise SourceError([Problem("row", path.name, wording, number)])
        yield [str(number), found[1], found[2].strip()]


_LICENCE = Licence(
    "Etalab Open Licence 2.0",
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "BACI, CEPII (Gaulier and Zignago 2010)",
    "etalab-2.0",
)
_HOMEPAGE = "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37"

DATASETS = (
    Dataset(
        id="baci",
        title_nl="BACI: handel tussen landen per product",
        title_en="BACI: trade between countries by product",
        publisher="CEPII",
        licence=_LICENCE,
        homepage=_HOMEPAGE,
        hosts=("www.cepii.fr",),
        gives="observations",
        addresses=_addresses,
        read=_read,
        options={"classification": "HS17", "version": "202601", "year": "2024"},
    ),
    Dataset(
        id="baci-countries",
        title_nl="BACI: codes van de landen",
        title_en="BACI: codes of the countries",
        publisher="CEPII",
        licence=_LICENCE,
        homepage=_HOMEPAGE,
        hosts=("www.cepii.fr",),
        gives="codes",
        addresses=_addresses,
        read=_read_countries,
        options={"classification": "HS17", "version": "202601"},
    ),
    Dataset(
        id="hs-chapters",
        title_nl="De hoofdstukken van het geharmoniseerd systeem (1996)",
        title_en="The chapters of the Harmonised System (1996)",
        publisher="World Customs Organization",
        licence=Licence(
            "Facts",
            "https://www.wcoomd.org/en/topics/nomenclature/overview.aspx",
            "Harmonized System, World Customs Organization",
        ),
        homepage="https://www.wcoomd.org/en/topics/nomenclature/overview.aspx",
        hosts=(),
        gives="codes",
        addresses=lambda _options: (),  # the names of the chapters are taken over by hand
        read=_read_chapters,
    ),
)
