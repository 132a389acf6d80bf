"""The lists of values that DCAT-AP-NL prescribes, as far as a catalogue of ours uses them.

DCAT-AP-NL 3.0, chapter “Waardelijsten”: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_GEONOVUM = "https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/"

PUBLIC = f"{_EU}access-right/PUBLIC"
RESTRICTED = f"{_EU}access-right/RESTRICTED"
NOT_OPEN = f"{_GEONOVUM}niet_open"
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
LANGUAGES: Mapping[str, str] = {"nl": f"{_EU}language/NLD", "en": f"{_EU}language/ENG"}

# What a catalogue of this kind says to hold to.
STANDARDS: Mapping[str, str] = {
    "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/": "DCAT-AP-NL 3.0",
    "https://semiceu.github.io/DCAT-AP/releases/3.0.1/": "DCAT-AP 3.0.1",
    "http://www.w3.org/TR/prov-o/": "PROV-O",
}

# The licences of the list, by their SPDX identifier.
LICENCES: Mapping[str, str] = {
    "CC0-1.0": f"{_GEONOVUM}cc0",
    "CC-BY-3.0": f"{_GEONOVUM}naamsvermelding30",
    "CC-BY-4.0": f"{_GEONOVUM}naamsvermelding40",
    "CC-BY-SA-3.0": f"{_GEONOVUM}naamsvermelding_gelijkdelen30",
    "CC-BY-SA-4.0": f"{_GEONOVUM}naamsvermelding_gelijkdelen40",
    "CC-BY-ND-4.0": f"{_GEONOVUM}naamsvermelding_geen_afgeleide_werken40",
    "CC-BY-NC-4.0": f"{_GEONOVUM}naamsvermelding_niet_commercieel40",
    "CC-BY-NC-SA-4.0": f"{_GEONOVUM}naamsvermelding_niet_commercieel_gelijk_delen40",
    "CC-BY-NC-ND-4.0": f"{_GEONOVUM}naamsvermelding_niet_commercieel_geen_afgeleide_werken40",
}

# Beside those that a publisher can give: that of what is nobody's.
OPEN_TERMS: Mapping[str, str] = {
    **LICENCES,
    "LicenseRef-public-domain": f"{_GEONOVUM}public_domain_mark",
}

# The EU's data themes, with their names there.
THEMES: Mapping[str, tuple[str, str]] = {
    "AGRI": ("Landbouw, visserij, bosbouw en voeding", "Agriculture, fisheries, forestry and food"),
    "ECON": ("Economie en financiën", "Economy and finance"),
    "EDUC": ("Onderwijs, cultuur en sport", "Education, culture and sport"),
    "ENER": ("Energie", "Energy"),
    "ENVI": ("Milieu", "Environment"),
    "GOVE": ("Overheid en publieke sector", "Government and public sector"),
    "HEAL": ("Gezondheid", "Health"),
    "INTR": ("Internationale vraagstukken", "International issues"),
    "JUST": (
        "Justitie, rechtsstelsel en openbare veiligheid",
        "Justice, legal system and public safety",
    ),
    "OP_DATPRO": ("Voorlopige gegevens", "Provisional data"),
    "REGI": ("Regio's en steden", "Regions and cities"),
    "SOCI": ("Bevolking en samenleving", "Population and society"),
    "TECH": ("Wetenschap en technologie", "Science and technology"),
    "TRAN": ("Vervoer", "Transport"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its name for people, by the EU's and IANA's lists, and what it holds to."""

    label: str
    file_type: str
    media_type: str
    standard: str


FORMS: Mapping[str, Form] = {
    "csv": Form(
        "CSV",
        f"{_EU}file-type/CSV",
        f"{_IANA}text/csv",
        "https://www.rfc-editor.org/rfc/rfc4180",
    ),
    "json": Form(
        "JSON",
        f"{_EU}file-type/JSON",
        f"{_IANA}application/json",
        "https://www.rfc-editor.org/rfc/rfc8259",
    ),
    "parquet": Form(
        "Parquet",
        f"{_EU}file-type/PARQUET",
        f"{_IANA}application/vnd.apache.parquet",
        "https://parquet.apache.org/docs/file-format/",
    ),
    "zip": Form(
        "zip",
        f"{_EU}file-type/ZIP",
        f"{_IANA}application/zip",
        "https://specs.frictionlessdata.io/data-package/",
    ),
}


def theme(name: str) -> str:
    """The address of a data theme of the EU."""
    return f"{_EU}data-theme/{name}"


def country(alpha3: str) -> str:
    """The address of a country in the EU's list, which goes by ISO 3166-1 alpha-3."""
    return f"{_EU}country/{alpha3}"


def frequency(name: str) -> str:
    """The address of a frequency in the EU's list."""
    return f"{_EU}frequency/{name}"
