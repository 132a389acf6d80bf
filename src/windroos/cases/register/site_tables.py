"""The tables of sites, of the conditions they and regions are under, and of the labour market."""

from __future__ import annotations

from windroos.cases.fields import (
    ID,
    PARTIAL_DATE,
    REGION,
    TEXT,
    YEARS,
    Reference,
    Table,
    plain,
    prose,
    required,
    slug,
    year,
)
from windroos.cases.register.organisation_tables import (
    BASES,
    COUNTRY,
    NUTS,
    PASSAGE,
    WEB,
    coordinates,
    notes,
)

SITE_KINDS = [
    "campus",
    "business-park",
    "facility",
    "pilot-line",
    "living-lab",
    "field-lab",
    "academic-workplace",
    "test-environment",
    "border-information-point",
]
MEASURES = ["jobs", "organisations", "companies", "occupancy", "area"]
# What a figure is: measured, aimed at, where counting starts, or what is expected to follow.
FIGURE_ROLES = ["actual", "target", "baseline", "expected"]
STATES = ["to-be-measured", "none"]
CONDITIONS = ["space", "grid", "nitrogen", "water", "housing", "talent", "infrastructure"]
# From what holds nothing back to what stops everything.
PRESSURES = ["eased", "watched", "under-pressure", "blocked"]
LABOUR_KINDS = ["border-information-point", "education", "shortage", "agreement", "workforce"]
# Technology readiness, from a principle observed (1) to a system in use (9).
_READINESS = {"minimum": 1, "maximum": 9}

SITE_TABLES = (
    Table(
        "sites",
        (
            slug(),
            plain("organisation"),
            required("name"),
            required("kind", enum=SITE_KINDS),
            plain("country", pattern=COUNTRY),
            plain("region", pattern=NUTS),
            plain("place"),
            *coordinates(),
            plain("basis", enum=BASES),
            plain("operator"),
            prose("areas"),
            prose("facilities_nl"),
            prose("facilities_en"),
            prose("services_nl"),
            prose("services_en"),
            plain("trl_from", "integer", **_READINESS),
            plain("trl_to", "integer", **_READINESS),
            prose("access_nl"),
            prose("access_en"),
            plain("website", pattern=WEB, maxLength=TEXT),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            Reference("organisation", "organisations", "id"),
            Reference("operator", "organisations", "id"),
            Reference("areas", "areas", "id", several=True),
            PASSAGE,
        ),
    ),
    Table(
        "site_figures",
        (
            required("site"),
            required("measure", enum=MEASURES),
            year("year"),
            required("role", enum=FIGURE_ROLES),
            plain("value", "number"),
            plain("unit"),
            plain("state", enum=STATES),
            plain("source", maxLength=TEXT),
            plain("passage"),
            *notes(),
        ),
        ("site", "measure", "year", "role"),
        (Reference("site", "sites", "id"), PASSAGE),
    ),
    Table(
        "conditions",
        (
            slug(),
            plain("site"),
            plain("region", pattern=REGION, maxLength=ID),
            required("condition", enum=CONDITIONS),
            required("state", enum=PRESSURES),
            plain("since", pattern=PARTIAL_DATE),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (Reference("site", "sites", "id"), PASSAGE),
    ),
    Table(
        "labour",
        (
            slug(),
            required("region", maxLength=ID),
            plain("other_region", maxLength=ID),
            required("kind", enum=LABOUR_KINDS),
            required("label_nl"),
            required("label_en"),
            plain("organisation"),
            plain("value", "number"),
            plain("unit"),
            plain("year", "integer", **YEARS),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (Reference("organisation", "organisations", "id"), PASSAGE),
    ),
)
