"""The EU's consolidated list of persons, groups and entities under financial sanctions, as XML and
as CSV (version 1.1 of both).

In the XML each `sanctionEntity` has its regulations, names, addresses, dates of birth, citizenships
and documents. The CSV has a row for each of these, with the entity's own fields in every row, and
does not say which names are weak. Documents, remarks, functions and streets are not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from windroos.problems import N_, Problem
from windroos.sources.listing import iso_date, listed
from windroos.sources.shape import Dataset, File, Licence, Options, Reading, SourceError, Workspace
from windroos.sources.staging import checked_text, opened, stage_rows

_COLUMNS = (
    "Entity_LogicalId",
    "Entity_EU_ReferenceNumber",
    "Entity_DesignationDate",
    "Entity_SubjectType",
    "Entity_Regulation_EntryIntoForceDate",
    "Entity_Regulation_NumberTitle",
    "Entity_Regulation_Programme",
    "Entity_Regulation_PublicationUrl",
    "NameAlias_WholeName",
    "NameAlias_NameLanguage",
    "NameAlias_LogicalId",
    "Address_CountryIso2Code",
    "BirthDate_BirthDate",
    "BirthDate_Year",
    "Citizenship_CountryIso2Code",
)
# The one column that the CSV has not, and which of the XML's attributes fill the others.
_STRONG = "NameAlias_Strong"
_ENTITY = {
    "logicalId": "Entity_LogicalId",
    "euReferenceNumber": "Entity_EU_ReferenceNumber",
    "designationDate": "Entity_DesignationDate",
}
_REGULATION = {
    "entryIntoForceDate": "Entity_Regulation_EntryIntoForceDate",
    "numberTitle": "Entity_Regulation_NumberTitle",
    "programme": "Entity_Regulation_Programme",
}
_PARTS = {
    "nameAlias": {
        "wholeName": "NameAlias_WholeName",
        "nameLanguage": "NameAlias_NameLanguage",
        "logicalId": "NameAlias_LogicalId",
        "strong": _STRONG,
    },
    "address": {"countryIso2Code": "Address_CountryIso2Code"},
    "birthdate": {"birthdate": "BirthDate_BirthDate", "year": "BirthDate_Year"},
    "citizenship": {"countryIso2Code": "Citizenship_CountryIso2Code"},
}
# An attribute that must be there, lest a renamed one pass for one that is not filled in.
_NEEDED = {
    "sanctionEntity": "logicalId",
    "regulation": "programme",
    "subjectType": "classificationCode",
    "nameAlias": "wholeName",
    "address": "countryIso2Code",
    "citizenship": "countryIso2Code",
}
# Each record of the CSV begins with the day of the file and the number of the entity.
_BEGINS = re.compile(r'"?\d\d/\d\d/\d{4}"?;"?\d+"?;')


def _read(workspace: Workspace, files: Sequence[Path], options: Options) -> Reading:
    (path,) = files
    with opened(path) as stream:
        start = stream.read(200).lstrip(b"\xef\xbb\xbf \r\n")
    if start.startswith(b"<"):
        rows, warnings = _elements(path), []
    else:
        rows, warnings = _records(workspace, path)
    staged = stage_rows(workspace, path.name, rows, columns=_COLUMNS)
    strong = _STRONG if _STRONG in staged.columns else "NULL"
    query = f"""
        WITH entities AS (
            SELECT Entity_LogicalId AS id, min(_row) AS first,
                coalesce(nullif(max(Entity_EU_ReferenceNumber), ''), Entity_LogicalId) AS entity,
                lower(max(Entity_SubjectType)) AS subject,
                min(nullif(Entity_DesignationDate, '')) AS designated,
                list(DISTINCT nullif(Address_CountryIso2Code, '00')) AS addresses,
                list(DISTINCT nullif(Citizenship_CountryIso2Code, '00')) AS citizenships,
                array_to_string(list_sort(list(DISTINCT coalesce(
                    nullif(BirthDate_BirthDate, ''), nullif(BirthDate_Year, '')))), '; ') AS born
            FROM {staged.name} GROUP BY 1
        ),
        regulations AS (
            SELECT Entity_LogicalId AS id, Entity_Regulation_NumberTitle AS title,
                any_value(Entity_Regulation_Programme ORDER BY _row) AS programme,
                any_value(Entity_Regulation_PublicationUrl ORDER BY _row) AS url,
                min(nullif(Entity_Regulation_EntryIntoForceDate, '')) AS since
            FROM {staged.name} WHERE Entity_Regulation_Programme <> '' GROUP BY 1, 2
        ),
        names AS (
            SELECT Entity_LogicalId AS id, NameAlias_WholeName AS name, min(_row) AS _row,
                any_value(nullif(NameAlias_NameLanguage, '') ORDER BY _row) AS language,
                any_value(NameAlias_LogicalId ORDER BY _row) AS place,
                max({strong}) AS strong
            FROM {staged.name} WHERE NameAlias_WholeName <> '' GROUP BY 1, 2
        )
        SELECT coalesce(names._row, first) AS _row, 'eu-financial-sanctions' AS list, entity,
            coalesce(title, '-') AS listing, name,
            CASE subject WHEN 'p' THEN 'person' WHEN 'person' THEN 'person'
                WHEN 'e' THEN 'organisation' WHEN 'enterprise' THEN 'organisation'
                ELSE subject END AS kind,
            CASE WHEN row_number() OVER (PARTITION BY entities.id, title
                ORDER BY strong = 'false', names._row) = 1
                THEN 'name' ELSE 'alias' END AS name_kind,
            CASE strong WHEN 'true' THEN 'strong' WHEN 'false' THEN 'weak' END AS name_quality,
            lower(language) AS name_language, citizenships AS countries,
            addresses AS address_countries, born, programme,
            'financial sanctions' AS measure, title AS legal_act, url,
            {_earlier(iso_date("designated"), iso_date("since"))} AS start_date,
            concat_ws('; ', 'logicalId=' || entities.id, 'nameAlias=' || place) AS cell
        FROM entities LEFT JOIN regulations ON regulations.id = entities.id
            LEFT JOIN names ON names.id = entities.id
    """
    reading = listed(workspace, query, file=path.name, scheme="iso2")
    return Reading(reading.table, (*warnings, *reading.warnings))


def _earlier(designated: str, since: str) -> str:
    """An entity may be listed before the regulation that is named, which then is an amendment."""
    return f"least({designated}, {since})"


def _elements(path: Path) -> Iterator[Sequence[Any]]:
    """The XML as rows like those of the CSV, a row for each part of an entity and regulation."""
    columns = [*_COLUMNS, _STRONG]
    yield columns
    number = 0
    try:
        with opened(path) as stream:
            # The parser itself (expat 2.4.1 and later) stops entities that explode.
            events = ET.iterparse(stream, events=("start", "end"))  # noqa: S314
            _, root = next(events)
            if _tag(root) != "export":
                wording = N_("is no list of sanctions: it begins with <%(found)s>, not <export>")
                raise SourceError(
                    [Problem("header", path.name, wording, values={"found": _tag(root)})]
                )
            for event, element in events:
                if event == "end" and _tag(element) == "sanctionEntity":
                    number += 1
                    for row in _rows_of(element, path.name, number):
                        yield [row.get(column, "") for column in columns]
                    root.clear()
    except (ET.ParseError, StopIteration) as error:
        wording = N_("is no XML, or not all of it (%(said)s): fetch the file again")
        problem = Problem("truncated", path.name, wording, values={"said": str(error)})
        raise SourceError([problem]) from error


def _rows_of(entity: ET.Element, file: str, number: int) -> Iterator[dict[str, str]]:
    """What an entity says; `number` is its place among the entities of the file."""
    parts = [(_tag(part), part) for part in entity]
    for tag, part in (("sanctionEntity", entity), *parts):
        needed = _NEEDED.get(tag)
        if needed and needed not in part.attrib:
            wording = N_("has no %(attribute)s: it has %(found)s")
            values = {"attribute": needed, "found": ", ".join(part.attrib) or "nothing"}
            raise SourceError([Problem("header", file, wording, number, tag, values)])
    own = _named(entity, _ENTITY)
    subject = next((part for tag, part in parts if tag == "subjectType"), None)
    own["Entity_SubjectType"] = "" if subject is None else subject.attrib["classificationCode"]
    regulations = [_regulation(part) for tag, part in parts if tag == "regulation"]
    for regulation in regulations or [{}]:
        yield own | regulation
        for tag, part in parts:
            if tag in _PARTS:
                yield own | regulation | _named(part, _PARTS[tag])


def _regulation(part: ET.Element) -> dict[str, str]:
    url = next((child.text for child in part if _tag(child) == "publicationUrl"), None)
    return _named(part, _REGULATION) | {"Entity_Regulation_PublicationUrl": (url or "").strip()}


def _named(element: ET.Element, columns: dict[str, str]) -> dict[str, str]:
    return {column: element.get(name, "").strip() for name, column in columns.items()}


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _records(workspace: Workspace, path: Path) -> tuple[Iterator[Sequence[str]], list[Problem]]:
    """The records of the CSV, and what will have been odd once they are all read."""
    checked = checked_text(workspace, path)
    warnings: list[Problem] = []

    def rows() -> Iterator[Sequence[str]]:
        loose = 0
        with checked.open(encoding="utf-8-sig", newline="") as stream:
            header = next(csv.reader([stream.readline()], delimiter=";"))
            yield header
            for line, record in _grouped(stream):
                fields, as_it_stands = _fields(record, len(header))
                if len(fields) != len(header):
                    wording = N_("has %(found)s fields instead of %(count)s")
                    values = {"found": len(fields), "count": len(header)}
                    raise SourceError([Problem("row", path.name, wording, line, values=values)])
                loose += as_it_stands
                yield fields
        if loose:
            wording = N_("%(count)s rows have loose quotation marks, which are kept as they stand")
            warnings.append(Problem("quotes", path.name, wording, values={"count": loose}))

    return rows(), warnings


def _fields(record: str, count: int) -> tuple[list[str], bool]:
    """The fields of a record, and whether quotation marks are letters in it.

    They are where the rules for quotes do not hold. A record that has quoted semicolons besides is
    read by the rules as far as they go.
    """
    try:
        fields = next(csv.reader([record], delimiter=";", strict=True))
        if len(fields) == count:
            return fields, False
    except csv.Error:
        fields = []
    plain = record.rstrip("\r\n").split(";")
    if len(plain) == count:
        return plain, True
    try:
        return next(csv.reader([record], delimiter=";")), True
    except csv.Error:
        return fields, True


def _grouped(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Each record with the line it begins at; a field may go over lines."""
    record, begin = "", 2
    for number, line in enumerate(lines, 2):
        if record and _BEGINS.match(line):
            yield begin, record
            record, begin = "", number
        record += line
    if record:
        yield begin, record


