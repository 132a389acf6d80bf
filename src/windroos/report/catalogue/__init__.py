"""A data catalogue that others can harvest: plain values in, DCAT-AP-NL 3.0 out.

Making the text of it (`graph`, `text`) takes rdflib, which is read only there.
"""

from windroos.report.catalogue.described import (
    Activity,
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Entity,
    Rights,
    Service,
    Words,
)

__all__ = [
    "Activity",
    "Agent",
    "Catalogue",
    "Contact",
    "Dataset",
    "Distribution",
    "Entity",
    "Rights",
    "Service",
    "Words",
]
