"""Archives and answers as CORDIS, ROR and OpenAlex write them, of nothing that exists."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def _names(words: str) -> list[str]:
    return words.split()


ORGANIZATION = _names(
    """
    projectID projectAcronym organisationID vatNumber name shortName SME activityType street
    postCode city country nutsCode geolocation organizationURL contactForm contentUpdateDate
    rcn order role ecContribution netEcContribution totalCost endOfParticipation active
    """
)
PROJECT = _names(
    """
    id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics
    ecSignatureDate frameworkProgramme masterCall subCall fundingScheme nature objective
    contentUpdateDate rcn grantDoi keywords
    """
)
EUROSCIVOC = _names(
    """
    projectID euroSciVocCode euroSciVocPath euroSciVocTitle euroSciVocDescription
    """
)
TOPICS = _names(
    """
    projectID topic title
    """
)
LEGAL_BASIS = _names(
    """
    projectID legalBasis title uniqueProgrammePart
    """
)

Row = Mapping[str, str]

# One row for each of the tables of topics.
ABOUT: Row = {
    "projectID": "101000001",
    "euroSciVocCode": "/23/43/251",
    "euroSciVocPath": "/natural sciences/physical sciences/optics",
    "euroSciVocTitle": "optics",
    "topic": "HORIZON-CL4-2021-X-01",
    "title": "A topic",
    "legalBasis": "HORIZON.2.4",
    "uniqueProgrammePart": "true",
}


def participation(project: str = "101000001", organisation: str = "900000001", **more: str) -> Row:
    """A participation of an organisation, in the publisher's columns."""
    return {
        "projectID": project,
        "organisationID": organisation,
        "vatNumber": "NL000000000B01",
        "name": "VOORBEELD TECHNIEK BV",
        "shortName": "VT",
        "SME": "true",
        "activityType": "PRC",
        "street": "STRAAT 1",
        "postCode": "1234 AB",
        "city": "Eindhoven",
        "country": "NL",
        "nutsCode": "NL414",
        "geolocation": "51.4416,5.4697",
        "organizationURL": "http://www.example.org",
        "contactForm": "https://example.org/contact",
        "rcn": "1900001",
        "order": "1",
        "role": "participant",
        "ecContribution": "100000.5",
        "netEcContribution": "0",
        "totalCost": "150000,75",
        "endOfParticipation": "false",
        "active": "",
        **more,
    }


def person(project: str = "101000001", organisation: str = "900000009", **more: str) -> Row:
    """A participation whose place the publisher withholds."""
    withheld = dict.fromkeys(("vatNumber", "street", "postCode", "city", "nutsCode", "SME"), "")
    name = {"name": "ACHTERNAAM X", "shortName": ""}
    return participation(project, organisation, **withheld, **name, **more)


def project(number: str = "101000001", programme: str = "HORIZON", **more: str) -> Row:
    """A project, in the publisher's columns."""
    return {
        "id": number,
        "acronym": "VOORBEELD",
        "status": "SIGNED",
        "title": 'Een "voorbeeld"; met leestekens',
        "startDate": "2022-06-01",
        "endDate": "2025-05-31",
        "totalCost": "",
        "ecMaxContribution": "2493171,25",
        "legalBasis": "HORIZON.2.4",
        "topics": "HORIZON-CL4-2021-X-01",
        "ecSignatureDate": "2022-05-02",
        "frameworkProgramme": programme,
        "masterCall": "HORIZON-CL4-2021-X",
        "fundingScheme": "HORIZON-RIA",
        "objective": "Eerste alinea.\nTweede alinea.",
        "rcn": "239001",
        "grantDoi": "10.3030/101000001",
        "keywords": "voorbeeld, toets",
        **more,
    }


def text(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table as CORDIS writes it: every field in quotes, a semicolon between."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def archive(folder: Path, programme: str = "HORIZON", **members: bytes) -> Path:
    """An archive of CORDIS; `members` replaces a table of it by its name without `.csv`."""
    content = {
        "project": text(PROJECT, [project(programme=programme)]),
        "organization": text(ORGANIZATION, [participation()]),
        "euroSciVoc": text(EUROSCIVOC, [ABOUT]),
        "topics": text(TOPICS, [ABOUT]),
        "legalBasis": text(LEGAL_BASIS, [ABOUT]),
        **members,
    }
    path = folder / "cordis-HORIZONprojects-csv.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, member in content.items():
            out.writestr(f"csv/{name}.csv", member)
    return path
