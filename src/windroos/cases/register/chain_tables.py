"""The tables of value chains: links, what flows between them, and who holds which."""

from __future__ import annotations

from windroos.cases.fields import PARTIAL_DATE, Reference, Table, plain, required, slug
from windroos.cases.register.organisation_tables import BASES, COUNTRY, NUTS, PASSAGE, notes

NEEDS = ["all", "any"]
STRENGTHS = ["strong", "present", "emerging"]
_SHARE = {"minimum": 0, "maximum": 1}
_CHAIN = Reference("chain", "chains", "id")

CHAIN_TABLES = (
    Table(
        "chains",
        (
            slug(),
            required("label_nl"),
            required("label_en"),
            plain("area"),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (Reference("area", "areas", "id"), PASSAGE),
    ),
    Table(
        "chain_links",
        (
            slug(),
            required("chain"),
            required("label_nl"),
            required("label_en"),
            required("needs", enum=NEEDS),
            plain("complete", "boolean"),
            required("position", "integer", minimum=1, maximum=1000),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (_CHAIN, PASSAGE),
    ),
    Table(
        "chain_flows",
        (
            slug(),
            required("chain"),
            required("source"),
            required("target"),
            required("what_nl"),
            required("what_en"),
            plain("passage"),
        ),
        ("id",),
        (
            _CHAIN,
            Reference("source", "chain_links", "id"),
            Reference("target", "chain_links", "id"),
            PASSAGE,
        ),
    ),
    Table(
        "chain_holders",
        (
            slug(),
            required("chain"),
            required("link"),
            plain("organisation"),
            plain("region", pattern=NUTS),
            plain("country", pattern=COUNTRY),
            required("strength", enum=STRENGTHS),
            plain("share_low", "number", **_SHARE),
            plain("share_high", "number", **_SHARE),
            plain("start", pattern=PARTIAL_DATE),
            plain("end", pattern=PARTIAL_DATE),
            required("basis", enum=BASES),
            plain("passage"),
            *notes(),
        ),
        ("id",),
        (
            _CHAIN,
            Reference("link", "chain_links", "id"),
            Reference("organisation", "organisations", "id"),
            PASSAGE,
        ),
    ),
)
