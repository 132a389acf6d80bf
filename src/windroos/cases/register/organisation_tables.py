"""The tables of organisations: what they are, are called, do, and have to do with each other."""

from __future__ import annotations

from windroos.cases.fields import (
    ID,
    PARTIAL_DATE,
    SLUG,
    TEXT,
    Field,
    Reference,
    Table,
    plain,
    prose,
    required,
    slug,
)

KINDS = [
    "company",
    "knowledge-institution",
    "education",
    "facility",
    "campus",
    "partner",
    "government",
    "post",
    "cluster",
    "consortium",
    "programme",
    "strategy",
]
NAME_KINDS = ["official", "short", "former", "other"]
SCHEMES = ["ror", "kvk", "lei", "pic", "wikidata"]
# The three categories of the maps: companies; education, research and facilities; partners.
CATEGORIES = ["company", "knowledge", "partner"]
# What says it: a passage, our own reading of one, another source, or a person who told.
BASES = ["text", "reading", "source", "person"]
RELATION_KINDS = [
    "member",
    "partner",
    "supplier",
    "shareholder",
    "spin-off",
    "twin",
    "part-of",
    "operates",
    "funds",
    "founder",
]
COUNTRY = "[A-Z]{2}"
NUTS = "[A-Z]{2}[0-9A-Z]{1,3}"
WEB = r"https?://\S+"

PASSAGE = Reference("passage", "passages", "id")


def coordinates() -> tuple[Field, Field]:
    """Degrees north and east (WGS 84)."""
    return (
        plain("latitude", "number", minimum=-90, maximum=90),
        plain("longitude", "number", minimum=-180, maximum=180),
    )


def notes() -> tuple[Field, Field]:
    return prose("note_nl"), prose("note_en")


ORGANISATION_TABLES = (
    Table(
        "passages",
        (
            slug(),
            required("document", pattern=SLUG, maxLength=ID),
            plain("section"),
            required("paragraph", "integer", minimum=1, maximum=100_000),
            plain("sentences", pattern=r"[1-9]\d{0,3}(-[1-9]\d{0,3})?"),
            required("sha256", pattern="[0-9a-f]{64}"),
        ),
        ("id",),
    ),
    Table(
        "areas",
        (
            slug(),
            required("label_nl"),
            required("label_en"),
            plain("theme"),
            plain("passage"),
        ),
        ("id",),
        (PASSAGE,),
    ),
    Table(
        "organisations",
        (
            slug(),
            required("kind", enum=KINDS),
            plain("country", pattern=COUNTRY),
            plain("region", pattern=NUTS),
            plain("place"),
            *coordinates(),
            plain("basis", enum=BASES),
            plain("parent"),
            plain("founded", pattern=PARTIAL_DATE),
            plain("ended", pattern=PARTIAL_DATE),
            plain("website", pattern=WEB, maxLength=TEXT),
            *notes(),
        ),
        ("id",),
        (Reference("parent", "organisations", "id"),),
    ),
    Table(
        "names",
        (
            required("organisation"),
            required("name"),
            required("kind", enum=NAME_KINDS),
            plain("language", pattern="[a-z]{2}"),
        ),
        ("organisation", "name"),
        (Reference("organisation", "organisations", "id"),),
    ),
    Table(
        "identifiers",
        (
            required("organisation"),
            required("scheme", enum=SCHEMES),
            required("value", maxLength=ID),
        ),
        ("scheme", "value"),
        (Reference("organisation", "organisations", "id"),),
    ),
    Table(
        "roles",
        (
            required("organisation"),
            required("area"),
            required("category", enum=CATEGORIES),
            plain("theme"),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("organisation", "area", "category"),
        (
            Reference("organisation", "organisations", "id"),
            Reference("area", "areas", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "mentions",
        (required("organisation"), required("name"), required("passage")),
        ("organisation", "passage", "name"),
        (Reference("organisation", "organisations", "id"), PASSAGE),
    ),
    Table(
        "maps",
        (
            slug(),
            required("label_nl"),
            required("label_en"),
            prose("areas", filled=True),
            prose("regions"),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (Reference("areas", "areas", "id", several=True), PASSAGE),
    ),
    Table(
        "relations",
        (
            slug(),
            required("organisation"),
            required("other"),
            required("kind", enum=RELATION_KINDS),
            plain("start", pattern=PARTIAL_DATE),
            plain("end", pattern=PARTIAL_DATE),
            required("basis", enum=BASES),
            plain("passage"),
            plain("source", maxLength=TEXT),
            *notes(),
        ),
        ("id",),
        (
            Reference("organisation", "organisations", "id"),
            Reference("other", "organisations", "id"),
            PASSAGE,
        ),
    ),
)