_FILES = "https://webgate.ec.europa.eu/fsd/fsf/public/files"


def _addresses(options: Options) -> Sequence[File]:
    form, token = options["form"], options["token"]
    if form not in ("xml", "csv") or not re.fullmatch(r"[A-Za-z0-9_-]+", token):
        wording = N_("the form is xml or csv, and the token as data.europa.eu publishes it")
        raise SourceError([Problem("option", "eu-financial-sanctions", wording)])
    name = f"{form}FullSanctionsList_1_1"
    return (File(f"{_FILES}/{name}/content?token={token}", f"{name}.{form}"),)


DATASETS = (
    Dataset(
        id="eu-financial-sanctions",
        title_nl="EU: personen, groepen en entiteiten met financiële sancties",
        title_en="EU: persons, groups and entities under financial sanctions",
        publisher="European Commission, DG FISMA",
        licence=Licence(
            "CC BY 4.0 (Commission Decision 2011/833/EU)",
            "https://creativecommons.org/licenses/by/4.0/",
            "European Commission, consolidated list of financial sanctions",
            "CC-BY-4.0",
        ),
        homepage="https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
        hosts=("webgate.ec.europa.eu",),
        gives="listed",
        addresses=_addresses,
        read=_read,
        # The token is the one that data.europa.eu gives to everybody.
        options={"form": "xml", "token": "dG9rZW4tMjAxNw"},
    ),
)
