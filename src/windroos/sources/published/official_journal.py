"""The annexes of the EU's restrictive measures, a file a regulation, as OpenSanctions copies them
out of the Official Journal.

An annex numbers what it lists (`recordId`); where it does not, the name is what it is known by.
`LegalEntity` is any entity that the annex does not say to be a person or an organisation: its kind
is missing here. An address is a text that most often ends in the English name of its country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from windroos.codes.schemes import region_of
from windroos.problems import N_, Problem
from windroos.sources.listing import iso_date, listed, parts
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import Staged, literal, stage_text

_FOLDER = (
    "https://raw.githubusercontent.com/opensanctions/opensanctions/main/datasets/eu/"
    "journal_sanctions/data/consolidated"
)
_COLUMNS = (
    "celex recordId programKey annex measure startDate reason schema name alias weakAlias "
    "previousName country nationality jurisdiction birthDate registrationNumber taxNumber leiCode "
    "innCode ogrnCode imoNumber mmsi flag sector website address"
)
_KINDS = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "other",
}
_NAMES = {
    "alias": ("alias", "NULL"),
    "weakAlias": ("alias", "'weak'"),
    "previousName": ("previous name", "NULL"),
}
# What tells organisations and vessels apart. Persons have tax numbers too: those are kept only of
# what is surely none.
_NUMBERS = (
    *("registrationNumber", "leiCode", "ogrnCode", "imoNumber", "mmsi"),
    *("sector", "website"),
)
_TAX_NUMBERS = ("taxNumber", "innCode")


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    staged = stage_text(workspace, path, columns=_COLUMNS.split())
    _check_regulation(workspace, staged, options["regulation"])
    kinds = " ".join(f"WHEN '{given}' THEN '{kind}'" for given, kind in _KINDS.items())
    names = " || ".join(
        f"list_transform({parts(column)}, lambda one: (one, '{kind}', {quality}))"
        for column, (kind, quality) in _NAMES.items()
    )
    countries = " || ".join(
        parts(name) for name in ("country", "nationality", "jurisdiction", "flag")
    )
    ends = f"list_transform({parts('address')}, lambda one: trim(regexp_extract(one, '[^,]*$')))"
    found = workspace.connection.execute(
        f"SELECT DISTINCT unnest({ends}) FROM {staged.name} ORDER BY 1"
    ).fetchall()
    known = ", ".join(literal(end) for (end,) in found if region_of(end, "english"))
    numbers = ", ".join(f"('{name}', {name})" for name in _NUMBERS)
    tax_numbers = ", ".join(f"('{name}', {name})" for name in _TAX_NUMBERS)
    number = "coalesce(nullif(trim(recordId), ''), trim(name))"
    in_address = f"""list_filter({ends}, lambda one: one IN ({known or "''"}))"""
    query = f"""
        SELECT _row, celex AS list, concat_ws('/', celex, annex, {number}) AS entity,
            concat_ws(' ', 'annex', annex, startDate) AS listing,
            CASE schema WHEN 'LegalEntity' THEN NULL {kinds} ELSE schema END AS kind,
            entry[1] AS name, entry[2] AS name_kind, entry[3] AS name_quality,
            {countries} AS countries,
            {in_address} AS address_countries, {iso_date("birthDate")} AS born,
            programKey AS programme, measure,
            CASE WHEN schema NOT IN ('Person', 'LegalEntity') THEN reason END AS reason,
            concat_ws(' ', celex, 'annex', annex) AS legal_act,
            'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:' || celex AS url,
            {iso_date("startDate")} AS start_date,
            concat_ws('; ', 'celex=' || celex, 'annex=' || annex, 'recordId=' || recordId,
                'name=' || name) AS cell,
            map_from_entries(list_filter(
                CASE WHEN schema = 'Person' THEN [] ELSE [{numbers}] END
                    || CASE WHEN schema IN ('Person', 'LegalEntity') THEN []
                        ELSE [{tax_numbers}] END,
                lambda one: one[2] <> '')) AS details
        FROM (
            SELECT *, unnest([(trim(name), 'name', NULL)] || {names}) AS entry FROM {staged.name}
        )
    """
    return listed(workspace, query, file=path.name, scheme="english")


def _check_regulation(workspace: Workspace, staged: Staged, asked: str) -> None:
    """The file is of the regulation that was asked, lest the two take each other's place."""
    found = workspace.connection.execute(
        f"SELECT trim(celex), min(_row) FROM {staged.name} WHERE trim(celex) <> ? GROUP BY 1",
        [asked],
    ).fetchall()
    wording = N_("is of regulation %(found)s and not of %(asked)s: ask for that one")
    if found:
        raise SourceError(
            [
                Problem(
                    "regulation",
                    staged.file,
                    wording,
                    row,
                    "celex",
                    {"found": celex, "asked": asked},
                )
                for celex, row in found
            ]
        )


def _addresses(options: Options) -> Sequence[File]:
    regulation = options["regulation"]
    if not re.fullmatch(r"3\d{4}[A-Z]\d{4}", regulation):
        wording = N_("name the regulation by its CELEX number, such as 32014R0833")
        problem = Problem("option", "eu-journal-sanctions", wording, field="regulation")
        raise SourceError([problem])
    return (File(f"{_FOLDER}/{regulation}.csv", f"{regulation}.csv"),)


DATASETS = (
    Dataset(
        id="eu-journal-sanctions",
        title_nl="Beperkende maatregelen van de EU: bijlagen uit het Publicatieblad",
        title_en="EU restrictive measures: annexes from the Official Journal",
        publisher="Council of the European Union, transcribed by OpenSanctions",
        licence=Licence(
            "EU legislation (Commission Decision 2011/833/EU)",
            "https://eur-lex.europa.eu/content/legal-notice/legal-notice.html",
            "© European Union, https://eur-lex.europa.eu; transcription OpenSanctions (MIT)",
        ),
        homepage="https://github.com/opensanctions/opensanctions/tree/main/datasets/eu/journal_sanctions",
        hosts=("raw.githubusercontent.com",),
        gives="listed",
        addresses=_addresses,
        read=_read,
        options={"regulation": "32014R0833"},
    ),
)
