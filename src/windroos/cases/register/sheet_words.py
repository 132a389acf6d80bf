"""The words of the sheet of organisations: its headings and codes, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from windroos.cases.framework import Text
from windroos.cases.register.organisation_tables import CATEGORIES, KINDS


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the sheet: its code, what stands above it, and what goes in it."""

    field: str
    label: Text
    means: Text
    width: int = 22


HEADINGS = (
    Heading(
        "id",
        Text("Kenmerk", "Id"),
        Text(
            "Laat dit staan. Leeg: een nieuwe organisatie.",
            "Leave this as it is. Empty: a new organisation.",
        ),
    ),
    Heading(
        "version",
        Text("Versie", "Version"),
        Text(
            "Laat dit staan: zo is te zien wat intussen veranderd is.",
            "Leave this as it is: it shows what changed in the meantime.",
        ),
        10,
    ),
    Heading(
        "name",
        Text("Officiële naam", "Official name"),
        Text("Zoals de organisatie zich noemt.", "As the organisation calls itself."),
        36,
    ),
    Heading(
        "other_names",
        Text("Andere namen", "Other names"),
        Text(
            "Met een puntkomma ertussen. Een puntkomma in een naam: \\;",
            "With a semicolon between them. A semicolon in a name: \\;",
        ),
        36,
    ),
    Heading(
        "kind",
        Text("Soort", "Kind"),
        Text("Kies uit de lijst.", "Choose from the list."),
    ),
    Heading(
        "country",
        Text("Land", "Country"),
        Text("De code van twee letters, zoals NL.", "The code of two letters, as NL."),
        10,
    ),
    Heading(
        "region",
        Text("Regio", "Region"),
        Text("De NUTS-code, zoals NL41.", "The NUTS code, as NL41."),
        10,
    ),
    Heading("place", Text("Plaats", "Place"), Text("", "")),
    Heading(
        "latitude",
        Text("Breedtegraad", "Latitude"),
        Text("In graden, zoals 51,44 of 51.44.", "In degrees, as 51.44."),
        14,
    ),
    Heading(
        "longitude",
        Text("Lengtegraad", "Longitude"),
        Text("In graden, zoals 5,48 of 5.48.", "In degrees, as 5.48."),
        14,
    ),
    Heading(
        "website",
        Text("Website", "Website"),
        Text("Begint met https://", "Begins with https://"),
        30,
    ),
    Heading(
        "roles",
        Text("Gebieden en categorieën", "Areas and categories"),
        Text(
            "Gebied:categorie, met een puntkomma ertussen, zoals photonics:company",
            "Area:category, with a semicolon between them, as photonics:company",
        ),
        40,
    ),
    Heading(
        "ror",
        Text("ROR", "ROR"),
        Text("Het nummer van ror.org.", "The number at ror.org."),
        28,
    ),
    Heading(
        "kvk",
        Text("KVK-nummer", "KVK number"),
        Text("Acht cijfers.", "Eight digits."),
        14,
    ),
    Heading(
        "note_nl",
        Text("Toelichting (Nederlands)", "Note (Dutch)"),
        Text("", ""),
        48,
    ),
    Heading(
        "note_en",
        Text("Toelichting (Engels)", "Note (English)"),
        Text("", ""),
        48,
    ),
)
FIELDS: tuple[str, ...] = tuple(heading.field for heading in HEADINGS)
LABELS: Mapping[str, Text] = {heading.field: heading.label for heading in HEADINGS}

# What else people write above a column.
ALSO: Mapping[str, tuple[str, ...]] = {
    "id": ("identifier", "sleutel", "slug"),
    "name": ("naam", "name", "organisatie", "organisation", "organization", "bedrijf", "company"),
    "other_names": ("aliassen", "aliases", "alias", "other name", "andere naam"),
    "kind": ("type", "kind", "soort organisatie", "kind of organisation"),
    "country": ("landcode", "country code"),
    "region": ("nuts", "nuts code", "regiocode"),
    "place": ("place", "stad", "city", "gemeente", "town", "vestigingsplaats"),
    "latitude": ("lat", "breedte"),
    "longitude": ("lon", "lng", "long", "lengte"),
    "website": ("url", "web", "site", "webadres", "homepage"),
    "roles": ("rollen", "roles", "gebieden", "areas"),
    "ror": ("ror id", "ror-id"),
    "kvk": ("kvk", "kvk-nummer", "kvknummer", "kvk nummer", "chamber of commerce"),
    "note_nl": ("toelichting", "opmerking", "notitie"),
    "note_en": ("note", "remark", "remarks"),
}

KIND_WORDS: Mapping[str, Text] = dict(
    zip(
        KINDS,
        (
            Text("bedrijf", "company"),
            Text("kennisinstelling", "knowledge institution"),
            Text("onderwijsinstelling", "education"),
            Text("faciliteit", "facility"),
            Text("campus", "campus"),
            Text("ecosysteempartner", "ecosystem partner"),
            Text("overheid", "government"),
            Text("post in het buitenland", "post abroad"),
            Text("cluster", "cluster"),
            Text("consortium", "consortium"),
            Text("programma", "programme"),
            Text("strategie", "strategy"),
        ),
        strict=True,
    )
)
CATEGORY_WORDS: Mapping[str, Text] = dict(
    zip(
        CATEGORIES,
        (
            Text("bedrijf", "company"),
            Text("onderwijs, onderzoek en faciliteiten", "education, research and facilities"),
            Text("ecosysteempartner", "ecosystem partner"),
        ),
        strict=True,
    )
)


def plain(words: str) -> str:
    """Words as they are looked up: without capitals, and with single spaces."""
    return " ".join(words.replace("_", " ").split()).casefold()


HEADED: Mapping[str, str] = {
    plain(words): field
    for field in FIELDS
    for words in (*ALSO.get(field, ()), LABELS[field].nl, LABELS[field].en, field)
}
"""The field that a heading stands for, by the heading as it is looked up."""


def coded(words: str, among: Mapping[str, Text]) -> str | None:
    """The code that words stand for, in either language, or the code itself; None for others."""
    asked = plain(words)
    for code, text in among.items():
        if asked in (plain(code), plain(text.nl), plain(text.en)):
            return code
    return None
